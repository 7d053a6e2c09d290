// SPDX-License-Identifier: MIT
// What a review consists of, in one call each: open_threads, open_tasks, reply_to, edit_pull_request, former_members. They
// do what the operations of the API leave to the caller: sort comments into threads, notice a reply that became a thread
// of its own, keep the reviewers, and name those who have left.
#pragma once

#include <concepts>

#include "../client.hpp"
#include "../models/pull_request_draft.hpp"
#include "../models/pull_request_task.hpp"
#include "../types/ids.hpp"
#include "comment_threads.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The threads of a pull request that nobody has resolved, the oldest first. A comment that is `pending` is among them only
/// for its author, since nobody else gets it.
///
/// Failures: those of `pull_request_comments::list`. `call` is for each request; its deadline covers all of them.
[[nodiscard]] result<std::vector<comment_thread>> try_open_threads(const client& api, const workspace_ref& workspace,
                                                                   const repository_ref& repository,
                                                                   const pull_request_ref& number,
                                                                   const call_options& call = {});
/// The same, but throws the error.
inline std::vector<comment_thread> open_threads(const client& api, const workspace_ref& workspace,
                                                const repository_ref& repository, const pull_request_ref& number,
                                                const call_options& call = {}) {
    return try_open_threads(api, workspace, repository, number, call).value();
}

/// The tasks of a pull request that are not done. Failures: those of `pull_request_tasks::list`.
[[nodiscard]] result<std::vector<pull_request_task>> try_open_tasks(const client& api, const workspace_ref& workspace,
                                                                    const repository_ref& repository,
                                                                    const pull_request_ref& number,
                                                                    const call_options& call = {});
/// The same, but throws the error.
inline std::vector<pull_request_task> open_tasks(const client& api, const workspace_ref& workspace,
                                                 const repository_ref& repository, const pull_request_ref& number,
                                                 const call_options& call = {}) {
    return try_open_tasks(api, workspace, repository, number, call).value();
}

/// Answers a comment with Markdown, and returns the answer as the server made it.
///
/// The server makes an answer to a comment that it does not know a thread of its own, without a word. That is a
/// `work_failed` here: its message names both comments, and its `data()` has them as JSON,
/// `{"comment": 12, "wanted_parent": 7}`. The comment is there; remove it with `pull_request_comments::remove`. Other
/// failures: those of `pull_request_comments::create`; after a 500 (`outcome_unclear()`) the answer may be there.
[[nodiscard]] result<pull_request_comment> try_reply_to(const client& api, const workspace_ref& workspace,
                                                        const repository_ref& repository,
                                                        const pull_request_ref& number, std::int64_t comment,
                                                        markup_text text, const call_options& call = {});
/// The same, but throws the error.
inline pull_request_comment reply_to(const client& api, const workspace_ref& workspace,
                                     const repository_ref& repository, const pull_request_ref& number,
                                     std::int64_t comment, markup_text text, const call_options& call = {}) {
    return try_reply_to(api, workspace, repository, number, comment, std::move(text), call).value();
}

/// Which of some accounts have left a workspace.
struct former_members_found {
    /// Those that are no members of the workspace, or whose account is not active.
    std::vector<account> former;
    /// Those that nobody could tell about, and why for the first of them.
    std::vector<account> unknown;
    /// Why, for the first account in `unknown`.
    std::optional<error> why_unknown;
};

/// Asks which of these accounts are members of a workspace no longer, many at once; one request for each. An account
/// with neither UUID nor account ID is unknown. Never fails as a whole.
[[nodiscard]] former_members_found former_members(const client& api, const workspace_ref& workspace,
                                                  const std::vector<account>& accounts, const call_options& call = {});

namespace detail {

/// Gets a pull request, whole.
result<pull_request> get_to_edit(const client& api, const workspace_ref& workspace, const repository_ref& repository,
                                 const pull_request_ref& number, const call_options& call);
/// Sends a change. If the API refuses the reviewers, looks for those who have left.
result<pull_request> send_edit(const client& api, const workspace_ref& workspace, const repository_ref& repository,
                               const pull_request_ref& number, const pull_request& before,
                               const pull_request_edit& edit, const call_options& call);

}  // namespace detail

/// Changes a pull request and keeps its reviewers: gets it, calls `change` with a `pull_request_edit` that names them, or
/// with that and the pull request as it is, and sends what `change` has made of it. Returns the changed one.
///
///   edit_pull_request(api, "acme", "site", 7, [](pull_request_edit& edit) { edit.title = "A better title"; });
///
/// Two requests: a reviewer who is added between them is lost. If the API refuses the reviewers (400), which it does for
/// the whole change if one of them has left the workspace, the error names those who have, and so does its hint. It takes
/// one request for each reviewer to find them. Other failures: those of `pull_requests::get` and `update`, and what `change`
/// throws.
template <class Change>
    requires(std::invocable<Change&, pull_request_edit&> ||
             std::invocable<Change&, pull_request_edit&, const pull_request&>)
[[nodiscard]] result<pull_request> try_edit_pull_request(const client& api, const workspace_ref& workspace,
                                                         const repository_ref& repository,
                                                         const pull_request_ref& number, Change change,
                                                         const call_options& call = {}) {
    const result<pull_request> before = detail::get_to_edit(api, workspace, repository, number, call);
    if (!before) return before.error();
    pull_request_edit edit = pull_request_edit::of(*before);
    if constexpr (std::invocable<Change&, pull_request_edit&, const pull_request&>)
        change(edit, *before);
    else
        change(edit);
    return detail::send_edit(api, workspace, repository, number, *before, edit, call);
}
/// The same, but throws the error.
template <class Change>
    requires(std::invocable<Change&, pull_request_edit&> ||
             std::invocable<Change&, pull_request_edit&, const pull_request&>)
pull_request edit_pull_request(const client& api, const workspace_ref& workspace, const repository_ref& repository,
                               const pull_request_ref& number, Change change, const call_options& call = {}) {
    return try_edit_pull_request(api, workspace, repository, number, std::move(change), call).value();
}

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "review.ipp"
#endif
