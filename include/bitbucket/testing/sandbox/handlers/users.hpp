// SPDX-License-Identifier: MIT
// Answers of the families users and current_user: the caller, their e-mail addresses, and the public profile of any user;
// the caller's workspaces and permissions in them, and the two retired lists of permissions, which answer only with
// sandbox_options::revive_retired.
#pragma once

#include "../../../api/current_user.hpp"
#include "../../../api/users.hpp"
#include "../collections/paging.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline answer get_current_user(const call& in) {
    return {200, full_account(in, *in.who.account)};
}

inline json render_email(const call& in, const email_record& of) {
    return {{"type", "email"},
            {"email", of.address},
            {"is_primary", of.primary},
            {"is_confirmed", of.confirmed},
            {"links", {{"self", link_to(in.base + "/user/emails/" + encoded(of.address))}}}};
}

inline answer list_emails(const call& in) {
    listing all;
    for (const email_record& email : in.who.account->emails) all.add(email.address, render_email(in, email));
    return page_of(in, std::move(all));
}

inline answer get_email(const call& in) {
    for (const email_record& email : in.who.account->emails)
        if (bitbucket::detail::equal_ignoring_case(email.address, in.arguments[0]))
            return {200, render_email(in, email)};
    refuse(404, "Email address not found");
}

inline answer get_user(const call& in) {
    const account_record& found = require_account(in);
    if (found.type == "team") refuse(404, found.nickname + " is a team account");
    return {200, full_account(in, found)};
}

inline constexpr handler_entry users_handlers[] = {{users::current::info.name, get_current_user},
                                                   {users::list_emails::info.name, list_emails},
                                                   {users::get_email::info.name, get_email},
                                                   {users::get::info.name, get_user, true}};

inline answer list_workspaces(const call& in) {
    const std::string* administrator = in.find("administrator");
    if (administrator != nullptr && *administrator != "true" && *administrator != "false")
        refuse_value("administrator", "must be true or false");
    const std::string* sort = in.find("sort");
    if (sort != nullptr && *sort != "slug" && *sort != "-slug") refuse_value("sort", "only slug is supported");
    if (const std::string* q = in.find("q")) require_fields(parse_filter(*q), {json::object({{"slug", ""}})});
    listing all;
    for (const workspace_record& workspace : in.state.workspaces) {
        if (!workspace.has_member(in.who.account->uuid)) continue;
        const bool owns = workspace.owner == in.who.account->uuid;
        if (administrator != nullptr && (*administrator == "true") != owns) continue;
        // This list is filtered and sorted by `slug`, which is not a member of its items.
        all.add(workspace.uuid, {{"type", "workspace_access"},
                                 {"administrator", owns},
                                 {"workspace", base_workspace(in, workspace)},
                                 {"+slug", workspace.slug}});
    }
    answer out = page_of(in, std::move(all));
    for (json& each : out.body["values"]) each.erase("+slug");
    return out;
}

/// The repositories, of one workspace or of all, that the caller has a permission on. Public visibility does not count as
/// one.
inline answer list_own_permissions(const call& in) {
    const workspace_record* only = in.arguments.empty() ? nullptr : &require_membership(in);
    listing all;
    for (workspace_record& where : in.state.workspaces)
        for (const repository_record& each : where.repositories) {
            const std::string permission = effective_permission(in, where, each);
            if ((only == nullptr || only == &where) && !permission.empty())
                all.add(each.uuid, render_permission(in, where, each, *in.who.account, permission));
        }
    return page_of(in, std::move(all));
}

/// The caller's role in a workspace. An access token acts for it, but is not a member.
inline answer get_workspace_permission(const call& in) {
    const workspace_record& where = require_workspace(in, in.arguments[0]);
    if (!where.has_member(in.who.account->uuid)) refuse(403, "You do not have access to view this workspace.");
    return {200, render_membership(in, where, *in.who.account, true)};
}

inline answer list_workspace_permissions(const call& in) {
    listing all;
    for (const workspace_record& workspace : in.state.workspaces) {
        if (!workspace.has_member(in.who.account->uuid)) continue;
        all.add(workspace.uuid, {{"type", "workspace_membership"},
                                 {"permission", workspace.owner == in.who.account->uuid ? "owner" : "member"},
                                 {"last_accessed", "2026-07-30T09:12:44.900024+00:00"},
                                 {"added_on", workspace.created_on},
                                 {"user", condensed_account(in, *in.who.account)},
                                 {"workspace", full_workspace(in, workspace)}});
    }
    return page_of(in, std::move(all));
}

inline constexpr handler_entry current_user_handlers[] = {
    {current_user::list_workspaces::info.name, list_workspaces},
    {current_user::list_repository_permissions::info.name, list_own_permissions},
    {current_user::list_workspace_permissions::info.name, list_workspace_permissions},
    {current_user::get_workspace_permission::info.name, get_workspace_permission},
    {current_user::list_workspace_repository_permissions::info.name, list_own_permissions}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
