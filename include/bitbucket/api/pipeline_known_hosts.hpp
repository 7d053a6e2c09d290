// SPDX-License-Identifier: MIT
// The SSH hosts that the pipelines of a repository know: list, create, get, update, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pipelines/
#pragma once

#include "../models/pipeline_ssh.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pipeline_known_hosts {

/// Lists the known hosts. Returns a `page<known_host>` (200).
struct list : request<list, path<workspace_ref, repository_ref>, page<known_host>> {
    static constexpr operation_info info{
        .name = "pipeline_known_hosts::list",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/ssh/known_hosts",
        .classic_scopes = {"pipeline"},
        .granular_scopes = {"read:pipeline:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Adds a known host. Returns the `known_host` (201); 404 if the repository does not exist, 409 if the host is already
/// known.
struct create : request<create, path<workspace_ref, repository_ref>, known_host, known_host_draft> {
    static constexpr operation_info info{
        .name = "pipeline_known_hosts::create",
        .method = http_method::post,
        .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/ssh/known_hosts",
        .classic_scopes = {"pipeline:variable"},
        .granular_scopes = {"admin:pipeline:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Gets a known host. Returns a `known_host` (200); 404.
struct get : request<get, path<workspace_ref, repository_ref, known_host_ref>, known_host> {
    static constexpr operation_info info{
        .name = "pipeline_known_hosts::get",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/ssh/known_hosts/{known_host_uuid}",
        .classic_scopes = {"pipeline"},
        .granular_scopes = {"read:pipeline:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Replaces a known host. Returns the `known_host` (200); 404.
struct update : request<update, path<workspace_ref, repository_ref, known_host_ref>, known_host, known_host_draft> {
    static constexpr operation_info info{
        .name = "pipeline_known_hosts::update",
        .method = http_method::put,
        .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/ssh/known_hosts/{known_host_uuid}",
        .classic_scopes = {"pipeline:variable"},
        .granular_scopes = {"admin:pipeline:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Removes a known host. Returns nothing (204); 404.
struct remove : request<remove, path<workspace_ref, repository_ref, known_host_ref>, void> {
    static constexpr operation_info info{
        .name = "pipeline_known_hosts::remove",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/ssh/known_hosts/{known_host_uuid}",
        .classic_scopes = {"pipeline:variable"},
        .granular_scopes = {"admin:pipeline:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, create, get, update, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::pipeline_known_hosts
