// SPDX-License-Identifier: MIT
// Explicit permissions of users and groups on a project: list, get, update, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-projects/
#pragma once

#include "../models/group_permission.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::project_permissions {

/// Lists the users with an explicit permission on a project. Returns a `page<project_user_permission>` (200); cannot be
/// filtered or sorted. 401, 403 if the caller is not an admin of the project, 404.
struct list_users : request<list_users, path<workspace_ref, project_key>, page<project_user_permission>> {
    static constexpr operation_info info{
        .name = "project_permissions::list_users",
        .method = http_method::get,
        .path = "/workspaces/{workspace}/projects/{project_key}/permissions-config/users",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"read:project:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token},
        .privilege = "admin of the project"};
    using request::request;
};

/// Gets a user's explicit permission on a project. Returns a `project_user_permission` (200), with `none` if there is
/// none. 401, 403 if the caller is not an admin of the project, 404.
struct get_user : request<get_user, path<workspace_ref, project_key, user_ref>, project_user_permission> {
    static constexpr operation_info info{
        .name = "project_permissions::get_user",
        .method = http_method::get,
        .path = "/workspaces/{workspace}/projects/{project_key}/permissions-config/users/{selected_user_id}",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"read:project:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token},
        .privilege = "admin of the project"};
    using request::request;
};

/// Grants a user a permission on a project; replaces an earlier one. Returns the `project_user_permission` (200). The
/// user must be a member but not the owner of the workspace (400); 402 at the plan's user limit; 401, 403, 404.
struct update_user : request<update_user, path<workspace_ref, project_key, user_ref>, project_user_permission,
                             project_permission_edit> {
    static constexpr operation_info info{
        .name = "project_permissions::update_user",
        .method = http_method::put,
        .path = "/workspaces/{workspace}/projects/{project_key}/permissions-config/users/{selected_user_id}",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"admin:project:bitbucket", "write:permission:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token, credential_kind::oauth},
        .privilege = "admin of the project"};
    using request::request;
};

/// Removes a user's explicit permission on a project. Returns nothing (204); 401, 403, 404.
struct remove_user : request<remove_user, path<workspace_ref, project_key, user_ref>, void> {
    static constexpr operation_info info{
        .name = "project_permissions::remove_user",
        .method = http_method::delete_,
        .path = "/workspaces/{workspace}/projects/{project_key}/permissions-config/users/{selected_user_id}",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"admin:project:bitbucket", "delete:permission:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token, credential_kind::oauth},
        .privilege = "admin of the project"};
    using request::request;
};

/// Lists the groups with an explicit permission on a project. Returns a `page<project_group_permission>` (200); cannot
/// be filtered or sorted. 401, 403 if the caller is not an admin of the project, 404. The API does not say who is in a
/// group.
struct list_groups : request<list_groups, path<workspace_ref, project_key>, page<project_group_permission>> {
    static constexpr operation_info info{
        .name = "project_permissions::list_groups",
        .method = http_method::get,
        .path = "/workspaces/{workspace}/projects/{project_key}/permissions-config/groups",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"read:project:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token},
        .privilege = "admin of the project"};
    using request::request;
};

/// Gets a group's explicit permission on a project. Returns a `project_group_permission` (200), with `none` if there is
/// none. 401, 403 if the caller is not an admin of the project, 404, also if the group does not exist.
struct get_group : request<get_group, path<workspace_ref, project_key, group_ref>, project_group_permission> {
    static constexpr operation_info info{
        .name = "project_permissions::get_group",
        .method = http_method::get,
        .path = "/workspaces/{workspace}/projects/{project_key}/permissions-config/groups/{group_slug}",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"read:project:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token},
        .privilege = "admin of the project"};
    using request::request;
};

/// Grants a group a permission on a project; replaces an earlier one. Returns the `project_group_permission` (200);
/// 400, 402 at the plan's user limit; 401, 403, 404.
struct update_group : request<update_group, path<workspace_ref, project_key, group_ref>, project_group_permission,
                              project_permission_edit> {
    static constexpr operation_info info{
        .name = "project_permissions::update_group",
        .method = http_method::put,
        .path = "/workspaces/{workspace}/projects/{project_key}/permissions-config/groups/{group_slug}",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"admin:project:bitbucket", "write:permission:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token, credential_kind::oauth},
        .privilege = "admin of the project"};
    using request::request;
};

/// Removes a group's explicit permission on a project. Returns nothing (204); 401, 403, 404.
struct remove_group : request<remove_group, path<workspace_ref, project_key, group_ref>, void> {
    static constexpr operation_info info{
        .name = "project_permissions::remove_group",
        .method = http_method::delete_,
        .path = "/workspaces/{workspace}/projects/{project_key}/permissions-config/groups/{group_slug}",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"admin:project:bitbucket", "delete:permission:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token, credential_kind::oauth},
        .privilege = "admin of the project"};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list_users, get_user, update_user, remove_user, list_groups, get_group, update_group,
                                remove_group>
    operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::project_permissions
