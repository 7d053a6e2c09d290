// SPDX-License-Identifier: MIT
// What happened to pull requests, one after the other: pull_request_activity, which is a comment, an update, an approval
// or a request for changes. It has no `type`: which member is there tells.
#pragma once

#include "../one_of.hpp"
#include "pull_request_comment.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Somebody commented.
struct comment_activity {
    static constexpr const char* kind_member = "comment";
    /// Only its number, title and links.
    boxed<bitbucket::pull_request> pull_request;
    boxed<pull_request_comment> comment;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("pull_request", self.pull_request);
        member("comment", self.comment);
    }
};

/// What a pull request was like after a change, also after it was opened, merged or declined.
struct pull_request_update {
    std::string title;
    std::string description;
    open_enum<pull_request_state> state;
    std::optional<bool> draft;
    /// Why it was declined.
    std::string reason;
    std::optional<timestamp> date;
    /// Who changed it.
    std::optional<account> author;
    std::vector<account> reviewers;
    std::optional<pull_request_endpoint> source;
    std::optional<pull_request_endpoint> destination;
    /// What was changed, a JSON object: `{"title": {"old": …, "new": …}}`.
    json_text changes;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("title", self.title);
        member("description", self.description);
        member("state", self.state);
        member("draft", self.draft);
        member("reason", self.reason);
        member("date", self.date);
        member("author", self.author);
        member("reviewers", self.reviewers);
        member("source", self.source);
        member("destination", self.destination);
        member("changes", self.changes);
    }
};

/// Somebody, or a push, changed the pull request.
struct update_activity {
    static constexpr const char* kind_member = "update";
    boxed<bitbucket::pull_request> pull_request;
    boxed<pull_request_update> update;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("pull_request", self.pull_request);
        member("update", self.update);
    }
};

/// Who approved or asked for changes, and when.
struct review_event {
    std::optional<timestamp> date;
    std::optional<account> user;
    boxed<bitbucket::pull_request> pullrequest;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("date", self.date);
        member("user", self.user);
        member("pullrequest", self.pullrequest);
    }
};

/// Somebody approved the pull request.
struct approval_activity {
    static constexpr const char* kind_member = "approval";
    boxed<bitbucket::pull_request> pull_request;
    std::optional<review_event> approval;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("pull_request", self.pull_request);
        member("approval", self.approval);
    }
};

/// Somebody asked for changes.
struct changes_requested_activity {
    static constexpr const char* kind_member = "changes_requested";
    boxed<bitbucket::pull_request> pull_request;
    std::optional<review_event> changes_requested;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("pull_request", self.pull_request);
        member("changes_requested", self.changes_requested);
    }
};

/// One entry of an activity log. What is newer than this library is kept as an `unknown_kind`.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/
using pull_request_activity = one_of<comment_activity, update_activity, approval_activity, changes_requested_activity>;

}  // namespace bitbucket::inline BITBUCKET_ABI
