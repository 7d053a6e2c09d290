// SPDX-License-Identifier: MIT
// authorization_request: makes the URL that sends a user's browser to the authorization server, with state and PKCE,
// and takes the code from the callback. It does no I/O and runs no server.
// https://developer.atlassian.com/cloud/bitbucket/oauth-2/, https://www.rfc-editor.org/rfc/rfc7636
#pragma once

#include "../error.hpp"
#include "../secret.hpp"
#include "../types/text_argument.hpp"
#include "grant.hpp"
#include "random.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The options of an authorization request.
struct authorization_options {
    /// Where the browser returns to: an absolute http or https URL that begins with the callback URL of the consumer's
    /// settings. Empty: that URL itself.
    given_text redirect_uri = {};
    /// The scopes to ask for; empty for all that the consumer's settings list. The token says which were granted.
    std::vector<std::string> scopes = {};
};

namespace detail {

std::string redirect_problem(const given_text& redirect_uri);

/// The part of a request to the authorization endpoint that both flows share.
class authorization_base {
public:
    /// Where to send the browser; empty if there is a `problem()`. It contains the state: give it only to that user,
    /// and keep it out of logs.
    [[nodiscard]] const std::string& url() const noexcept { return url_; }
    /// What the callback must repeat: 256 random bits. Ties the callback to the browser that was sent.
    [[nodiscard]] const secret& state() const noexcept { return state_; }
    /// As given in the options; empty if not given.
    [[nodiscard]] const std::string& redirect_uri() const noexcept { return redirect_uri_; }
    /// Why the request cannot be used, as a `usage_error`; nothing if it can.
    [[nodiscard]] const std::optional<error>& problem() const noexcept { return problem_; }

    /// Prints only whether the request can be used; never the state, the verifier or the URL.
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const authorization_base& request) {
        return begin_print(out) << (request.problem_ ? "unusable authorization request" : "authorization request");
    }

protected:
    explicit authorization_base(const given_text& redirect_uri);

    void fail(const std::string& problem);
    void set_state(secret state) { state_ = std::move(state); }

    /// Composes `url()`, or reports the problem. `challenge` is PKCE's; empty for none.
    void compose(std::string_view authorize_url, std::string_view key, const std::vector<std::string>& scopes,
                 const char* response_type, std::string_view challenge);

private:
    // RFC 6749, section 3.3: printable characters except space, quote and backslash.
    static bool is_scope(std::string_view text);

    std::string url_;
    secret state_;
    std::string redirect_uri_;
    std::optional<error> problem_;
};

/// PKCE's challenge for a verifier, by its method S256 (RFC 7636, section 4.2).
std::string code_challenge(const secret& verifier);

}  // namespace detail

/// The request that sends a user to Bitbucket for an authorization code. Made by `oauth2_client::authorize`; use each
/// only once. A value type: copies have the same state. Safe to read from many threads.
class authorization_request : public detail::authorization_base {
public:
    /// `authorize_url` must be https, or this machine; `key` is the consumer's. Does not throw: `problem()` reports
    /// what is wrong.
    authorization_request(text_argument authorize_url, text_argument key, const authorization_options& options,
                          const random_source& random = &platform_random);

    /// Restores a request that a web server made earlier, from what it kept in the user's session: `accept` works,
    /// `url()` is empty. Remove both values from the session, so that they work only once. An empty state is a
    /// `problem()`: that user has no authorization in progress.
    [[nodiscard]] static authorization_request resume(secret state, secret code_verifier,
                                                      const given_text& redirect_uri = {});

    /// PKCE's verifier, 43 characters. Sent only to the token endpoint, with the grant.
    [[nodiscard]] const secret& code_verifier() const noexcept { return verifier_; }

    /// The grant in a callback: the whole URL, its path and query as a server sees them (`/callback?code=…`), or the
    /// bare query, at most 16 KiB.
    ///
    /// Throws only std::bad_alloc. If something is wrong, the grant has a `problem()`, an `oauth_error`: the state is
    /// missing or not this request's, there is no code, or the server refused (then `code()` is RFC 6749's, such as
    /// `access_denied`, and `detail()` its description).
    [[nodiscard]] authorization_code_grant accept(text_argument callback) const;

private:
    authorization_request(secret state, secret code_verifier, const given_text& redirect_uri);

    static bool is_verifier(std::string_view text);

    secret verifier_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "authorization.ipp"
#endif
