// SPDX-License-Identifier: MIT
// Hints on Bitbucket's errors: one sentence on what is wrong with a failed call and what to do, from all that is known about it. From the
// server it quotes only names of scopes; it never quotes a URL. For 401 and 403 a list of rules is tried; each returns
// its sentence or nothing.
#pragma once

#include "../errors/common_hints.hpp"
#include "refusal.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// How to give a credential of this kind the scopes (`it`, `them`) that it lacks.
BITBUCKET_COLD inline std::string how_to_get_scopes(const refusal& from, const std::string& them) {
    switch (from.kind) {
        case credential_kind::access_token:
            return "create a new one with " + them + ", in the settings of its " +
                   (from.token_kind == access_token_kind::unknown ? "repository, project or workspace"
                                                                  : to_string(from.token_kind)) +
                   " under Access tokens";
        case credential_kind::oauth:
            return "add " + them + " to the OAuth consumer, and " +
                   (from.sent().has_user ? "let the user consent again" : "ask for a new token");
        case credential_kind::api_token:
            return "create a new one with " + them + " at id.atlassian.com under API tokens";
        case credential_kind::anonymous:
        case credential_kind::basic:
        case credential_kind::service_token:
            break;
    }
    return "use an api_token with " + them + ", from id.atlassian.com under API tokens";
}

/// The credential as a sentence names it.
constexpr const char* subject(const refusal& from) noexcept {
    constexpr const char* words[] = {"credential", "password", "API token", "access token", "OAuth token", "token"};
    return words[static_cast<std::size_t>(from.kind)];
}

BITBUCKET_COLD inline std::string hint_on_workspace(const refusal& from) {
    if (!from.says("deactivated") || !from.says("workspace")) return {};
    return "the workspace is deactivated: one of its administrators must reactivate it on bitbucket.org";
}

BITBUCKET_COLD inline std::string hint_on_passwords(const refusal& from) {
    const std::string instead =
        ": create an API token with scopes at id.atlassian.com, and give it as an api_token with the e-mail address of "
        "the account";
    if (from.token == token_format::app_password) return "app passwords were switched off on 2026-07-28" + instead;
    const bool plain = from.sent().token == token_format::unknown || from.sent().token == token_format::jwt;
    if (from.unauthorized() && from.kind == credential_kind::basic && plain)
        return "Bitbucket Cloud accepts neither account passwords nor, since 2026-07-28, app passwords" + instead;
    return {};
}

BITBUCKET_COLD inline std::string hint_on_form(const refusal& from) {
    if (from.recognised) return {};
    const credential_kind sent = from.sent().kind;
    const bool bearer = sent == credential_kind::access_token || sent == credential_kind::oauth;
    if (bearer && from.token == token_format::api_token)
        return "this is an API token, but it was sent as Bearer like an access token: give it as an api_token with the "
               "e-mail address of the Atlassian account";
    if (!bearer && sent != credential_kind::anonymous && from.token == token_format::access_token)
        return "this is an access token, but it was sent as Basic with a user: give it as an access_token";
    if (from.unauthorized() && !bearer && from.kind == credential_kind::api_token && !from.sent().user_is_address)
        return "an API token needs the e-mail address of the Atlassian account, but the user given is not an e-mail "
               "address: give that address";
    return {};
}

BITBUCKET_COLD inline std::string hint_on_nobody(const refusal& from) {
    if (from.kind != credential_kind::anonymous) return {};
    const bool always = from.info.refused.contains(credential_kind::anonymous);
    return (always ? "this operation needs a credential: use "
                   : "without a credential you see only what is public: use ") +
           accepted_kinds(from.info);
}

BITBUCKET_COLD inline std::string hint_on_kind(const refusal& from) {
    const std::string kind = to_string(from.kind);
    if (from.info.refused.contains(from.kind))
        return "this operation refuses the credential kind " + kind + ": use " + accepted_kinds(from.info);
    if (from.kind == credential_kind::access_token) {
        std::string refused = access_token_refusal(from.info, from.token_kind);
        if (!refused.empty()) return refused;
    }
    if (!from.says("authentication types") && !from.says("support authentication")) return {};
    if (from.kind == credential_kind::api_token)
        return "the server refuses the credential kind api_token here: use an access_token or an OAuth token";
    return "the server refuses the credential kind " + kind + " here: use an api_token";
}

BITBUCKET_COLD inline std::string hint_on_scopes(const refusal& from) {
    scope_listing missing = missing_by_body(from);
    if (missing.empty()) missing = missing_by_headers(from);
    if (missing.empty()) return {};
    return std::string("the ") + subject(from) + " lacks " + missing.str() + ": " +
           how_to_get_scopes(from, missing.is_one() ? "it" : "them");
}

/// The server says that a scope is missing, but names neither that scope nor those that the token has.
BITBUCKET_COLD inline std::string hint_on_unnamed_scopes(const refusal& from) {
    if (from.unauthorized() || !from.says("scope")) return {};
    const scope_listing needed = needed_scopes(from);
    if (needed.empty()) return {};
    return std::string("the ") + subject(from) +
           " lacks a scope that this operation needs: " + how_to_get_scopes(from, needed.str());
}

