// SPDX-License-Identifier: MIT
// Answers of the family workspaces: workspaces, their members, the effective permissions of all, and the GPG key that a
// workspace signs with. The list is retired, and answers only with sandbox_options::revive_retired.
#pragma once

#include "../../../api/workspaces.hpp"
#include "../../../detail/text/base64.hpp"
#include "../collections/paging.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Whether the caller has at least this role in a workspace; a collaborator can write to at least one repository.
inline bool has_workspace_role(const call& in, workspace_record& where, std::string_view role) {
    if (!is_inside(in, where)) return false;
    if (role == "owner") return is_workspace_admin(in, where);
    if (role == "member" || is_workspace_admin(in, where)) return true;
    for (const repository_record& repository : where.repositories)
        if (permission_rank(effective_permission(in, where, repository)) >= permission_rank("write")) return true;
    return false;
}

inline answer list_all_workspaces(const call& in) {
    const std::string_view role = in.value("role", "member");
    if (role != "owner" && role != "collaborator" && role != "member")
        refuse_value("role", "must be one of owner, collaborator, member");
    listing all;
    for (workspace_record& workspace : in.state.workspaces)
        if (has_workspace_role(in, workspace, role)) all.add(workspace.uuid, full_workspace(in, workspace));
    return page_of(in, std::move(all));
}

/// Only members can see a private workspace. Personal ones are public.
inline answer get_workspace(const call& in) {
    const workspace_record& found = require_workspace(in, in.arguments[0]);
    if (!found.is_personal && !is_inside(in, found)) {
        if (in.who.account == nullptr) refuse(404, "No workspace with identifier '" + in.arguments[0] + "'.");
        refuse(403, "You do not have access to view this workspace.");
    }
    return {200, full_workspace(in, found)};
}

inline listing memberships(const call& in, const workspace_record& where, bool with_role) {
    listing all;
    for (const std::string& each : where.members)
        if (const account_record* user = in.state.find_account(each))
            all.add(each, render_membership(in, where, *user, with_role));
    return all;
}

/// The addresses of the filter `user.email IN ("a@example.org", …)`, which only this list has; null for any other.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-workspaces/#api-workspaces-workspace-members-get
inline json emails_in(const filter& of) {
    if (of.parts.size() == 1) return emails_in(of.parts.front());
    return of.comparison == "IN" ? of.value : json();
}

/// Keeps the members who have one of these addresses, and adds the address on demand.
inline void keep_emails(const call& in, const json& wanted, listing& members) {
    std::erase_if(members.items, [&](listing::item& each) {
        const account_record* user = in.state.find_account(each.identity);
        for (const email_record& has : user->emails)
            for (const json& address : wanted) {
                if (!bitbucket::detail::equal_ignoring_case(has.address, address.get_ref<const std::string&>()))
                    continue;
                each.body["user"]["+email"] = has.address;
                return false;
            }
        return true;
    });
}

inline answer list_members(const call& in) {
    const workspace_record& where = require_membership(in);
    listing all = memberships(in, where, false);
    const std::string* q = in.find("q");
    const json emails = q == nullptr ? json() : emails_in(parse_filter(*q));
    if (emails.is_null()) return page_of(in, std::move(all));
    if (!is_workspace_admin(in, where))
        refuse(403, "Only administrators of the workspace may look for e-mail addresses.");
    if (emails.size() > 90) refuse(400, "Bad request", "Up to 90 e-mail addresses can be looked for at a time.");
    keep_emails(in, emails, all);
    // Already filtered, by what is no member of the items.
    operation_info plain = in.operation;
    plain.options = {};
    return page_of({plain, in.request, in.state, in.who, in.base, in.resource, in.arguments, in.options},
                   std::move(all));
}

inline answer get_member(const call& in) {
    const workspace_record& where = require_membership(in);
    const account_record& user = require_account(in, 1);
    if (!where.has_member(user.uuid)) refuse(404, "The user is not a member of this workspace.");
    return {200, render_membership(in, where, user, false)};
}

inline answer list_member_roles(const call& in) {
    return page_of(in, memberships(in, require_membership(in), true));
}

/// The members of a workspace that have a permission on a repository: on one, or on each.
inline answer list_permissions(const call& in) {
    const bool of_one = in.arguments.size() > 1;
    const repository_place at =
        of_one ? require_repository_admin(in) : repository_place{&require_workspace(in, in.arguments[0])};
    workspace_record& where = *at.workspace;
    if (!of_one && !is_workspace_admin(in, where))
        refuse(403, "Access denied. You must be an administrator of this workspace.");
    listing all;
    for (const repository_record& of : where.repositories)
        for (const std::string& each : where.members) {
            const account_record* user = in.state.find_account(each);
            const std::string permission = permission_on(where, of, each);
            if (user != nullptr && !permission.empty() && (!of_one || &of == at.repository))
                all.add(of.uuid + each, render_permission(in, where, of, *user, permission));
        }
    return page_of(in, std::move(all));
}

/// A made-up armoured public key, derived from the workspace. It only looks like one and signs nothing.
inline answer get_gpg_public_key(const call& in) {
    const workspace_record& where = require_membership(in);
    const std::string bytes = bitbucket::detail::base64(hex_of(hash_text(where.uuid), 144));
    std::string text = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n";
    for (std::size_t i = 0; i < bytes.size(); i += 64) text += bytes.substr(i, 64) + '\n';
    text += "=" + bytes.substr(0, 4) + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
    answer out;
    out.text = std::move(text);
    return out;
}

inline constexpr handler_entry workspaces_handlers[] = {
    {workspaces::list::info.name, list_all_workspaces},
    {workspaces::get::info.name, get_workspace, true},
    {workspaces::list_members::info.name, list_members},
    {workspaces::get_member::info.name, get_member},
    {workspaces::list_permissions::info.name, list_member_roles},
    {workspaces::list_repository_permissions::info.name, list_permissions},
    {workspaces::list_permissions_of_repository::info.name, list_permissions},
    {workspaces::get_gpg_public_key::info.name, get_gpg_public_key}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
