// SPDX-License-Identifier: MIT
// oauth2_token: the answer of the token endpoint, and its text form for storage.
// https://developer.atlassian.com/cloud/bitbucket/oauth-2/
#pragma once

#include "../detail/calls/redactor.hpp"
#include "../detail/json/nlohmann_reader.hpp"
#include "../detail/text/saturated_time.hpp"
#include "../model.hpp"
#include "../result.hpp"
#include "../secret.hpp"
#include "../types/timestamp.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// An access token and what came with it. Tokens may have any length; today they are JWTs of about 2,500 characters.
struct oauth2_token {
    secret access_token;
    /// Empty if the grant gives none (client credentials, JWT, implicit). Every refresh brings a new one.
    secret refresh_token = {};
    /// When the access token stops working, in wall time; nothing if the server did not say.
    std::optional<std::chrono::system_clock::time_point> expires_at = {};
    /// The scopes that were granted, in the server's words.
    std::vector<std::string> scopes = {};

    friend bool operator==(const oauth2_token&, const oauth2_token&) = default;

    /// Prints the scopes and the time of expiry, never a token.
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const oauth2_token& token) {
        detail::begin_print(out) << "oauth2_token, expires "
                                 << (token.expires_at ? timestamp(*token.expires_at).str() : "at an unknown time");
        // Scopes are the server's words, which could contain a token.
        detail::redactor redaction;
        redaction.add(token.access_token);
        redaction.add(token.refresh_token);
        for (const std::string& scope : token.scopes) detail::print_escaped(out << ' ', redaction.redacted(scope));
        return out;
    }
};

namespace detail {

/// The token endpoint's answer, and the stored form of a token, which adds `expires_at`.
struct token_reply {
    std::string access_token;
    std::string refresh_token;
    std::string scope;
    std::string scopes;
    std::optional<std::int64_t> expires_in;
    std::optional<timestamp> expires_at;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.sensitive("access_token", self.access_token);
        member.sensitive("refresh_token", self.refresh_token);
        member("scope", self.scope);
        member("scopes", self.scopes);
        member("expires_in", self.expires_in);
        member("expires_at", self.expires_at);
    }
};

/// Splits the text of scopes, which spaces (RFC 6749) or commas separate.
inline void append_scopes(std::vector<std::string>& out, std::string_view text) {
    while (!text.empty()) {
        const auto end = text.find_first_of(" ,");
        if (const std::string_view name = text.substr(0, end); !name.empty()) out.emplace_back(name);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

/// The token in an answer that arrived `now`.
inline oauth2_token token_of(const token_reply& reply, std::chrono::system_clock::time_point now) {
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

/// The token as JSON text. All of it is secret: store it where only its owner can read it.
[[nodiscard]] inline secret to_stored_text(const oauth2_token& token) {
    detail::token_reply kept{token.access_token.reveal(), token.refresh_token.reveal(), {}, {}, {}, {}};
    for (const std::string& scope : token.scopes) kept.scope += (kept.scope.empty() ? "" : " ") + scope;
    if (token.expires_at) kept.expires_at = timestamp(*token.expires_at);
    return secret(to_json_text(kept));
}

/// The token from the text that `to_stored_text` made. Any other text is a `usage_error` that does not quote it.
[[nodiscard]] inline result<oauth2_token> token_from_stored_text(const secret& text) {
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
