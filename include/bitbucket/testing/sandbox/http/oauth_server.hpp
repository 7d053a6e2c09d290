// SPDX-License-Identifier: MIT
// The authorization server of the sandbox: it consents at once, as the administrator, and knows one consumer. Codes and
// tokens are numbered, so that all runs are the same.
// https://developer.atlassian.com/cloud/bitbucket/oauth-2/
#pragma once

#include "../../../detail/text/sha256.hpp"
#include "../../../secret.hpp"
#include "credentials.hpp"
#include "routing.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Keeps what has been issued, and answers `/site/oauth2/…` on any host. Not thread-safe: the sandbox locks.
class oauth_server {
public:
    /// Whether a request is for the authorization server and not for the API.
    [[nodiscard]] static bool serves(const http_request& request) {
        const auto url = bitbucket::detail::parse_url(request.url);
        return url && (url->path == token_path || url->path == authorize_path);
    }

    /// Answers a request that it serves.
    http_response answer(const http_request& request) {
        const auto url = bitbucket::detail::parse_url(request.url);
        const bool posts = url->path == token_path;
        if (posts && request.method == http_method::post) return exchange(request);
        if (!posts && request.method == http_method::get) return authorize(options_of(url->query));
        http_response out = failure(405, "invalid_request", "Method not allowed");
        out.headers.add("Allow", posts ? "POST" : "GET");
        return out;
    }

    /// The caller, if the token was issued here; nothing for any other credential, 401 for an expired token.
    [[nodiscard]] std::optional<caller> find_caller(const http_request& request, world& state) const {
        const std::string_view header = request.headers.value("Authorization");
        if (!bitbucket::detail::starts_with_ignoring_case(header, "Bearer ")) return std::nullopt;
        const std::string_view text = bitbucket::detail::trim(header.substr(7));
        for (const record& issued : access_tokens_) {
            if (issued.text != text) continue;
            if (issued.spent)
                refuse_credential("Access token expired. Use your refresh token to obtain a new access token.");
            return caller{credential_kind::oauth, state.find_account(known_things::user), words_of(issued.scopes),
                          false};
        }
        return std::nullopt;
    }

    /// Accepts tokens of an earlier sandbox, with every scope. Empty ones are ignored.
    void adopt(const secret& access_token, const secret& refresh_token) {
        if (!access_token.empty()) access_tokens_.push_back({access_token.reveal(), consumer_scopes()});
        if (!refresh_token.empty()) refresh_tokens_.push_back({refresh_token.reveal(), consumer_scopes()});
    }
    void expire_access_tokens() {
        for (record& each : access_tokens_) each.spent = true;
    }
    void end_grace() {
        std::erase_if(refresh_tokens_, [](const record& each) { return each.spent; });
    }

private:
    static constexpr std::string_view token_path = "/site/oauth2/access_token";
    static constexpr std::string_view authorize_path = "/site/oauth2/authorize";

    /// A code, an access token or a refresh token.
    struct record {
        std::string text, scopes;
        /// From the authorization request, for a code.
        std::string redirect_uri = {}, challenge = {};
        /// Expired, or exchanged for another.
        bool spent = false;
    };

