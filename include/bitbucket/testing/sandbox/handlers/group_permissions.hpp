// SPDX-License-Identifier: MIT
// Answers of the families repository_permissions and project_permissions: explicit permissions of groups, on the
// grant_place of permissions.hpp.
#pragma once

#include "permissions.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The group of the workspace that the third path argument names; 404 if there is none.
inline const group_record& require_group(const call& in, const grant_place& at) {
    for (const group_record& group : at.workspace->groups)
        if (group.slug == in.arguments[2]) return group;
    refuse(404, "There is no group with the slug " + in.arguments[2]);
}

inline json render_group_grant(const call& in, const grant_place& at, const group_record& group,
                               std::string_view permission) {
    return {{"type", std::string(at.kind) + "_group_permission"},
            {"permission", permission},
            {"group", condensed_group(in, *at.workspace, group)},
            {at.kind, at.body},
            {"links", {{"self", link_to(at.url + "/permissions-config/groups/" + encoded(group.slug))}}}};
}

inline answer list_group_grants(const call& in, const grant_place& at) {
    listing all;
    for (const group_grant_record& grant : *at.group_grants)
        for (const group_record& group : at.workspace->groups)
            if (group.slug == grant.group) all.add(group.slug, render_group_grant(in, at, group, grant.permission));
    return page_of(in, std::move(all));
}

inline answer get_group_grant(const call& in, const grant_place& at) {
    const group_record& group = require_group(in, at);
    const std::string permission = granted(*at.group_grants, group.slug);
    return {200, render_group_grant(in, at, group, permission.empty() ? "none" : permission)};
}

inline answer update_group_grant(const call& in, const grant_place& at) {
    const group_record& group = require_group(in, at);
    const std::string wanted = wanted_permission(in, at);
    for (group_grant_record& grant : *at.group_grants) {
        if (grant.group != group.slug) continue;
        grant.permission = wanted;
        return {200, render_group_grant(in, at, group, wanted)};
    }
    require_seat(at);
    at.group_grants->push_back({group.slug, wanted});
    return {200, render_group_grant(in, at, group, wanted)};
}

inline answer remove_group_grant(const call& in, const grant_place& at) {
    const std::string slug = require_group(in, at).slug;
    std::erase_if(*at.group_grants, [&](const group_grant_record& each) { return each.group == slug; });
    return {204, nullptr};
}

inline constexpr handler_entry group_permissions_handlers[] = {
    {repository_permissions::list_groups::info.name, with_grants<list_group_grants, repository_grants>},
    {repository_permissions::get_group::info.name, with_grants<get_group_grant, repository_grants>},
    {repository_permissions::update_group::info.name, with_grants<update_group_grant, repository_grants>},
    {repository_permissions::remove_group::info.name, with_grants<remove_group_grant, repository_grants>},
    {project_permissions::list_groups::info.name, with_grants<list_group_grants, project_grants>},
    {project_permissions::get_group::info.name, with_grants<get_group_grant, project_grants>},
    {project_permissions::update_group::info.name, with_grants<update_group_grant, project_grants>},
    {project_permissions::remove_group::info.name, with_grants<remove_group_grant, project_grants>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
