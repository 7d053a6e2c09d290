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
inline std::string accepted_kinds(const operation_info& info) {
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
inline std::string access_token_refusal(const operation_info& info, access_token_kind kind) {
    const scope_set<classic_scope> beyond = unholdable_scopes(info, kind);
    if (beyond.empty()) return {};
    std::string out = "no ";
    if (kind != access_token_kind::unknown) out += std::string(to_string(kind)) + ' ';
    out += "access_token can hold the scope" + std::string(beyond.size() > 1 ? "s " : " ") + beyond.str() + ": use ";
    for (const access_token_kind other : {access_token_kind::project, access_token_kind::workspace})
        if (unholdable_scopes(info, other).empty()) return out + "one of a " + to_string(other);
    return out + accepted_kinds(info);
}

/// Why a credential cannot be used for an operation; empty if no reason is known.
///
/// A request without a credential is always sent, because a transport or a proxy may add one. So is one with a user and
/// password, which are for servers other than the vendor's.
BITBUCKET_INLINE std::string credential_refusal(const operation_info& info, const credential_summary& who) {
    if (who.kind == credential_kind::anonymous || who.kind == credential_kind::basic) return {};
    std::string why;
    if (info.refused.contains(who.kind))
        why = std::string("the vendor refuses this operation with ") + one_of_kind(who.kind) + ": use " +
              accepted_kinds(info);
    else if (who.kind == credential_kind::access_token && who.token != token_format::jwt)
        // An OAuth token that cannot be renewed may be given as an access_token, too.
        why = access_token_refusal(info, who.token_kind);
    if (why.empty()) return {};
    return std::string(info.name) + ": " + why + "; client_options::allow_any_credential sends it anyway";
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
