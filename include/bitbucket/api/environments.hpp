// SPDX-License-Identifier: MIT
// The deployment environments of a repository: list, get. deployment_variables needs their UUIDs.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-deployments/
#pragma once

#include "../models/environment.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::environments {

/// Lists the environments. Returns a `page<deployment_environment>` (200).
struct list : request<list, path<workspace_ref, repository_ref>, page<deployment_environment>> {
    static constexpr operation_info info{.name = "environments::list",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/environments",
                                         .classic_scopes = {"pipeline"},
                                         .granular_scopes = {"read:pipeline:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Gets an environment. Returns a `deployment_environment` (200); 404.
struct get : request<get, path<workspace_ref, repository_ref, environment_ref>, deployment_environment> {
    static constexpr operation_info info{
        .name = "environments::get",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/environments/{environment_uuid}",
        .classic_scopes = {"pipeline"},
        .granular_scopes = {"read:pipeline:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, get> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::environments
