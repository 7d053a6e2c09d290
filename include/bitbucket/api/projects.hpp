// SPDX-License-Identifier: MIT
// The projects of a workspace: list, get, create, update, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-projects/
#pragma once

#include "../models/project.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::projects {

/// Lists the projects of a workspace. Returns a `page<project>` (200), with only the public ones if the caller is not a
/// member; 404.
struct list : request<list, path<workspace_ref>, page<project>> {
    static constexpr operation_info info{.name = "projects::list",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/projects",
                                         .classic_scopes = {"project"},
                                         .granular_scopes = {"read:project:bitbucket"}};
    using request::request;
};

/// Creates a project. Returns the `project` (201); 400, 401, 403 if the caller may not create projects there, 404.
struct create : request<create, path<workspace_ref>, project, project_draft> {
    static constexpr operation_info info{.name = "projects::create",
                                         .method = http_method::post,
                                         .path = "/workspaces/{workspace}/projects",
                                         .classic_scopes = {"project:admin"},
                                         .granular_scopes = {"admin:project:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Gets a project. Returns a `project` (200); for a private one 401 to anonymous callers and 403 to callers who are not
/// members of the workspace; 404.
struct get : request<get, path<workspace_ref, project_key>, project> {
    static constexpr operation_info info{.name = "projects::get",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/projects/{project_key}",
                                         .classic_scopes = {"project"},
                                         .granular_scopes = {"read:project:bitbucket"}};
    using request::request;
};

/// Changes a project. Returns the `project` (200); a new `key` moves it, and links to it change. If no project has that
/// key, one is created (201); then `name` is required and `key` must not be set. 400, 401, 403, 404 for an unknown
/// workspace.
struct update : request<update, path<workspace_ref, project_key>, project, project_edit> {
    static constexpr operation_info info{.name = "projects::update",
                                         .method = http_method::put,
                                         .path = "/workspaces/{workspace}/projects/{project_key}",
                                         .classic_scopes = {"project:admin"},
                                         .granular_scopes = {"admin:project:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "admin of the project"};
    using request::request;
};

/// Removes a project. Returns nothing (204); 401, 403 if the caller is not an admin of the project or it still has
/// repositories, 404.
struct remove : request<remove, path<workspace_ref, project_key>, void> {
    static constexpr operation_info info{.name = "projects::remove",
                                         .method = http_method::delete_,
                                         .path = "/workspaces/{workspace}/projects/{project_key}",
                                         .classic_scopes = {"project:admin"},
                                         .granular_scopes = {"admin:project:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "admin of the project"};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, create, get, update, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::projects
