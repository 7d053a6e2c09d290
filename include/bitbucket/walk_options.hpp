// SPDX-License-Identifier: MIT
// walk_options: how far a walk through the pages of a collection goes, and where it starts. The walks themselves are in
// pagination.hpp.
#pragma once

#include <cstddef>

#include "page.hpp"
#include "transport.hpp"

namespace bitbucket {

/// How far a walk goes and where it starts.
struct walk_options {
    static constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

    /// Ends the walk after so many items, or pages, without asking for a page that is not needed.
    std::size_t max_items = no_limit;
    std::size_t max_pages = no_limit;
    /// Starts at this page instead of the first: a `next_link()`, `previous_link()` or `resume_link()`, also one that
    /// was saved as text and made into a `page_link` again.
    page_link from = {};
    /// Covers the whole walk.
    bitbucket::deadline deadline = {};
    cancel_token cancel = {};
};

}  // namespace bitbucket
