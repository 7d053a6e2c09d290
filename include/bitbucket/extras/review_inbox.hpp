// SPDX-License-Identifier: MIT
// review_inbox: the open pull requests that wait for a user's review, over all repositories of a workspace. The API has no
// such list, so every repository is asked, many at once.
//
//   const auto inbox = review_inbox(api, "acme", api.send(users::current{}).uuid);
//   for (const waiting_review& each : inbox.waiting) std::cout << each.repository << ": " << each.pull_request.title;
#pragma once

#include "../client.hpp"
#include "../models/pull_request.hpp"
#include "../types/ids.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// What a reviewer has said of a pull request.
enum class review_so_far { nothing, commented, changes_requested, approved };
template <>
struct enum_names<review_so_far> {
    static constexpr const char* values[] = {"nothing", "commented", "changes_requested", "approved"};
};

/// What a participant has said; `nothing` for a reviewer who has not.
[[nodiscard]] review_so_far review_of(const participant& one) noexcept;

/// A pull request that waits for a review.
struct waiting_review {
    /// Its workspace and slug, e.g. `acme/site`.
    std::string repository;
    /// As lists show it, with reviewers and participants.
    bitbucket::pull_request pull_request;
    /// What the user has said so far.
    review_so_far said = review_so_far::nothing;
};

/// A repository whose pull requests could not be read, or only the first of them.
struct unread_repository {
    /// Its workspace and slug, e.g. `acme/site`.
    std::string repository;
    /// The error of its request.
    error why;
};

/// What `review_inbox` found.
struct pull_request_inbox {
    /// The one that was opened first comes first.
    std::vector<waiting_review> waiting;
    /// The repositories that could not be read, or only in part.
    std::vector<unread_repository> unread;
    /// Why the list of repositories ended early; the ones behind its end were not asked.
    std::optional<error> unlisted;
    /// How many pull requests the server announced and did not send.
    std::size_t missing = 0;

    /// Whether nothing can have been overlooked.
    [[nodiscard]] bool complete() const noexcept { return unread.empty() && !unlisted && missing == 0; }
};

/// Which pull requests to look for, and how.
struct review_inbox_options {
    /// Also those that the user has approved.
    bool approved_too = false;
    /// Also drafts.
    bool drafts_too = false;
    /// Only repositories that fit this filter of the vendor's query language, e.g. `project.key = "WEB"`; empty for all
    /// that the caller can see.
    given_text repositories = {};
    /// How many repositories are asked at once, 1 to 256. A transport that sends requests one by one
    /// (`concurrent_transport`) asks one.
    std::size_t concurrency = 16;
    /// Cover everything. What is not read then is in `unread`.
    bitbucket::deadline deadline = {};
    /// Cancels everything.
    cancel_token cancel = {};
    /// The settings of each request. Its own deadline and cancel token count too.
    call_options call = {};
};

/// Finds the open pull requests in a workspace of which `user` is a reviewer and has not approved yet; never the user's
/// own. `user` is a UUID or an Atlassian account ID, often that of `users::current`. One request for 100 repositories,
/// and one or more for each repository: mind the limit of 1,000 an hour. What does not match is not kept.
///
/// A repository that cannot be read does not end the rest: it is in `unread`. Failures: the error of the first page of the
/// list of repositories; a `usage_error` for an empty user or a concurrency out of range, before anything is sent.
[[nodiscard]] result<pull_request_inbox> try_review_inbox(const client& api, const workspace_ref& workspace,
                                                          const user_ref& user,
                                                          const review_inbox_options& options = {});

/// The same, but throws the error.
inline pull_request_inbox review_inbox(const client& api, const workspace_ref& workspace, const user_ref& user,
                                       const review_inbox_options& options = {}) {
    return try_review_inbox(api, workspace, user, options).value();
}

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "review_inbox.ipp"
#endif
