// SPDX-License-Identifier: MIT
// Defines what authorization.hpp declares.
#pragma once

#include "../detail/oauth2/callback.hpp"
#include "../detail/text/base64.hpp"
#include "../detail/text/sha256.hpp"
#include "../detail/text/token_text.hpp"
#include "../detail/url/url.hpp"
#include "authorization.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

BITBUCKET_OPAQUE BITBUCKET_INLINE std::string redirect_problem(const given_text& redirect_uri) {
    if (redirect_uri.is_null()) return std::string("redirect_uri") + is_null_pointer;
    if (redirect_uri.empty()) return {};
    if (!parse_url(redirect_uri)) return "redirect_uri must be an absolute http or https URL without user";
    return redirect_uri.find('#') == std::string::npos ? "" : "redirect_uri must not have a fragment";
}

// NOLINTNEXTLINE(cppcoreguidelines-slicing): only the text is kept
BITBUCKET_INLINE authorization_base::authorization_base(const given_text& redirect_uri) : redirect_uri_(redirect_uri) {
    fail(redirect_problem(redirect_uri));
}

BITBUCKET_INLINE void authorization_base::fail(const std::string& problem) {
    if (!problem.empty() && !problem_) problem_ = usage_error(problem);
}

BITBUCKET_OPAQUE BITBUCKET_INLINE void authorization_base::compose(std::string_view authorize_url, std::string_view key,
                                                                   const std::vector<std::string>& scopes,
                                                                   const char* response_type,
                                                                   std::string_view challenge) {
    const auto endpoint = parse_url(authorize_url);
    if (!endpoint) return fail("authorize_url must be an absolute http or https URL without user");
    if (!keeps_secrets(*endpoint)) return fail("users are not sent to authorize_url over plain http: use https");
    if (authorize_url.find('#') != std::string_view::npos) return fail("authorize_url must not have a fragment");
    if (key.empty()) return fail("the OAuth consumer's key must not be empty");
    if (const std::string_view why = surplus_around(key); !why.empty())
        return fail("the OAuth consumer's key" + std::string(why));
    std::string scope;
    for (const std::string& each : scopes) {
        if (!is_scope(each)) return fail("a scope is empty or has an invalid character (RFC 6749, A.4)");
        scope += (scope.empty() ? "" : " ") + each;
    }
    if (problem_) return;

    std::string url = endpoint->str();
    const char* separator = !endpoint->has_query ? "?" : endpoint->query.empty() || url.ends_with('&') ? "" : "&";
    const auto add = [&](const char* name, std::string_view value) {
        if (value.empty()) return;
        if (find_parameter(endpoint->query, name).times != 0)
            fail("authorize_url has a " + std::string(name) + " in its query");
        url += separator;
        separator = "&";
        url += name;
        url += '=';
        append_query_text(url, value);
    };
    add("response_type", response_type);
    add("client_id", key);
    add("redirect_uri", redirect_uri_);
    add("scope", scope);
    add("state", state_.reveal());
    add("code_challenge", challenge);
    add("code_challenge_method", challenge.empty() ? "" : "S256");
    if (!problem_) url_ = std::move(url);
}

BITBUCKET_INLINE bool authorization_base::is_scope(std::string_view text) {
    for (const char c : text)
        if (c <= ' ' || c > '~' || c == '"' || c == '\\') return false;
    return !text.empty();
}

BITBUCKET_INLINE std::string code_challenge(const secret& verifier) {
    return base64url(sha256(verifier.reveal()));
}

}  // namespace detail

BITBUCKET_INLINE authorization_request::authorization_request(text_argument authorize_url, text_argument key,
                                                              const authorization_options& options,
                                                              const random_source& random)
    : authorization_base(options.redirect_uri) {
    secret drawn[2];
    fail(detail::draw_secrets(random, drawn, 2));
    set_state(std::move(drawn[0]));
    verifier_ = std::move(drawn[1]);
    compose(authorize_url, key, options.scopes, "code", detail::code_challenge(verifier_));
}

BITBUCKET_INLINE authorization_request authorization_request::resume(secret state, secret code_verifier,
                                                                     const given_text& redirect_uri) {
    return {std::move(state), std::move(code_verifier), redirect_uri};
}

BITBUCKET_INLINE authorization_code_grant authorization_request::accept(text_argument callback) const {
    if (problem()) return authorization_code_grant(*problem());
    result<secret> code = detail::read_callback(callback, false, state(), "code");
    if (!code) return authorization_code_grant(code.error());
    return {*std::move(code), redirect_uri(), verifier_};
}

BITBUCKET_INLINE authorization_request::authorization_request(secret state, secret code_verifier,
                                                              const given_text& redirect_uri)
    : authorization_base(redirect_uri), verifier_(std::move(code_verifier)) {
    if (state.empty()) fail("the state must not be empty: this user has no authorization in progress");
    if (!is_verifier(verifier_.reveal()))
        fail("the code verifier must have 43 to 128 letters, digits, '-', '.', '_' or '~' (RFC 7636)");
    set_state(std::move(state));
}

BITBUCKET_INLINE bool authorization_request::is_verifier(std::string_view text) {
    constexpr std::size_t shortest = 43;
    constexpr std::size_t longest = 128;
    for (const char c : text)
        if (!detail::is_unreserved(c)) return false;
    return text.size() >= shortest && text.size() <= longest;
}

}  // namespace bitbucket::inline BITBUCKET_ABI
