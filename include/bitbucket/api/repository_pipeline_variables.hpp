// SPDX-License-Identifier: MIT
// The pipeline variables of a repository: list, create, get, update, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pipelines/
#pragma once

#include "../models/pipeline_variable.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::repository_pipeline_variables {

/// Lists the variables. Returns a `page<pipeline_variable>` (200); the values of secured ones are empty. Asks for 100
/// per page, because the live API's `next` links are broken here; `each` repairs them.
struct list : request<list, path<workspace_ref, repository_ref>, page<pipeline_variable>> {
    static constexpr operation_info info{.name = "repository_pipeline_variables::list",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/variables",
                                         .classic_scopes = {"pipeline"},
                                         .granular_scopes = {"read:pipeline:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .default_pagelen = 100,
                                         .links = next_links::broken};
    using request::request;
};

/// Creates a variable. Returns the `pipeline_variable` (201); 404, 409 if the key exists.
struct create : request<create, path<workspace_ref, repository_ref>, pipeline_variable, pipeline_variable_draft> {
    static constexpr operation_info info{.name = "repository_pipeline_variables::create",
                                         .method = http_method::post,
                                         .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/variables",
                                         .classic_scopes = {"pipeline:variable"},
                                         .granular_scopes = {"admin:pipeline:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Gets a variable. Returns a `pipeline_variable` (200), without its value if it is secured; 404.
struct get : request<get, path<workspace_ref, repository_ref, variable_ref>, pipeline_variable> {
    static constexpr operation_info info{
        .name = "repository_pipeline_variables::get",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/variables/{variable_uuid}",
        .classic_scopes = {"pipeline"},
        .granular_scopes = {"read:pipeline:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Changes a variable. Returns the `pipeline_variable` (200); 404. A secured one stays secured.
struct update
    : request<update, path<workspace_ref, repository_ref, variable_ref>, pipeline_variable, pipeline_variable_edit> {
    static constexpr operation_info info{
        .name = "repository_pipeline_variables::update",
        .method = http_method::put,
        .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/variables/{variable_uuid}",
        .classic_scopes = {"pipeline:variable"},
        .granular_scopes = {"admin:pipeline:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Removes a variable. Returns nothing (204); 404.
struct remove : request<remove, path<workspace_ref, repository_ref, variable_ref>, void> {
    static constexpr operation_info info{
        .name = "repository_pipeline_variables::remove",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/pipelines_config/variables/{variable_uuid}",
        .classic_scopes = {"pipeline:variable"},
        .granular_scopes = {"admin:pipeline:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, create, get, update, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::repository_pipeline_variables