BITBUCKET_COLD inline std::string hint_on_lost_identity(const refusal& from) {
    // BCLOUD-20910: the service's own links bypass the vendor's gateway, which would tell it who the caller is.
    if (from.state.code != "rest-service.rest-service.unauthorized") return {};
    return "the pipelines service did not learn who is calling, which is the vendor's fault: start from the first page "
           "instead of a stored link, and try again later";
}

/// Whether the server says that the caller may not do this. It may say so with a 401, too.
inline bool is_without_access(const refusal& from) noexcept {
    return from.says("not have access") || from.says("not have permission");
}

BITBUCKET_COLD inline std::string hint_on_privilege(const refusal& from) {
    if ((from.unauthorized() && !is_without_access(from)) || *from.info.privilege == '\0') return {};
    const std::string scopes = needed_scopes(from).str();
    return std::string("this operation is for the ") + from.info.privilege + ": use the credential of one" +
           (scopes.empty() ? "" : " that has " + scopes);
}

BITBUCKET_COLD inline std::string hint_on_access(const refusal& from) {
    if (!is_without_access(from)) return {};
    if (from.kind == credential_kind::access_token)
        return "the access token does not reach this: use one for the repository, project or workspace that was asked "
               "for";
    return std::string("the user of this ") + subject(from) +
           " has no access to what was asked for: let an administrator " +
           "grant it, or use a credential of another user";
}

BITBUCKET_COLD inline std::string hint_on_renewal(const refusal& from) {
    if (!from.unauthorized() || !from.sent().renews) return {};
    const std::string& failure = from.record.renewal_failure;
    const std::string refused = "the token was refused and could not be renewed";
    const bool has_user = from.sent().has_user;
    if (failure == "invalid_grant" && has_user)
        return refused +
               ", because its refresh token is used up or expired: ask the user for consent again, and store the "
               "new refresh token at every refresh";
    if (failure == "invalid_client" || failure == "unauthorized_client")
        return refused +
               ", because the server refused the OAuth consumer: check its key, its secret and what it may do";
    if (!failure.empty())
        return refused + ": check that the token endpoint can be reached and that the new token can be stored" +
               (has_user ? ", or ask the user for consent again" : "");
    if (from.record.renewed)
        return std::string(
                   "a renewed token was refused too, so this 401 most likely means no permission: check that its ") +
               (has_user ? "user" : "consumer") + " has access to what was asked for";
    return std::string("the token was refused and no other was available: ") +
           (has_user ? "ask the user for consent again, or check the user's access" : "check the consumer's access") +
           "; a 401 can also mean no permission";
}

BITBUCKET_COLD inline std::string hint_on_expiry(const refusal& from) {
    // The server says "invalid, expired, or not supported" when it does not reveal the cause.
    if (!from.unauthorized() || !from.says("expired") || from.says("invalid")) return {};
    if (from.kind == credential_kind::api_token)
        return "the API token has expired: create a new one with the same scopes at id.atlassian.com under API tokens";
    const std::string oauth = "OAuth tokens live for two hours, and an oauth2_session renews them";
    if (from.kind == credential_kind::oauth) return "the token has expired: " + oauth;
    return "the token has expired: create a new access token; if it is an OAuth token, " + oauth;
}

/// What to check if nothing more is known. Never empty.
BITBUCKET_COLD inline std::string hint_at_least(const refusal& from) {
    const std::string scopes = needed_scopes(from).str();
    const std::string and_scopes = scopes.empty() ? "" : ", and that it has " + scopes;
    const bool token_of_place = from.kind == credential_kind::access_token;
    const bool unknown = from.token == token_format::unknown && !from.recognised;
    if (!from.unauthorized() || from.kind == credential_kind::basic)
        return std::string("the ") + subject(from) + " was accepted but may not do this: check that " +
               (token_of_place ? "it belongs to the repository, project or workspace that was asked for"
                               : "its user has access to what was asked for") +
               and_scopes;
    if (token_of_place)
        return "the access token was refused: check that it is neither expired nor revoked, that it belongs to the "
               "repository, project or workspace that was asked for" +
               and_scopes + (unknown ? "; give an API token as an api_token" : "");
    if (from.kind == credential_kind::oauth)
        return "the OAuth token was refused: check that it is not expired, that its user has access to what was asked "
               "for" +
               and_scopes;
    return "the API token was refused: check at id.atlassian.com that it is neither expired nor revoked, that it "
           "belongs to the account with this e-mail address" +
           and_scopes + (unknown ? "; give an access token as an access_token" : "");
}

/// The hint for a 401 or 403; never empty. The first rule that applies wins, so they are ordered from the surest to the
/// vaguest. The server's words may be localized, so they only make a sentence more precise.
BITBUCKET_COLD inline std::string refusal_hint(const refusal& from) {
    using rule = std::string (*)(const refusal&);
    constexpr rule rules[] = {hint_on_workspace, hint_on_passwords, hint_on_form,          hint_on_nobody,
                              hint_on_kind,      hint_on_scopes,    hint_on_lost_identity, hint_on_unnamed_scopes,
                              hint_on_privilege, hint_on_access,    hint_on_renewal,       hint_on_expiry,
                              hint_at_least};
    std::string out;
    for (const rule each : rules) {
        out = each(from);
        if (!out.empty()) break;
    }
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
