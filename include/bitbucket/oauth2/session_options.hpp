// SPDX-License-Identifier: MIT
// oauth2_session_options: when a session renews its token, and how it stores the new one.
#pragma once

#include <functional>
#include <optional>

#include "../detail/text/clock_types.hpp"
#include "token.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How a session renews its token.
struct oauth2_session_options {
    /// The token is renewed when its remaining life is at most this, or half its lifetime if that is shorter. Any value
    /// works; a negative one counts as 0.
    std::chrono::seconds skew = std::chrono::minutes(2);
    /// Called with every new token before its first use, to store it. It has a new refresh token; the stored one stops
    /// working some minutes later. If this throws, the old token stays in use while it works; after that calls fail
    /// with an `oauth_error`, and each offers the new token again. Called by one thread at a time. It must not use the
    /// session: a call with it is a `usage_error`, and waiting for such a call of another thread never ends.
    std::function<void(const oauth2_token&)> on_refresh = {};
    /// Called when the server says that the refresh token no longer works, because another process may have renewed it.
    /// Return the token that is stored now, or nothing if there is none. It must not use the session either.
    std::function<std::optional<oauth2_token>()> reload = {};
};

}  // namespace bitbucket::inline BITBUCKET_ABI
