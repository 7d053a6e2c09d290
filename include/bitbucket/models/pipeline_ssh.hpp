// SPDX-License-Identifier: MIT
// SSH in pipelines: a repository's key pair and known hosts, and the write models for both.
#pragma once

#include "../model.hpp"
#include "../types/uuid.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The SSH key pair of a repository's pipelines. The private key is never returned.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pipelines/
struct ssh_key_pair {
    std::string type;
    /// Empty in answers. Printed as ***.
    std::string private_key;
    std::string public_key;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member.sensitive("private_key", self.private_key);
        member("public_key", self.public_key);
    }
};

/// A key pair to set.
struct ssh_key_pair_edit {
    /// In OpenSSH or PEM format; must not be empty.
    required<std::string> private_key;
    /// In OpenSSH format; must not be empty.
    required<std::string> public_key;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.sensitive("private_key", self.private_key);
        member("public_key", self.public_key);
    }
};

/// The public key of a host.
struct ssh_public_key {
    std::string type;
    /// E.g. `ssh-ed25519`.
    std::string key_type;
    /// The key in Base64.
    std::string key;
    std::string md5_fingerprint;
    std::string sha256_fingerprint;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("key_type", self.key_type);
        member("key", self.key);
        member("md5_fingerprint", self.md5_fingerprint);
        member("sha256_fingerprint", self.sha256_fingerprint);
    }
};

/// An SSH host that the pipelines of a repository know.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pipelines/
struct known_host {
    std::string type;
    bitbucket::uuid uuid;
    /// With the port if it is not 22: `[example.org]:2222`.
    std::string hostname;
    std::optional<ssh_public_key> public_key;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("uuid", self.uuid);
        member("hostname", self.hostname);
        member("public_key", self.public_key);
    }
};

/// The public key of a host, to be written.
struct ssh_public_key_draft {
    /// E.g. `ssh-ed25519`; must not be empty.
    required<std::string> key_type;
    /// The key in Base64; must not be empty.
    required<std::string> key;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("key_type", self.key_type);
        member("key", self.key);
    }
};

/// A known host to add, or to replace another.
struct known_host_draft {
    /// Must not be empty.
    required<std::string> hostname;
    required<ssh_public_key_draft> public_key;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("hostname", self.hostname);
        member("public_key", self.public_key);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
