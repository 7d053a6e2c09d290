// SPDX-License-Identifier: MIT
// commit_files: what a new commit changes, as the body of source::create_commit.
#pragma once

#include "../detail/requests/checked_multipart.hpp"

namespace bitbucket::inline BITBUCKET_ABI::source {

/// What a file in a commit is.
enum class file_mode {
    regular,
    executable,
    link  ///< a symbolic link: its content is the path that it leads to
};

/// The files that a commit adds, replaces and removes, and what it says. Everything else stays as it is in the parent.
///
/// `commit_files{}.message("Add a logo").branch("main").add_file("img/logo.png", source).remove("img/old.png")`
///
/// A path is one from the root of the repository, without a slash in front. What is wrong is a `usage_error` of the send,
/// before anything is sent: no change at all; a path that is empty, has an empty step, the step `.` or `..`, a quote, a
/// backslash or a control character, or comes twice; a line break in branch or author; a parent that is not a hash.
class commit_files {
public:
    /// The commit's message. Without one the server writes its own.
    commit_files& message(given_text text) & {
        if (text.is_null()) note(detail::null_problem("the message of the commit"));
        message_ = std::move(text);
        return *this;
    }
    commit_files message(given_text text) && { return std::move(message(std::move(text))); }

    /// The author, as `Name <mail@example.org>`. Without one it is the caller.
    commit_files& author(given_text text) & {
        take_line(author_, std::move(text), "author");
        if (!author_.empty() && (author_.find('<') == std::string::npos || author_.back() != '>'))
            note("the author of the commit must look like: Name <mail@example.org>");
        return *this;
    }
    commit_files author(given_text text) && { return std::move(author(std::move(text))); }

    /// The branch that the commit is made on, with its slashes if it has some. Without one it is the main branch. A branch
    /// that does not exist is made: from `parent`, or from the main branch.
    commit_files& branch(given_text name) & {
        take_line(branch_, std::move(name), "branch");
        if (branch_.empty()) note("the branch of the commit must not be empty");
        return *this;
    }
    commit_files branch(given_text name) && { return std::move(branch(std::move(name))); }

    /// The hash of the parent. If the branch exists, the server makes the commit only while this is its newest one (409).
    commit_files& parent(given_text hash) & {
        take_line(parent_, std::move(hash), "parent");
        if (parent_.size() < 7 || parent_.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
            note("the parent of the commit must be a hash");
        return *this;
    }
    commit_files parent(given_text hash) && { return std::move(parent(std::move(hash))); }

    /// Adds a file with this content, or replaces it. A file that was executable stays so only if `mode` says it.
    commit_files& add_text(given_text path, given_text content, file_mode mode = file_mode::regular) & {
        return add_file(std::move(path), std::make_shared<text_source>(std::move(content)), mode);
    }
    commit_files add_text(given_text path, given_text content, file_mode mode = file_mode::regular) && {
        return std::move(add_text(std::move(path), std::move(content), mode));
    }
    /// The same, read from a source while it is sent, e.g. `std::make_shared<file_source>("logo.png")`.
    commit_files& add_file(given_text path, std::shared_ptr<body_source> content,
                           file_mode mode = file_mode::regular) & {
        if (content == nullptr) note("the source of the file '" + path + "' must not be null");
        if (is_new(path)) files_.push_back({std::move(path), std::move(content), mode});
        return *this;
    }
    commit_files add_file(given_text path, std::shared_ptr<body_source> content,
                          file_mode mode = file_mode::regular) && {
        return std::move(add_file(std::move(path), std::move(content), mode));
    }
    /// Removes a file.
    commit_files& remove(given_text path) & {
        if (is_new(path)) removed_.push_back(std::move(path));
        return *this;
    }
    commit_files remove(given_text path) && { return std::move(remove(std::move(path))); }

    /// The first thing that is wrong; empty if nothing is.
    [[nodiscard]] std::string problem() const {
        if (!problem_.empty()) return problem_;
        const bool makes_branch = !branch_.empty() && !parent_.empty();
        if (!files_.empty() || !removed_.empty() || makes_branch) return {};
        return "a commit needs a file to add or remove; without any it can only make a branch, from a parent";
    }

    /// The body. It shares the sources. Each path has a slash in front, so that no file is taken for a field.
    [[nodiscard]] std::shared_ptr<multipart> body() const {
        auto body = std::make_shared<detail::checked_multipart>(problem());
        if (!message_.empty()) body->add_text("message", message_);
        if (!author_.empty()) body->add_text("author", author_);
        if (!branch_.empty()) body->add_text("branch", branch_);
        if (!parent_.empty()) body->add_text("parents", parent_);
        for (const std::string& path : removed_) body->add_text("files", '/' + path);
        for (const file& each : files_) body->add(part_of(each));
        return body;
    }

private:
    struct file {
        std::string path;
        std::shared_ptr<body_source> content;
        file_mode mode;
    };

    void note(std::string problem) {
        if (problem_.empty()) problem_ = std::move(problem);
    }
    void take_line(std::string& to, given_text text, const char* what) {
        const std::string name = std::string("the ") + what + " of the commit";
        if (text.is_null()) note(detail::null_problem(name));
        for (const char c : text)
            if (detail::is_control(c)) note(name + " must not have a line break or another control character");
        to = std::move(text);
    }

    /// Whether a path can be sent and is not there yet; notes the problem if not.
    bool is_new(const given_text& path) {
        if (path.is_null()) note(detail::null_problem("the path of a file"));
        const char* wrong = find_problem(path);
        for (const file& each : files_)
            if (each.path == path) wrong = "comes twice";
        for (const std::string& each : removed_)
            if (each == path) wrong = "comes twice";
        if (wrong != nullptr) note("the path of a file " + std::string(wrong) + ": '" + detail::one_line(path) + '\'');
        return wrong == nullptr;
    }
    static const char* find_problem(std::string_view path) {
        if (path.empty()) return "must not be empty";
        for (const char c : path)
            if (c == '"' || c == '\\' || detail::is_control(c))
                return "must not have a quote, a backslash or a control character";
        while (true) {
            const auto slash = path.find('/');
            const std::string_view step = path.substr(0, slash);
            if (step.empty()) return "must not begin or end with a slash, or have two in a row";
            if (step == "." || step == "..") return "must not have the step '.' or '..'";
            if (slash == std::string_view::npos) return nullptr;
            path.remove_prefix(slash + 1);
        }
    }

    static multipart_part part_of(const file& of) {
        multipart_part out{.name = '/' + of.path,
                           .content = of.content,
                           .file_name = of.path.substr(of.path.rfind('/') + 1),
                           .media_type = "application/octet-stream"};
        if (of.mode == file_mode::executable) out.parameters.push_back({"x-attributes", "executable"});
        if (of.mode == file_mode::link) out.parameters.push_back({"x-attributes", "link"});
        return out;
    }

    std::string message_, author_, branch_, parent_;
    std::vector<file> files_;
    std::vector<std::string> removed_;
    std::string problem_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::source
