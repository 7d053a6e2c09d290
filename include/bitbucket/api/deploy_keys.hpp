// SPDX-License-Identifier: MIT
// The deploy keys of a repository, SSH keys that may read it: list, create, get, update, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-deployments/
//
// Access tokens may list and get, but not create, update or remove: the vendor's introduction names these three as
// inaccessible to them. Its pages about the tokens' permissions say otherwise; docs/authentication.md weighs both.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#access-tokens
#pragma once

#include "../models/deploy_key.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::deploy_keys {

/// Lists the deploy keys of a repository. Returns a `page<deploy_key>` (200); 403, 404.
struct list : request<list, path<workspace_ref, repository_ref>, page<deploy_key>> {
    static constexpr operation_info info{.name = "deploy_keys::list",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/deploy-keys",
                                         .classic_scopes = {"repository", "repository:admin"},
                                         .granular_scopes = {"admin:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "admin of the repository"};
    using request::request;
};

/// Adds a deploy key to a repository. Returns the `deploy_key` (200); 400 for a key that is invalid or in use, 403,
/// 404. A key that an OAuth consumer added stops working when that consumer is changed.
struct create : request<create, path<workspace_ref, repository_ref>, deploy_key, deploy_key_draft> {
    static constexpr operation_info info{.name = "deploy_keys::create",
                                         .method = http_method::post,
                                         .path = "/repositories/{workspace}/{repo_slug}/deploy-keys",
                                         .classic_scopes = {"repository", "repository:admin"},
                                         .granular_scopes = {"admin:repository:bitbucket", "write:ssh-key:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .privilege = "admin of the repository"};
    using request::request;
};

/// Gets a deploy key of a repository. Returns a `deploy_key` (200); 403, 404.
struct get : request<get, path<workspace_ref, repository_ref, deploy_key_ref>, deploy_key> {
    static constexpr operation_info info{.name = "deploy_keys::get",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/deploy-keys/{key_id}",
                                         .classic_scopes = {"repository", "repository:admin"},
                                         .granular_scopes = {"admin:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "admin of the repository"};
    using request::request;
};

/// Changes the label or the comment of a deploy key. Returns the `deploy_key` (200); 400, 403, 404.
struct update : request<update, path<workspace_ref, repository_ref, deploy_key_ref>, deploy_key, deploy_key_edit> {
    static constexpr operation_info info{.name = "deploy_keys::update",
                                         .method = http_method::put,
                                         .path = "/repositories/{workspace}/{repo_slug}/deploy-keys/{key_id}",
                                         .classic_scopes = {"repository", "repository:admin"},
                                         .granular_scopes = {"admin:repository:bitbucket", "write:ssh-key:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .privilege = "admin of the repository"};
    using request::request;
};

/// Removes a deploy key of a repository. Returns nothing (204); 403, 404.
struct remove : request<remove, path<workspace_ref, repository_ref, deploy_key_ref>, void> {
    static constexpr operation_info info{.name = "deploy_keys::remove",
                                         .method = http_method::delete_,
                                         .path = "/repositories/{workspace}/{repo_slug}/deploy-keys/{key_id}",
                                         .classic_scopes = {"repository", "repository:admin"},
                                         .granular_scopes = {"admin:repository:bitbucket", "delete:ssh-key:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .privilege = "admin of the repository"};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, create, get, update, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::deploy_keys
