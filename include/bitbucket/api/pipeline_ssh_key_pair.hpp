// SPDX-License-Identifier: MIT
// The SSH key pair that the pipelines of a repository use: get, update, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pipelines/
#pragma once

#include "../models/pipeline_ssh.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pipeline_ssh_key_pair {

/// Gets the key pair. Returns an `ssh_key_pair` (200), never with the private key; 404 if there is none.
struct get : request<get, path<workspace_ref, repository_ref>, ssh_key_pair> {
    static constexpr operation_info info{.name = "pipeline_ssh_key_pair::get",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/ssh/key_pair",
                                         .classic_scopes = {"pipeline"},
                                         .granular_scopes = {"read:pipeline:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Sets or replaces the key pair. Returns the `ssh_key_pair` (200); 404 if the repository does not exist.
struct update : request<update, path<workspace_ref, repository_ref>, ssh_key_pair, ssh_key_pair_edit> {
    static constexpr operation_info info{.name = "pipeline_ssh_key_pair::update",
                                         .method = http_method::put,
                                         .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/ssh/key_pair",
                                         .classic_scopes = {"pipeline:variable"},
                                         .granular_scopes = {"admin:pipeline:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Removes the key pair. Returns nothing (204); 404.
struct remove : request<remove, path<workspace_ref, repository_ref>, void> {
    static constexpr operation_info info{.name = "pipeline_ssh_key_pair::remove",
                                         .method = http_method::delete_,
                                         .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/ssh/key_pair",
                                         .classic_scopes = {"pipeline:variable"},
                                         .granular_scopes = {"admin:pipeline:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<get, update, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::pipeline_ssh_key_pair
