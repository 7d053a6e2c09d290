// SPDX-License-Identifier: MIT
// Branches and tags: tag, ref (either of them), and the write models to make one. `branch` is in repository.hpp.
#pragma once

#include "repository.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How a pull request is merged. Which ones a branch allows is in `branch::merge_strategies`.
enum class merge_strategy {
    merge_commit,
    squash,
    fast_forward,
    squash_fast_forward,
    rebase_fast_forward,
    rebase_merge
};
template <>
struct enum_names<merge_strategy> {
    static constexpr const char* values[] = {
        "merge_commit", "squash", "fast_forward", "squash_fast_forward", "rebase_fast_forward", "rebase_merge"};
};

/// A tag. A lightweight one has no message, date or tagger.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-refs/
struct tag {
    std::string type;
    std::string name;
    /// Of an annotated tag; null reads as empty.
    std::string message;
    std::optional<timestamp> date;
    std::optional<commit_author> tagger;
    /// The commit that it names.
    boxed<commit> target;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("name", self.name);
        member("message", self.message);
        member("date", self.date);
        member("tagger", self.tagger);
        member("target", self.target);
        member("links", self.links);
    }
};

/// A branch or a tag, as `type` says; it has the members of both.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-refs/
struct ref {
    /// `branch` or `tag`; `named_branch` and `bookmark` are branches of former Mercurial repositories.
    std::string type;
    std::string name;
    boxed<commit> target;
    bitbucket::links links;
    /// Of branches: how pull requests into it may be merged.
    std::vector<std::string> merge_strategies;
    std::string default_merge_strategy;
    /// Of annotated tags.
    std::string message;
    std::optional<timestamp> date;
    boxed<commit_author> tagger;

    /// Whether it is a tag.
    [[nodiscard]] bool is_tag() const noexcept { return type == "tag"; }
    /// Whether it is a branch, Mercurial's included.
    [[nodiscard]] bool is_branch() const noexcept {
        return type == "branch" || type == "named_branch" || type == "bookmark";
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("name", self.name);
        member("target", self.target);
        member("links", self.links);
        member("merge_strategies", self.merge_strategies);
        member("default_merge_strategy", self.default_merge_strategy);
        member("message", self.message);
        member("date", self.date);
        member("tagger", self.tagger);
    }
};

/// The commit that a new branch or tag names: `{"hash": "…"}`. Converts from text: a hash or an unambiguous beginning
/// of it; for a branch the name of another branch works, too.
class ref_target {
public:
    ref_target() = default;
    ref_target(std::string hash) : hash_(std::move(hash)) {}              // NOLINT(google-explicit-constructor)
    ref_target(std::string_view hash) : hash_(hash) {}                    // NOLINT(google-explicit-constructor)
    ref_target(const char* hash) : hash_(detail::text_or_empty(hash)) {}  // NOLINT(google-explicit-constructor)
    ref_target(const commit& target) : hash_(target.hash) {}              // NOLINT(google-explicit-constructor)

    [[nodiscard]] std::string problem() const { return hash_.empty() ? "hash must not be empty" : ""; }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("hash", self.hash_);
    }

private:
    std::string hash_;
};

/// A new branch.
struct branch_draft {
    /// Its name without `refs/heads/`, e.g. `feature/login`.
    required<std::string> name;
    /// Where it begins.
    required<ref_target> target;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("target", self.target);
    }
};

/// A new tag.
struct tag_draft {
    /// Its name without `refs/tags/`, e.g. `v1.2.0`.
    required<std::string> name;
    /// What it names: a hash.
    required<ref_target> target;
    /// Makes it an annotated tag.
    settable<std::string> message = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("target", self.target);
        member("message", self.message);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