    // The authorization endpoint. It answers only to a redirect URI of the consumer; otherwise it sends a page.
    http_response authorize(const std::vector<option>& in) {
        if (has_doubles(in)) return page("The request has a parameter more than once.");
        if (value(in, "client_id") != known_credentials::oauth_key) return page("There is no such OAuth consumer.");
        const std::string given = value(in, "redirect_uri");
        const std::string to = given.empty() ? known_credentials::oauth_callback : given;
        if (!is_known_redirect(to)) return page("The redirect_uri does not match the consumer's callback URL.");
        const std::string type = value(in, "response_type");
        const bool implicit = type == "token";
        const auto fail = [&](const char* code, const char* description) {
            return redirect(to, implicit,
                            {{"error", code}, {"error_description", description}, {"state", value(in, "state")}});
        };
        if (type.empty()) return fail("invalid_request", "The response_type is missing.");
        if (!implicit && type != "code") return fail("unsupported_response_type", "Use code or token.");
        const std::string wanted = value(in, "scope");
        const std::vector<std::string> known = every_scope(credential_kind::oauth);
        for (const std::string& each : words_of(wanted))
            if (std::find(known.begin(), known.end(), each) == known.end())
                return fail("invalid_scope", "The consumer does not have that scope.");
        const std::string scopes = wanted.empty() ? consumer_scopes() : wanted;
        // The vendor calls the scopes `scopes` here, and sends no refresh token.
        if (implicit)
            return redirect(to, true,
                            {{"access_token", new_access_token(scopes)},
                             {"scopes", scopes},
                             {"expires_in", "7200"},
                             {"token_type", "bearer"},
                             {"state", value(in, "state")}});
        const std::string challenge = value(in, "code_challenge");
        if (value(in, "code_challenge_method") != (challenge.empty() ? "" : "S256"))
            return fail("invalid_request", "The code_challenge_method must be S256.");
        codes_.push_back({numbered("sandbox-code-", 32), scopes, given, challenge});
        return redirect(to, false, {{"code", codes_.back().text}, {"state", value(in, "state")}});
    }

    http_response exchange(const http_request& request) {
        const std::string_view type = request.headers.value("Content-Type");
        if (!bitbucket::detail::starts_with_ignoring_case(type, "application/x-www-form-urlencoded"))
            return failure(400, "invalid_request", "The body must be a form.");
        const std::vector<option> in = options_of(request.body);
        if (has_doubles(in)) return failure(400, "invalid_request", "A parameter is there more than once.");
        const std::string_view authorization = request.headers.value("Authorization");
        const std::string grant = value(in, "grant_type");
        const bool by_jwt = grant == "urn:bitbucket:oauth2:jwt";
        if (by_jwt && authorization != std::string("JWT ") + known_credentials::jwt)
            return failure(401, "invalid_client", "The JWT is not one of an installed app.");
        if (!by_jwt && !is_consumer(authorization))
            return failure(401, "invalid_client", "Invalid OAuth client credentials");
        if (by_jwt || grant == "client_credentials") return issue(consumer_scopes(), false);
        if (grant == "authorization_code") return exchange_code(in);
        if (grant == "refresh_token") return exchange_refresh_token(in);
        // The vendor's own words, and its own code for a missing grant type.
        if (grant.empty()) return failure(400, "invalid_grant", "Unsupported grant type: None");
        return failure(400, "unsupported_grant_type", "Unsupported grant type: " + grant);
    }

    http_response exchange_code(const std::vector<option>& in) {
        const std::string text = value(in, "code");
        if (text.empty()) return failure(400, "invalid_request", "The code is missing.");
        const auto found =
            std::find_if(codes_.begin(), codes_.end(), [&](const record& each) { return each.text == text; });
        if (found == codes_.end()) return failure(400, "invalid_grant", "The code is not known, or used up.");
        // Used up in any case, so that nobody can try a second verifier.
        const record code(*found);  // NOLINT(performance-unnecessary-copy-initialization): erased below
        codes_.erase(found);
        if (value(in, "redirect_uri") != code.redirect_uri)
            return failure(400, "invalid_grant", "The redirect_uri is not that of the authorization request.");
        const std::string verifier = value(in, "code_verifier");
        if ((verifier.empty() ? "" : bitbucket::detail::base64url(sha256(verifier))) != code.challenge)
            return failure(400, "invalid_grant", "The code_verifier does not fit the code_challenge.");
        return issue(code.scopes, true);
    }

    http_response exchange_refresh_token(const std::vector<option>& in) {
        const std::string text = value(in, "refresh_token");
        if (text.empty()) return failure(400, "invalid_request", "The refresh_token is missing.");
        const auto found = std::find_if(refresh_tokens_.begin(), refresh_tokens_.end(),
                                        [&](const record& each) { return each.text == text; });
        if (found == refresh_tokens_.end()) return failure(400, "invalid_grant", "Invalid refresh_token");
        found->spent = true;
        return issue(std::string(found->scopes), true);  // a copy, because the list grows
    }

