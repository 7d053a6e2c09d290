// SPDX-License-Identifier: MIT
// upsun_session: an API token of Upsun's as a credential. The session exchanges it for access tokens of 15 minutes, and
// renews them.
//
//   upsun_session session{curl_transport{}, secret::from_env("UPSUN_CLI_TOKEN")};
//   client_of<upsun> api{curl_transport{}, session};
#pragma once

#include "../oauth2/session_core.hpp"
#include "upsun/service.hpp"

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
           "API "
           "tokens of your Upsun account";
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

}  // namespace detail

/// The settings of an upsun_session, fixed when it is made.
struct upsun_session_options {
    /// Where API tokens are exchanged, and the only place where they go. It must be https, or this machine. Older clients
    /// use `https://auth.api.platform.sh/oauth2/token`.
    given_text token_url = "https://auth.upsun.com/oauth2/token";
    /// Allows sending the API token over plain http to other machines. Only for test networks.
    bool allow_plain_http = false;
    /// An access token is renewed when its remaining life is at most this, or half its lifetime if that is shorter.
    std::chrono::seconds skew = std::chrono::minutes(2);
    /// When an exchange is sent again.
    retry_policy retry = {};
    /// Sees what is sent and received, redacted; null for none.
    std::shared_ptr<bitbucket::observer> observer = nullptr;
    /// Clocks, sleep and random numbers.
    std::shared_ptr<client_clock> clock = nullptr;
};

/// A credential for `client_of<upsun>` that is made from an API token. It gets an access token when the first request
/// needs one, another shortly before that expires, and another once after a 401. One exchange runs at a time: while the
/// old access token still works, other threads use it, and otherwise they wait.
///
/// A refused exchange ends the calls that wait for it with an `oauth_error`, whose `code()` is RFC 6749's
/// (`invalid_grant`, …); an empty API token with a `usage_error`. A refresh token in the answer is not used: the API token
/// works as long as nobody revokes it. A cheap handle: copies share the token.
class upsun_session {
public:
    /// `sender` reaches the authorization server; it may be another transport than the client's.
    upsun_session(any_transport sender, secret api_token, upsun_session_options options = {})
        // NOLINTNEXTLINE(cppcoreguidelines-slicing): a grant has no members beside those of its base
        : core_(std::make_shared<detail::session_core>(
              client_of_login(std::move(sender), options), oauth2_token{}, oauth2_session_options{.skew = options.skew},
              oauth2_grant(detail::upsun_api_token_grant(std::move(api_token))), &upsun)) {}

    // Moving is copying, so that a session that was moved from still works.
    upsun_session(const upsun_session&) = default;
    upsun_session& operator=(const upsun_session&) = default;
    // NOLINTNEXTLINE(cert-oop11-cpp,performance-move-constructor-init): what was moved from works on
    upsun_session(upsun_session&& other) noexcept : upsun_session(std::as_const(other)) {}
    upsun_session& operator=(upsun_session&& other) noexcept { return *this = std::as_const(other); }
    ~upsun_session() = default;

    /// The current access token, empty before the first exchange. Does not renew it.
    [[nodiscard]] oauth2_token current() const { return core_->current(); }

    operator credentials() const {  // NOLINT(google-explicit-constructor)
        return std::shared_ptr<token_source>(core_);
    }

private:
    // The vendor's clients have a name and no secret.
    static oauth2_client client_of_login(any_transport sender, const upsun_session_options& from) {
        oauth2_options options;
        options.token_url = from.token_url;
        options.allow_plain_http = from.allow_plain_http;
        options.retry = from.retry;
        options.observer = from.observer;
        options.clock = from.clock;
        options.exchange = &detail::upsun_exchange;
        return {std::move(sender), {.key = "platform-api-user", .secret = {}, .is_public = true}, std::move(options)};
    }

    std::shared_ptr<detail::session_core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
