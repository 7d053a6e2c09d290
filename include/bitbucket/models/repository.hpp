// SPDX-License-Identifier: MIT
// repository, and the objects that it and other answers embed: branch, commit, author, participant, text.
#pragma once

#include "project.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How a repository may be forked.
enum class fork_policy { allow_forks, no_public_forks, no_forks };
template <>
struct enum_names<fork_policy> {
    static constexpr const char* values[] = {"allow_forks", "no_public_forks", "no_forks"};
};

/// The caller's role in repositories, as a filter of lists: `member` reads, `contributor` writes.
enum class repository_role { admin, contributor, member, owner };
template <>
struct enum_names<repository_role> {
    static constexpr const char* values[] = {"admin", "contributor", "member", "owner"};
};

struct repository;

/// Who wrote or committed something.
struct commit_author {
    std::string type;
    /// The name and address as written in the commit.
    std::string raw;
    /// The account that they belong to, if Bitbucket knows it.
    std::optional<account> user;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("raw", self.raw);
        member("user", self.user);
    }
};

/// A text with markup, as typed and as HTML.
struct rendered_text {
    std::string type;
    std::string raw;
    std::string markup;
    std::string html;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("raw", self.raw);
        member("markup", self.markup);
        member("html", self.html);
    }
};

/// The texts of a commit as HTML.
struct rendered_commit {
    std::optional<rendered_text> message;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("message", self.message);
    }
};

/// A user's part in a commit or pull request.
struct participant {
    std::string type;
    std::optional<account> user;
    /// `PARTICIPANT` or `REVIEWER`.
    std::string role;
    std::optional<bool> approved;
    /// `approved`, `changes_requested` or empty.
    std::string state;
    std::optional<timestamp> participated_on;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("user", self.user);
        member("role", self.role);
        member("approved", self.approved);
        member("state", self.state);
        member("participated_on", self.participated_on);
    }
};

/// A commit, as other objects embed it.
struct commit {
    std::string type;
    std::string hash;
    std::optional<timestamp> date;
    std::string message;
    std::optional<commit_author> author;
    std::optional<commit_author> committer;
    std::optional<rendered_text> summary;
    boxed<rendered_commit> rendered;
    std::vector<commit> parents;
    std::vector<participant> participants;
    boxed<bitbucket::repository> repository;
    /// Application properties, a JSON object.
    json_text properties;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("hash", self.hash);
        member("date", self.date);
        member("message", self.message);
        member("author", self.author);
        member("committer", self.committer);
        member("summary", self.summary);
        member("rendered", self.rendered);
        member("parents", self.parents);
        member("participants", self.participants);
        member("repository", self.repository);
        member("properties", self.properties);
        member("links", self.links);
    }
};

/// A branch, such as the main one of a repository.
struct branch {
    std::string type;
    std::string name;
    std::vector<std::string> merge_strategies;
    std::string default_merge_strategy;
    /// How it can be brought up to date with the branch that it came from, e.g. `merge_commit`, `rebase`.
    std::vector<std::string> sync_strategies;
    boxed<commit> target;
    boxed<bitbucket::repository> repository;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("name", self.name);
        member("merge_strategies", self.merge_strategies);
        member("default_merge_strategy", self.default_merge_strategy);
        member("sync_strategies", self.sync_strategies);
        member("target", self.target);
        member("repository", self.repository);
        member("links", self.links);
    }
};

/// A repository: full, or condensed where it is embedded.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/
struct repository {
    std::string type;
    bitbucket::uuid uuid;
    /// Workspace and slug, e.g. `acme/site`.
    std::string full_name;
    std::string slug;
    std::string name;
    std::string description;
    std::string language;
    std::string website;
    /// `git`; old answers may say `hg`.
    std::string scm;
    std::optional<bool> is_private;
    std::optional<bool> has_issues;
    std::optional<bool> has_wiki;
    open_enum<bitbucket::fork_policy> fork_policy;
    /// Which settings differ from those of the project: a JSON object of bools.
    json_text override_settings;
    /// Which commits must be signed. The vendor documents no values; null reads as empty.
    std::string enforced_signed_commits;
    /// In bytes.
    std::optional<std::int64_t> size;
    std::optional<timestamp> created_on;
    std::optional<timestamp> updated_on;
    std::optional<account> owner;
    std::optional<bitbucket::workspace> workspace;
    boxed<bitbucket::project> project;
    std::optional<branch> mainbranch;
    /// The repository that it was forked from.
    boxed<repository> parent;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("uuid", self.uuid);
        member("full_name", self.full_name);
        member("slug", self.slug);
        member("name", self.name);
        member("description", self.description);
        member("language", self.language);
        member("website", self.website);
        member("scm", self.scm);
        member("is_private", self.is_private);
        member("has_issues", self.has_issues);
        member("has_wiki", self.has_wiki);
        member("fork_policy", self.fork_policy);
        member("override_settings", self.override_settings);
        member("enforced_signed_commits", self.enforced_signed_commits);
        member("size", self.size);
        member("created_on", self.created_on);
        member("updated_on", self.updated_on);
        member("owner", self.owner);
        member("workspace", self.workspace);
        member("project", self.project);
        member("mainbranch", self.mainbranch);
        member("parent", self.parent);
        member("links", self.links);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
