// SPDX-License-Identifier: MIT
// merge_and_wait: merges a pull request, and stays with it until it is merged, whatever the server answers at first. The
// merge is sent once, and only the state of the pull request counts as proof.
//
//   const merge_outcome done = merge_and_wait(api, "acme", "site", 7, {.merge = {.message = "Ship it"}});
//   if (done.is_merged()) …
#pragma once

#include <functional>

#include "../client.hpp"
#include "../models/pull_request_draft.hpp"
#include "../types/ids.hpp"
#include "../wait_options.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How far a merge is. One that was refused or failed is an error instead.
struct merge_outcome {
    /// The stages of a merge.
    enum class stage : std::uint8_t {
        /// The pull request says so.
        merged,
        /// It waits in the merge queue of its destination.
        queued,
        /// It was in the queue and is not any more, but still open: the queue took it out, or is about to merge it.
        left_queue,
        /// The server accepted the merge, and the pull request is still open.
        going,
    };
    /// The stage that was seen last.
    stage now = stage::going;
    /// As last seen. Empty if only the task was asked so far.
    std::optional<bitbucket::pull_request> pull_request = {};
    /// Where the server tells how far the merge is (`Location` of its 202); empty if it does not.
    std::string task = {};

    /// Whether the pull request says that it is merged.
    [[nodiscard]] bool is_merged() const noexcept { return now == stage::merged; }
};

/// Is called with each state of a merge that was read, on the thread that waits: from the answer to the merge, unless that
/// is an error, to the last one. An exception from it ends the waiting, not the merge, and comes out unchanged.
using merge_progress = std::function<void(const merge_outcome& so_far)>;

/// How to merge, and how long to wait for it.
struct merge_and_wait_options {
    /// How to merge.
    merge_options merge = {};
    /// `interval`: the time before each question; `longest`: how long to ask; `call`: for the merge and for each question.
    wait_options wait = {};
    /// Sees how far the merge is. Empty: nobody does.
    merge_progress on_progress = {};
};

/// Merges a pull request, and asks until it is merged or `longest` has passed. Returns how far it is then; what is not
/// merged yet can be given to `wait_for_merge`.
///
/// The merge is sent once, with `async`, so that one that takes long does not end with 555. Then:
/// - A 202 says where to ask: that is asked, by the rules of wait.hpp. Where it does not say, or nobody answers there, the
///   pull request is asked.
/// - A 200 with a pull request that is still open, as the live API was seen to send: the pull request is asked.
/// - 555, another 5xx, or a connection that broke: the merge may happen yet. The pull request is asked.
///
/// Failures: the `api_error` of a refused merge (400, 409 and so on, at once or when asked); `work_failed` if the pull
/// request was declined or superseded meanwhile; the first error if it left the outcome unclear and the pull request is
/// still open in the end; the error of a question; `cancelled`, `deadline_exceeded`; a `usage_error` for options out of
/// range, before anything is sent. `outcome_unclear()` of the error says whether it may still be merged.
[[nodiscard]] result<merge_outcome> try_merge_and_wait(const client& api, const workspace_ref& workspace,
                                                       const repository_ref& repository, const pull_request_ref& number,
                                                       const merge_and_wait_options& options = {});

/// The same, but throws the error.
inline merge_outcome merge_and_wait(const client& api, const workspace_ref& workspace, const repository_ref& repository,
                                    const pull_request_ref& number, const merge_and_wait_options& options = {}) {
    return try_merge_and_wait(api, workspace, repository, number, options).value();
}

/// Goes on with a merge that `merge_and_wait`, or somebody else, has begun: asks in the same way, and sends no merge.
/// `so_far` may be empty, and so may `on_progress`.
[[nodiscard]] result<merge_outcome> try_wait_for_merge(const client& api, const workspace_ref& workspace,
                                                       const repository_ref& repository, const pull_request_ref& number,
                                                       merge_outcome so_far = {}, const wait_options& options = {},
                                                       const merge_progress& on_progress = {});

/// The same, but throws the error.
inline merge_outcome wait_for_merge(const client& api, const workspace_ref& workspace, const repository_ref& repository,
                                    const pull_request_ref& number, merge_outcome so_far = {},
                                    const wait_options& options = {}, const merge_progress& on_progress = {}) {
    return try_wait_for_merge(api, workspace, repository, number, std::move(so_far), options, on_progress).value();
}

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "merge_and_wait.ipp"
#endif
