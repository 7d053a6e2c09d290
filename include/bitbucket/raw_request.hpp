// SPDX-License-Identifier: MIT
// raw_request: a request for an operation that nobody has declared. It passes all layers of the client, as declared ones
// do.
//
//   struct hook { std::string url; … };
//   for (const hook& each : api.each(raw_request<page<hook>>(http_method::get, "/repositories/{}/{}/hooks", {"acme",
//                                                                                                         "site"})))
#pragma once

#include "request.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// What is known of a raw request: its method.
constexpr operation_info raw_info(http_method method) noexcept {
    return {.name = "raw_request",
            .method = method,
            .path = "/{path*}",
            .options = {"q", "sort", "page"},
            .max_pagelen = 1000,
            .belongs_to = &any_service};
}
inline constexpr operation_info raw_infos[] = {raw_info(http_method::get),   raw_info(http_method::head),
                                               raw_info(http_method::post),  raw_info(http_method::put),
                                               raw_info(http_method::patch), raw_info(http_method::delete_)};

}  // namespace detail

/// A request by method and path. `Result` is what the reply holds: `json_text` (any JSON), a model, a `page<model>`,
/// `plain_text`, `binary`, or void.
///
/// Any client sends it, with the credential of its service. Nothing is known of its scopes, and nothing is refused before
/// it is sent but what cannot be sent. Like declared operations it is repeated after failures unless it is a POST or
/// PATCH.
template <class Result = json_text>
class raw_request : public request_options<raw_request<Result>, Result> {
public:
    static constexpr const operation_info& info = detail::raw_infos[0];

    /// `path` is below the base URL, begins with a slash and is not encoded; each `{}` or `{name}` in it takes one of the arguments, which
    /// are encoded. `{name*}` as the last one keeps the slashes of its argument. What does not fit is a `usage_error`
    /// when the request is sent.
    explicit raw_request(http_method method, text_argument path, std::initializer_list<text_argument> arguments = {})
        : request_options<raw_request<Result>, Result>(detail::raw_infos[static_cast<std::size_t>(method)], path,
                                                       arguments, result_traits<Result>::accept) {}

    /// The body: a write model or a list of them, `json_text`, a form, multipart or raw bytes.
    template <class Body>
    raw_request& body(const Body& content) & {
        constexpr bool body_can_be_sent = detail::is_body<Body>;
        static_assert(body_can_be_sent,
                      "bitbucket: a body is a struct with visit_members or a std::vector of them, a json_text, form, "
                      "multipart or raw_body");
        if constexpr (body_can_be_sent) this->put(content);
        return *this;
    }
    template <class Body>
    raw_request body(const Body& content) && {
        return std::move(this->body(content));
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
