// SPDX-License-Identifier: MIT
// user_email: one of the caller's e-mail addresses.
#pragma once

#include "../model.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// An e-mail address of the authenticated user.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-users/#api-user-emails-get
struct user_email {
    std::string type;
    std::string email;
    std::optional<bool> is_primary;
    std::optional<bool> is_confirmed;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("email", self.email);
        member("is_primary", self.is_primary);
        member("is_confirmed", self.is_confirmed);
        member("links", self.links);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
