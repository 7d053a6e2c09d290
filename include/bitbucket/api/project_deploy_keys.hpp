// SPDX-License-Identifier: MIT
// The deploy keys of a project, SSH keys that may read all its repositories: list, create, get, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-deployments/
//
// No source says that these operations refuse access tokens, unlike those of a repository's keys (deploy_keys.hpp).
// They need project:admin, which the vendor lists for workspace access tokens only.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#access-tokens
#pragma once

#include "../models/deploy_key.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::project_deploy_keys {

/// Lists the deploy keys of a project. Returns a `page<project_deploy_key>` (200); 403, 404.
struct list : request<list, path<workspace_ref, project_key>, page<project_deploy_key>> {
    static constexpr operation_info info{.name = "project_deploy_keys::list",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/projects/{project_key}/deploy-keys",
                                         .classic_scopes = {"project", "project:admin"},
                                         .granular_scopes = {"admin:project:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "admin of the project"};
    using request::request;
};

/// Adds a deploy key to a project. Returns the `project_deploy_key` (200); 400 for a key that is invalid or in use,
/// 403, 404.
struct create : request<create, path<workspace_ref, project_key>, project_deploy_key, deploy_key_draft> {
    static constexpr operation_info info{.name = "project_deploy_keys::create",
                                         .method = http_method::post,
                                         .path = "/workspaces/{workspace}/projects/{project_key}/deploy-keys",
                                         .classic_scopes = {"project", "project:admin"},
                                         .granular_scopes = {"admin:project:bitbucket", "write:ssh-key:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "admin of the project"};
    using request::request;
};

/// Gets a deploy key of a project. Returns a `project_deploy_key` (200); 403, 404.
struct get : request<get, path<workspace_ref, project_key, deploy_key_ref>, project_deploy_key> {
    static constexpr operation_info info{.name = "project_deploy_keys::get",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/projects/{project_key}/deploy-keys/{key_id}",
                                         .classic_scopes = {"project", "project:admin"},
                                         .granular_scopes = {"admin:project:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "admin of the project"};
    using request::request;
};

/// Removes a deploy key of a project. Returns nothing (204); 403, 404.
struct remove : request<remove, path<workspace_ref, project_key, deploy_key_ref>, void> {
    static constexpr operation_info info{.name = "project_deploy_keys::remove",
                                         .method = http_method::delete_,
                                         .path = "/workspaces/{workspace}/projects/{project_key}/deploy-keys/{key_id}",
                                         .classic_scopes = {"project", "project:admin"},
                                         .granular_scopes = {"admin:project:bitbucket", "delete:ssh-key:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "admin of the project"};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, create, get, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::project_deploy_keys
