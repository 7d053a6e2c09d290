// SPDX-License-Identifier: MIT
// implicit_request: the flow in which the authorization server gives the token directly to the browser.
// https://developer.atlassian.com/cloud/bitbucket/oauth-2/, https://www.rfc-editor.org/rfc/rfc6749#section-4.2
#pragma once

#include "authorization.hpp"
#include "token.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The request that sends a user to Bitbucket for a token in the fragment of the callback URL. Made by
/// `oauth2_client::authorize_implicit`; use each only once.
///
/// For programs that embed a browser and cannot keep a consumer's secret. The vendor gives no refresh token here, and
/// the token is in a URL that the browser sees: prefer `authorization_request` if you can.
class implicit_request : public detail::authorization_base {
public:
    /// `authorize_url` must be https, or this machine; `key` is the consumer's. Does not throw: `problem()` reports
    /// what is wrong.
    implicit_request(text_argument authorize_url, text_argument key, const authorization_options& options,
                     const random_source& random = &platform_random);

    /// The token in a callback: the whole URL with its fragment, the fragment with or without `#`, or a query that it
    /// was copied into, at most 16 KiB. `now` is the time of arrival, for `expires_at`.
    ///
    /// Throws only std::bad_alloc. Returns an `oauth_error` if the state is missing or not this request's, there is no
    /// bearer token, or the server refused (then `code()` is RFC 6749's); a `usage_error` if there is a `problem()`.
    [[nodiscard]] result<oauth2_token> accept(
        text_argument callback, std::chrono::system_clock::time_point now = std::chrono::system_clock::now()) const;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "implicit.ipp"
#endif
