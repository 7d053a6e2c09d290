// SPDX-License-Identifier: MIT
// streamed_body: the input of declared operations whose body is read while it is sent. It needs none of the headers that
// make such a body, so that including an operation costs nothing.
#pragma once

#include "detail/requests/arguments.hpp"
#include "request_base.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Converts from what shares a source with a media type, such as `std::shared_ptr<multipart>`, and from what makes one with
/// a function `body()`, such as `source::commit_files`.
class streamed_body {
public:
    template <detail::source_body Shared>
    streamed_body(const Shared& from) {  // NOLINT(google-explicit-constructor)
        if (from == nullptr) {
            problem_ = "the source of the request body must not be null";
            return;
        }
        media_type_ = from->media_type();
        source_ = hold_source(from);
    }
    template <class Builder>
        requires requires(const Builder& from) {
            { from.body() } -> detail::source_body;
        }
    streamed_body(const Builder& from) : streamed_body(from.body()) {}  // NOLINT(google-explicit-constructor)

    /// The Content-Type of the body.
    [[nodiscard]] const std::string& media_type() const noexcept { return media_type_; }
    /// Why it must not be sent; empty if nothing is wrong. The source may know more when it is sent.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
    /// What the body is read from.
    [[nodiscard]] const detail::held_source& source() const noexcept { return source_; }

private:
    std::string media_type_;
    std::string problem_;
    detail::held_source source_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
