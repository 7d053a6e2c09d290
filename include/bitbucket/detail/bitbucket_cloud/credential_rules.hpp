// SPDX-License-Identifier: MIT
// Which kinds of credentials an operation is known to refuse, so that the client can say so before it sends anything.
// Everything else is allowed.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#authentication
#pragma once

#include "../../scopes.hpp"
#include "../errors/credential_summary.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// A credential's kind as a sentence names it, e.g. `an api_token`.
constexpr const char* one_of_kind(credential_kind kind) noexcept {
    constexpr const char* words[] = {"no credential",   "a user and password", "an api_token",
                                     "an access_token", "an OAuth token",      "a token of another service"};
    return words[static_cast<std::size_t>(kind)];
}

/// The scopes that an operation needs but that this kind of access token cannot be given.
constexpr scope_set<classic_scope> unholdable_scopes(const operation_info& info, access_token_kind kind) noexcept {
    return scopes_of<classic_scope>(info) - holdable_scopes(kind).closure();
}

/// The kinds that an operation accepts, for a sentence: `an api_token or an OAuth token`. Never empty.
BITBUCKET_COLD inline std::string accepted_kinds(const operation_info& info) {
    const char* words[3] = {};
    std::size_t count = 0;
    for (const credential_kind kind :
         {credential_kind::api_token, credential_kind::access_token, credential_kind::oauth}) {
        if (info.refused.contains(kind)) continue;
        const bool hopeless = !unholdable_scopes(info, access_token_kind::unknown).empty();
        if (kind == credential_kind::access_token && hopeless) continue;
        words[count++] = one_of_kind(kind);
    }
    if (count == 0) return "a kind that this library does not have";
    std::string out = words[0];
    for (std::size_t i = 1; i < count; ++i) {
        out += i + 1 == count ? " or " : ", ";
        out += words[i];
    }
    return out;
}

/// Why an access token of this kind cannot be used for an operation, and what can; empty if no reason is known.
BITBUCKET_COLD inline std::string access_token_refusal(const operation_info& info, access_token_kind kind) {
    const scope_set<classic_scope> beyond = unholdable_scopes(info, kind);
    if (beyond.empty()) return {};
    std::string out = "no ";
    if (kind != access_token_kind::unknown) out += std::string(to_string(kind)) + ' ';
    out += "access_token can hold the scope" + std::string(beyond.size() > 1 ? "s " : " ") + beyond.str() + ": use ";
    for (const access_token_kind other : {access_token_kind::project, access_token_kind::workspace})
        if (unholdable_scopes(info, other).empty()) return out + "one of a " + to_string(other);
    return out + accepted_kinds(info);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
