// SPDX-License-Identifier: MIT
// The OAuth 2.0 grants that Bitbucket's token endpoint accepts, as values. Building one does no I/O; an oauth2_client
// sends it.
// https://developer.atlassian.com/cloud/bitbucket/oauth-2/
#pragma once

#include <optional>
#include <vector>

#include "../detail/text/percent.hpp"
#include "../detail/text/token_text.hpp"
#include "../error.hpp"
#include "../secret.hpp"
#include "../types/text_argument.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// An OAuth consumer, as a workspace's settings list it under "OAuth consumers".
/// https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/
struct oauth2_consumer {
    /// The consumer's key; OAuth calls it `client_id`. Not secret.
    given_text key;
    /// The consumer's secret; OAuth calls it `client_secret`.
    bitbucket::secret secret;
    /// Whether it is a public client (RFC 6749, section 2.1): it has no secret, and Basic is sent with an empty password.
    bool is_public = false;
};

/// A request to the token endpoint. The classes below make it, `oauth2_client::send` sends it.
class oauth2_grant {
public:
    /// One field of the posted form; every value is kept as a secret.
    struct field {
        /// The name of the field.
        const char* name;
        secret value;
    };

    /// The fields of the form, `grant_type` first.
    [[nodiscard]] const std::vector<field>& fields() const noexcept { return fields_; }
    /// The JWT that authenticates instead of the consumer; empty for all grants but `jwt_grant`.
    [[nodiscard]] const secret& jwt() const noexcept { return jwt_; }
    /// Whether it can safely be sent twice. An authorization code works once; the others may be sent again, because an
    /// exchanged refresh token keeps working for some minutes.
    [[nodiscard]] bool repeatable() const noexcept { return repeatable_; }
    /// What went wrong while it was built. Sending it fails with that error before any I/O.
    [[nodiscard]] const std::optional<error>& problem() const noexcept { return problem_; }

    /// Prints the grant type, never a value.
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const oauth2_grant& grant) {
        return detail::begin_print(out) << "grant_type=" << grant.type_;
    }

protected:
    explicit oauth2_grant(const char* type) : type_(type) { fields_.push_back({"grant_type", secret(type)}); }

    /// Adds a field. A value that is missing, empty or has blanks around it is a `usage_error` when the grant is sent.
    void add(const char* name, secret value) {
        if (value.is_from_env()) value = value.trimmed();
        if (std::string why = value.absence(); !why.empty())
            fail(usage_error(name + why));
        else if (value.empty())
            fail(usage_error(std::string(name) + " must not be empty"));
        else if (const std::string_view around = detail::surplus_around(value.reveal()); !around.empty())
            fail(usage_error(name + std::string(around)));
        fields_.push_back({name, std::move(value)});
    }
    /// Keeps the first of several problems, for `problem()`.
    void fail(error problem) {
        if (!problem_) problem_ = std::move(problem);
    }
    /// Sets what `jwt()` returns.
    void set_jwt(secret text) { jwt_ = std::move(text); }
    /// Makes `repeatable()` false.
    void works_once() noexcept { repeatable_ = false; }

private:
    const char* type_;
    std::vector<field> fields_;
    secret jwt_;
    std::optional<error> problem_;
    bool repeatable_ = true;
};

/// The code that the authorization endpoint gave after a user's consent. Made by `authorization_request::accept`.
class authorization_code_grant : public oauth2_grant {
public:
    /// `redirect_uri` is that of the authorization request, empty if it had none; `code_verifier` is PKCE's (RFC 7636).
    authorization_code_grant(secret code, const given_text& redirect_uri, secret code_verifier)
        : oauth2_grant("authorization_code") {
        add("code", std::move(code));
        if (redirect_uri.is_null()) fail(usage_error(std::string("redirect_uri") + detail::is_null_pointer));
        // NOLINTNEXTLINE(cppcoreguidelines-slicing): only the text is kept
        if (!redirect_uri.empty()) add("redirect_uri", secret(redirect_uri));
        if (!code_verifier.empty() || !code_verifier.absence().empty()) add("code_verifier", std::move(code_verifier));
        works_once();
    }
    /// A grant that cannot be sent, because the authorization endpoint returned an error or did not answer this
    /// request.
    explicit authorization_code_grant(error problem) : oauth2_grant("authorization_code") {
        fail(std::move(problem));
        works_once();
    }
};

/// The consumer itself, without a user. The token acts as its own app user and has no refresh token; if the consumer
/// belongs to a personal workspace, the token sees only that workspace.
class client_credentials_grant : public oauth2_grant {
public:
    client_credentials_grant() : oauth2_grant("client_credentials") {}
};

/// A refresh token for a new access token. The answer has a new refresh token; the old one stops working some minutes
/// later.
class refresh_grant : public oauth2_grant {
public:
    explicit refresh_grant(secret refresh_token) : oauth2_grant("refresh_token") {
        add("refresh_token", std::move(refresh_token));
    }
};

/// Exchanges the JWT of a Connect app for an access token of the account where it is installed. The consumer is not
/// used. Only for existing apps: the vendor is retiring Connect.
class jwt_grant : public oauth2_grant {
public:
    /// `text` is the whole signed JWT, made by the caller.
    explicit jwt_grant(secret text) : oauth2_grant("urn:bitbucket:oauth2:jwt") {
        if (text.is_from_env()) text = text.trimmed();
        if (std::string why = text.absence(); !why.empty()) fail(usage_error("the JWT" + why));
        if (text.empty()) fail(usage_error("the JWT must not be empty"));
        if (const std::string_view why = detail::token_problem(text.reveal()); !why.empty())
            fail(usage_error("the JWT" + std::string(why)));
        for (const char c : text.reveal())
            if (!detail::is_unreserved(c))
                fail(usage_error("the JWT must be three Base64 parts with dots between them"));
        set_jwt(std::move(text));
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
