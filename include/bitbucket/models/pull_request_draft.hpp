// SPDX-License-Identifier: MIT
// The write models of pull requests: pull_request_draft to open one, pull_request_edit to change one, merge_options and
// decline_options.
#pragma once

#include "pull_request.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// `{"name": "…"}`.
struct named_branch {
    std::string name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
    }
};

/// `{"full_name": "…"}`.
struct named_repository {
    std::string full_name;

    /// Whether it is a workspace and a slug.
    [[nodiscard]] bool is_full() const noexcept {
        const auto slash = full_name.find('/');
        return slash != std::string::npos && slash != 0 && slash + 1 < full_name.size() &&
               full_name.find('/', slash + 1) == std::string::npos;
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("full_name", self.full_name);
    }
};

}  // namespace detail

/// A branch that a pull request comes from or goes to. Converts from the branch's name.
class pull_request_branch {
public:
    pull_request_branch() = default;
    pull_request_branch(std::string branch) : name_{std::move(branch)} {}         // NOLINT(google-explicit-constructor)
    pull_request_branch(std::string_view branch) : name_{std::string(branch)} {}  // NOLINT(google-explicit-constructor)
    pull_request_branch(const char* branch)                                       // NOLINT(google-explicit-constructor)
        : name_{detail::text_or_empty(branch)} {}
    /// A branch of a fork, whose full name is its workspace and its slug, e.g. `ann/site`.
    [[nodiscard]] static pull_request_branch of_fork(std::string full_name, std::string branch) {
        pull_request_branch out(std::move(branch));
        out.fork_ = detail::named_repository{std::move(full_name)};
        return out;
    }

    /// The name of the branch, without `refs/heads/`.
    [[nodiscard]] const std::string& name() const noexcept { return name_.name; }
    /// Whether it names a repository of its own.
    [[nodiscard]] bool is_of_fork() const noexcept { return fork_.is_set(); }

    [[nodiscard]] std::string problem() const {
        if (name_.name.empty()) return "branch.name must not be empty";
        if (name_.name.starts_with("refs/")) return "branch.name is without refs/heads/";
        if (fork_.value() && !fork_.value()->is_full()) return "repository.full_name is workspace/slug";
        return {};
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("branch", self.name_);
        member("repository", self.fork_);
    }

private:
    detail::named_branch name_;
    settable<detail::named_repository> fork_;
};

/// Somebody to ask for a review: `{"uuid": "{…}"}`. Converts from a UUID, from its text with or without braces, and
/// from an account. The API refuses names.
class reviewer {
public:
    reviewer() = default;
    reviewer(uuid user) : uuid_(std::move(user)) {}         // NOLINT(google-explicit-constructor)
    reviewer(const account& user) : uuid_(user.uuid) {}     // NOLINT(google-explicit-constructor)
    reviewer(std::string user) : uuid_(std::move(user)) {}  // NOLINT(google-explicit-constructor)
    reviewer(const char* user) : uuid_(user) {}             // NOLINT(google-explicit-constructor)

    /// The account's UUID.
    [[nodiscard]] const bitbucket::uuid& id() const noexcept { return uuid_; }

    [[nodiscard]] std::string problem() const {
        if (!missing_.empty()) return missing_;
        return uuid_.is_valid() ? "" : "uuid must be a UUID: the API knows reviewers by nothing else";
    }

    /// Stands for a list that is not known: sending it is a `usage_error` with this text.
    [[nodiscard]] static reviewer unknown(std::string why) {
        reviewer out;
        out.missing_ = std::move(why);
        return out;
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("uuid", self.uuid_);
    }

private:
    bitbucket::uuid uuid_;
    std::string missing_;
};

/// The accounts as reviewers, without the author, whom the API refuses as a reviewer of their own pull request.
[[nodiscard]] inline std::vector<reviewer> reviewers_of(const std::vector<account>& users,
                                                        const std::optional<account>& author = {}) {
    std::vector<reviewer> out;
    for (const account& each : users)
        if (!author || author->uuid.empty() || !(author->uuid == each.uuid)) out.emplace_back(each);
    return out;
}

