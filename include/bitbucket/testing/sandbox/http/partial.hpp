// SPDX-License-Identifier: MIT
// Partial responses: applies `fields` to an answer. A handler marks a member that the API sends only on demand with a
// `+` in front of its key; this removes the mark or the whole member.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#partial-response
#pragma once

#include "refusals.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

using field_paths = std::vector<std::string_view>;

/// The parsed `fields`: `a.b` selects, `+a.b` adds, `-a.b` removes; `*` means every member of its level, even those
/// sent only on demand.
struct field_selection {
    field_paths wanted;
    field_paths unwanted;
    /// Whether the answer has everything that the API sends by default: true until a field is selected.
    bool defaults = true;
};

inline field_selection parse_fields(std::string_view text) {
    field_selection out;
    while (!text.empty()) {
        const std::string_view entry = bitbucket::detail::trim(text.substr(0, text.find(',')));
        text.remove_prefix((std::min)(text.find(','), text.size() - 1) + 1);
        if (entry.empty()) continue;
        if (entry.front() == '-') {
            out.unwanted.push_back(entry.substr(1));
        } else if (entry.front() == '+') {
            out.wanted.push_back(entry.substr(1));
        } else {
            out.wanted.push_back(entry);
            out.defaults = false;
        }
    }
    return out;
}

/// The rest of those paths that lead through `key`; `whole` becomes true if one ends there.
inline field_paths paths_below(const field_paths& paths, std::string_view key, bool& whole) {
    field_paths out;
    for (const std::string_view path : paths) {
        const std::string_view head = path.substr(0, path.find('.'));
        if (head != key && head != "*") continue;
        if (head.size() == path.size())
            whole = true;
        else
            out.push_back(path.substr(head.size() + 1));
    }
    return out;
}

/// What is left of a value. Paths go through lists: `values.id` means the `id` of each.
inline json select_fields(const json& value, const field_selection& fields) {
    if (value.is_array()) {
        json out = json::array();
        for (const json& each : value) out.push_back(select_fields(each, fields));
        return out;
    }
    if (!value.is_object()) return value;
    json out = json::object();
    for (const auto& [marked, child] : value.items()) {
        const bool on_demand = marked.starts_with('+');
        const std::string key = marked.substr(on_demand ? 1 : 0);
        bool asked_for = false;
        bool removed = false;
        field_selection below;
        below.wanted = paths_below(fields.wanted, key, asked_for);
        below.unwanted = paths_below(fields.unwanted, key, removed);
        below.defaults = asked_for || (fields.defaults && !on_demand && !removed);
        if (!below.defaults && (below.wanted.empty() || !child.is_structured())) continue;
        json left = select_fields(child, below);
        if (!below.defaults && left.is_object() && left.empty()) continue;
        out[key] = std::move(left);
    }
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
