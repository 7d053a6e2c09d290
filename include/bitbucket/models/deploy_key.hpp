// SPDX-License-Identifier: MIT
// Deploy keys of repositories and projects, and the write models to add or change one.
#pragma once

#include "repository.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// An SSH public key that may read a repository.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-deployments/
struct deploy_key {
    std::string type;
    /// The identifier used in paths.
    std::optional<std::int64_t> id;
    /// The public key in OpenSSH format, without its comment.
    std::string key;
    /// The comment that followed the key.
    std::string comment;
    /// The name it was given.
    std::string label;
    boxed<bitbucket::repository> repository;
    std::optional<account> owner;
    std::optional<timestamp> created_on;
    std::optional<timestamp> added_on;
    std::optional<timestamp> last_used;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("id", self.id);
        member("key", self.key);
        member("comment", self.comment);
        member("label", self.label);
        member("repository", self.repository);
        member("owner", self.owner);
        member("created_on", self.created_on);
        member("added_on", self.added_on);
        member("last_used", self.last_used);
        member("links", self.links);
    }
};

/// An SSH public key that may read all repositories of a project.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-deployments/
struct project_deploy_key {
    std::string type;
    /// The identifier used in paths.
    std::optional<std::int64_t> id;
    /// The public key in OpenSSH format, without its comment.
    std::string key;
    /// The comment that followed the key.
    std::string comment;
    /// The name it was given.
    std::string label;
    boxed<bitbucket::project> project;
    std::optional<account> created_by;
    std::optional<timestamp> created_on;
    std::optional<timestamp> added_on;
    std::optional<timestamp> last_used;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("id", self.id);
        member("key", self.key);
        member("comment", self.comment);
        member("label", self.label);
        member("project", self.project);
        member("created_by", self.created_by);
        member("created_on", self.created_on);
        member("added_on", self.added_on);
        member("last_used", self.last_used);
        member("links", self.links);
    }
};

/// A new deploy key.
struct deploy_key_draft {
    /// The public key in OpenSSH format (`ssh-ed25519 AAAA… comment`); must not be empty.
    required<std::string> key;
    settable<std::string> label = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("key", self.key);
        member("label", self.label);
    }
};

/// A change to a repository's deploy key; members that are not set stay as they are. The key itself cannot be changed.
struct deploy_key_edit {
    settable<std::string> label = {};
    settable<std::string> comment = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("label", self.label);
        member("comment", self.comment);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
