// SPDX-License-Identifier: MIT
// default_reviewer: who is asked to review by default, and where that comes from.
#pragma once

#include "account.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A default reviewer of a project or repository.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-projects/
struct default_reviewer {
    std::string type;
    /// Where it comes from: `project` or `repository`.
    std::string reviewer_type;
    std::optional<account> user;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("reviewer_type", self.reviewer_type);
        member("user", self.user);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