    http_response issue(const std::string& scopes, bool renewable) {
        json body = {{"access_token", new_access_token(scopes)},
                     {"token_type", "bearer"},
                     {"expires_in", 7200},
                     {"scope", scopes}};
        if (renewable) {
            refresh_tokens_.push_back({numbered("sandbox-refresh-", 64), scopes});
            body["refresh_token"] = refresh_tokens_.back().text;
        }
        http_response out = json_response(200, body);
        out.headers.add("Cache-Control", "no-store");
        return out;
    }

    std::string new_access_token(const std::string& scopes) {
        // As long as the vendor's tokens, which are JWTs.
        access_tokens_.push_back({numbered("sandbox-access-", 1900), scopes});
        return access_tokens_.back().text;
    }

    // A text that was neither issued nor adopted before.
    std::string numbered(const std::string& prefix, std::size_t digits) {
        for (;;) {
            ++made_;
            std::string text = prefix + std::to_string(made_) + '-' + hex_of(hash_text(prefix, made_), digits);
            bool is_new = true;
            for (const record& each : access_tokens_) is_new = is_new && each.text != text;
            for (const record& each : refresh_tokens_) is_new = is_new && each.text != text;
            if (is_new) return text;
        }
    }

    static std::string consumer_scopes() { return joined(every_scope(credential_kind::oauth), " "); }
    static bool is_consumer(std::string_view authorization) {
        return bitbucket::detail::starts_with_ignoring_case(authorization, "Basic ") &&
               decode_base64(bitbucket::detail::trim(authorization.substr(6))) ==
                   std::string(known_credentials::oauth_key) + ':' + known_credentials::oauth_secret;
    }

    // A program on the user's machine may take any port; other URLs begin with the consumer's callback URL.
    static bool is_known_redirect(const std::string& text) {
        const auto url = bitbucket::detail::parse_url(text);
        if (!url || text.find('#') != std::string::npos) return false;
        if (url->scheme == "http" && (url->host == "127.0.0.1" || url->host == "localhost")) return true;
        // Compared as a path, so that neither `/callback-of-others` nor `/callback/../else` fits.
        return (url->str() + '/').starts_with(known_credentials::oauth_callback + std::string("/")) ||
               url->str().starts_with(known_credentials::oauth_callback + std::string("?"));
    }

    static std::string value(const std::vector<option>& in, std::string_view name) {
        for (const option& each : in)
            if (each.name == name) return each.value;
        return {};
    }
    // Whether a parameter appears twice, or there are absurdly many.
    static bool has_doubles(const std::vector<option>& in) {
        constexpr std::size_t most = 50;
        for (std::size_t i = 0; i < in.size() && i < most; ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (in[i].name == in[k].name) return true;
        return in.size() > most;
    }

    static http_response redirect(const std::string& to, bool in_fragment, const std::vector<option>& parameters) {
        std::string url = to;
        char separator = in_fragment ? '#' : to.find('?') == std::string::npos ? '?' : '&';
        for (const option& each : parameters) {
            if (each.value.empty()) continue;
            url += std::exchange(separator, '&') + each.name + '=';
            bitbucket::detail::append_query_text(url, each.value);
        }
        return {302, {{"Location", url}}};
    }
    static http_response page(const std::string& sentence) {
        const std::string start = "<!DOCTYPE html>\n<title>Invalid request</title>\n<p>";
        return text_response(400, start + sentence + "</p>\n", "text/html; charset=utf-8");
    }
    /// RFC 6749, section 5.2: `error` is a text, unlike in the API.
    static http_response failure(int status, const char* code, const std::string& description) {
        http_response out = json_response(status, {{"error", code}, {"error_description", description}});
        if (status == 401) out.headers.add("WWW-Authenticate", "Basic realm=\"Bitbucket.org HTTP\"");
        return out;
    }

    std::uint64_t made_ = 0;
    std::vector<record> codes_;
    std::vector<record> access_tokens_;
    std::vector<record> refresh_tokens_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
