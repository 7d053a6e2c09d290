// SPDX-License-Identifier: MIT
// bitbucket_cloud: the service that this library is for, with all that is its own. Hints, refused credentials and the
// rules about them are in detail/bitbucket_cloud/, which bitbucket_cloud.ipp includes.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/
#pragma once

#include "service.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// Why a credential cannot be used for an operation; empty if no reason is known.
///
/// A request without a credential is always sent, because a transport or a proxy may add one. So is one with a user and
/// password, which are for servers other than the vendor's.
std::string credential_refusal(const operation_info& info, const credential_summary& who);

/// The hint for an error of Bitbucket's. Empty if nothing is known; never empty for 401, 402 and 403.
std::string bitbucket_hint(const error_state& state, const operation_info& info, const call_record& record);

/// Error bodies of every shape that the API is known to send: the standard one with or without `type`, the flat one of
/// the pipelines service, OAuth's (RFC 6749), lists of errors, and problem details (RFC 9457).
inline constexpr error_rule bitbucket_errors[] = {
    {"error.message", error_part::message},
    {"message", error_part::message},
    // The same member of another shape is a word of markup or of a model, and no worse than nothing.
    {"title", error_part::message},
    {"error.detail", error_part::detail},
    {"error_description", error_part::detail},
    {"errors[].message", error_part::listed_message},
    {"detail", error_part::detail},
    {"error.fields.**", error_part::field},
    {"error.id", error_part::id},
    {"error", error_part::code},
    {"key", error_part::code},
    {"error.data.key", error_part::code},
    {"error.detail.required[]", error_part::required_scope},
    {"error.detail.**.required", error_part::required_scope},
    {"error.detail.granted[]", error_part::granted_scope},
    {"error.detail.**.granted", error_part::granted_scope},
    {"**.announcement_url", error_part::announcement_url},
    // The error's own data wins over data beside the error.
    {"error.data", error_part::data},
    {"data", error_part::data},
    {"arguments", error_part::data}};

}  // namespace detail

/// The groups of requests that Bitbucket counts separately, with the documented numbers. Anonymous callers have one group
/// for all that an address sends.
/// https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/
inline constexpr rate_group bitbucket_rate_groups[] = {
    {"api", 1000},    {"raw file", 5000}, {"archive", 5000}, {"webhook", 1000}, {"application property", 2000},
    {"anonymous", 60}};

namespace detail {

/// The index in `bitbucket_rate_groups` of what an operation counts in.
constexpr std::size_t bitbucket_rate_group_of(const operation_info& info, credential_kind who) {
    enum : std::size_t { api, raw_files, archives, webhooks, properties, anonymous };
    if (who == credential_kind::anonymous) return anonymous;
    const std::string_view path = info.path.str();
    if (path.find("/properties/") != std::string_view::npos) return properties;
    if (path.find("/hooks") != std::string_view::npos) return webhooks;
    if (path.find("/src/") != std::string_view::npos) return raw_files;
    if (path.find("/downloads") != std::string_view::npos) return archives;
    return api;
}

inline constexpr const char* bitbucket_aliases[] = {"https://bitbucket.org/api/2.0"};

}  // namespace detail

/// Bitbucket Cloud 2.0.
inline constexpr service bitbucket_cloud{.name = "Bitbucket Cloud",
                                         .base_url = "https://api.bitbucket.org/2.0",
                                         .base_url_aliases = detail::bitbucket_aliases,
                                         .errors = detail::bitbucket_errors,
                                         .has_errors_in_successes = true,
                                         .token_page = "id.atlassian.com",
                                         .limit_headers = {.limit = "X-RateLimit-Limit",
                                                           .resource = "X-RateLimit-Resource",
                                                           .near_limit = "X-RateLimit-NearLimit"},
                                         .rate_groups = bitbucket_rate_groups,
                                         .rate_group_of = &detail::bitbucket_rate_group_of,
                                         .has_partial_responses = true,
                                         .has_page_lengths = true,
                                         .is_default = true,
                                         .refuse = &detail::credential_refusal,
                                         .hint = &detail::bitbucket_hint};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "bitbucket_cloud.ipp"
#endif
