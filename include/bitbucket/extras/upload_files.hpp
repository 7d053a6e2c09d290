// SPDX-License-Identifier: MIT
// downloads::files: the files of an upload, as the body of downloads::upload.
#pragma once

#include "../detail/requests/checked_multipart.hpp"

namespace bitbucket::inline BITBUCKET_ABI::downloads {

/// The files of one upload: its body. `downloads::files{}.add(std::make_shared<file_source>("build/app.zip"))`
///
/// Each needs a name: its own, or that of its source, without a folder. A name with a slash, a backslash, a quote or a
/// control character, a name that comes twice, and no file at all are a `usage_error` of the send.
class files {
public:
    /// Adds a file. Empty means the name of the source, which a `file_source` has.
    files& add(std::shared_ptr<body_source> content, given_text name = {}) & {
        if (content != nullptr && name.empty() && !name.is_null()) name = content->file_name();
        note(find_problem(content == nullptr, name));
        parts_.push_back({.name = "files",
                          .content = std::move(content),
                          .file_name = std::move(name),
                          .media_type = "application/octet-stream"});
        return *this;
    }
    files add(std::shared_ptr<body_source> content, given_text name = {}) && {
        return std::move(add(std::move(content), std::move(name)));
    }
    /// Adds a file of these bytes.
    files& add_text(given_text name, given_text bytes) & {
        if (name.empty() && !name.is_null()) note("a file needs a name");
        return add(std::make_shared<text_source>(std::move(bytes)), std::move(name));
    }
    files add_text(given_text name, given_text bytes) && {
        return std::move(add_text(std::move(name), std::move(bytes)));
    }

    /// The first thing that is wrong; empty if nothing is.
    [[nodiscard]] std::string problem() const {
        return problem_.empty() && parts_.empty() ? "an upload needs at least one file" : problem_;
    }
    /// The body. It shares the sources.
    [[nodiscard]] std::shared_ptr<multipart> body() const {
        auto body = std::make_shared<detail::checked_multipart>(problem());
        for (const multipart_part& part : parts_) body->add(part);
        return body;
    }

private:
    void note(std::string problem) {
        if (problem_.empty()) problem_ = std::move(problem);
    }
    [[nodiscard]] std::string find_problem(bool has_no_content, const given_text& name) const {
        if (has_no_content) return "the source of a file must not be null";
        if (name.is_null()) return detail::null_problem("the name of a file");
        if (name.empty()) return "a file needs a name, since its source has none";
        if (name == "." || name == "..") return "a file must not be named '.' or '..'";
        for (const char c : name)
            if (c == '/' || c == '\\' || c == '"' || detail::is_control(c))
                return "the name of a file must not have a slash, a backslash, a quote or a control character";
        for (const multipart_part& part : parts_)
            if (part.file_name == name) return "two files are named '" + name + '\'';
        return {};
    }

    std::vector<multipart_part> parts_;
    std::string problem_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::downloads
