// SPDX-License-Identifier: MIT
// Keeps `next` in a partial response: a walk that loses it would end after its first page without a word.
#pragma once

#include <string>
#include <string_view>

#include "ascii.hpp"

namespace bitbucket::detail {

/// The `fields` value with whatever is needed for `next` to stay: a selection gets it added, a removal of it is
/// taken out, a removal of everything gets it added back.
inline std::string fields_with_next(std::string_view fields) {
    std::string out;
    bool selects = false;
    bool has_next = false;
    bool removes_all = false;
    const auto append = [&out](std::string_view item) {
        if (!out.empty()) out += ',';
        out += item;
    };
    while (true) {
        const auto comma = fields.find(',');
        const std::string_view item = trim(fields.substr(0, comma));
        if (!item.empty() && item != "-next") append(item);
        if (!item.empty() && item.front() != '+' && item.front() != '-') selects = true;
        if (item == "next" || item == "+next" || item == "*") has_next = true;
        if (item == "-*") removes_all = true;
        if (comma == std::string_view::npos) break;
        fields.remove_prefix(comma + 1);
    }
    if (!has_next && removes_all)
        append("+next");
    else if (!has_next && selects)
        append("next");
    return out;
}

}  // namespace bitbucket::detail
