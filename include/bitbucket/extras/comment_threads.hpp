// SPDX-License-Identifier: MIT
// comment_threads: the comments on a pull request, which the API lists one after the other, as threads. `open_threads`
// (review.hpp) also fetches them.
#pragma once

#include "../models/pull_request_comment.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A comment and what was answered to it.
struct comment_thread {
    /// The comment that it began with. If that was removed, `is_deleted()`; if the server does not even list it any more, it
    /// has nothing else but its `id`.
    pull_request_comment first;
    /// All answers, also those to answers, the oldest first; without removed ones.
    std::vector<pull_request_comment> replies;

    /// Whether somebody has resolved the thread.
    [[nodiscard]] bool is_resolved() const noexcept { return first.is_resolved(); }
};

/// Sorts the comments of a pull request into threads, the oldest first. A removed comment counts only if somebody has
/// answered it. Takes all comments (`pull_request_comments::list`), in any order.
[[nodiscard]] std::vector<comment_thread> comment_threads(std::vector<pull_request_comment> comments);

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "comment_threads.ipp"
#endif
