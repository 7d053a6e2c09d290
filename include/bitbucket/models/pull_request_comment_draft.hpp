// SPDX-License-Identifier: MIT
// The write models of comments and tasks of pull requests: markup_text, inline_position_draft, existing_comment,
// pull_request_comment_draft and _edit.
#pragma once

#include "../types/settable.hpp"
#include "pull_request_comment.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A text in Markdown as bodies take it: `{"raw": "…"}`. Converts from text; must not be empty.
class markup_text {
public:
    markup_text() = default;
    markup_text(std::string raw) : raw_(std::move(raw)) {}              // NOLINT(google-explicit-constructor)
    markup_text(std::string_view raw) : raw_(raw) {}                    // NOLINT(google-explicit-constructor)
    markup_text(const char* raw) : raw_(detail::text_or_empty(raw)) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] std::string problem() const { return raw_.empty() ? "raw must not be empty" : ""; }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("raw", self.raw_);
    }

private:
    std::string raw_;
};

/// A comment that is there: `{"id": 7}`. Converts from its number and from the comment.
class existing_comment {
public:
    existing_comment() = default;
    existing_comment(std::int64_t id) : id_(id) {}  // NOLINT(google-explicit-constructor)
    // NOLINTNEXTLINE(google-explicit-constructor)
    existing_comment(const pull_request_comment& comment) : id_(comment.id.value_or(0)) {}

    [[nodiscard]] std::string problem() const { return id_ < 1 ? "id must be at least 1" : ""; }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id_);
    }

private:
    std::int64_t id_ = 0;
};

/// Where in the diff a new comment stands. Lines count from 1. Those of the new side are what the file holds after the
/// change; a removed line has a number on the old side only.
class inline_position_draft {
public:
    /// The whole file.
    [[nodiscard]] static inline_position_draft on_file(std::string path) {
        inline_position_draft out;
        out.path_ = std::move(path);
        return out;
    }
    /// A line of the new side.
    [[nodiscard]] static inline_position_draft on_line(std::string path, std::int64_t line) {
        inline_position_draft out = on_file(std::move(path));
        out.to_ = line;
        return out;
    }
    /// Lines of the new side, the first one to the last one.
    [[nodiscard]] static inline_position_draft on_lines(std::string path, std::int64_t first, std::int64_t last) {
        inline_position_draft out = on_line(std::move(path), last);
        out.start_to_ = first;
        return out;
    }
    /// A line of the old side.
    [[nodiscard]] static inline_position_draft on_old_line(std::string path, std::int64_t line) {
        inline_position_draft out = on_file(std::move(path));
        out.from_ = line;
        return out;
    }
    /// Lines of the old side, the first one to the last one.
    [[nodiscard]] static inline_position_draft on_old_lines(std::string path, std::int64_t first, std::int64_t last) {
        inline_position_draft out = on_old_line(std::move(path), last);
        out.start_from_ = first;
        return out;
    }

    [[nodiscard]] std::string problem() const {
        if (path_.empty()) return "path must not be empty";
        if (path_.front() == '/') return "path has no slash in front";
        for (const auto& [name, line] : {std::pair("to", &to_), std::pair("from", &from_),
                                         std::pair("start_to", &start_to_), std::pair("start_from", &start_from_)})
            if (line->value() && *line->value() < 1) return std::string(name) + " must be at least 1";
        if (is_inverted(start_to_, to_) || is_inverted(start_from_, from_))
            return "the first line must not be behind the last one";
        return {};
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("path", self.path_);
        member("start_to", self.start_to_);
        member("to", self.to_);
        member("start_from", self.start_from_);
        member("from", self.from_);
    }

private:
    using line_number = settable<std::int64_t>;

    static bool is_inverted(const line_number& first, const line_number& last) noexcept {
        return first.value() && last.value() && *first.value() > *last.value();
    }

    std::string path_;
    line_number start_to_;
    line_number to_;
    line_number start_from_;
    line_number from_;
};

/// A new comment: on the pull request, on a place in its diff, or in answer to another comment.
struct pull_request_comment_draft {
    required<markup_text> content;
    /// The comment that it answers; it appears where that one does.
    settable<existing_comment> parent = {};
    /// Where in the diff it stands (`inline`).
    settable<inline_position_draft> position = {};
    /// Whether only its author sees it, until they publish their review in the browser: the API cannot do that.
    settable<bool> pending = {};

    [[nodiscard]] std::string problem() const {
        if (parent.is_null()) return "parent must not be null: leave it out";
        if (position.is_null()) return "inline must not be null: leave it out";
        if (pending.is_null()) return "pending must not be null: leave it out";
        return {};
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("content", self.content);
        member("parent", self.parent);
        member("inline", self.position);
        member("pending", self.pending);
    }
};

/// A change to a comment. Nothing but its text can be changed.
struct pull_request_comment_edit {
    required<markup_text> content;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("content", self.content);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
