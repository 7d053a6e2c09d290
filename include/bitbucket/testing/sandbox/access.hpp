// SPDX-License-Identifier: MIT
// Who may see and do what: the effective permission of a caller, and the look-ups that end with 403 or 404.
#pragma once

#include "compare.hpp"
#include "known.hpp"

namespace bitbucket::testing::sandbox_detail {

/// A repository and the workspace it is in.
struct repository_place {
    workspace_record* workspace = nullptr;
    repository_record* repository = nullptr;
};

/// The explicit permission that a list gives a user; empty if none.
inline std::string granted(const std::vector<grant_record>& grants, std::string_view user) {
    for (const grant_record& each : grants)
        if (each.user == user) return each.permission;
    return {};
}

inline project_record* find_project(workspace_record& where, std::string_view key) noexcept {
    for (project_record& each : where.projects)
        if (each.key == key) return &each;
    return nullptr;
}

/// The caller's highest permission on a repository, without what everybody has; empty if none.
inline std::string effective_permission(const call& in, workspace_record& where, const repository_record& of) {
    if (in.who.account == nullptr) return {};
    const std::string& user = in.who.account->uuid;
    if (where.owner == user) return "admin";
    // An access token of the workspace acts on all of it.
    if (in.who.kind == credential_kind::access_token && where.slug == known_things::workspace) return "admin";
    const std::string own = granted(of.grants, user);
    const project_record* project = find_project(where, of.project_key);
    std::string inherited = project == nullptr ? std::string() : granted(project->grants, user);
    if (inherited == "create-repo") inherited = "write";
    return permission_rank(inherited) > permission_rank(own) ? inherited : own;
}

inline bool is_visible(const call& in, workspace_record& where, const repository_record& of) {
    return !of.is_private || !effective_permission(in, where, of).empty();
}

inline workspace_record& require_workspace(const call& in, std::string_view id) {
    workspace_record* found = in.state.find_workspace(id);
    if (found == nullptr) refuse(404, "No workspace with identifier '" + std::string(id) + "'.");
    if (found->marked_as_spam) refuse(410, "Resource removed", "This account has been marked as spam.");
    return *found;
}

/// The repository that two path arguments name; the workspace `{}` stands for any if the other is a UUID.
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

/// The account that the first path argument names; 404 if there is none.
inline account_record& require_account(const call& in, std::size_t argument = 0) {
    account_record* found = in.state.find_account(in.arguments[argument]);
    if (found == nullptr) refuse(404, "There is no user with the identifier " + in.arguments[argument]);
    return *found;
}

}  // namespace bitbucket::testing::sandbox_detail
