// SPDX-License-Identifier: MIT
// project: a group of repositories in a workspace, and the write models to create or change one.
#pragma once

#include "workspace.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A project of a workspace.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-projects/
struct project {
    std::string type;
    bitbucket::uuid uuid;
    /// The short key used in paths, e.g. `PRJ`.
    std::string key;
    std::string name;
    std::string description;
    std::optional<bool> is_private;
    std::optional<bool> has_publicly_visible_repos;
    std::optional<timestamp> created_on;
    std::optional<timestamp> updated_on;
    std::optional<account> owner;
    std::optional<bitbucket::workspace> workspace;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("uuid", self.uuid);
        member("key", self.key);
        member("name", self.name);
        member("description", self.description);
        member("is_private", self.is_private);
        member("has_publicly_visible_repos", self.has_publicly_visible_repos);
        member("created_on", self.created_on);
        member("updated_on", self.updated_on);
        member("owner", self.owner);
        member("workspace", self.workspace);
        member("links", self.links);
    }
};

/// A new project.
struct project_draft {
    /// The short key used in paths, e.g. `PRJ`; must not be empty.
    required<std::string> key;
    /// Must not be empty.
    required<std::string> name;
    settable<std::string> description = {};
    settable<bool> is_private = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("key", self.key);
        member("name", self.name);
        member("description", self.description);
        member("is_private", self.is_private);
    }
};

/// A change to a project; members that are not set stay as they are. A new `key` moves it.
struct project_edit {
    settable<std::string> key = {};
    settable<std::string> name = {};
    settable<std::string> description = {};
    settable<bool> is_private = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("key", self.key);
        member("name", self.name);
        member("description", self.description);
        member("is_private", self.is_private);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
