// SPDX-License-Identifier: MIT
// What the collections of JSON objects share: comments, tasks, branches, tags, reviewers. A family says how to get all of
// them as the API sends them, and has its list and its get from here.
#pragma once

#include "../collections/paging.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Whether an argument of a path names an object: by its number, name, UUID or Atlassian account ID.
inline bool is_named(const json& of, const std::string& argument) {
    if (of.contains("id")) return of["id"].dump() == argument;
    return of.value("name", "") == argument || of.value("account_id", "") == argument ||
           is_uuid(argument, of.value("uuid", ""));
}

[[noreturn]] inline void refuse_unknown(const std::string& argument) {
    refuse(404, argument + " not found");
}

/// The stored object that an argument names; 404 if there is none.
inline json& require_document(documents& all, const std::string& argument) {
    for (json& each : all)
        if (is_named(each, argument)) return each;
    refuse_unknown(argument);
}

/// The object with those members, too, that the API sends only on demand in lists.
inline json whole(const json& of) {
    json out = json::object();
    for (const auto& [key, value] : of.items()) out[key.substr(key.starts_with('+') ? 1 : 0)] = value;
    return out;
}

/// Puts accounts where a stored object has their UUIDs; null for one that is gone.
inline void show_accounts(const call& in, json& of, bool is_account = false) {
    if (is_account && of.is_string()) {
        const account_record* found = in.state.find_account(of.get_ref<const std::string&>());
        of = found == nullptr ? json() : condensed_account(in, *found);
    } else if (of.is_structured()) {
        const bool is_list = of.is_array();
        for (const auto& [key, value] : of.items()) {
            bool inside = is_list && is_account;
            for (const char* each : {"author", "user", "creator", "closed_by", "resolved_by", "reviewers"})
                inside = inside || (!is_list && key == each);
            show_accounts(in, value, inside);
        }
    }
}
[[nodiscard]] inline json with_accounts(const call& in, json of) {
    show_accounts(in, of);
    return of;
}

/// A text with markup as the API sends it.
inline json rendered_text(const std::string& raw) {
    std::string html;
    for (const char c : raw)
        c == '<' ? html += "&lt;" : c == '>' ? html += "&gt;" : c == '&' ? html += "&amp;" : html += c;
    return {{"type", "rendered"},
            {"raw", raw},
            {"markup", "markdown"},
            {"html", raw.empty() ? raw : "<p>" + html + "</p>"}};
}

/// The pages of a collection.
template <documents (*All)(const call&)>
answer list_documents(const call& in) {
    listing all;
    for (json& each : All(in)) {
        const json self = value_at(each, "links.self.href");
        const std::string identity = self.is_null() ? each.dump() : self.get<std::string>();
        all.add(identity, std::move(each));
    }
    return page_of(in, std::move(all));
}

/// The object of a collection that the path's last argument names.
template <documents (*All)(const call&)>
answer get_document(const call& in) {
    documents all = All(in);
    return {200, whole(require_document(all, in.arguments.back()))};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
