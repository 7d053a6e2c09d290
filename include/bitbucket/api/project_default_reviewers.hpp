// SPDX-License-Identifier: MIT
// The default reviewers of a project, which its repositories inherit: list, get, add, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-projects/
#pragma once

#include "../models/default_reviewer.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::project_default_reviewers {

/// Lists the default reviewers of a project. Returns a `page<default_reviewer>` (200); 401, 403 if the caller is not an
/// admin of the project, 404.
struct list : request<list, path<workspace_ref, project_key>, page<default_reviewer>> {
    static constexpr operation_info info{.name = "project_default_reviewers::list",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/projects/{project_key}/default-reviewers",
                                         .classic_scopes = {"project:admin"},
                                         .granular_scopes = {"read:pullrequest:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "admin of the project"};
    using request::request;
};

/// Gets a default reviewer of a project. Returns the `account` (200); 400 if that user is not a default reviewer, 401,
/// 403 if the caller is not an admin of the project, 404 if the user, project or workspace does not exist.
struct get : request<get, path<workspace_ref, project_key, user_ref>, account> {
    static constexpr operation_info info{
        .name = "project_default_reviewers::get",
        .method = http_method::get,
        .path = "/workspaces/{workspace}/projects/{project_key}/default-reviewers/{selected_user}",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous},
        .privilege = "admin of the project"};
    using request::request;
};

/// Makes a user a default reviewer of a project. Returns the `account` (200), even if they already are one; 400 if the
/// user has no access, 401, 403 if the caller is not an admin of the project, 404.
struct add : request<add, path<workspace_ref, project_key, user_ref>, account> {
    static constexpr operation_info info{
        .name = "project_default_reviewers::add",
        .method = http_method::put,
        .path = "/workspaces/{workspace}/projects/{project_key}/default-reviewers/{selected_user}",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"admin:project:bitbucket"},
        .refused = {credential_kind::anonymous},
        .privilege = "admin of the project"};
    using request::request;
};

/// Removes a user from the default reviewers of a project. Returns nothing (204); 400 if that user is not one, 401, 403
/// if the caller is not an admin of the project, 404.
struct remove : request<remove, path<workspace_ref, project_key, user_ref>, void> {
    static constexpr operation_info info{
        .name = "project_default_reviewers::remove",
        .method = http_method::delete_,
        .path = "/workspaces/{workspace}/projects/{project_key}/default-reviewers/{selected_user}",
        .classic_scopes = {"project:admin"},
        .granular_scopes = {"admin:project:bitbucket"},
        .refused = {credential_kind::anonymous},
        .privilege = "admin of the project"};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, get, add, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::project_default_reviewers
