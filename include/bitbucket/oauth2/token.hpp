// SPDX-License-Identifier: MIT
// oauth2_token: the answer of the token endpoint, and its text form for storage.
// https://developer.atlassian.com/cloud/bitbucket/oauth-2/
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../detail/text/clock_types.hpp"
#include "../result.hpp"
#include "../secret.hpp"
#include "../types/text_value.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

struct oauth2_token;

namespace detail {

/// What `<<` prints of a token: its scopes and when it expires, never a token.
[[nodiscard]] std::string shown_token(const oauth2_token& token);

struct token_reply;
/// The token in an answer that arrived `now`.
[[nodiscard]] oauth2_token token_of(const token_reply& reply, std::chrono::system_clock::time_point now);

}  // namespace detail

/// An access token and what came with it. Tokens may have any length; today they are JWTs of about 2,500 characters.
struct oauth2_token {
    /// What requests are sent with.
    secret access_token;
    /// Empty if the grant gives none (client credentials, JWT, implicit). Every refresh brings a new one.
    secret refresh_token = {};
    /// When the access token stops working, in wall time; nothing if the server did not say.
    std::optional<std::chrono::system_clock::time_point> expires_at = {};
    /// The scopes that were granted, in the server's words.
    std::vector<std::string> scopes = {};

    friend bool operator==(const oauth2_token&, const oauth2_token&) = default;

    /// Prints the scopes and the time of expiry, never a token.
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const oauth2_token& token) {
        detail::begin_print(out) << detail::shown_token(token).c_str();
        return out;
    }
};

/// The token as JSON text. All of it is secret: store it where only its owner can read it.
[[nodiscard]] secret to_stored_text(const oauth2_token& token);

/// The token from the text that `to_stored_text` made. Any other text is a `usage_error` that does not quote it.
[[nodiscard]] result<oauth2_token> token_from_stored_text(const secret& text);

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "token.ipp"
#endif
