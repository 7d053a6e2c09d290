// SPDX-License-Identifier: MIT
// Repositories of a workspace: list, get.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/
#pragma once

#include "../models/repository.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::repositories {

/// Lists the repositories of a workspace that the caller can see. Returns a `page<repository>` (200); 404, 410 for an
/// account marked as spam.
struct list : request<list, path<workspace_ref>, page<repository>> {
    static constexpr operation_info info{.name = "repositories::list",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .options = {"role", "q", "sort"}};
    using request::request;

    /// Only repositories on which the caller has at least this role.
    list& role(repository_role least) & { return with_option("role", to_string(least)); }
    list role(repository_role least) && { return std::move(role(least)); }
};

/// Gets a repository, by workspace and slug, or by its UUID with the empty workspace `{}`. Returns a `repository`
/// (200); 403 if it is private and the caller has no access, 404.
struct get : request<get, path<workspace_ref, repository_ref>, repository> {
    static constexpr operation_info info{.name = "repositories::get",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, get> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::repositories
