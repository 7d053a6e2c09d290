// SPDX-License-Identifier: MIT
// Credentials: who the client is to the API. A secret in them goes only to the origin of the client's base URL.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#authentication
#pragma once

#include "detail/percent.hpp"
#include "operation_info.hpp"
#include "secret.hpp"

namespace bitbucket {

/// An API token of a user, sent as Basic with the e-mail address of the Atlassian account.
/// https://support.atlassian.com/bitbucket-cloud/docs/using-api-tokens/
struct api_token {
    std::string email;
    secret token;
};

/// An access token of a repository, project or workspace, sent as Bearer.
/// https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/
struct access_token {
    secret token;
};

/// A user name and password, sent as Basic. Bitbucket Cloud takes account passwords and app passwords no more (app
/// passwords since 2026-07-28); this is for other servers and for tests.
struct basic {
    std::string user;
    secret password;
};

/// No credential at all: only what is public.
struct anonymous {};

/// Any of the credentials above. Converts from each; a missing or unusable part is reported when a request is sent.
class credentials {
public:
    credentials(anonymous = {}) noexcept {}  // NOLINT(google-explicit-constructor)
    credentials(api_token from)              // NOLINT(google-explicit-constructor)
        : credentials(credential_kind::api_token, std::move(from.email), std::move(from.token)) {}
    credentials(access_token from)  // NOLINT(google-explicit-constructor)
        : credentials(credential_kind::access_token, {}, std::move(from.token)) {}
    credentials(basic from)  // NOLINT(google-explicit-constructor)
        : credentials(credential_kind::basic, std::move(from.user), std::move(from.password)) {}

    /// `BITBUCKET_TOKEN` with `BITBUCKET_EMAIL` is an API token, alone an access token. If it is unset, the first
    /// request reports a `usage_error` that says so.
    [[nodiscard]] static credentials from_env() {
        const char* email = std::getenv("BITBUCKET_EMAIL");  // NOLINT(concurrency-mt-unsafe)
        secret token = secret::from_env("BITBUCKET_TOKEN");
        if (email == nullptr || *email == '\0') return access_token{std::move(token)};
        return api_token{email, std::move(token)};
    }

    [[nodiscard]] credential_kind kind() const noexcept { return kind_; }
    /// What is wrong with it; empty if nothing is.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

    /// The value of the `Authorization` header; empty for `anonymous`. It is a secret: keep it out of logs.
    [[nodiscard]] secret authorization() const {
        switch (kind_) {
            case credential_kind::anonymous:
                return {};
            case credential_kind::access_token:
            case credential_kind::oauth:
                return secret("Bearer " + secret_.reveal());
            case credential_kind::basic:
            case credential_kind::api_token:
                break;
        }
        return secret("Basic " + detail::base64(user_ + ':' + secret_.reveal()));
    }

    /// The token or password by itself. Keep it out of logs.
    [[nodiscard]] const secret& text() const noexcept { return secret_; }

    /// Prints the kind, e.g. `api_token`; neither the user nor the secret.
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const credentials& value) {
        return out << to_string(value.kind_);
    }

private:
    credentials(credential_kind kind, std::string user, secret text)
        : kind_(kind), user_(std::move(user)), secret_(std::move(text)), problem_(find_problem()) {}

    [[nodiscard]] std::string find_problem() const {
        const std::string name = to_string(kind_);
        if (!secret_.missing_variable().empty())
            return name + ": the environment variable " + secret_.missing_variable() + " is not set";
        if (secret_.empty()) return name + ": the secret must not be empty";
        if (!detail::is_header_value(secret_.reveal())) return name + ": the secret has a control character";
        if (kind_ == credential_kind::access_token) return {};
        if (user_.empty())
            return name + (kind_ == credential_kind::api_token ? ": the e-mail address" : ": the user") +
                   " must not be empty";
        if (!detail::is_header_value(user_)) return name + ": the user has a control character";
        if (user_.find(':') != std::string::npos) return name + ": the user must not have a colon (RFC 7617)";
        return {};
    }

    credential_kind kind_ = credential_kind::anonymous;
    std::string user_;
    secret secret_;
    std::string problem_;
};

}  // namespace bitbucket
