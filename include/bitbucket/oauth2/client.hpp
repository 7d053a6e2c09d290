// SPDX-License-Identifier: MIT
// oauth2_client: the client of Bitbucket's authorization server. It exchanges grants for tokens, and makes the requests
// that send a user there.
// https://developer.atlassian.com/cloud/bitbucket/oauth-2/
#pragma once

#include "../call_options.hpp"
#include "../client_clock.hpp"
#include "../observer.hpp"
#include "../result.hpp"
#include "../retry.hpp"
#include "../transport.hpp"
#include "authorization.hpp"
#include "grant.hpp"
#include "implicit.hpp"
#include "token.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The settings of an oauth2_client, fixed when it is made.
struct oauth2_options {
    /// Where grants are exchanged. The consumer's secret and the refresh tokens go only to this URL; it must be https,
    /// or this machine.
    given_text token_url = "https://bitbucket.org/site/oauth2/access_token";
    /// Where users go to give their consent.
    given_text authorize_url = "https://bitbucket.org/site/oauth2/authorize";
    /// Allows sending secrets over plain http to other machines. Only for test networks.
    bool allow_plain_http = false;
    /// When a grant is sent again. An authorization code works once, so it is sent again only if no byte of it was
    /// sent.
    retry_policy retry = {};
    /// Sees what is sent and received, redacted; null for none.
    std::shared_ptr<bitbucket::observer> observer = nullptr;
    /// Clocks, sleep and random numbers for the retries.
    std::shared_ptr<client_clock> clock = nullptr;
    /// Makes `state` and PKCE's verifier. Must be a cryptographically secure generator.
    random_source random = &platform_random;
    /// The most bytes in an answer.
    std::size_t max_body_bytes = std::size_t{1024} * 1024;
    /// How errors and events name an exchange of grants, for the authorization server of another service: the errors and
    /// the hints of `belongs_to` are its. Null for Bitbucket's. It lives as long as the program.
    const operation_info* exchange = nullptr;
};

/// A client of the authorization server, for one consumer. A cheap handle like `client`; safe to use from many threads.
class oauth2_client {
public:
    /// A bad option does not throw here: the first call reports it as a `usage_error`.
    oauth2_client(any_transport sender, oauth2_consumer consumer, oauth2_options options = {});

    // Moving is copying, so that a client that was moved from still works.
    oauth2_client(const oauth2_client&) = default;
    oauth2_client& operator=(const oauth2_client&) = default;
    // NOLINTNEXTLINE(cert-oop11-cpp,performance-move-constructor-init): what was moved from works on
    oauth2_client(oauth2_client&& other) noexcept : oauth2_client(std::as_const(other)) {}
    oauth2_client& operator=(oauth2_client&& other) noexcept { return *this = std::as_const(other); }
    ~oauth2_client() = default;

    /// The request that sends a user's browser to get a code (`authorization_request::accept`).
    [[nodiscard]] authorization_request authorize(const authorization_options& options = {}) const;
    /// The same for a token in the fragment of the callback URL, without a refresh token.
    [[nodiscard]] implicit_request authorize_implicit(const authorization_options& options = {}) const;

    /// Exchanges a grant for a token. Throws `oauth_error` if the server refuses it, with RFC 6749's `code()`
    /// (`invalid_grant`, `invalid_client`, …), and otherwise what every call throws.
    oauth2_token send(const oauth2_grant& grant, const call_options& options = {}) const;

    /// The same, but returns the error.
    [[nodiscard]] result<oauth2_token> try_send(const oauth2_grant& grant, const call_options& options = {}) const;

    /// The same client, but it sends everything only once.
    [[nodiscard]] oauth2_client without_retries() const;

    /// The clocks that the client was made with.
    [[nodiscard]] const client_clock& clock() const;

private:
    struct core;

    std::shared_ptr<const core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "client.ipp"
#endif
