// SPDX-License-Identifier: MIT
// pull_request, its two endpoints, and merge_task, which says how far a merge in the background is.
#pragma once

#include "ref.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Where a pull request is in its life.
enum class pull_request_state {
    open,
    merged,
    declined,
    /// Declined by the server, because another pull request brought its commits in.
    superseded
};
template <>
struct enum_names<pull_request_state> {
    static constexpr const char* values[] = {"OPEN", "MERGED", "DECLINED", "SUPERSEDED"};
};

/// Where a pull request comes from, or goes to.
struct pull_request_endpoint {
    /// Only its name, and at the destination the ways to merge. Empty if the branch is gone.
    std::optional<bitbucket::branch> branch;
    /// Only its hash, abbreviated to 12 digits, and links. Empty if the branch is gone.
    boxed<bitbucket::commit> commit;
    /// Empty if it was a fork that has been deleted.
    boxed<bitbucket::repository> repository;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("branch", self.branch);
        member("commit", self.commit);
        member("repository", self.repository);
    }
};

/// The texts of a pull request as HTML.
struct rendered_pull_request {
    std::optional<rendered_text> title;
    std::optional<rendered_text> description;
    std::optional<rendered_text> reason;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("title", self.title);
        member("description", self.description);
        member("reason", self.reason);
    }
};

/// A pull request. Lists leave out `reviewers`, `participants` and `rendered`; inside of comments and activity there
/// are only `type`, `id`, `title`, `draft` and `links`.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/
struct pull_request {
    std::string type;
    /// Its number within the repository, used in paths.
    std::optional<std::int64_t> id;
    std::string title;
    std::string description;
    open_enum<pull_request_state> state;
    /// Whether it is a draft, which nobody is asked to review yet.
    std::optional<bool> draft;
    /// Whether it waits in a merge queue. Then merging has begun, and only `state` says when it is done.
    std::optional<bool> queued;
    /// Empty if the account is gone.
    std::optional<account> author;
    std::optional<pull_request_endpoint> source;
    std::optional<pull_request_endpoint> destination;
    /// The commit on the destination; empty until it is merged.
    boxed<commit> merge_commit;
    std::optional<std::int64_t> comment_count;
    /// How many tasks are open.
    std::optional<std::int64_t> task_count;
    /// Whether merging removes the source branch.
    std::optional<bool> close_source_branch;
    /// Who merged or declined it.
    boxed<account> closed_by;
    /// Why it was declined.
    std::string reason;
    std::optional<timestamp> created_on;
    std::optional<timestamp> updated_on;
    /// Who was asked for a review. Nothing at all, not an empty list, where the server left it out, as lists do.
    std::optional<std::vector<account>> reviewers;
    /// Who takes part: reviewers, and whoever approved or commented. Nothing where the server left it out.
    std::optional<std::vector<participant>> participants;
    /// The description with markup.
    std::optional<rendered_text> summary;
    boxed<rendered_pull_request> rendered;
    bitbucket::links links;

    /// Whether it is open: neither merged nor declined nor superseded.
    [[nodiscard]] bool is_open() const noexcept { return state == pull_request_state::open; }
    /// The only proof that it was merged; a merge that was accepted may still be queued.
    [[nodiscard]] bool is_merged() const noexcept { return state == pull_request_state::merged; }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("id", self.id);
        member("title", self.title);
        member("description", self.description);
        member("state", self.state);
        member("draft", self.draft);
        member("queued", self.queued);
        member("author", self.author);
        member("source", self.source);
        member("destination", self.destination);
        member("merge_commit", self.merge_commit);
        member("comment_count", self.comment_count);
        member("task_count", self.task_count);
        member("close_source_branch", self.close_source_branch);
        member("closed_by", self.closed_by);
        member("reason", self.reason);
        member("created_on", self.created_on);
        member("updated_on", self.updated_on);
        member("reviewers", self.reviewers);
        member("participants", self.participants);
        member("summary", self.summary);
        member("rendered", self.rendered);
        member("links", self.links);
    }
};

/// How far a merge is that the server does in the background. A merge that failed is no task: the server answers the
/// question with an error status instead.
struct merge_task {
    /// `PENDING` or `SUCCESS`.
    std::string task_status;
    std::string task_id;
    /// The merged pull request, once the task is done.
    boxed<pull_request> merge_result;

    /// Whether the pull request is merged.
    [[nodiscard]] bool is_done() const noexcept { return task_status == "SUCCESS"; }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("task_status", self.task_status);
        member("task_id", self.task_id);
        member("merge_result", self.merge_result);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
