// SPDX-License-Identifier: MIT
// Answers of the families repository_permissions and project_permissions: explicit permissions of users. Both work on a
// grant_place: a repository or a project with its lists of grants. Permissions of groups are in group_permissions.hpp.
#pragma once

#include "../../../api/project_permissions.hpp"
#include "../../../api/repository_permissions.hpp"
#include "../collections/paging.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The repository or project that permissions are granted on.
struct grant_place {
    workspace_record* workspace = nullptr;
    std::vector<grant_record>* grants = nullptr;
    std::vector<group_grant_record>* group_grants = nullptr;
    /// `repository` or `project`.
    const char* kind = nullptr;
    /// Its JSON as permissions embed it.
    json body;
    std::string url;
    name_list levels;
};

inline constexpr name_list repository_levels = {"read", "write", "admin"};
inline constexpr name_list project_levels = {"read", "write", "create-repo", "admin"};

/// The repository of a request; 403 unless the caller is its administrator.
inline grant_place repository_grants(const call& in) {
    const repository_place at = require_repository_admin(in);
    return {at.workspace,
            &at.repository->grants,
            &at.repository->group_grants,
            "repository",
            condensed_repository(in, *at.workspace, *at.repository),
            url_of(in, *at.workspace, *at.repository),
            repository_levels};
}

/// The project of a request; 403 unless the caller is its administrator.
inline grant_place project_grants(const call& in) {
    const project_place at = require_project_admin(in);
    return {at.workspace,
            &at.project->grants,
            &at.project->group_grants,
            "project",
            condensed_project(in, *at.workspace, *at.project),
            url_of(in, *at.workspace, *at.project),
            project_levels};
}

inline json render_grant(const call& in, const grant_place& at, const account_record& user,
                         std::string_view permission) {
    return {{"type", std::string(at.kind) + "_user_permission"},
            {"permission", permission},
            {"user", condensed_account(in, user)},
            {at.kind, at.body},
            {"links", {{"self", link_to(at.url + "/permissions-config/users/" + encoded(user.account_id))}}}};
}

inline answer list_grants(const call& in, const grant_place& at) {
    listing all;
    for (const grant_record& grant : *at.grants)
        if (const account_record* user = in.state.find_account(grant.user))
            all.add(grant.user, render_grant(in, at, *user, grant.permission));
    return page_of(in, std::move(all));
}

inline answer get_grant(const call& in, const grant_place& at) {
    const account_record& user = require_account(in, 2);
    const std::string permission = granted(*at.grants, user.uuid);
    return {200, render_grant(in, at, user, permission.empty() ? "none" : permission)};
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

/// Refuses to give access to somebody new (402) if the workspace has no seat left.
inline void require_seat(const grant_place& at) {
    if (at.workspace->at_user_limit)
        refuse(402,
               "You have reached your plan's user limit and must upgrade before giving access to additional users.");
}

inline answer update_grant(const call& in, const grant_place& at) {
    const account_record& user = require_account(in, 2);
    const std::string wanted = wanted_permission(in, at);
    if (!at.workspace->has_member(user.uuid)) refuse(400, "The user is not a member of the workspace.");
    if (at.workspace->owner == user.uuid) refuse(400, "The permission of the workspace's owner cannot be changed.");
    for (grant_record& grant : *at.grants) {
        if (grant.user != user.uuid) continue;
        grant.permission = wanted;
        return {200, render_grant(in, at, user, wanted)};
    }
    require_seat(at);
    at.grants->push_back({user.uuid, wanted});
    return {200, render_grant(in, at, user, wanted)};
}

inline answer remove_grant(const call& in, const grant_place& at) {
    const account_record& user = require_account(in, 2);
    std::erase_if(*at.grants, [&](const grant_record& each) { return each.user == user.uuid; });
    return {204, nullptr};
}

/// The handler that calls `What` with the place that `Where` finds.
template <answer (*What)(const call&, const grant_place&), grant_place (*Where)(const call&)>
answer with_grants(const call& in) {
    return What(in, Where(in));
}

inline constexpr handler_entry permissions_handlers[] = {
    {repository_permissions::list_users::info.name, with_grants<list_grants, repository_grants>},
    {repository_permissions::get_user::info.name, with_grants<get_grant, repository_grants>},
    {repository_permissions::update_user::info.name, with_grants<update_grant, repository_grants>},
    {repository_permissions::remove_user::info.name, with_grants<remove_grant, repository_grants>},
    {project_permissions::list_users::info.name, with_grants<list_grants, project_grants>},
    {project_permissions::get_user::info.name, with_grants<get_grant, project_grants>},
    {project_permissions::update_user::info.name, with_grants<update_grant, project_grants>},
    {project_permissions::remove_user::info.name, with_grants<remove_grant, project_grants>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
