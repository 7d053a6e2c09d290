// SPDX-License-Identifier: MIT
// gpg_key, a GPG public key of a user, and the write model to add one.
#pragma once

#include "account.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A GPG public key of a user, or a subkey of one.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-gpg/
struct gpg_key {
    std::string type;
    /// The ASCII-armoured key; only if `fields` asks for it.
    std::string key;
    std::string key_id;
    /// The identifier used in paths.
    std::string fingerprint;
    /// Empty if the key is not a subkey.
    std::string parent_fingerprint;
    std::string name;
    std::optional<timestamp> created_on;
    std::optional<timestamp> added_on;
    std::optional<timestamp> expires_on;
    std::optional<timestamp> last_used;
    std::optional<account> owner;
    /// Only if `fields` asks for them.
    std::vector<gpg_key> subkeys;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("key", self.key);
        member("key_id", self.key_id);
        member("fingerprint", self.fingerprint);
        member("parent_fingerprint", self.parent_fingerprint);
        member("name", self.name);
        member("created_on", self.created_on);
        member("added_on", self.added_on);
        member("expires_on", self.expires_on);
        member("last_used", self.last_used);
        member("owner", self.owner);
        member("subkeys", self.subkeys);
        member("links", self.links);
    }
};

/// A new GPG key.
struct gpg_key_draft {
    /// The ASCII-armoured public key; must not be empty.
    required<std::string> key;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("key", self.key);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
