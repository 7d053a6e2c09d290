// SPDX-License-Identifier: MIT
// infisical: the service behind Infisical's API: its regions, its error bodies, and hints to its errors.
// https://infisical.com/docs/api-reference/overview/introduction
#pragma once

#include "../../detail/errors/common_hints.hpp"
#include "../../service.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The regions of Infisical Cloud, for `client_options::base_url`. An account lives in one of them. A self-hosted or
/// dedicated instance has an address of its own, which goes there, too.
inline constexpr const char* infisical_us_url = "https://us.infisical.com";
/// The region EU; see `infisical_us_url`.
inline constexpr const char* infisical_eu_url = "https://eu.infisical.com";

namespace detail {

/// `message` is a text, or at 422 a list of issues. What is nested in an issue (`unionErrors`) repeats it in more words
/// and is not read.
inline constexpr error_rule infisical_errors[] = {{"message", error_part::message},
                                                  {"message[]", error_part::issue},
                                                  {"message[].path[]", error_part::issue_name},
                                                  {"message[].message", error_part::issue_message},
                                                  {"error", error_part::code},
                                                  {"reqId", error_part::id},
                                                  // The rules of the caller at a 403, and whatever else there is.
                                                  {"details", error_part::data},
                                                  {"details", error_part::detail}};

inline constexpr const char* infisical_makes_tokens =
    "log in again with its client ID and client secret, or make a new token under Access Control, Machine Identities";

inline std::string infisical_token_hint(const error_state& state, const call_record& record) {
    if (record.credential.kind == credential_kind::anonymous)
        return "Infisical wants the access token of a machine identity or of a user: give the client one";
    if (state.status == 401)
        return "Infisical found no token in the request: check that a proxy does not remove the Authorization header";
    return std::string("Infisical does not know the token, or it has expired: ") + infisical_makes_tokens +
           "; a client ID or a client secret by itself is no token";
}

inline std::string infisical_permission_hint(const error_state& state, const operation_info& info) {
    // Listings that the vendor made for its own pages.
    if (const std::string privilege = info.privilege; !privilege.empty())
        return "Infisical answers this to the " + privilege + " only: a machine identity may not ask";
    if (state.code == "PermissionDenied" || state.code == "PermissionBoundaryError")
        return "the role of this identity or user does not allow this on app connections: let an administrator of the "
               "organization or the project change the role";
    return "Infisical knows the token, but does not take it here: use the access token of a machine identity or of a "
           "user, not a service token, and check which organization it is for";
}

inline std::string infisical_request_hint(const error_state& state, const operation_info& info) {
    const std::string_view message = state.message;
    const auto says = [message](std::string_view words) { return message.find(words) != std::string_view::npos; };
    if (says("already exists")) return "the name is taken: choose another, or change the connection that has it";
    if (says("Failed to validate credentials") || says("Unable to validate"))
        return "Infisical tried the credential out and was refused, or got no answer: check the API token, that it has "
               "the scope read:user:bitbucket, and that the e-mail address is that of its account; if they are right, "
               "try again later";
    if (info.method == http_method::delete_)
        return "Infisical does not remove a connection that is in use: remove the secret syncs that use it first; if "
               "none does, check that the ID is that of a connection to Bitbucket";
    return {};
}

/// The hint for an error of Infisical's; never empty for a refused token and for 403.
inline std::string infisical_hint(const error_state& state, const operation_info& info, const call_record& record) {
    if (record.left_origin) return common_hint(state, info, record);
    switch (state.kind) {
        case error_kind::unauthorized:
            return infisical_token_hint(state, record);
        case error_kind::forbidden:
            return infisical_permission_hint(state, info);
        case error_kind::bad_request:
            return state.status == 400 ? infisical_request_hint(state, info) : std::string();
        case error_kind::rate_limited:
            return "Infisical Cloud counts the requests of an address in a minute: wait as long as the message says";
        default:
            return common_hint(state, info, record);
    }
}

}  // namespace detail

/// Infisical, in the region US unless `client_options::base_url` names another. The credential is
/// `service_token<infisical>` with the access token of a machine identity or of a user. An operation on a
/// sub-organization takes the header `x-infisical-org` with its slug: `.header("x-infisical-org", "acme-labs")`.
///
/// A token that is refused is a 403 with the code `TokenError`; it is an `unauthorized` error like a 401. The limiter of
/// Infisical Cloud tells its limit in headers, which `rate_limit` reads; no page of the vendor's promises them.
inline constexpr service infisical{
    .name = "Infisical",
    .base_url = infisical_us_url,
    .errors = detail::infisical_errors,
    .refused_token = {403, "TokenError"},
    .limit_headers = {.limit = "x-ratelimit-limit", .remaining = "x-ratelimit-remaining", .reset = "x-ratelimit-reset"},
    .hint = &detail::infisical_hint};

}  // namespace bitbucket::inline BITBUCKET_ABI
