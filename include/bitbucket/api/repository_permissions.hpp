// SPDX-License-Identifier: MIT
// Explicit permissions of users and groups on a repository: list, get, update, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/
//
// Access tokens are refused: by the vendor's introduction they neither change nor query permissions of repositories,
// projects or workspaces. Its pages about the tokens' permissions say otherwise; docs/authentication.md weighs both.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#access-tokens
#pragma once

#include "../models/group_permission.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::repository_permissions {

/// Lists the users with an explicit permission on a repository. Returns a `page<repository_user_permission>` (200);
/// cannot be filtered or sorted. 401, 403 if the caller is not an admin of the repository, 404.
struct list_users : request<list_users, path<workspace_ref, repository_ref>, page<repository_user_permission>> {
    static constexpr operation_info info{.name = "repository_permissions::list_users",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/permissions-config/users",
                                         .classic_scopes = {"repository:admin"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .privilege = "admin of the repository"};
    using request::request;
};

/// Gets a user's explicit permission on a repository. Returns a `repository_user_permission` (200), with `none` if
/// there is none. 401, 403 if the caller is not an admin of the repository, 404.
struct get_user : request<get_user, path<workspace_ref, repository_ref, user_ref>, repository_user_permission> {
    static constexpr operation_info info{
        .name = "repository_permissions::get_user",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/permissions-config/users/{selected_user_id}",
        .classic_scopes = {"repository:admin"},
        .granular_scopes = {"read:repository:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token},
        .privilege = "admin of the repository"};
    using request::request;
};

/// Grants a user a permission on a repository; replaces an earlier one. Returns the `repository_user_permission` (200).
/// The user must be a member but not the owner of the workspace (400); 402 at the plan's user limit; 401, 403, 404.
struct update_user : request<update_user, path<workspace_ref, repository_ref, user_ref>, repository_user_permission,
                             repository_permission_edit> {
    static constexpr operation_info info{
        .name = "repository_permissions::update_user",
        .method = http_method::put,
        .path = "/repositories/{workspace}/{repo_slug}/permissions-config/users/{selected_user_id}",
        .classic_scopes = {"repository:admin"},
        .granular_scopes = {"admin:repository:bitbucket", "write:permission:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token, credential_kind::oauth},
        .privilege = "admin of the repository"};
    using request::request;
};

/// Removes a user's explicit permission on a repository. Returns nothing (204); 401, 403, 404.
struct remove_user : request<remove_user, path<workspace_ref, repository_ref, user_ref>, void> {
    static constexpr operation_info info{
        .name = "repository_permissions::remove_user",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/permissions-config/users/{selected_user_id}",
        .classic_scopes = {"repository:admin"},
        .granular_scopes = {"admin:repository:bitbucket", "delete:permission:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token, credential_kind::oauth},
        .privilege = "admin of the repository"};
    using request::request;
};

/// Lists the groups with an explicit permission on a repository. Returns a `page<repository_group_permission>` (200);
/// cannot be filtered or sorted. 401, 403 if the caller is not an admin of the repository, 404. The API does not say
/// who is in a group.
struct list_groups : request<list_groups, path<workspace_ref, repository_ref>, page<repository_group_permission>> {
    static constexpr operation_info info{.name = "repository_permissions::list_groups",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/permissions-config/groups",
                                         .classic_scopes = {"repository:admin"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .privilege = "admin of the repository"};
    using request::request;
};

/// Gets a group's explicit permission on a repository. Returns a `repository_group_permission` (200), with `none` if
/// there is none. 401, 403 if the caller is not an admin of the repository, 404, also if the group does not exist.
struct get_group : request<get_group, path<workspace_ref, repository_ref, group_ref>, repository_group_permission> {
    static constexpr operation_info info{
        .name = "repository_permissions::get_group",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/permissions-config/groups/{group_slug}",
        .classic_scopes = {"repository:admin"},
        .granular_scopes = {"read:repository:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token},
        .privilege = "admin of the repository"};
    using request::request;
};

/// Grants a group a permission on a repository; replaces an earlier one. Returns the `repository_group_permission`
/// (200); 400, 402 at the plan's user limit; 401, 403, 404.
struct update_group : request<update_group, path<workspace_ref, repository_ref, group_ref>, repository_group_permission,
                              repository_permission_edit> {
    static constexpr operation_info info{
        .name = "repository_permissions::update_group",
        .method = http_method::put,
        .path = "/repositories/{workspace}/{repo_slug}/permissions-config/groups/{group_slug}",
        .classic_scopes = {"repository:admin"},
        .granular_scopes = {"admin:repository:bitbucket", "write:permission:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token, credential_kind::oauth},
        .privilege = "admin of the repository"};
    using request::request;
};

/// Removes a group's explicit permission on a repository. Returns nothing (204); 401, 403, 404.
struct remove_group : request<remove_group, path<workspace_ref, repository_ref, group_ref>, void> {
    static constexpr operation_info info{
        .name = "repository_permissions::remove_group",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/permissions-config/groups/{group_slug}",
        .classic_scopes = {"repository:admin"},
        .granular_scopes = {"admin:repository:bitbucket", "delete:permission:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token, credential_kind::oauth},
        .privilege = "admin of the repository"};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list_users, get_user, update_user, remove_user, list_groups, get_group, update_group,
                                remove_group>
    operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::repository_permissions
