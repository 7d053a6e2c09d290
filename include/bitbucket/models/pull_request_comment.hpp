// SPDX-License-Identifier: MIT
// Comments on pull requests: pull_request_comment, where it stands in the diff, whether its thread is resolved.
#pragma once

#include "pull_request.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The place in the diff that a comment is about. `to` is a line of the new side, `from` one of the old side; with a
/// start it is the last line of a range. Without lines the comment is about the whole file.
struct inline_position {
    std::string path;
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    std::optional<std::int64_t> start_from;
    std::optional<std::int64_t> start_to;
    /// Whether the lines have changed since.
    std::optional<bool> outdated;
    /// The lines of the diff around it.
    std::string context_lines;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("path", self.path);
        member("from", self.from);
        member("to", self.to);
        member("start_from", self.start_from);
        member("start_to", self.start_to);
        member("outdated", self.outdated);
        member("context_lines", self.context_lines);
    }
};

/// Who resolved a thread. The live API was seen to send it empty, so that it is there counts, not what it holds.
struct comment_resolution {
    std::string type;
    std::optional<account> user;
    std::optional<timestamp> created_on;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("user", self.user);
        member("created_on", self.created_on);
    }
};

/// A comment on a pull request. A removed one that has replies stays in lists, with `deleted` and without text.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/
struct pull_request_comment {
    std::string type;
    std::optional<std::int64_t> id;
    std::optional<rendered_text> content;
    /// Empty if the account is gone.
    std::optional<account> user;
    std::optional<timestamp> created_on;
    std::optional<timestamp> updated_on;
    std::optional<bool> deleted;
    /// Whether only its author sees it yet.
    std::optional<bool> pending;
    /// Where in the diff it stands (`inline`); empty for a comment on the whole pull request.
    std::optional<inline_position> position;
    /// The comment that it answers, often no more than its `id`.
    boxed<pull_request_comment> parent;
    /// There if the thread is resolved. Only the first comment of a thread has one.
    boxed<comment_resolution> resolution;
    /// Only its number, title and links.
    boxed<pull_request> pullrequest;
    bitbucket::links links;

    /// Whether it was removed.
    [[nodiscard]] bool is_deleted() const noexcept { return deleted == true; }
    /// Whether its thread is resolved.
    [[nodiscard]] bool is_resolved() const noexcept { return resolution.has_value(); }
    /// Whether it answers another comment.
    [[nodiscard]] bool is_reply() const noexcept { return parent.has_value(); }
    /// Whether it answers this comment. The server makes a reply to a comment that it does not know a thread of its
    /// own, without a word.
    [[nodiscard]] bool is_reply_to(std::int64_t comment) const noexcept { return parent && parent->id == comment; }
    /// The text as typed.
    [[nodiscard]] std::string_view text() const noexcept { return content ? std::string_view(content->raw) : ""; }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("id", self.id);
        member("content", self.content);
        member("user", self.user);
        member("created_on", self.created_on);
        member("updated_on", self.updated_on);
        member("deleted", self.deleted);
        member("pending", self.pending);
        member("inline", self.position);
        member("parent", self.parent);
        member("resolution", self.resolution);
        member("pullrequest", self.pullrequest);
        member("links", self.links);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