/// A new pull request.
struct pull_request_draft {
    required<std::string> title;
    required<pull_request_branch> source;
    /// The main branch of the repository unless it is set.
    settable<pull_request_branch> destination = {};
    /// Markdown.
    settable<std::string> description = {};
    /// Those asked for a review. The vendor says that the default reviewers are added by themselves; programs that
    /// count on them send them (`default_reviewers::list_effective`). One who has left the workspace fails the whole
    /// request, and so does the author.
    settable<std::vector<reviewer>> reviewers = {};
    /// Whether merging removes the source branch.
    settable<bool> close_source_branch = {};
    /// Whether it is a draft.
    settable<bool> draft = {};

    [[nodiscard]] std::string problem() const {
        if (destination.is_null()) return "destination must not be null: leave it out for the main branch";
        if (reviewers.is_null()) return "reviewers must not be null: leave it out, or give a list";
        const std::optional<pull_request_branch>& to = destination.value();
        const bool is_same =
            to && !source.value().is_of_fork() && !to->is_of_fork() && to->name() == source.value().name();
        return is_same ? "destination must not be the source branch" : "";
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("title", self.title);
        member("source", self.source);
        member("destination", self.destination);
        member("description", self.description);
        member("reviewers", self.reviewers);
        member("close_source_branch", self.close_source_branch);
        member("draft", self.draft);
    }
};

/// A change to an open pull request; members that are not set stay as they are, but for the reviewers: **the API may
/// remove all reviewers that a change does not name**. So begin with `pull_request_edit::of`, which names them:
///
///     pull_request_edit edit = pull_request_edit::of(api.send(pull_requests::get{"acme", "site", 7}));
///     edit.title = "A better title";
///     api.send(pull_requests::update{"acme", "site", 7, edit});
struct pull_request_edit {
    settable<std::string> title = {};
    /// Markdown.
    settable<std::string> description = {};
    /// All reviewers that it will have. An empty list removes them.
    settable<std::vector<reviewer>> reviewers = {};
    settable<pull_request_branch> destination = {};
    settable<bool> close_source_branch = {};
    /// false asks for the reviews.
    settable<bool> draft = {};

    /// A change that keeps the reviewers. If `current` comes from a list, which leaves them out, sending the change is
    /// a `usage_error`.
    [[nodiscard]] static pull_request_edit of(const pull_request& current) {
        pull_request_edit out;
        if (current.reviewers)
            out.reviewers = reviewers_of(*current.reviewers);
        else
            out.reviewers = std::vector<reviewer>{reviewer::unknown(
                "the reviewers of this pull request are not known, and the change would remove them: lists leave them "
                "out, so get it by its number first")};
        return out;
    }

    [[nodiscard]] std::string problem() const {
        const bool is_set = title.is_set() || description.is_set() || reviewers.is_set() || destination.is_set() ||
                            close_source_branch.is_set() || draft.is_set();
        if (!is_set) return "the change of a pull request is empty";
        if (title.is_null() || (title.value() && title.value()->empty())) return "title must not be empty";
        if (reviewers.is_null()) return "reviewers is a list; an empty one removes them";
        return {};
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("title", self.title);
        member("description", self.description);
        member("reviewers", self.reviewers);
        member("destination", self.destination);
        member("close_source_branch", self.close_source_branch);
        member("draft", self.draft);
    }
};

/// How to merge a pull request.
struct merge_options {
    /// The message of the merge commit; the server writes one unless it is set.
    settable<std::string> message = {};
    /// One that the destination allows (`destination->branch->merge_strategies`); its default unless it is set.
    settable<bitbucket::merge_strategy> merge_strategy = {};
    /// Whether to remove the source branch; what the pull request says unless it is set.
    settable<bool> close_source_branch = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("message", self.message);
        member("merge_strategy", self.merge_strategy);
        member("close_source_branch", self.close_source_branch);
    }
};

/// Why a pull request is declined. The vendor does not document it; the live API takes it.
struct decline_options {
    required<std::string> message;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("message", self.message);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
