// SPDX-License-Identifier: MIT
// Decides who may see and do what. The effective permission of a user or caller is the highest of their own, their
// groups', and the project's for its repositories. Also has the look-ups that end with 403 or 404.
#pragma once

#include "../collections/compare.hpp"
#include "../seed/known_ids.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A repository and the workspace it is in.
struct repository_place {
    workspace_record* workspace = nullptr;
    repository_record* repository = nullptr;
};

/// A project and the workspace it is in.
struct project_place {
    workspace_record* workspace = nullptr;
    project_record* project = nullptr;
};

/// The explicit permission that a list gives a user or group; empty if none.
inline std::string granted(const std::vector<grant_record>& grants, std::string_view holder) {
    for (const grant_record& grant : grants)
        if (grant.holder == holder) return grant.permission;
    return {};
}

inline bool is_in_group(const group_record& group, std::string_view user) noexcept {
    for (const std::string& each : group.members)
        if (each == user) return true;
    return false;
}

inline std::string highest(std::string a, std::string b) {
    return permission_rank(b) > permission_rank(a) ? std::move(b) : std::move(a);
}

/// A user's permission on a repository or project, their own or through groups; empty if none.
template <class Thing>
std::string given(const workspace_record& where, const Thing& on, std::string_view user) {
    std::string out = granted(on.grants, user);
    for (const group_record& group : where.groups)
        if (is_in_group(group, user)) out = highest(std::move(out), granted(on.group_grants, group.slug));
    return out;
}

inline project_record* find_project(workspace_record& where, std::string_view key) noexcept {
    for (project_record& project : where.projects)
        if (project.key == key) return &project;
    return nullptr;
}

/// A user's highest permission on a project; empty if none.
inline std::string permission_on(const workspace_record& where, const project_record& of, std::string_view user) {
    return where.owner == user ? "admin" : given(where, of, user);
}

/// A user's highest permission on a repository, not counting what everybody has; empty if none.
inline std::string permission_on(workspace_record& where, const repository_record& of, std::string_view user) {
    if (where.owner == user) return "admin";
    const project_record* project = find_project(where, of.project_key);
    std::string inherited = project == nullptr ? std::string() : given(where, *project, user);
    if (inherited == "create-repo") inherited = "write";
    return highest(given(where, of, user), std::move(inherited));
}

/// Whether the caller is the workspace's access token, which acts on all of it.
inline bool acts_for(const call& in, const workspace_record& where) noexcept {
    return in.who.kind == credential_kind::access_token && where.slug == known_things::workspace;
}

/// Whether the caller is a member of a workspace, or acts for it.
inline bool is_inside(const call& in, const workspace_record& where) noexcept {
    return in.who.account != nullptr && (where.has_member(in.who.account->uuid) || acts_for(in, where));
}

/// Whether the caller is the administrator of a workspace, or acts for it.
inline bool is_workspace_admin(const call& in, const workspace_record& where) noexcept {
    return in.who.account != nullptr && (where.owner == in.who.account->uuid || acts_for(in, where));
}

/// The caller's highest permission on a repository or project; empty if none.
template <class Thing>
std::string effective_permission(const call& in, workspace_record& where, const Thing& of) {
    if (in.who.account == nullptr) return {};
    return acts_for(in, where) ? "admin" : permission_on(where, of, in.who.account->uuid);
}

inline bool is_visible(const call& in, workspace_record& where, const repository_record& of) {
    return !of.is_private || !effective_permission(in, where, of).empty();
}
/// A private project is visible to the members of its workspace.
inline bool is_visible(const call& in, const workspace_record& where, const project_record& of) {
    return !of.is_private || is_inside(in, where);
}

inline workspace_record& require_workspace(const call& in, std::string_view id) {
    workspace_record* found = in.state.find_workspace(id);
    if (found == nullptr) refuse(404, "No workspace with identifier '" + std::string(id) + "'.");
    if (found->marked_as_spam) refuse(410, "Resource removed", "This account has been marked as spam.");
    return *found;
}

/// The workspace that the first path argument names; 403 unless the caller is a member of it.
inline workspace_record& require_membership(const call& in) {
    workspace_record& found = require_workspace(in, in.arguments[0]);
    if (!is_inside(in, found)) refuse(403, "You do not have access to view this workspace.");
    return found;
}

/// The repository that two path arguments name; the workspace `{}` means any if the other is a UUID.
inline repository_place find_repository(const call& in, std::string_view workspace, std::string_view repository) {
    const bool anywhere = workspace == "{}";
    for (workspace_record& where : in.state.workspaces) {
        if (!anywhere && where.slug != workspace && !is_uuid(workspace, where.uuid)) continue;
        for (repository_record& each : where.repositories)
            if ((!anywhere && each.slug == repository) || is_uuid(repository, each.uuid)) return {&where, &each};
    }
    return {};
}

inline repository_place require_repository(const call& in) {
    const repository_place found = find_repository(in, in.arguments[0], in.arguments[1]);
    if (found.repository == nullptr)
        refuse(404, "Repository " + in.arguments[0] + '/' + in.arguments[1] + " not found");
    if (is_visible(in, *found.workspace, *found.repository)) return found;
    if (in.who.account != nullptr) refuse(403, "Your credentials do not give access to this repository.");
    refuse(404,
           "You may not have access to this repository or it no longer exists in this workspace. If you think "
           "this repository exists and you have access, make sure you are authenticated.");
}

/// The same for a call that changes its files; 403 unless the caller may write.
inline repository_place require_repository_writer(const call& in) {
    const repository_place found = require_repository(in);
    if (permission_rank(effective_permission(in, *found.workspace, *found.repository)) < permission_rank("write"))
        refuse(403, "Access denied. You must have write or admin access.");
    return found;
}
/// The same; 403 unless the caller is its administrator.
inline repository_place require_repository_admin(const call& in) {
    const repository_place found = require_repository(in);
    if (effective_permission(in, *found.workspace, *found.repository) != "admin")
        refuse(403, "Access denied. You must have admin access to this repository.");
    return found;
}

/// The project that the first two path arguments name; 404 if there is none.
inline project_place require_project(const call& in) {
    workspace_record& where = require_workspace(in, in.arguments[0]);
    project_record* found = find_project(where, in.arguments[1]);
    if (found == nullptr) refuse(404, "Project " + in.arguments[1] + " not found");
    return {&where, found};
}

/// The same; 403 unless the caller is its administrator.
inline project_place require_project_admin(const call& in) {
    const project_place found = require_project(in);
    if (effective_permission(in, *found.workspace, *found.project) != "admin")
        refuse(403, "Access denied. You must have admin access to this project.");
    return found;
}

/// The account that the first path argument names; 404 if there is none.
inline account_record& require_account(const call& in, std::size_t argument = 0) {
    account_record* found = in.state.find_account(in.arguments[argument]);
    if (found == nullptr) refuse(404, "There is no user with the identifier " + in.arguments[argument]);
    return *found;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
