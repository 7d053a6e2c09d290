// SPDX-License-Identifier: MIT
// oauth2_session_options: when a session renews its token, and where it puts the new one.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "token.hpp"

namespace bitbucket {

/// How a session renews its token.
struct oauth2_session_options {
    /// The token is renewed when it has no longer than this to live, or half its lifetime if that is shorter.
    std::chrono::seconds skew = std::chrono::minutes(2);
    /// Called with every new token before it is first used: the place to store it. The refresh token in it is a new
    /// one, and the stored one dies some minutes later. If it throws, the old token stays and is used as long as it
    /// works; then calls end with an `oauth_error`, and each offers the new token again. Called by one thread at a
    /// time; it must not use the session.
    std::function<void(const oauth2_token&)> on_refresh = {};
    /// Asked when the server says that the refresh token is no good any more: the token that is stored now, since
    /// another process may have renewed it. Return nothing if there is none. It must not use the session.
    std::function<std::optional<oauth2_token>()> reload = {};
};

}  // namespace bitbucket
