// SPDX-License-Identifier: MIT
// Keeps what a walk needs in a partial response: without `next` it would silently end after the first page, and without
// the page's counts it could not repair broken links. A selection of query/fields.hpp always keeps `next`.
#pragma once

#include <string>
#include <string_view>

#include "../text/ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The `fields` value, changed so that `next` stays: it is added to a selection, its removal is dropped, and it is
/// added back after a removal of everything. With `counted`, the same for `size`, `page` and `pagelen`.
std::string fields_with_next(std::string_view fields, bool counted = false);

/// Whether a `fields` value names `next`, whether to select, add or remove it.
bool names_next(std::string_view fields);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "requests.ipp"
#endif
