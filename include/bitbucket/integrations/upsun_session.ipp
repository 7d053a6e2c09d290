// SPDX-License-Identifier: MIT
// Defines what upsun_session.hpp declares: Upsun's authorization server, and how an API token is exchanged there.
#pragma once

#include "../oauth2/session_core.hpp"
#include "upsun_session.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// RFC 6749, section 5.2: here `error` is a code, unlike in the API's own errors.
inline constexpr error_rule upsun_login_errors[] = {{"error", error_part::code},
                                                    {"error_description", error_part::detail},
                                                    {"message", error_part::message},
                                                    {"title", error_part::message},
                                                    {"detail", error_part::detail}};

/// The hint for a refused exchange; empty for what passes.
inline std::string upsun_login_hint(const error_state& state, const operation_info& info, const call_record& record) {
    if (state.kind == error_kind::rate_limited || state.kind == error_kind::server_error)
        return common_hint(state, info, record);
    if (state.code == "invalid_client")
        return "the authorization server does not know Upsun's own client: check that token_url is that of Upsun";
    return "Upsun did not exchange the API token: check that it is whole and not revoked, or make a new one among the "
           "API tokens of your Upsun account";
}

/// Upsun's authorization server.
inline constexpr service upsun_login{
    .name = "Upsun", .base_url = "https://auth.upsun.com", .errors = upsun_login_errors, .hint = &upsun_login_hint};

inline constexpr operation_info upsun_exchange{
    .name = "upsun::exchange", .method = http_method::post, .path = "/oauth2/token", .belongs_to = &upsun_login};

/// An API token for an access token.
class upsun_api_token_grant : public oauth2_grant {
public:
    explicit upsun_api_token_grant(secret api_token) : oauth2_grant("api_token") {
        add("api_token", std::move(api_token));
    }
};

// The vendor's clients have a name and no secret.
inline oauth2_client client_of_upsun_login(any_transport sender, const upsun_session_options& from) {
    oauth2_options options;
    options.token_url = from.token_url;
    options.allow_plain_http = from.allow_plain_http;
    options.retry = from.retry;
    options.observer = from.observer;
    options.clock = from.clock;
    options.exchange = &upsun_exchange;
    return {std::move(sender), {.key = "platform-api-user", .secret = {}, .is_public = true}, std::move(options)};
}

}  // namespace detail

BITBUCKET_INLINE upsun_session::upsun_session(any_transport sender, secret api_token,
                                              const upsun_session_options& options)
    // NOLINTNEXTLINE(cppcoreguidelines-slicing): a grant has no members beside those of its base
    : core_(std::make_shared<detail::session_core>(detail::client_of_upsun_login(std::move(sender), options),
                                                   oauth2_token{}, oauth2_session_options{.skew = options.skew},
                                                   oauth2_grant(detail::upsun_api_token_grant(std::move(api_token))),
                                                   &upsun)) {}

BITBUCKET_INLINE oauth2_token upsun_session::current() const {
    return core_->current();
}

BITBUCKET_INLINE upsun_session::operator credentials() const {
    return std::shared_ptr<token_source>(core_);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
