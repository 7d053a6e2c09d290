// SPDX-License-Identifier: MIT
// What the collections of JSON objects share: keys, variables, comments, branches and many others. A family whose objects
// are stored as JSON says where they are and how they are sent, and has the answers of all its operations from here. One
// whose objects are made of something else says how to get all of them, and has its list and its get from here.
#pragma once

#include "../collections/paging.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Whether an argument of a path names an object: by its number, UUID, fingerprint or name.
inline bool is_named(const json& of, const std::string& argument) {
    if (of.contains("id")) return of["id"].dump() == argument;
    if (of.contains("uuid")) return is_uuid(argument, of["uuid"].get_ref<const std::string&>());
    if (of.contains("fingerprint"))
        return bitbucket::detail::equal_ignoring_case(argument, of["fingerprint"].get_ref<const std::string&>());
    return of.value("name", "") == argument;
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

inline answer page_of(const call& in, documents all) {
    if (in.state.broken_links && in.operation.links == next_links::broken) return broken_page_of(in, std::move(all));
    listing out;
    for (json& each : all) {
        json identity = value_at(each, "links.self.href");
        if (identity.is_null()) identity = each.value("uuid", each.dump());
        out.add(identity, std::move(each));
    }
    return page_of(in, std::move(out));
}

/// The pages of a collection.
template <documents (*All)(const call&)>
answer list_documents(const call& in) {
    return page_of(in, All(in));
}

/// The object of a collection that the path's last argument names.
template <documents (*All)(const call&)>
answer get_document(const call& in) {
    documents all = All(in);
    return {200, whole(require_document(all, in.arguments.back()))};
}

/// The answer of all operations of a family: its list, create, get, update and remove. `Where` finds the place, or throws
/// a refusal. A place has `all`, what is stored, and `show`, one of them as the API sends it; `create`, `update` and
/// `remove` if these are more than storing and erasing; `sees`, if the caller gets only some of them; `refuse_unknown`, if
/// that says something of its own; `created`, if the status is not 201; and `has_location`, if the answer says where.
template <auto Where>
answer collection(const call& in) {
    const auto at = Where(in);
    documents& all = at.all();
    const std::string_view name = in.operation.name;
    const std::string_view verb = name.substr(name.rfind(':') + 1);
    const auto is_seen = [&](const json& each) {
        if constexpr (requires { at.sees(in, each); }) return at.sees(in, each);
        return true;
    };
    if (verb == "list") {
        documents shown;
        for (const json& each : all)
            if (is_seen(each)) shown.push_back(at.show(in, each));
        return page_of(in, std::move(shown));
    }
    if constexpr (requires { at.create(in); })
        if (verb == "create") {
            const json made = at.create(in);
            all.push_back(made);
            answer out{201, at.show(in, made)};
            if constexpr (requires { at.created; }) out.status = at.created;
            if constexpr (requires { at.has_location; })
                out.headers.add("Location", in.resource + '/' + encoded(made["uuid"].get<std::string>()));
            return out;
        }

    const std::string& argument = in.arguments.back();
    const auto of = std::find_if(all.begin(), all.end(), [&](const json& each) {
        return is_named(each, argument) && (verb != "get" || is_seen(each));
    });
    if (of == all.end()) {
        if constexpr (requires { at.refuse_unknown(argument); }) at.refuse_unknown(argument);
        refuse_unknown(argument);
    }
    if (verb == "remove") {
        if constexpr (requires { at.remove(in, *of); })
            at.remove(in, *of);
        else
            all.erase(of);
        return {204, nullptr};
    }
    if constexpr (requires { at.update(in, *of); })
        if (verb == "update") at.update(in, *of);
    return {200, at.show(in, *of)};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
