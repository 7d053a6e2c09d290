// SPDX-License-Identifier: MIT
// Raw requests to a sandbox, and their replies as JSON, for the tests of the sandbox itself.
#pragma once

#include <bitbucket/detail/text/base64.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <nlohmann/json.hpp>

#include "support/catch.hpp"

namespace sandbox_calls {

using bitbucket::http_method;
using bitbucket::http_request;
using bitbucket::http_response;
using bitbucket::testing::sandbox;
using nlohmann::json;

inline const std::string base = "https://api.bitbucket.org/2.0";
/// The administrator's UUID as it stands in a path.
inline const std::string me = "/users/%7Bed08f5e1-605b-4f4a-aee4-6c97628a673e%7D";

inline std::string basic(const std::string& login, const std::string& token) {
    return "Basic " + bitbucket::detail::base64(login + ':' + token);
}
inline std::string bearer(const std::string& token) {
    return "Bearer " + token;
}
inline std::string admin() {
    return basic(sandbox::email, sandbox::api_token);
}
inline std::string member() {
    return basic(sandbox::member_email, sandbox::member_api_token);
}

/// Sends a request; `target` is an absolute URL, or what follows the base URL. No authorization means anonymous.
inline http_response send(const sandbox& box, http_method method, const std::string& target,
                          const std::string& body = {}, const std::string& authorization = admin()) {
    http_request request;
    request.method = method;
    request.url = target.starts_with("http") ? target : base + target;
    request.body = body;
    if (!authorization.empty()) request.headers.add("Authorization", authorization);
    return box.send(request);
}

inline json body_of(const http_response& reply) {
    INFO(reply.body);
    REQUIRE(json::accept(reply.body));
    return json::parse(reply.body);
}

/// The body of a GET that succeeds.
inline json read(const sandbox& box, const std::string& target, const std::string& authorization = admin()) {
    const http_response reply = send(box, http_method::get, target, {}, authorization);
    INFO(target << " answered " << reply.status << ' ' << reply.body);
    REQUIRE(reply.status == 200);
    return body_of(reply);
}

/// One member of every item on a page.
inline std::vector<std::string> column(const json& page, const json::json_pointer& member) {
    std::vector<std::string> out;
    for (const json& each : page.at("values")) out.push_back(each.at(member).get<std::string>());
    return out;
}

}  // namespace sandbox_calls
