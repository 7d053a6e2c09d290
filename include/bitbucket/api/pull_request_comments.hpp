// SPDX-License-Identifier: MIT
// The comments on a pull request: list, create, get, update, remove, and resolve or reopen a thread.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/
//
// A thread is a comment without a `parent` and the comments that answer it. By the vendor's documents the scope that
// reads pull requests is enough to write comments. The caller still has to have access to the repository.
#pragma once

#include "../models/pull_request_comment_draft.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pull_request_comments {

/// Lists the comments on a pull request, the oldest first, replies and inline ones too. Returns a
/// `page<pull_request_comment>` (200); 403, 404. Removed comments stay in the list, with `deleted` and without text;
/// `q("deleted = false")` leaves them out.
struct list : request<list, path<workspace_ref, repository_ref, pull_request_ref>, page<pull_request_comment>> {
    static constexpr operation_info info{
        .name = "pull_request_comments::list",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .options = {"q", "sort"}};
    using request::request;
};

/// Comments on a pull request, on a place in its diff, or in answer to a comment. Returns the `pull_request_comment`
/// (201); 400, 403, 404.
///
/// A reply to a comment that does not exist is a 500, or becomes a thread of its own without a word: compare
/// `is_reply_to` of what comes back, or use `reply_to` (extras/review.hpp), which does. After a 500 the comment may be
/// there: the client does not send it again, and `error::outcome_unclear` says so.
struct create : request<create, path<workspace_ref, repository_ref, pull_request_ref>, pull_request_comment,
                        pull_request_comment_draft> {
    static constexpr operation_info info{
        .name = "pull_request_comments::create",
        .method = http_method::post,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous},
        .resends = resending::never};
    using request::request;
};

/// Gets a comment. Returns the `pull_request_comment` (200); 403, 404.
struct get : request<get, path<workspace_ref, repository_ref, pull_request_ref, comment_ref>, pull_request_comment> {
    static constexpr operation_info info{
        .name = "pull_request_comments::get",
        .method = http_method::get,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments/{comment_id}",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"}};
    using request::request;
};

/// Changes the text of a comment; nothing else can be changed. Returns the `pull_request_comment` (200); 400, 403 for
/// the comment of somebody else, 404.
struct update : request<update, path<workspace_ref, repository_ref, pull_request_ref, comment_ref>,
                        pull_request_comment, pull_request_comment_edit> {
    static constexpr operation_info info{
        .name = "pull_request_comments::update",
        .method = http_method::put,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments/{comment_id}",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Removes a comment. Returns nothing (204); 403, 404. If it has replies, it stays in lists, with `deleted` and without
/// text.
struct remove : request<remove, path<workspace_ref, repository_ref, pull_request_ref, comment_ref>, void> {
    static constexpr operation_info info{
        .name = "pull_request_comments::remove",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments/{comment_id}",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Resolves the thread of a comment that is its first one. Returns the `comment_resolution` (200); 403 for a reply,
/// 404, 409 if it is resolved already.
struct resolve
    : request<resolve, path<workspace_ref, repository_ref, pull_request_ref, comment_ref>, comment_resolution> {
    static constexpr operation_info info{
        .name = "pull_request_comments::resolve",
        .method = http_method::post,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments/{comment_id}/resolve",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Opens a resolved thread again. Returns nothing (204); 403, 404, also if it is not resolved.
struct reopen : request<reopen, path<workspace_ref, repository_ref, pull_request_ref, comment_ref>, void> {
    static constexpr operation_info info{
        .name = "pull_request_comments::reopen",
        .method = http_method::delete_,
        .path = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments/{comment_id}/resolve",
        .classic_scopes = {"pullrequest"},
        .granular_scopes = {"read:pullrequest:bitbucket"},
        .refused = {credential_kind::anonymous}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, create, get, update, remove, resolve, reopen> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::pull_request_comments
