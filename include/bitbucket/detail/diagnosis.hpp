// SPDX-License-Identifier: MIT
// Diagnosis: from all that is known of a call that failed, one sentence that says what is wrong and what to do.
// It quotes the server only for names of scopes, and never a request's URL.
#pragma once

#include "refusal_hints.hpp"

namespace bitbucket::detail {

/// What is known about removing the cause. Empty where nothing is; never empty for 401, 402 and 403.
inline std::string find_hint(const error_state& state, const operation_info& info, const call_record& record) {
    switch (state.kind) {
        case error_kind::unauthorized:
        case error_kind::forbidden:
            return refusal_hint(refusal_of(state, info, record));
        case error_kind::payment_required:
            return "the plan of the workspace does not allow this: upgrade it, or free a seat if its user limit is "
                   "reached";
        case error_kind::not_found:
            if (info.stage != lifecycle::retired) return {};
            break;
        case error_kind::gone:
            break;
        default:
            return {};
    }
    const std::string successor = info.successor;
    if (!successor.empty()) return "the vendor has retired this operation: use " + successor;
    if (info.stage != lifecycle::live) return "the vendor has retired this operation and names no successor";
    return {};
}

/// The same for what the token endpoint refused, by the code of RFC 6749, section 5.2, and of section 4.1.2.1.
inline std::string oauth_hint(const error_state& state) {
    // The vendor has been seen to answer invalid_grant to a grant type that it does not know.
    const bool unknown_type = has_words(state.detail, "unsupported grant type");
    if (state.code == "unsupported_grant_type" || (state.code == "invalid_grant" && unknown_type))
        return "the server does not take this type of grant: use an authorization code, client credentials or a "
               "refresh "
               "token";
    if (state.code == "invalid_grant")
        return "the code or refresh token is used up or expired, for a code works once, and a refresh token until "
               "about "
               "10 minutes after it was exchanged or 3 months without use: ask the user for consent again, and store "
               "the "
               "new refresh token at every refresh";
    if (state.code == "invalid_client")
        return "the server does not know the OAuth consumer: check the key and the secret in the workspace's settings "
               "under OAuth consumers";
    if (state.code == "unauthorized_client")
        return "the OAuth consumer may not use this type of grant: check its settings in the workspace under OAuth "
               "consumers, where client credentials need a private consumer";
    if (state.code == "access_denied")
        return "the user or the server did not give consent: ask the user again, with no more scopes than are needed";
    return {};
}

}  // namespace bitbucket::detail
