// SPDX-License-Identifier: MIT
// Application properties stored on a repository: get, update, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-properties/
#pragma once

#include "../models/application_property.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::repository_properties {

/// Gets a property. Returns an `application_property` (200); 404.
struct get : request<get, path<workspace_ref, repository_ref, app_key, property_name>, application_property> {
    static constexpr operation_info info{
        .name = "repository_properties::get",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/properties/{app_key}/{property_name}",
        .granular_scopes = {"admin:workspace:bitbucket"}};
    using request::request;
};

/// Creates a property or replaces it with a JSON object; its `_attributes` say who may see and change it. Returns
/// nothing (204). A syntax error in the JSON is a `usage_error` before anything is sent.
struct update : request<update, path<workspace_ref, repository_ref, app_key, property_name>, void, json_text> {
    static constexpr operation_info info{
        .name = "repository_properties::update",
        .method = http_method::put,
        .path = "/repositories/{workspace}/{repo_slug}/properties/{app_key}/{property_name}"};
    using request::request;
};

/// Removes a property. Returns nothing (204); 404.
struct remove : request<remove, path<workspace_ref, repository_ref, app_key, property_name>, void> {
    static constexpr operation_info info{
        .name = "repository_properties::remove",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/properties/{app_key}/{property_name}"};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<get, update, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::repository_properties
