// SPDX-License-Identifier: MIT
// Requests to the sandbox's authorization server, raw and through clients.
#pragma once

#include <bitbucket/bitbucket.hpp>
#include <bitbucket/oauth2.hpp>

#include "sandbox_calls.hpp"

namespace sandbox_calls {

namespace bb = bitbucket;

inline const std::string token_url = "https://bitbucket.org/site/oauth2/access_token";
inline const std::string authorize_url = "https://bitbucket.org/site/oauth2/authorize";
inline const std::string loopback = "http://127.0.0.1:7999/callback";
inline const std::string expired = "Access token expired. Use your refresh token to obtain a new access token.";

bb::oauth2_client client_of(const sandbox& box) {
    return {box, {sandbox::oauth_key, bb::secret(sandbox::oauth_secret)}, {.retry = bb::retry_policy::none()}};
}
inline bb::client api_of(const sandbox& box, const bb::credentials& who) {
    return bb::client{box, who, {.retry = bb::retry_policy::none()}};
}

inline std::string consumer() {
    return basic(sandbox::oauth_key, sandbox::oauth_secret);
}

/// Posts a form to the token endpoint.
inline http_response post(const sandbox& box, const std::string& form, const std::string& authorization = consumer()) {
    http_request request{http_method::post, token_url, {}, form};
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    if (!authorization.empty()) request.headers.add("Authorization", authorization);
    return box.send(request);
}
inline std::string error_of(const http_response& reply) {
    return std::to_string(reply.status) + ' ' + body_of(reply).value("error", "none");
}

/// Where the authorization endpoint sends the browser; empty if it shows a page.
inline std::string location(const sandbox& box, const std::string& url) {
    const http_response reply = send(box, http_method::get, url, {}, "");
    CHECK(reply.status == (reply.headers.find("Location") == nullptr ? 400 : 302));
    return std::string(reply.headers.value("Location"));
}
inline std::string with_query(const std::string& query) {
    return authorize_url + '?' + query;
}
inline const std::string code_request = "response_type=code&client_id=sandbox-consumer";

/// A code for the registered callback, without PKCE.
inline std::string code_of(const sandbox& box) {
    const std::string to = location(box, with_query(code_request));
    REQUIRE(to.starts_with("https://app.example.org/callback?code="));
    return to.substr(to.find('=') + 1);
}

}  // namespace sandbox_calls
