// SPDX-License-Identifier: MIT
// Defines what auth.hpp declares.
#pragma once

#include <cstdlib>

#include "auth.hpp"
#include "detail/text/base64.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE credentials::credentials(anonymous) noexcept {}

BITBUCKET_INLINE credentials::credentials(api_token from)
    : credentials(credential_kind::api_token, std::move(from.email), token_of(std::move(from.token))) {}

BITBUCKET_INLINE credentials::credentials(access_token from)
    : credentials(credential_kind::access_token, {}, token_of(std::move(from.token))) {
    summary_.token_kind = from.kind;
}

BITBUCKET_INLINE credentials::credentials(basic from)
    : credentials(credential_kind::basic, std::move(from.user), std::move(from.password)) {}

BITBUCKET_INLINE credentials::credentials(std::shared_ptr<token_source> from) : source_(std::move(from)) {
    summary_.kind = source_ == nullptr ? credential_kind::oauth : source_->kind();
    summary_.renews = true;
    summary_.has_user = source_ == nullptr || source_->has_user();
    if (source_ == nullptr) problem_ = "oauth: the token source must not be null";
    if (source_ != nullptr) belongs_to_ = source_->belongs_to();
}

BITBUCKET_OPAQUE BITBUCKET_INLINE credentials::credentials(credential_kind kind, std::string user, secret text,
                                                           const service* of, const char* scheme)
    : summary_(detail::summarize_credential(kind, user, text.reveal())),
      user_(std::move(user)),
      secret_(std::move(text)),
      belongs_to_(of),
      scheme_(scheme),
      problem_(find_problem()) {}

BITBUCKET_OPAQUE BITBUCKET_INLINE credentials credentials::from_env() {
    const char* email = std::getenv("BITBUCKET_EMAIL");  // NOLINT(concurrency-mt-unsafe)
    secret token = secret::from_env("BITBUCKET_TOKEN");
    const std::string_view address = detail::trimmed_token(email == nullptr ? "" : email);
    if (address.empty()) return access_token{std::move(token)};
    return api_token{address, std::move(token)};
}

BITBUCKET_COLD BITBUCKET_INLINE secret credentials::authorization() const {
    if (source_ != nullptr) return {};
    switch (summary_.kind) {
        case credential_kind::anonymous:
            return {};
        case credential_kind::access_token:
        case credential_kind::oauth:
        case credential_kind::service_token:
            return secret(std::string(scheme_) + ' ' + secret_.reveal());
        case credential_kind::basic:
        case credential_kind::api_token:
            break;
    }
    return secret("Basic " + detail::base64(user_ + ':' + secret_.reveal()));
}

BITBUCKET_INLINE secret credentials::token_of(secret text) {
    if (text.is_from_env()) return text.trimmed();
    return text;
}

BITBUCKET_COLD BITBUCKET_INLINE std::string credentials::find_problem() const {
    const std::string name = to_string(summary_.kind);
    if (!secret_.missing_variable().empty()) return name + secret_.absence();
    if (secret_.is_null()) return name + ": the secret" + secret_.absence();
    if (secret_.empty()) return name + ": the secret must not be empty";
    const std::string& text = secret_.reveal();
    if (!detail::is_header_value(text)) return name + ": the secret" + std::string(detail::surplus_around(text));
    if (summary_.kind != credential_kind::basic)
        if (const std::string_view why = detail::token_problem(text); !why.empty())
            return name + ": the secret" + std::string(why);
    if (summary_.kind == credential_kind::access_token || summary_.kind == credential_kind::service_token) return {};
    if (user_.empty())
        return name + (summary_.kind == credential_kind::api_token ? ": the e-mail address" : ": the user") +
               " must not be empty";
    if (!detail::is_header_value(user_)) return name + ": the user has a control character";
    if (summary_.kind == credential_kind::api_token)
        if (const std::string_view why = detail::surplus_around(user_); !why.empty())
            return name + ": the e-mail address" + std::string(why);
    if (user_.find(':') != std::string::npos) return name + ": the user must not have a colon (RFC 7617)";
    return {};
}

BITBUCKET_INLINE bool credentials::is_neutral() const noexcept {
    return source_ == nullptr &&
           (summary_.kind == credential_kind::anonymous || summary_.kind == credential_kind::basic);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
