// SPDX-License-Identifier: MIT
// credential_summary: what an error may know about the credential of a call, so that its hint can name the mistake. It
// holds nothing secret.
#pragma once

#include "../../operation_info.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The kind of a token, judged by the first characters that the vendor gives to all tokens of a kind.
enum class token_format : std::uint8_t { unknown, api_token, access_token, app_password, jwt };

/// The prefixes that Atlassian staff call reliable, and the beginning of a JWT, which only OAuth tokens are. They only
/// improve hints; no request is refused because of them.
/// https://community.atlassian.com/forums/Bitbucket-questions/Can-we-confirm-BitBucket-s-token-prefixes/qaq-p/3093481
constexpr token_format format_of_token(std::string_view token) noexcept {
    if (token.starts_with("ATAT")) return token_format::api_token;
    if (token.starts_with("ATCT")) return token_format::access_token;
    if (token.starts_with("ATBB")) return token_format::app_password;
    if (token.starts_with("eyJ")) return token_format::jwt;  // {" in Base64
    return token_format::unknown;
}

struct credential_summary {
    credential_kind kind = credential_kind::anonymous;
    access_token_kind token_kind = access_token_kind::unknown;
    token_format token = token_format::unknown;
    /// Whether the user of Basic looks like an e-mail address.
    bool user_is_address = false;
    /// Whether the token renews itself.
    bool renews = false;
    /// Whether there is a user who could consent again.
    bool has_user = true;
};

constexpr credential_summary summarize_credential(credential_kind kind, std::string_view user,
                                                  std::string_view token) noexcept {
    credential_summary out;
    out.kind = kind;
    out.token = format_of_token(token);
    out.user_is_address = user.find('@') != std::string_view::npos;
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
