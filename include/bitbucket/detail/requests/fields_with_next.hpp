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
inline std::string fields_with_next(std::string_view fields, bool counted = false) {
    constexpr std::string_view needed[] = {"next", "size", "page", "pagelen"};
    const std::size_t count = counted ? 4 : 1;
    bool has[4] = {};
    bool selects = false;
    bool takes_all = false;
    bool removes_all = false;
    std::string out;
    const auto append = [&out](std::string_view sign, std::string_view item) {
        if (!out.empty()) out += ',';
        (out += sign) += item;
    };
    while (true) {
        const auto comma = fields.find(',');
        const std::string_view item = trim(fields.substr(0, comma));
        const bool removes = item.starts_with('-');
        const bool adds = item.starts_with('+');
        bool breaks_the_walk = false;
        for (std::size_t i = 0; i < count; ++i) {
            if (item.substr(removes || adds ? 1 : 0) != needed[i]) continue;
            breaks_the_walk = removes;
            has[i] = has[i] || !removes;
        }
        if (!item.empty() && !breaks_the_walk) append("", item);
        if (!item.empty() && !removes && !adds) selects = true;
        if (item == "*") takes_all = true;
        if (item == "-*") removes_all = true;
        if (comma == std::string_view::npos) break;
        fields.remove_prefix(comma + 1);
    }
    if (!removes_all && (!selects || takes_all)) return out;
    for (std::size_t i = 0; i < count; ++i)
        if (!has[i]) append(removes_all ? "+" : "", needed[i]);
    return out;
}

/// Whether a `fields` value names `next`, whether to select, add or remove it.
inline bool names_next(std::string_view fields) {
    while (true) {
        const auto comma = fields.find(',');
        std::string_view item = trim(fields.substr(0, comma));
        if (item.starts_with('-') || item.starts_with('+')) item.remove_prefix(1);
        if (item == "next") return true;
        if (comma == std::string_view::npos) return false;
        fields.remove_prefix(comma + 1);
    }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
