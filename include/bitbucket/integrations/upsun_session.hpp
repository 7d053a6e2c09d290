// SPDX-License-Identifier: MIT
// upsun_session: an API token of Upsun's as a credential. The session exchanges it for access tokens of 15 minutes, and
// renews them.
//
//   upsun_session session{curl_transport{}, secret::from_env("UPSUN_CLI_TOKEN")};
//   client_of<upsun> api{curl_transport{}, session};
#pragma once

#include "../auth.hpp"
#include "../oauth2/client.hpp"
#include "upsun/service.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {
class session_core;
}  // namespace detail

/// The settings of an upsun_session, fixed when it is made.
struct upsun_session_options {
    /// Where API tokens are exchanged, and the only place where they go. It must be https, or this machine. Older clients
    /// use `https://auth.api.platform.sh/oauth2/token`.
    given_text token_url = "https://auth.upsun.com/oauth2/token";
    /// Allows sending the API token over plain http to other machines. Only for test networks.
    bool allow_plain_http = false;
    /// An access token is renewed when its remaining life is at most this, or half its lifetime if that is shorter.
    std::chrono::seconds skew = std::chrono::minutes(2);
    /// When an exchange is sent again.
    retry_policy retry = {};
    /// Sees what is sent and received, redacted; null for none.
    std::shared_ptr<bitbucket::observer> observer = nullptr;
    /// Clocks, sleep and random numbers.
    std::shared_ptr<client_clock> clock = nullptr;
};

/// A credential for `client_of<upsun>` that is made from an API token. It gets an access token when the first request
/// needs one, another shortly before that expires, and another once after a 401. One exchange runs at a time: while the
/// old access token still works, other threads use it, and otherwise they wait.
///
/// A refused exchange ends the calls that wait for it with an `oauth_error`, whose `code()` is RFC 6749's
/// (`invalid_grant`, …); an empty API token with a `usage_error`. A refresh token in the answer is not used: the API token
/// works as long as nobody revokes it. A cheap handle: copies share the token.
class upsun_session {
public:
    /// `sender` reaches the authorization server; it may be another transport than the client's.
    upsun_session(any_transport sender, secret api_token, const upsun_session_options& options = {});

    // Moving is copying, so that a session that was moved from still works.
    upsun_session(const upsun_session&) = default;
    upsun_session& operator=(const upsun_session&) = default;
    // NOLINTNEXTLINE(cert-oop11-cpp,performance-move-constructor-init): what was moved from works on
    upsun_session(upsun_session&& other) noexcept : upsun_session(std::as_const(other)) {}
    upsun_session& operator=(upsun_session&& other) noexcept { return *this = std::as_const(other); }
    ~upsun_session() = default;

    /// The current access token, empty before the first exchange. Does not renew it.
    [[nodiscard]] oauth2_token current() const;

    operator credentials() const;  // NOLINT(google-explicit-constructor)

private:
    std::shared_ptr<detail::session_core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "upsun_session.ipp"
#endif
