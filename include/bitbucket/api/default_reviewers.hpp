// SPDX-License-Identifier: MIT
// The default reviewers of a repository, whom its new pull requests ask for a review: list, get, add, remove, and those
// in effect, which the project's belong to. The project's own are in project_default_reviewers.hpp.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/
#pragma once

#include "../models/default_reviewer.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::default_reviewers {

/// Lists the repository's own default reviewers, without those of its project. Returns a `page<account>` (200); 403,
/// 404.
struct list : request<list, path<workspace_ref, repository_ref>, page<account>> {
    static constexpr operation_info info{.name = "default_reviewers::list",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/default-reviewers",
                                         .classic_scopes = {"pullrequest"},
                                         .granular_scopes = {"read:pullrequest:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Gets a default reviewer: whether somebody is one. Returns the `account` (200); 403, 404 if it is none.
struct get : request<get, path<workspace_ref, repository_ref, user_ref>, account> {
    static constexpr operation_info info{
        .name = "default_reviewers::get",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/default-reviewers/{target_username}",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Adds a default reviewer; adding one twice changes nothing. Returns the `account` (200); 400 for a team, for a bot,
/// such as the user of an access token, and for somebody without access to the repository, 403, 404.
struct add : request<add, path<workspace_ref, repository_ref, user_ref>, account> {
    static constexpr operation_info info{
        .name = "default_reviewers::add",
        .method = http_method::put,
        .path = "/repositories/{workspace}/{repo_slug}/default-reviewers/{target_username}",
        .classic_scopes = {"repository:admin"},
        .granular_scopes = {"admin:repository:bitbucket"},
        .refused = {credential_kind::anonymous},
        .privilege = "admin of the repository"};
    using request::request;
};

/// Removes a default reviewer. Returns nothing (204); 403, 404 if it is none.
struct remove : request<remove, path<workspace_ref, repository_ref, user_ref>, void> {
    static constexpr operation_info info{
        .name = "default_reviewers::remove",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/default-reviewers/{target_username}",
        .classic_scopes = {"repository:admin"},
        .granular_scopes = {"admin:repository:bitbucket"},
        .refused = {credential_kind::anonymous},
        .privilege = "admin of the repository"};
    using request::request;
};

/// Lists the default reviewers in effect: the repository's own and those of its project. Returns a
/// `page<default_reviewer>`, whose `reviewer_type` says where each comes from (200); 403, 404.
struct list_effective : request<list_effective, path<workspace_ref, repository_ref>, page<default_reviewer>> {
    static constexpr operation_info info{.name = "default_reviewers::list_effective",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/effective-default-reviewers",
                                         .classic_scopes = {"pullrequest"},
                                         .granular_scopes = {"read:pullrequest:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, get, add, remove, list_effective> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::default_reviewers
