// SPDX-License-Identifier: MIT
// walk_options: where a walk through the pages of a collection starts, and where it ends. The walks are in
// pagination.hpp.
#pragma once

#include <cstddef>

#include "call_options.hpp"
#include "page.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Where a walk starts and ends.
struct walk_options {
    /// The value of `max_items` and `max_pages` that is no limit.
    static constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

    /// Ends the walk after this many items or pages, without fetching a page that is not needed.
    std::size_t max_items = no_limit;
    /// Ends the walk after this many pages.
    std::size_t max_pages = no_limit;
    /// Starts at this page instead of the first: a `next_link()`, `previous_link()` or `resume_link()`, or a
    /// `page_link` made from the saved text of one.
    page_link from = {};
    /// How many pages are asked for ahead, 0 or 1. With 1 the next page is on its way while the caller works on this one;
    /// no thread is needed, because the reply waits in the socket. An error of a page that nobody gets to is never seen. A
    /// transport that sends requests one by one (`concurrent_transport`) ignores it.
    std::size_t prefetch = 0;
    /// Covers the whole walk.
    bitbucket::deadline deadline = {};
    /// Cancels the whole walk.
    cancel_token cancel = {};
    /// The settings of each request. Its own deadline and cancel token count too.
    call_options call = {};
};

}  // namespace bitbucket::inline BITBUCKET_ABI
