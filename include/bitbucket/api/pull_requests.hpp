// SPDX-License-Identifier: MIT
// Pull requests: list, open, change, approve, merge, decline, and what they change. Comments and tasks have families of
// their own. What merging means, and what only looks like it, is in docs/pull-requests.md.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/
//
// A pull request that comes from a list lacks `reviewers`, `participants` and `rendered`; `with_reviewers` asks for the
// first two.
#pragma once

#include "../models/commit_status.hpp"
#include "../models/diffstat.hpp"
#include "../models/pull_request_activity.hpp"
#include "../models/pull_request_draft.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pull_requests {

/// What the lists of pull requests share.
template <class Operation, class Path>
struct list_request : request<Operation, Path, page<pull_request>> {
    using request<Operation, Path, page<pull_request>>::request;

    /// Only those in this state; further calls add states. Without it the API lists the open ones.
    Operation& state(pull_request_state wanted) & { return this->with_another("state", wanted); }
    Operation state(pull_request_state wanted) && { return std::move(this->state(wanted)); }
    /// Those in any state.
    Operation& any_state() & {
        this->with_another("state", pull_request_state::open);
        this->with_another("state", pull_request_state::merged);
        this->with_another("state", pull_request_state::declined);
        return this->with_another("state", pull_request_state::superseded);
    }
    Operation any_state() && { return std::move(this->any_state()); }
    /// Asks for `reviewers` and `participants`, which the API leaves out of lists.
    Operation& with_reviewers() & { return this->fields("+values.reviewers,+values.participants"); }
    Operation with_reviewers() && { return std::move(this->with_reviewers()); }
};

/// Lists the pull requests of a repository, the open ones unless `state` says otherwise. Returns a `page<pull_request>`
/// (200) without reviewers and participants; 401, 403, 404. Pages have at most 50 items.
/// `q(R"(source.branch.name = "feature/x")")` finds those of a branch.
struct list : list_request<list, path<workspace_ref, repository_ref>> {
    static constexpr operation_info info{.name = "pull_requests::list",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/pullrequests",
                                         .classic_scopes = {"pullrequest"},
                                         .granular_scopes = {"read:pullrequest:bitbucket"},
                                         .options = {"state", "q", "sort"},
                                         .max_pagelen = 50};
    using list_request::list_request;
};

/// Lists the pull requests that a user opened, in all repositories of a workspace. Returns a `page<pull_request>`
/// (200); 401, 403, 404. Pages have at most 50 items. Nothing lists those that wait for a user's review; `review_inbox`
/// (extras/review_inbox.hpp) asks every repository.
struct list_by_author : list_request<list_by_author, path<workspace_ref, user_ref>> {
    static constexpr operation_info info{.name = "pull_requests::list_by_author",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/pullrequests/{selected_user}",
                                         .classic_scopes = {"pullrequest"},
                                         .granular_scopes = {"read:pullrequest:bitbucket"},
                                         .options = {"state"},
                                         .max_pagelen = 50};
    using list_request::list_request;
};

/// Lists the pull requests that brought in a commit. Returns a `page<pull_request>` (200); 404. Works once the app Pull
/// Request Commit Links is installed. While the server indexes the commit it answers 202 with an empty body: that is a
/// `decode_error` that says so; ask again later.
struct list_for_commit : request<list_for_commit, path<workspace_ref, repository_ref, commit_ref>, page<pull_request>> {
    static constexpr operation_info info{.name = "pull_requests::list_for_commit",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/commit/{commit}/pullrequests",
                                         .classic_scopes = {"pullrequest"},
                                         .granular_scopes = {"read:pullrequest:bitbucket"},
                                         .options = {"page"}};
    using request::request;
};

