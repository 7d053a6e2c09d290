// SPDX-License-Identifier: MIT
// token_reply: the token endpoint's answer as it comes. token.ipp makes a token of it.
#pragma once

#include "../../model.hpp"
#include "../../types/timestamp.hpp"

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

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
