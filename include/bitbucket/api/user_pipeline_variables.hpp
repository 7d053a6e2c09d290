// SPDX-License-Identifier: MIT
// Pipeline variables of a user: list, create, get, update, remove. Deprecated by the vendor in favour of those of
// workspaces.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pipelines/
#pragma once

#include "../models/pipeline_variable.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::user_pipeline_variables {

/// Lists a user's variables. Returns a `page<pipeline_variable>` (200); the values of secured ones are empty. Asks for
/// 100 per page, because the live API's `next` links are broken here; `each` repairs them.
struct list : request<list, path<user_ref>, page<pipeline_variable>> {
    static constexpr operation_info info{.name = "user_pipeline_variables::list",
                                         .method = http_method::get,
                                         .path = "/users/{selected_user}/pipelines_config/variables",
                                         .classic_scopes = {"pipeline"},
                                         .default_pagelen = 100,
                                         .links = next_links::broken,
                                         .stage = lifecycle::deprecated,
                                         .successor = "GET /workspaces/{workspace}/pipelines-config/variables"};
    using request::request;
    [[deprecated(
        "deprecated by the vendor: use the variables of a workspace, "
        "/workspaces/{workspace}/pipelines-config/variables")]] explicit list(user_ref user)
        : request(std::move(user)) {}
};

/// Creates a variable. Returns the `pipeline_variable` (201); 404 if the account does not exist, 409 if the key exists.
struct create : request<create, path<user_ref>, pipeline_variable, pipeline_variable_draft> {
    static constexpr operation_info info{.name = "user_pipeline_variables::create",
                                         .method = http_method::post,
                                         .path = "/users/{selected_user}/pipelines_config/variables",
                                         .classic_scopes = {"pipeline:variable"},
                                         .stage = lifecycle::deprecated,
                                         .successor = "POST /workspaces/{workspace}/pipelines-config/variables"};
    using request::request;
    [[deprecated(
        "deprecated by the vendor: use the variables of a workspace, "
        "/workspaces/{workspace}/pipelines-config/variables")]] create(user_ref user, pipeline_variable_draft draft)
        : request(std::move(user), std::move(draft)) {}
};

/// Gets a variable. Returns a `pipeline_variable` (200); 404.
struct get : request<get, path<user_ref, variable_ref>, pipeline_variable> {
    static constexpr operation_info info{
        .name = "user_pipeline_variables::get",
        .method = http_method::get,
        .path = "/users/{selected_user}/pipelines_config/variables/{variable_uuid}",
        .classic_scopes = {"pipeline"},
        .stage = lifecycle::deprecated,
        .successor = "GET /workspaces/{workspace}/pipelines-config/variables/{variable_uuid}"};
    using request::request;
    [[deprecated(
        "deprecated by the vendor: use the variables of a workspace, "
        "/workspaces/{workspace}/pipelines-config/variables")]] get(user_ref user, variable_ref variable)
        : request(std::move(user), std::move(variable)) {}
};

/// Changes a variable. Returns the `pipeline_variable` (200); 404. A secured one stays secured.
struct update : request<update, path<user_ref, variable_ref>, pipeline_variable, pipeline_variable_edit> {
    static constexpr operation_info info{
        .name = "user_pipeline_variables::update",
        .method = http_method::put,
        .path = "/users/{selected_user}/pipelines_config/variables/{variable_uuid}",
        .classic_scopes = {"pipeline:variable"},
        .stage = lifecycle::deprecated,
        .successor = "PUT /workspaces/{workspace}/pipelines-config/variables/{variable_uuid}"};
    using request::request;
    [[deprecated(
        "deprecated by the vendor: use the variables of a workspace, "
        "/workspaces/{workspace}/pipelines-config/variables")]] update(user_ref user, variable_ref variable,
                                                                       pipeline_variable_edit edit)
        : request(std::move(user), std::move(variable), std::move(edit)) {}
};

/// Removes a variable. Returns nothing (204); 404.
struct remove : request<remove, path<user_ref, variable_ref>, void> {
    static constexpr operation_info info{
        .name = "user_pipeline_variables::remove",
        .method = http_method::delete_,
        .path = "/users/{selected_user}/pipelines_config/variables/{variable_uuid}",
        .classic_scopes = {"pipeline:variable"},
        .stage = lifecycle::deprecated,
        .successor = "DELETE /workspaces/{workspace}/pipelines-config/variables/{variable_uuid}"};
    using request::request;
    [[deprecated(
        "deprecated by the vendor: use the variables of a workspace, "
        "/workspaces/{workspace}/pipelines-config/variables")]] remove(user_ref user, variable_ref variable)
        : request(std::move(user), std::move(variable)) {}
};

/// All operations of this family.
inline constexpr operation_list<list, create, get, update, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::user_pipeline_variables