/// Opens a pull request. Returns the `pull_request` (201); 400 if a branch does not exist, if there is nothing to
/// merge, or if one reviewer is the author or has left the workspace, 401, 403, 404.
struct create : request<create, path<workspace_ref, repository_ref>, pull_request, pull_request_draft> {
    static constexpr operation_info info{
        .name = "pull_requests::create",
        .method = http_method::post,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests",
        .classic_scopes = {"pullrequest:write"},
        .granular_scopes = {"read:pullrequest:bitbucket", "write:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Lists what happened to all pull requests of a repository, the newest first. Returns a `page<pull_request_activity>`
/// (200); 401, 404. Pages have at most 50 items.
struct list_all_activity
    : request<list_all_activity, path<workspace_ref, repository_ref>, page<pull_request_activity>> {
    static constexpr operation_info info{.name = "pull_requests::list_all_activity",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/pullrequests/activity",
                                         .classic_scopes = {"pullrequest"},
                                         .granular_scopes = {"read:pullrequest:bitbucket"},
                                         .max_pagelen = 50};
    using request::request;
};

/// Gets a pull request, whole. Returns the `pull_request` (200); 401, 403, 404.
struct get : request<get, path<workspace_ref, repository_ref, pull_request_ref>, pull_request> {
    static constexpr operation_info info{.name = "pull_requests::get",
                                         .method = http_method::get,
                                         .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}",
                                         .classic_scopes = {"pullrequest"},
                                         .granular_scopes = {"read:pullrequest:bitbucket"}};
    using request::request;
};

/// Changes an open pull request. Returns the `pull_request` (200); 400 if it is not open, or if one reviewer is the
/// author or has left the workspace, 401, 403, 404.
///
/// **The API may remove all reviewers that the change does not name.** `pull_request_edit::of` makes a change that
/// names those that are there.
struct update
    : request<update, path<workspace_ref, repository_ref, pull_request_ref>, pull_request, pull_request_edit> {
    static constexpr operation_info info{
        .name = "pull_requests::update",
        .method = http_method::put,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}",
        .classic_scopes = {"pullrequest:write"},
        .granular_scopes = {"read:pullrequest:bitbucket", "write:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Lists what happened to a pull request, the newest first. Returns a `page<pull_request_activity>` (200); 401, 404.
/// Pages have at most 50 items.
struct list_activity
    : request<list_activity, path<workspace_ref, repository_ref, pull_request_ref>, page<pull_request_activity>> {
    static constexpr operation_info info{
        .name = "pull_requests::list_activity",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/activity",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .max_pagelen = 50};
    using request::request;
};

/// Approves a pull request as the caller; twice is as once. Returns the `participant` (200); 400 once it is merged or
/// declined, 401, 403, 404. An access token approves as a user of its own.
struct approve : request<approve, path<workspace_ref, repository_ref, pull_request_ref>, participant> {
    static constexpr operation_info info{
        .name = "pull_requests::approve",
        .method = http_method::post,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/approve",
        .classic_scopes = {"pullrequest:write"},
        .granular_scopes = {"read:pullrequest:bitbucket", "write:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous},
        .resends = resending::harmless};
    using request::request;
};

/// Takes the caller's approval back. Returns nothing (204); 400 once it is merged or declined, 401, 403, 404 if the
/// caller has not approved.
struct unapprove : request<unapprove, path<workspace_ref, repository_ref, pull_request_ref>, void> {
    static constexpr operation_info info{
        .name = "pull_requests::unapprove",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/approve",
        .classic_scopes = {"pullrequest:write"},
        .granular_scopes = {"write:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Asks for changes as the caller, which takes their approval back; twice is as once. Returns the `participant` (200);
/// 400 once it is merged or declined, 401, 403, 404.
struct request_changes : request<request_changes, path<workspace_ref, repository_ref, pull_request_ref>, participant> {
    static constexpr operation_info info{
        .name = "pull_requests::request_changes",
        .method = http_method::post,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/request-changes",
        .classic_scopes = {"pullrequest:write"},
        .granular_scopes = {"read:pullrequest:bitbucket", "write:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous},
        .resends = resending::harmless};
    using request::request;
};

/// Takes the caller's request for changes back. Returns nothing (204); 400 once it is merged or declined, 401, 403, 404
/// if the caller has not asked for changes.
struct unrequest_changes : request<unrequest_changes, path<workspace_ref, repository_ref, pull_request_ref>, void> {
    static constexpr operation_info info{
        .name = "pull_requests::unrequest_changes",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/request-changes",
        .classic_scopes = {"pullrequest:write"},
        .granular_scopes = {"write:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Lists the commits of a pull request, the newest first. Returns a `page<commit>` (200); 403, 404. The API refuses
/// page numbers here.
struct list_commits : request<list_commits, path<workspace_ref, repository_ref, pull_request_ref>, page<commit>> {
    static constexpr operation_info info{
        .name = "pull_requests::list_commits",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/commits",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"}};
    using request::request;
};

/// Gets the files that keep a pull request from being merged. Returns a `json_text`, whose members nobody has
/// documented: the API redirects (302) to a resource that its specification leaves out. 401, 403, 404. The `status` of
/// `get_diffstat` names conflicts, too.
struct get_conflicts : request<get_conflicts, path<workspace_ref, repository_ref, pull_request_ref>, json_text> {
    static constexpr operation_info info{
        .name = "pull_requests::get_conflicts",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/conflicts",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .redirect_keeps_options = true};
    using request::request;
};

/// Declines a pull request, which cannot be undone; the reason may be left out. Returns the `pull_request` (200); 400
/// if it is not open, 401, 403, 404. 555: the server ran out of time, and may decline it yet; the client does not send
/// it again.
struct decline : request<decline, path<workspace_ref, repository_ref, pull_request_ref>, pull_request,
                         std::optional<decline_options>> {
    static constexpr operation_info info{
        .name = "pull_requests::decline",
        .method = http_method::post,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/decline",
        .classic_scopes = {"pullrequest:write"},
        .granular_scopes = {"read:pullrequest:bitbucket", "write:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous},
        .resends = resending::never};
    using request::request;
};

/// What `get_diff` and `get_diffstat` share. The API redirects them to the diff of two commits, from the destination to
/// the source; the options go along.
template <class Operation, class Result>
struct diff_request : request<Operation, path<workspace_ref, repository_ref, pull_request_ref>, Result> {
    using request<Operation, path<workspace_ref, repository_ref, pull_request_ref>, Result>::request;

    /// Only this file, or the files below this directory; further calls add paths.
    Operation& file(std::string path) & { return this->with_another("path", std::move(path)); }
    Operation file(std::string path) && { return std::move(this->file(std::move(path))); }
    /// Whether lines count as changed where only white space is. The server's default is false.
    Operation& ignore_whitespace(bool ignore) & { return this->with_option("ignore_whitespace", ignore); }
    Operation ignore_whitespace(bool ignore) && { return std::move(this->ignore_whitespace(ignore)); }
    /// Whether a renamed file is one change. The server's default is true.
    Operation& renames(bool detect) & { return this->with_option("renames", detect); }
    Operation renames(bool detect) && { return std::move(this->renames(detect)); }
};

/// Gets what a pull request changes, as `git diff` writes it. Returns a `plain_text` (200, after a redirect, 302), in
/// the encodings of the files; 401, 403, 404, 555 when the server runs out of time.
struct get_diff : diff_request<get_diff, plain_text> {
    static constexpr operation_info info{
        .name = "pull_requests::get_diff",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/diff",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .options = {"context", "path", "ignore_whitespace", "binary", "renames"},
        .redirect_keeps_options = true};
    using diff_request::diff_request;

    /// How many unchanged lines stand around a change, 0 or more. The server's default is 3.
    get_diff& context(int lines) & {
        if (lines < 0) fail("context must be at least 0, not " + std::to_string(lines));
        return with_option("context", lines);
    }
    get_diff context(int lines) && { return std::move(context(lines)); }
    /// Whether binary files are in it. The server's default is true.
    get_diff& binary(bool include) & { return with_option("binary", include); }
    get_diff binary(bool include) && { return std::move(binary(include)); }
};

/// Lists the files that a pull request changes, with the numbers of their lines. Returns a `page<diffstat>` (200, after
/// a redirect, 302); 401, 403, 404, 555 when the server runs out of time. A page has 500 items unless `pagelen` is set.
struct get_diffstat : diff_request<get_diffstat, page<diffstat>> {
    static constexpr operation_info info{
        .name = "pull_requests::get_diffstat",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/diffstat",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .options = {"path", "ignore_whitespace", "renames"},
        .redirect_keeps_options = true};
    using diff_request::diff_request;
};

/// Merges a pull request. Returns an `accepted<pull_request>`: the merged one (200), or that the server does it in the
/// background (202), because `async` asked for that, because it takes long, or because the branch has a merge queue.
/// 400 where checks, approvals or conflicts forbid it, 401, 403, 404, 409 if a branch has moved meanwhile. 555: the
/// server ran out of time, and may merge it yet.
///
/// **Only `is_merged()` of the pull request proves that it was merged**: a 200 was seen whose `state` was still `OPEN`,
/// and a merge queue only queues it. The client never sends a merge again. `merge_and_wait` (extras/merge_and_wait.hpp)
/// handles all of this; `wait` (wait.hpp) asks until a 202 is done.
struct merge : request<merge, path<workspace_ref, repository_ref, pull_request_ref>, accepted<pull_request>,
                       std::optional<merge_options>> {
    static constexpr operation_info info{
        .name = "pull_requests::merge",
        .method = http_method::post,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/merge",
        .classic_scopes = {"pullrequest:write"},
        .granular_scopes = {"read:pullrequest:bitbucket", "write:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous},
        .privilege = "writer of the repository",
        .options = {"async"},
        .resends = resending::never};
    using request::request;

    /// Whether to answer at once (202) and merge in the background. The server's default is false.
    merge& async(bool at_once) & { return with_option("async", at_once); }
    merge async(bool at_once) && { return std::move(async(at_once)); }

    /// How to wait for it. A merge that failed answers the question with an error status (400, 409).
    struct progress {
        /// What the question is answered with.
        using answer = merge_task;
        /// How far the merge is.
        [[nodiscard]] static work_state state_of(const merge_task& task) {
            if (task.is_done()) return {work_state::stage::done};
            if (task.task_status == "FAILED") return {work_state::stage::failed, "the merge failed"};
            return {};
        }
        /// The merged pull request; empty if the task does not hold it.
        [[nodiscard]] static pull_request value_of(merge_task task) {
            return task.merge_result ? *std::move(task.merge_result) : pull_request();
        }
    };
};

/// Gets how far a merge in the background is. Returns a `merge_task` (200) while it goes on and once it is done; a
/// merge that failed is an error with the status that `merge` would have had, 400 or 409. 403 for anybody but who began
/// it.
struct get_merge_task
    : request<get_merge_task, path<workspace_ref, repository_ref, pull_request_ref, merge_task_ref>, merge_task> {
    static constexpr operation_info info{
        .name = "pull_requests::get_merge_task",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/merge/task-status/{task_id}",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Gets the commits of a pull request as `git format-patch` writes them. Returns a `plain_text` (200, after a redirect,
/// 302), in the encodings of the files; 401, 403, 404, 555 when the server runs out of time.
struct get_patch : request<get_patch, path<workspace_ref, repository_ref, pull_request_ref>, plain_text> {
    static constexpr operation_info info{
        .name = "pull_requests::get_patch",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/patch",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .redirect_keeps_options = true};
    using request::request;
};

/// Lists what checks, such as builds, say of the newest commit. Returns a `page<commit_status>` (200); 401, 403, 404.
struct list_statuses
    : request<list_statuses, path<workspace_ref, repository_ref, pull_request_ref>, page<commit_status>> {
    static constexpr operation_info info{
        .name = "pull_requests::list_statuses",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/statuses",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .options = {"q", "sort"}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, list_by_author, list_for_commit, create, list_all_activity, get, update,
                                list_activity, approve, unapprove, request_changes, unrequest_changes, list_commits,
                                get_conflicts, decline, get_diff, get_diffstat, merge, get_merge_task, get_patch,
                                list_statuses>
    operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::pull_requests
