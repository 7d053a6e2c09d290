// SPDX-License-Identifier: MIT
// The branches and tags of a repository: list, create, get, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-refs/
//
// A name may hold slashes (`feature/login`): it is one argument, and they are encoded. Where the API takes a revision
// in the middle of a path (source.hpp) such a name does not work; take the hash of its target there.
#pragma once

#include "../models/ref.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::refs {

/// Lists branches and tags. Returns a `page<ref>`, told apart by `type` (200); 403, 404. Without `sort` the order is
/// that of the names as Git sorts them; `sort("-target.date")` begins with the newest.
struct list : request<list, path<workspace_ref, repository_ref>, page<ref>> {
    static constexpr operation_info info{.name = "refs::list",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/refs",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .options = {"q", "sort"}};
    using request::request;
};

/// Lists the branches. Returns a `page<branch>` (200); 403, 404. `q(R"(name ~ "release/")")` keeps those whose name
/// holds a text.
struct list_branches : request<list_branches, path<workspace_ref, repository_ref>, page<branch>> {
    static constexpr operation_info info{.name = "refs::list_branches",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/refs/branches",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .options = {"q", "sort"}};
    using request::request;
};

/// Makes a branch. Returns the `branch` (201); 400 if the name is taken or no branch name, or the target does not
/// exist, 403, 404.
struct create_branch : request<create_branch, path<workspace_ref, repository_ref>, branch, branch_draft> {
    static constexpr operation_info info{.name = "refs::create_branch",
                                         .method = http_method::post,
                                         .path = "/repositories/{workspace}/{repo_slug}/refs/branches",
                                         .classic_scopes = {"repository:write"},
                                         .granular_scopes = {"write:repository:bitbucket", "read:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "writer of the repository"};
    using request::request;
};

/// Gets a branch. Returns the `branch` (200) with the ways to merge into it; 403, 404.
struct get_branch : request<get_branch, path<workspace_ref, repository_ref, branch_name>, branch> {
    static constexpr operation_info info{.name = "refs::get_branch",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/refs/branches/{name}",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"}};
    using request::request;
};

/// Removes a branch, merged or not. Returns nothing (204); 400 for the main branch, 403 where a branch restriction
/// forbids it, 404. Open pull requests from it are left without a source.
struct remove_branch : request<remove_branch, path<workspace_ref, repository_ref, branch_name>, void> {
    static constexpr operation_info info{.name = "refs::remove_branch",
                                         .method = http_method::delete_,
                                         .path = "/repositories/{workspace}/{repo_slug}/refs/branches/{name}",
                                         .classic_scopes = {"repository:write"},
                                         .granular_scopes = {"write:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "writer of the repository"};
    using request::request;
};

/// Lists the tags. Returns a `page<tag>` (200); 403, 404. The order without `sort` is that of the names, so that
/// `v1.10` comes before `v1.9`.
struct list_tags : request<list_tags, path<workspace_ref, repository_ref>, page<tag>> {
    static constexpr operation_info info{.name = "refs::list_tags",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/refs/tags",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .options = {"q", "sort"}};
    using request::request;
};

/// Makes a tag. Returns the `tag` (201); 400 if the name is taken or no tag name, or the target does not exist, 403,
/// 404.
struct create_tag : request<create_tag, path<workspace_ref, repository_ref>, tag, tag_draft> {
    static constexpr operation_info info{.name = "refs::create_tag",
                                         .method = http_method::post,
                                         .path = "/repositories/{workspace}/{repo_slug}/refs/tags",
                                         .classic_scopes = {"repository:write"},
                                         .granular_scopes = {"write:repository:bitbucket", "read:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "writer of the repository"};
    using request::request;
};

/// Gets a tag. Returns the `tag` (200); 403, 404.
struct get_tag : request<get_tag, path<workspace_ref, repository_ref, tag_name>, tag> {
    static constexpr operation_info info{.name = "refs::get_tag",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/refs/tags/{name}",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"}};
    using request::request;
};

/// Removes a tag. Returns nothing (204); 403, 404.
struct remove_tag : request<remove_tag, path<workspace_ref, repository_ref, tag_name>, void> {
    static constexpr operation_info info{.name = "refs::remove_tag",
                                         .method = http_method::delete_,
                                         .path = "/repositories/{workspace}/{repo_slug}/refs/tags/{name}",
                                         .classic_scopes = {"repository:write"},
                                         .granular_scopes = {"write:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "writer of the repository"};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, list_branches, create_branch, get_branch, remove_branch, list_tags, create_tag,
                                get_tag, remove_tag>
    operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::refs
