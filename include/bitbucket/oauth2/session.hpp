// SPDX-License-Identifier: MIT
// oauth2_session: a token that renews itself, as a credential for clients.
//
//   oauth2_session session{oauth, token, {.on_refresh = [&](const oauth2_token& next) { store.save(next); }}};
//   client api{curl_transport{}, session};
#pragma once

#include "../auth.hpp"
#include "client.hpp"
#include "session_options.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {
class session_core;
}  // namespace detail

/// A token that renews itself shortly before it expires, and once after a 401, without its users noticing.
///
/// Only one renewal runs at a time. While the old token still works, other threads keep using it, and a renewal that
/// fails or takes long fails no call; it is tried again ten seconds later. Once the old token no longer works, all
/// threads wait, and a failure ends their calls. A token that a 401 renewed is not renewed by another 401 within a
/// minute, because then the 401 means "no permission". A cheap handle: copies share the token.
///
/// After a fork, a child that still has its parent's refresh token asks `reload` first. Without `reload` it does not
/// spend the token while the parent runs.
class oauth2_session {
public:
    /// Renews with the token's refresh token. Without one, the token is used until it expires.
    oauth2_session(oauth2_client from, oauth2_token token, oauth2_session_options options = {});
    /// Gets every token, including the first, with the consumer's own credentials. The first one is fetched when
    /// needed.
    oauth2_session(oauth2_client from, const client_credentials_grant& grant, oauth2_session_options options = {});

    // Moving is copying, so that a session that was moved from still works.
    oauth2_session(const oauth2_session&) = default;
    oauth2_session& operator=(const oauth2_session&) = default;
    // NOLINTNEXTLINE(cert-oop11-cpp,performance-move-constructor-init): what was moved from works on
    oauth2_session(oauth2_session&& other) noexcept : oauth2_session(std::as_const(other)) {}
    oauth2_session& operator=(oauth2_session&& other) noexcept { return *this = std::as_const(other); }
    ~oauth2_session() = default;

    /// The current token, e.g. to store it at the end. Does not renew it.
    [[nodiscard]] oauth2_token current() const;

    operator credentials() const;  // NOLINT(google-explicit-constructor)

private:
    std::shared_ptr<detail::session_core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "session.ipp"
#endif
