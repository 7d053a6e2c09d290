// SPDX-License-Identifier: MIT
// Tasks of pull requests, which somebody has to do before it is merged, and the write models to make and change one.
#pragma once

#include "pull_request_comment_draft.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Whether a task is done.
enum class task_state { unresolved, resolved };
template <>
struct enum_names<task_state> {
    static constexpr const char* values[] = {"UNRESOLVED", "RESOLVED"};
};

/// A task of a pull request.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/
struct pull_request_task {
    std::optional<std::int64_t> id;
    std::optional<rendered_text> content;
    open_enum<task_state> state;
    /// Empty if the account is gone.
    std::optional<account> creator;
    /// Whether only its creator sees it yet.
    std::optional<bool> pending;
    std::optional<timestamp> created_on;
    std::optional<timestamp> updated_on;
    std::optional<timestamp> resolved_on;
    boxed<account> resolved_by;
    /// The comment that it belongs to, if it does.
    boxed<pull_request_comment> comment;
    bitbucket::links links;

    /// Whether somebody has resolved it.
    [[nodiscard]] bool is_resolved() const noexcept { return state == task_state::resolved; }
    /// The text as typed.
    [[nodiscard]] std::string_view text() const noexcept { return content ? std::string_view(content->raw) : ""; }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("content", self.content);
        member("state", self.state);
        member("creator", self.creator);
        member("pending", self.pending);
        member("created_on", self.created_on);
        member("updated_on", self.updated_on);
        member("resolved_on", self.resolved_on);
        member("resolved_by", self.resolved_by);
        member("comment", self.comment);
        member("links", self.links);
    }
};

/// A new task. It begins unresolved.
struct pull_request_task_draft {
    required<markup_text> content;
    /// The comment that it belongs to.
    settable<existing_comment> comment = {};
    /// Whether only its creator sees it, until they publish their review in the browser.
    settable<bool> pending = {};

    [[nodiscard]] std::string problem() const {
        return comment.is_null() ? "comment must not be null: leave it out" : "";
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("content", self.content);
        member("comment", self.comment);
        member("pending", self.pending);
    }
};

/// A change to a task: its text, whether it is done, or both.
struct pull_request_task_edit {
    settable<markup_text> content = {};
    settable<task_state> state = {};

    [[nodiscard]] std::string problem() const {
        if (content.is_null()) return "content must not be null";
        if (state.is_null()) return "state must not be null";
        return content.is_set() || state.is_set() ? "" : "the change of a task is empty";
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("content", self.content);
        member("state", self.state);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
