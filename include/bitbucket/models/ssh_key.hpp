// SPDX-License-Identifier: MIT
// ssh_account_key, an SSH public key of a user, and the write models to add or change one.
#pragma once

#include "account.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// An SSH public key of a user.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-ssh/
struct ssh_account_key {
    std::string type;
    bitbucket::uuid uuid;
    /// The public key in OpenSSH format, without its comment.
    std::string key;
    /// The comment that followed the key.
    std::string comment;
    /// The name its owner gave it.
    std::string label;
    /// SHA-256 fingerprint.
    std::string fingerprint;
    std::optional<timestamp> created_on;
    std::optional<timestamp> last_used;
    std::optional<timestamp> expires_on;
    std::optional<account> owner;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("uuid", self.uuid);
        member("key", self.key);
        member("comment", self.comment);
        member("label", self.label);
        member("fingerprint", self.fingerprint);
        member("created_on", self.created_on);
        member("last_used", self.last_used);
        member("expires_on", self.expires_on);
        member("owner", self.owner);
        member("links", self.links);
    }
};

/// A new SSH key.
struct ssh_key_draft {
    /// The public key in OpenSSH format (`ssh-ed25519 AAAA… comment`); must not be empty.
    required<std::string> key;
    settable<std::string> label = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("key", self.key);
        member("label", self.label);
    }
};

/// A change to an SSH key. The API changes only the label; to replace the key, remove it and create another.
struct ssh_key_edit {
    settable<std::string> label = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("label", self.label);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
