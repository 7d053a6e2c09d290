// SPDX-License-Identifier: MIT
// Credentials: who the client is to the API. Their secrets are sent only to the origin of the client's base URL.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#authentication
#pragma once

#include <memory>

#include "detail/errors/credential_summary.hpp"
#include "detail/text/base64.hpp"
#include "detail/text/token_text.hpp"
#include "secret.hpp"
#include "service.hpp"
#include "types/text_argument.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

struct call_options;

/// An API token of a user, sent as Basic with the e-mail address of the Atlassian account.
/// https://support.atlassian.com/bitbucket-cloud/docs/using-api-tokens/
struct api_token {
    /// Null: for Bitbucket Cloud.
    static constexpr const service* belongs_to = nullptr;

    /// The e-mail address of the Atlassian account.
    given_text email;
    /// The token itself.
    secret token;
};

/// An access token of a repository, project or workspace, sent as Bearer.
/// https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/
struct access_token {
    /// Null: for Bitbucket Cloud.
    static constexpr const service* belongs_to = nullptr;

    /// The token itself.
    secret token;
    /// What it was made for, if the caller knows. Operations whose scopes that kind cannot hold are then refused before
    /// anything is sent.
    access_token_kind kind = access_token_kind::unknown;
};

/// A user name and password, sent as Basic. Bitbucket Cloud no longer accepts account passwords or app passwords (the
/// latter since 2026-07-28); this is for other servers and for tests.
struct basic {
    /// The name of the user.
    given_text user;
    /// The password.
    secret password;
};

/// No credential: reaches only what is public.
struct anonymous {};

/// A token of another service, e.g. `service_token<pulumi_cloud>{secret::from_env("PULUMI_ACCESS_TOKEN")}`. Only clients
/// of that service take it.
template <const service& Of>
struct service_token {
    /// The service that the token is for.
    static constexpr const service* belongs_to = &Of;

    /// The token itself.
    secret token;
};

/// A credential whose token changes during the life of a client, such as `oauth2_session` or a token from a vault. Must
/// be safe to use from many threads; what it throws ends the call that asked.
class token_source {
public:
    token_source() = default;
    token_source(const token_source&) = delete;
    token_source& operator=(const token_source&) = delete;
    virtual ~token_source() = default;

    /// The kind of the token; decides which operations are refused locally.
    [[nodiscard]] virtual credential_kind kind() const noexcept { return credential_kind::oauth; }
    /// The service that the token is for; null for Bitbucket Cloud. Other clients do not send it.
    [[nodiscard]] virtual const service* belongs_to() const noexcept { return nullptr; }
    /// Whether a user gave consent and could give it again; false if a program acts for itself.
    [[nodiscard]] virtual bool has_user() const noexcept { return true; }
    /// The token to send now, after the scheme of its service (Bearer); may fetch a new one first, within the call's deadline.
    virtual secret token(const call_options& call) = 0;
    /// Called when the server answered 401 to `refused`. Returns another token to try once, or an empty one.
    virtual secret token_after_refusal(const secret& refused, const call_options& call) = 0;
};

/// Any of the credentials above. Converts from each; a missing or unusable part is reported when a request is sent.
class credentials {
public:
    credentials(anonymous = {}) noexcept;  // NOLINT(google-explicit-constructor)
    credentials(api_token from);           // NOLINT(google-explicit-constructor)
    credentials(access_token from);        // NOLINT(google-explicit-constructor)
    credentials(basic from);               // NOLINT(google-explicit-constructor)
    template <const service& Of>
    credentials(service_token<Of> from)  // NOLINT(google-explicit-constructor)
        : credentials(credential_kind::service_token, {}, token_of(std::move(from.token)), &Of, Of.token_scheme) {}
    /// A token that changes; null is reported like an empty secret.
    credentials(std::shared_ptr<token_source> from);  // NOLINT(google-explicit-constructor)

    /// `BITBUCKET_TOKEN` with `BITBUCKET_EMAIL` is an API token, alone an access token. Byte order mark, blanks, line
    /// breaks and quotes around both are removed. If the token is unset, the first request fails with a `usage_error`
    /// that says so.
    [[nodiscard]] static credentials from_env();

    /// What kind of credential it is; for a token that changes, what its source says.
    [[nodiscard]] credential_kind kind() const noexcept { return summary_.kind; }
    /// Whether any service may get it: no credential, and a user with a password.
    [[nodiscard]] bool is_neutral() const noexcept;
    /// The service that it is for unless it is neutral; null for Bitbucket Cloud.
    [[nodiscard]] const service* belongs_to() const noexcept { return belongs_to_; }
    /// What errors may know about it.
    [[nodiscard]] const detail::credential_summary& summary() const noexcept { return summary_; }
    /// Where the token comes from if it changes; null for a constant one.
    [[nodiscard]] const std::shared_ptr<token_source>& source() const noexcept { return source_; }
    /// What is wrong with it; empty if nothing is.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

    /// The value of the `Authorization` header; empty for `anonymous` and for a token that changes. It is a secret:
    /// keep it out of logs.
    [[nodiscard]] secret authorization() const;

    /// The user of Basic; empty for the others.
    [[nodiscard]] const std::string& user() const noexcept { return user_; }
    /// The token or password by itself; empty for one that changes. Keep it out of logs.
    [[nodiscard]] const secret& text() const noexcept { return secret_; }

    /// Prints the kind, e.g. `api_token`; neither the user nor the secret.
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const credentials& value) {
        return out << to_string(value.summary_.kind);
    }

private:
    credentials(credential_kind kind, std::string user, secret text, const service* of = nullptr,
                const char* scheme = "Bearer");

    // A token from the environment is used without what was put around it. A constant one stays as it is, and is
    // refused if it cannot be a token.
    static secret token_of(secret text);

    [[nodiscard]] std::string find_problem() const;

    detail::credential_summary summary_;
    std::string user_;
    secret secret_;
    const service* belongs_to_ = nullptr;
    const char* scheme_ = "Bearer";
    std::shared_ptr<token_source> source_;
    std::string problem_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "auth.ipp"
#endif
