// SPDX-License-Identifier: MIT
// token_reply: the token endpoint's answer as it comes, and what becomes of it.
#pragma once

#include "../detail/json/nlohmann_reader.hpp"
#include "../detail/text/saturated_time.hpp"
#include "../model.hpp"
#include "../types/timestamp.hpp"
#include "token.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

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

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
