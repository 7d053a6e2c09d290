// SPDX-License-Identifier: MIT
// account: a user, team or app user, as many answers of the API embed them.
#pragma once

#include "../model.hpp"
#include "../types/timestamp.hpp"
#include "../types/uuid.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// An account of any type; `type` is `user`, `team`, `app_user` or newer. One page may mix them. An embedded account
/// may hold only its identifiers, and a private profile omits `location`, `website` and `created_on`.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-users/
struct account {
    std::string type;
    bitbucket::uuid uuid;
    /// The Atlassian account ID of a user.
    std::string account_id;
    std::string display_name;
    /// The name its owner chose; not unique, and not usable as an identifier in URLs or queries.
    std::string nickname;
    /// Teams have one; users no longer do.
    std::string username;
    /// `active`, or newer.
    std::string account_status;
    std::string website;
    std::string location;
    std::optional<timestamp> created_on;
    std::optional<bool> is_staff;
    std::optional<bool> has_2fa_enabled;
    /// The kind of app user.
    std::string kind;
    /// Only in a workspace's members, if they are filtered by it and `fields` asks for it.
    std::string email;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("uuid", self.uuid);
        member("account_id", self.account_id);
        member("display_name", self.display_name);
        member("nickname", self.nickname);
        member("username", self.username);
        member("account_status", self.account_status);
        member("website", self.website);
        member("location", self.location);
        member("created_on", self.created_on);
        member("is_staff", self.is_staff);
        member("has_2fa_enabled", self.has_2fa_enabled);
        member("kind", self.kind);
        member("email", self.email);
        member("links", self.links);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
