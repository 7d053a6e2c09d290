// SPDX-License-Identifier: MIT
// Defines what token.hpp declares.
#pragma once

#include "../detail/calls/redactor.hpp"
#include "token.hpp"
#include "token_reply.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

BITBUCKET_INLINE std::string shown_token(const oauth2_token& token) {
    // Scopes are the server's words, which could contain a token.
    redactor redaction;
    redaction.add(token.access_token);
    redaction.add(token.refresh_token);
    collected_text out;
    out.text = "oauth2_token, expires ";
    out.text += token.expires_at ? timestamp(*token.expires_at).str() : std::string("at an unknown time");
    for (const std::string& scope : token.scopes) print_escaped(out << " ", redaction.redacted(scope));
    return out.text;
}

}  // namespace detail

BITBUCKET_INLINE secret to_stored_text(const oauth2_token& token) {
    detail::token_reply kept{token.access_token.reveal(), token.refresh_token.reveal(), {}, {}, {}, {}};
    for (const std::string& scope : token.scopes) kept.scope += (kept.scope.empty() ? "" : " ") + scope;
    if (token.expires_at) kept.expires_at = timestamp(*token.expires_at);
    return secret(to_json_text(kept));
}

BITBUCKET_INLINE result<oauth2_token> token_from_stored_text(const secret& text) {
    constexpr std::size_t max_depth = 8;
    detail::token_reply kept;
    const auto failure = detail::decode_as_is(&detail::read_with_nlohmann, text.reveal(),
                                              detail::descriptor<detail::token_reply>, &kept, max_depth);
    if (failure || kept.access_token.empty()) return usage_error("the stored text is not an OAuth token");
    oauth2_token token = detail::token_of(kept, {});
    // An editor may have left something in a file that was made by hand.
    token.access_token = token.access_token.trimmed();
    token.refresh_token = token.refresh_token.trimmed();
    return token;
}

}  // namespace bitbucket::inline BITBUCKET_ABI
