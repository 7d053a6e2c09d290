// SPDX-License-Identifier: MIT
// Answers of the families repository_permissions and project_permissions: explicit permissions of users and of groups. All
// work on a grant_place: a repository or a project with one of its two lists of grants.
#pragma once

#include "../collections/paging.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The repository or project that permissions are granted on.
struct grant_place {
    workspace_record* workspace = nullptr;
    /// `user` or `group`, and the grants of those.
    std::string holders;
    std::vector<grant_record>* grants = nullptr;
    /// `repository` or `project`.
    const char* kind = nullptr;
    /// Its JSON as permissions embed it.
    json body;
    std::string url;
    name_list levels;
};

inline constexpr name_list repository_levels = {"read", "write", "admin"};
inline constexpr name_list project_levels = {"read", "write", "create-repo", "admin"};

inline bool concerns_groups(const call& in) noexcept {
    return std::string_view(in.operation.name).find("group") != std::string_view::npos;
}

/// The repository of a request; 403 unless the caller is its administrator.
inline grant_place repository_grants(const call& in) {
    const repository_place at = require_repository_admin(in);
    return {at.workspace,
            concerns_groups(in) ? "group" : "user",
            concerns_groups(in) ? &at.repository->group_grants : &at.repository->grants,
            "repository",
            condensed_repository(in, *at.workspace, *at.repository),
            url_of(in, *at.workspace, *at.repository),
            repository_levels};
}

/// The project of a request; 403 unless the caller is its administrator.
inline grant_place project_grants(const call& in) {
    const project_place at = require_project_admin(in);
    return {at.workspace,
            concerns_groups(in) ? "group" : "user",
            concerns_groups(in) ? &at.project->group_grants : &at.project->grants,
            "project",
            condensed_project(in, *at.workspace, *at.project),
            url_of(in, *at.workspace, *at.project),
            project_levels};
}

/// Who has a permission, or gets one.
struct grant_holder {
    /// As grants name them, and as paths do.
    std::string id, name;
    json body;
};

/// The user or group that a grant or a path names; nothing if there is none.
inline std::optional<grant_holder> find_holder(const call& in, const grant_place& at, const std::string& name) {
    if (at.holders == "user") {
        const account_record* user = in.state.find_account(name);
        if (user == nullptr) return std::nullopt;
        return grant_holder{user->uuid, user->account_id, condensed_account(in, *user)};
    }
    for (const group_record& group : at.workspace->groups)
        if (group.slug == name) return grant_holder{name, name, condensed_group(in, *at.workspace, group)};
    return std::nullopt;
}

inline json render_grant(const grant_place& at, const grant_holder& of, std::string_view permission) {
    const std::string self = at.url + "/permissions-config/" + at.holders + "s/" + encoded(of.name);
    return {{"type", at.kind + ('_' + at.holders) + "_permission"},
            {"permission", permission},
            {at.holders, of.body},
            {at.kind, at.body},
            {"links", {{"self", link_to(self)}}}};
}

inline answer list_grants(const call& in, const grant_place& at) {
    listing all;
    for (const grant_record& grant : *at.grants)
        if (const auto holder = find_holder(in, at, grant.holder))
            all.add(grant.holder, render_grant(at, *holder, grant.permission));
    return page_of(in, std::move(all));
}

/// The permission that a request's body asks for; 400 if it is missing or cannot be granted here.
inline std::string wanted_permission(const call& in, const grant_place& at) {
    const json body = read_body(in, {"permission"});
    if (!body.contains("permission")) refuse_member("permission", "required key not provided");
    const json& wanted = body["permission"];
    if (!wanted.is_string() || !at.levels.contains(wanted.get_ref<const std::string&>()))
        refuse_value("permission", "is not a valid permission");
    return wanted.get<std::string>();
}

/// Gives somebody a permission. 402 for somebody new if the workspace has no seat left.
inline void grant(const call& in, const grant_place& at, const std::string& holder) {
    const std::string wanted = wanted_permission(in, at);
    if (at.holders == "user" && !at.workspace->has_member(holder))
        refuse(400, "The user is not a member of the workspace.");
    if (at.workspace->owner == holder) refuse(400, "The permission of the workspace's owner cannot be changed.");
    if (granted(*at.grants, holder).empty()) {
        if (at.workspace->at_user_limit)
            refuse(
                402,
                "You have reached your plan's user limit and must upgrade before giving access to additional users.");
        at.grants->push_back({holder, {}});
    }
    for (grant_record& each : *at.grants)
        if (each.holder == holder) each.permission = wanted;
}

/// The answer of all operations on the place that `Where` finds.
template <grant_place (*Where)(const call&)>
answer answer_grants(const call& in) {
    const grant_place at = Where(in);
    if (in.arguments.size() == 2) return list_grants(in, at);
    const auto holder = find_holder(in, at, in.arguments[2]);
    const std::string noun = at.holders == "user" ? "user with the identifier " : "group with the slug ";
    if (!holder) refuse(404, "There is no " + noun + in.arguments[2]);
    if (in.operation.method == http_method::put) grant(in, at, holder->id);
    if (in.operation.method == http_method::delete_) {
        std::erase_if(*at.grants, [&](const grant_record& each) { return each.holder == holder->id; });
        return {204, nullptr};
    }
    const std::string permission = granted(*at.grants, holder->id);
    return {200, render_grant(at, *holder, permission.empty() ? "none" : permission)};
}

inline constexpr handler_entry permissions_handlers[] = {{"repository_permissions", answer_grants<repository_grants>},
                                                         {"project_permissions", answer_grants<project_grants>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
