// SPDX-License-Identifier: MIT
// The bodies of failures in the vendor's shapes: the standard one, its variants of `detail` and `fields`, the one of
// the pipelines service, the two of removed resources, and the plain text of the rate limit.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#standardized-error-responses
#pragma once

#include "call.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline json error_body(std::string_view message) {
    return {{"type", "error"}, {"error", {{"message", message}}}};
}

[[noreturn]] inline void refuse_with(int status, const json& body) {
    throw refusal{json_response(status, body)};
}
[[noreturn]] inline void refuse(int status, std::string_view message) {
    refuse_with(status, error_body(message));
}
[[noreturn]] inline void refuse(int status, std::string_view message, std::string_view detail) {
    json body = error_body(message);
    body["error"]["detail"] = detail;
    refuse_with(status, body);
}

/// 400 that names a member of the request, whose problem is one text.
[[noreturn]] inline void refuse_member(std::string_view member, std::string_view problem) {
    json body = error_body("Bad request");
    body["error"]["fields"] = {{std::string(member), problem}};
    refuse_with(400, body);
}

/// 400 that names a member of the request, whose problems are a list.
[[noreturn]] inline void refuse_value(std::string_view member, std::string_view problem) {
    json body = error_body(std::string(member) + ": " + std::string(problem));
    body["error"]["fields"] = {{std::string(member), json::array({problem})}};
    refuse_with(400, body);
}

/// The shape of the pipelines service: no `type`, and a key in `data`.
[[noreturn]] inline void refuse_pipelines(int status, std::string_view message, std::string_view detail,
                                          std::string_view key, json arguments = json::object()) {
    refuse_with(status, json{{"error",
                              {{"message", message},
                               {"detail", detail},
                               {"data", {{"key", key}, {"arguments", std::move(arguments)}}}}}});
}

[[noreturn]] inline void refuse_unknown_url() {
    refuse(404, "Resource not found", "There is no API hosted at this URL");
}

/// The answer of a retired operation: it has a second `data` at the top.
[[noreturn]] inline void refuse_retired() {
    const json data = {{"announcement_url", "https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-2770"}};
    json body = error_body("CHANGE-2770 - Functionality has been deprecated");
    body["error"]["detail"] = "Please read the changelog entry for more details.";
    body["error"]["data"] = data;
    body["data"] = data;
    refuse_with(410, body);
}

/// 401; has `WWW-Authenticate`, as HTTP requires.
[[noreturn]] inline void refuse_credential(std::string_view message) {
    http_response out = json_response(401, error_body(message));
    out.headers.add("WWW-Authenticate", "Basic realm=\"Bitbucket.org HTTP\"");
    throw refusal{std::move(out)};
}

/// 429 is plain text and has an ETag.
inline http_response too_many_requests() {
    return {429,
            {{"Content-Type", "text/plain"}, {"ETag", "\"2c8a7e0b4f3d9165\""}},
            "Rate limit for this resource has been exceeded"};
}

/// The request's body as a JSON object; 400 if it has other members than these.
inline json read_body(const call& in, std::initializer_list<std::string_view> known) {
    const json body = json::parse(in.request.body, nullptr, false);
    if (!body.is_object()) refuse(400, "Bad request", "The request body is not a JSON object");
    for (const auto& [key, value] : body.items()) {
        bool is_known = false;
        for (const std::string_view name : known) is_known = is_known || name == key;
        if (!is_known) refuse_member(key, "extra keys not allowed");
    }
    return body;
}

/// A text in a body; null counts as empty.
inline std::string text_in(const json& body, const char* member) {
    if (!body.contains(member) || body[member].is_null()) return {};
    if (!body[member].is_string()) refuse_value(member, "expected a string");
    return body[member].get<std::string>();
}

/// Whether a member of a body is true; what it was before if it is missing.
inline bool flag_in(const json& body, const char* member, bool before) {
    if (!body.contains(member)) return before;
    if (!body[member].is_boolean()) refuse_value(member, "expected a boolean");
    return body[member].get<bool>();
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
