// SPDX-License-Identifier: MIT
// Hints for the token endpoint: one sentence on what to do, chosen by the code with which it refused a grant.
#pragma once

#include "../bitbucket_cloud/refusal.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The hint for a code of RFC 6749, sections 5.2 and 4.1.2.1; empty if none is known.
inline std::string oauth_hint(const error_state& state) {
    // The vendor is known to answer invalid_grant to an unknown grant type.
    const bool unknown_type = has_words(state.detail, "unsupported grant type");
    if (state.code == "unsupported_grant_type" || (state.code == "invalid_grant" && unknown_type))
        return "the server does not accept this type of grant: use an authorization code, client credentials or a "
               "refresh "
               "token";
    if (state.code == "invalid_grant")
        return "the code or refresh token is used up or expired; a code works once, and a refresh token until about "
               "10 minutes after it was exchanged or 3 months without use: ask the user for consent again, and store "
               "the new refresh token at every refresh";
    if (state.code == "invalid_client")
        return "the server does not know the OAuth consumer: check the key and the secret in the workspace's settings "
               "under OAuth consumers";
    if (state.code == "unauthorized_client")
        return "the OAuth consumer may not use this type of grant: check its settings in the workspace under OAuth "
               "consumers, or use another type";
    if (state.code == "access_denied")
        return "the user or the server did not give consent: ask the user again, with no more scopes than are needed";
    return {};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
