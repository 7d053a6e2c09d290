// SPDX-License-Identifier: MIT
// group, and the permissions of groups on repositories and projects.
#pragma once

#include "permission.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A group of members of a workspace. The API does not say who is in it.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/
struct group {
    std::string type;
    std::string name;
    /// The identifier used in paths.
    std::string slug;
    /// Workspace and slug, e.g. `acme:developers`.
    std::string full_slug;
    std::optional<account> owner;
    std::optional<bitbucket::workspace> workspace;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("name", self.name);
        member("slug", self.slug);
        member("full_slug", self.full_slug);
        member("owner", self.owner);
        member("workspace", self.workspace);
        member("links", self.links);
    }
};

/// A group's explicit permission on a repository.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/
struct repository_group_permission {
    std::string type;
    open_enum<permission_level> permission;
    std::optional<bitbucket::group> group;
    boxed<bitbucket::repository> repository;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("permission", self.permission);
        member("group", self.group);
        member("repository", self.repository);
        member("links", self.links);
    }
};

/// A group's explicit permission on a project.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-projects/
struct project_group_permission {
    std::string type;
    open_enum<permission_level> permission;
    std::optional<bitbucket::group> group;
    boxed<bitbucket::project> project;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("permission", self.permission);
        member("group", self.group);
        member("project", self.project);
        member("links", self.links);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
