// SPDX-License-Identifier: MIT
// pulumi_cloud: the service of Pulumi Cloud's REST API: where it is, how a token is sent, what its errors look like, and
// what to do about them.
// https://www.pulumi.com/docs/reference/cloud-rest-api/
#pragma once

#include "../../detail/errors/common_hints.hpp"
#include "../../service.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// Documented as required on every operation, also on those without a body. The `Accept` is a member of the service.
inline constexpr fixed_header pulumi_headers[] = {{"Content-Type", "application/json"}};

/// `code` is the status again, so it is no part of an error. `errors` is kept whole as the data, since it also names the
/// resource and the type of each problem. What is no JSON, such as the router's `404 page not found`, needs no rule.
inline constexpr error_rule pulumi_errors[] = {{"message", error_part::message},
                                               {"errors", error_part::data},
                                               {"errors[]", error_part::issue},
                                               {"errors[].attribute", error_part::issue_name},
                                               {"errors[].customMessage", error_part::issue_message},
                                               {"errors[].errorType", error_part::issue_message},
                                               {"documentationUrl", error_part::announcement_url}};

inline std::string pulumi_hint(const error_state& state, const operation_info& info, const call_record& record);

}  // namespace detail

/// Pulumi Cloud. For a self-hosted installation set `client_options::base_url` to its API. Tokens of persons, teams and
/// organizations are sent alike: `service_token<pulumi_cloud>{secret::from_env("PULUMI_ACCESS_TOKEN")}`.
///
/// It passes on rate limits of others from the middle of its work, so a 429 to a write proves nothing: the client does not
/// repeat it, and its error has `outcome_unclear`.
inline constexpr service pulumi_cloud{.name = "Pulumi Cloud",
                                      .base_url = "https://api.pulumi.com",
                                      .token_scheme = "token",
                                      .accept = "application/vnd.pulumi+8",
                                      .headers = detail::pulumi_headers,
                                      .errors = detail::pulumi_errors,
                                      .refused_token = {401},
                                      .token_page = "app.pulumi.com/account/tokens",
                                      .limits_before_work = false,
                                      .hint = &detail::pulumi_hint};

namespace detail {

/// The hint for an error of Pulumi Cloud's; empty if nothing is known, never for 401, 403, 409 and 429.
inline std::string pulumi_hint(const error_state& state, const operation_info& info, const call_record& record) {
    if (record.left_origin) return common_hint(state, info, record);
    const auto says = [&state](const char* words) { return state.message.find(words) != std::string::npos; };
    switch (state.kind) {
        case error_kind::unauthorized:
            if (record.credential.kind == credential_kind::anonymous) break;
            return "Pulumi Cloud refused the token: check that it is neither expired nor revoked, and that it was made "
                   "at the installation that the client calls, or make a new one at app.pulumi.com/account/tokens";
        case error_kind::forbidden:
            if (!says("suspended")) break;
            return "the provider has suspended the access of Pulumi Cloud: restore it there, or remove the integration "
                   "and create it again";
        case error_kind::not_found:
            // The router's answer: the server does not know the address itself.
            if (!says("page not found")) break;
            return std::string("the server has no such operation: check the base URL") +
                   (info.stage == lifecycle::preview
                        ? "; the operation is in preview, so Pulumi Cloud may have changed it"
                        : "");
        case error_kind::conflict:
            return "list the integrations and use the one that is there; one that no longer works is not repaired, but "
                   "removed and created again";
        case error_kind::rate_limited:
            return std::string(
                       "Pulumi Cloud counts requests by address over several minutes: send fewer, and wait "
                       "minutes") +
                   (state.outcome_unclear ? "; this one may have taken effect, so look before you send it again" : "");
        default:
            break;
    }
    return neutral_hint(pulumi_cloud, state, info, record);
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
