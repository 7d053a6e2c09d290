// SPDX-License-Identifier: MIT
// The tasks of a pull request: list, create, get, update, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/
//
// By the vendor's documents the scope that reads pull requests is enough to write tasks. The caller still has to have
// access to the repository.
#pragma once

#include "../models/pull_request_task.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pull_request_tasks {

/// Lists the tasks of a pull request, done ones too. Returns a `page<pull_request_task>` (200); 400, 403, 404.
/// `q(R"(state = "UNRESOLVED")")` keeps the open ones. Takes page lengths from 10.
struct list : request<list, path<workspace_ref, repository_ref, pull_request_ref>, page<pull_request_task>> {
    static constexpr operation_info info{
        .name = "pull_request_tasks::list",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/tasks",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .options = {"q", "sort"}};
    using request::request;
};

/// Adds a task to a pull request, or to one of its comments. Returns the `pull_request_task` (201); 400, 403, 404.
struct create : request<create, path<workspace_ref, repository_ref, pull_request_ref>, pull_request_task,
                        pull_request_task_draft> {
    static constexpr operation_info info{
        .name = "pull_request_tasks::create",
        .method = http_method::post,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/tasks",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Gets a task. Returns the `pull_request_task` (200); 403, 404.
struct get : request<get, path<workspace_ref, repository_ref, pull_request_ref, task_ref>, pull_request_task> {
    static constexpr operation_info info{
        .name = "pull_request_tasks::get",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/tasks/{task_id}",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"}};
    using request::request;
};

/// Changes the text of a task, or says that it is done or not. Returns the `pull_request_task` (200); 400, 403, 404.
struct update : request<update, path<workspace_ref, repository_ref, pull_request_ref, task_ref>, pull_request_task,
                        pull_request_task_edit> {
    static constexpr operation_info info{
        .name = "pull_request_tasks::update",
        .method = http_method::put,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/tasks/{task_id}",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Removes a task. Returns nothing (204); 403, 404.
struct remove : request<remove, path<workspace_ref, repository_ref, pull_request_ref, task_ref>, void> {
    static constexpr operation_info info{
        .name = "pull_request_tasks::remove",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/tasks/{task_id}",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, create, get, update, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::pull_request_tasks
