// SPDX-License-Identifier: MIT
// Defines what token.hpp declares.
#pragma once

#include "../detail/calls/redactor.hpp"
#include "../detail/json/nlohmann_reader.hpp"
#include "../detail/oauth2/token_reply.hpp"
#include "../detail/text/saturated_time.hpp"
#include "token.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

BITBUCKET_OPAQUE BITBUCKET_INLINE std::string shown_token(const oauth2_token& token) {
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

/// Splits the text of scopes, which spaces (RFC 6749) or commas separate.
inline void append_scopes(std::vector<std::string>& out, std::string_view text) {
    while (!text.empty()) {
        const auto end = text.find_first_of(" ,");
        if (const std::string_view name = text.substr(0, end); !name.empty()) out.emplace_back(name);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

BITBUCKET_INLINE oauth2_token token_of(const token_reply& reply, std::chrono::system_clock::time_point now) {
    oauth2_token out{secret(reply.access_token), secret(reply.refresh_token)};
    append_scopes(out.scopes, reply.scope.empty() ? reply.scopes : reply.scope);
    constexpr std::int64_t longest = std::int64_t{10} * 365 * 86400;
    using clock = std::chrono::system_clock;
    if (reply.expires_at && reply.expires_at->is_valid())
        out.expires_at = clock::time_point(
            std::chrono::duration_cast<clock::duration>(reply.expires_at->to_sys_time().time_since_epoch()));
    else if (reply.expires_in && *reply.expires_in >= 0 && *reply.expires_in <= longest)
        out.expires_at = time_after(now, std::chrono::seconds(*reply.expires_in));
    return out;
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
