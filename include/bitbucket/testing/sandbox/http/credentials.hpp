// SPDX-License-Identifier: MIT
// The credentials that the sandbox knows, what each may do, and the 401 and 403 for everybody else.
#pragma once

#include <algorithm>

#include "../../../operations.hpp"
#include "../../../scopes.hpp"
#include "../seed/accounts.hpp"
#include "refusals.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

struct credential_record {
    credential_kind kind;
    /// Empty for a Bearer token.
    const char* login;
    const char* token;
    const char* account;
    /// Separated by spaces; null means all.
    const char* scopes = nullptr;
    bool expired = false;
};

inline constexpr credential_record credential_table[] = {
    {credential_kind::api_token, known_credentials::email, known_credentials::api_token, known_things::user},
    {credential_kind::api_token, known_credentials::email, known_credentials::read_only_api_token, known_things::user,
     "read:user:bitbucket read:workspace:bitbucket read:repository:bitbucket read:project:bitbucket "
     "read:ssh-key:bitbucket"},
    {credential_kind::api_token, known_credentials::email, known_credentials::expired_api_token, known_things::user, "",
     true},
    {credential_kind::api_token, known_credentials::member_email, known_credentials::member_api_token,
     known_things::member},
    {credential_kind::access_token, "", known_credentials::access_token, bot_uuid},
    {credential_kind::oauth, "", known_credentials::oauth_token, known_things::user},
    {credential_kind::oauth, "", known_credentials::account_only_oauth_token, known_things::user, "account"},
    {credential_kind::oauth, "", known_credentials::expired_oauth_token, known_things::user, "", true},
};

/// The credential in a request; null if the sandbox does not know it, e.g. an API token sent as Bearer.
inline const credential_record* find_credential(std::string_view authorization) {
    const bool basic = bitbucket::detail::starts_with_ignoring_case(authorization, "Basic ");
    const bool bearer = bitbucket::detail::starts_with_ignoring_case(authorization, "Bearer ");
    const std::string text = basic    ? decode_base64(bitbucket::detail::trim(authorization.substr(6)))
                             : bearer ? ':' + std::string(bitbucket::detail::trim(authorization.substr(7)))
                                      : std::string();
    for (const credential_record& credential : credential_table)
        if (text == std::string(credential.login) + ':' + credential.token && basic == (*credential.login != '\0'))
            return &credential;
    return nullptr;
}

/// The words of a text; spaces separate them.
inline std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find(' ');
        if (end != 0) out.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

/// Finds out who the caller is. Without a credential the caller is anonymous; a wrong one is 401.
inline caller authenticate(const http_request& request, world& state) {
    const std::string* authorization = request.headers.find("Authorization");
    if (authorization == nullptr) return {};
    const credential_record* found = find_credential(*authorization);
    if (found == nullptr) refuse_credential("Token is invalid, expired, or not supported for this endpoint.");
    if (found->expired && found->kind == credential_kind::oauth)
        refuse_credential("Access token expired. Use your refresh token to obtain a new access token.");
    if (found->expired) refuse_credential("Token is invalid, expired, or not supported for this endpoint.");
    caller who;
    who.kind = found->kind;
    who.account = state.find_account(found->account);
    who.all_scopes = found->scopes == nullptr;
    if (!who.all_scopes) who.scopes = words_of(found->scopes);
    return who;
}

/// The scopes that count for this kind of credential: granular ones for API tokens, classic ones for the others.
inline const name_list& scopes_for(credential_kind kind, const operation_info& operation) noexcept {
    return kind == credential_kind::api_token ? operation.granular_scopes : operation.classic_scopes;
}

/// The scopes of a credential that was given all: those of API tokens, those that the access token of a workspace can
/// have, or those that any operation needs of an OAuth consumer.
inline std::vector<std::string> every_scope(credential_kind kind) {
    std::vector<std::string> out;
    const auto add = [&out](const char* scope) {
        if (std::find(out.begin(), out.end(), scope) == out.end()) out.emplace_back(scope);
    };
    if (kind == credential_kind::api_token)
        for (const char* scope : bitbucket::detail::scope_traits<granular_scope>::names) add(scope);
    else if (kind == credential_kind::access_token)
        for (const classic_scope scope : holdable_scopes(access_token_kind::workspace)) add(to_string(scope));
    else
        for (const operation_info& operation : all_operations)
            for (const char* scope : operation.classic_scopes) add(scope);
    return out;
}

/// Whether a caller has a scope, directly or implied by another. Only what the vendor documents is implied.
inline bool has_scope(const caller& who, std::string_view wanted) {
    if (who.all_scopes) return true;
    scope_set<classic_scope> held;
    for (const std::string& each : who.scopes) {
        if (each == wanted) return true;
        if (const auto scope = scope_from<classic_scope>(each)) held.insert(*scope);
    }
    const auto scope = scope_from<classic_scope>(wanted);
    return scope && held.covers(*scope);
}

inline std::string joined(const std::vector<std::string>& names, const char* separator = ", ") {
    std::string out;
    for (const std::string& each : names) out += (out.empty() ? "" : separator) + each;
    return out;
}

/// The headers in which the vendor says what a credential is, has and would need.
inline void add_credential_headers(http_response& out, const caller& who, const operation_info& operation) {
    if (who.kind == credential_kind::anonymous) return;
    const name_list& accepted = scopes_for(who.kind, operation);
    out.headers.add("X-Credential-Type", to_string(who.kind));
    out.headers.add("X-OAuth-Scopes", joined(who.all_scopes ? every_scope(who.kind) : who.scopes));
    out.headers.add("X-Accepted-OAuth-Scopes", joined({accepted.begin(), accepted.end()}));
}

/// Refuses a caller whose credential is missing (401), of the wrong kind, or lacks a scope (403),
/// and everybody who asks for a retired operation (410).
inline void authorise(const caller& who, const operation_info& operation, bool is_public, bool revive_retired) {
    if (who.kind == credential_kind::anonymous) {
        if (is_public && !operation.refused.contains(who.kind)) return;
        refuse_credential("This resource requires authentication.");
    }
    if (operation.stage == lifecycle::retired && !revive_retired) refuse_retired();
    if (operation.refused.contains(who.kind)) {
        if (operation.refused.contains(credential_kind::oauth))
            refuse(
                403,
                "This API is only accessible with the following authentication types: apppassword, session, api_token");
        refuse(403, "This resource does not support authentication using the provided token");
    }
    const name_list& wanted = scopes_for(who.kind, operation);
    for (const char* scope : wanted) {
        if (has_scope(who, scope)) continue;
        json body = error_body("Your credentials lack one or more required privilege scopes.");
        body["error"]["detail"] = {{"required", std::vector<std::string>(wanted.begin(), wanted.end())},
                                   {"granted", who.scopes}};
        refuse_with(403, body);
    }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
