// SPDX-License-Identifier: MIT
// raw_body: bytes with a media type as a request's body, in memory or from a source: YAML, an archive, an image.
#pragma once

#include <memory>

#include "body_source.hpp"
#include "detail/text/ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// What is wrong with a media type; empty if nothing is.
inline std::string media_type_problem(const given_text& type) {
    if (type.is_null()) return null_problem("the media type of a body");
    const std::size_t slash = type.find('/');
    const bool is_type = slash != std::string::npos && slash > 0 && slash + 1 < type.size() && is_header_value(type);
    return is_type ? std::string() : std::string("the media type of a body must look like text/plain");
}

}  // namespace detail

/// Bytes in memory, sent as they are: `raw_body("application/yaml", text)`.
class raw_body {
public:
    raw_body(given_text media_type, given_text bytes)
        : media_type_(std::move(media_type)), bytes_(std::move(bytes)), problem_(find_problem()) {}

    /// The Content-Type of the body.
    [[nodiscard]] const std::string& media_type() const noexcept { return media_type_; }
    /// The bytes.
    [[nodiscard]] const std::string& str() const noexcept { return bytes_; }
    /// Why it must not be sent; empty if nothing is wrong.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

private:
    [[nodiscard]] std::string find_problem() const {
        if (bytes_.is_null()) return detail::null_problem("the text of the body");
        return detail::media_type_problem(media_type_);
    }

    given_text media_type_;
    given_text bytes_;
    std::string problem_;
};

/// A source with a media type, read while it is sent. `make_raw_body` makes it.
class raw_source final : public body_source {
public:
    raw_source(given_text media_type, std::shared_ptr<body_source> content)
        : media_type_(std::move(media_type)), content_(std::move(content)) {}

    /// The Content-Type of the body.
    [[nodiscard]] const std::string& media_type() const noexcept { return media_type_; }
    [[nodiscard]] std::uint64_t size() const override { return content_->size(); }
    [[nodiscard]] bool rewind() override { return content_->rewind(); }
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override { return content_->read(to, most); }
    [[nodiscard]] std::string problem() const override {
        if (content_ == nullptr) return "the source of the body must not be null";
        std::string wrong = detail::media_type_problem(media_type_);
        return wrong.empty() ? content_->problem() : wrong;
    }
    [[nodiscard]] std::string file_name() const override { return content_->file_name(); }

private:
    given_text media_type_;
    std::shared_ptr<body_source> content_;
};

/// A body that is read from a source: `make_raw_body("application/zip", std::make_shared<file_source>("app.zip"))`.
[[nodiscard]] inline std::shared_ptr<raw_source> make_raw_body(given_text media_type,
                                                               std::shared_ptr<body_source> content) {
    return std::make_shared<raw_source>(std::move(media_type), std::move(content));
}

}  // namespace bitbucket::inline BITBUCKET_ABI
