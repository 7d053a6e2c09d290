// SPDX-License-Identifier: MIT
// The permissions of users on repositories and projects, and the write models to grant them.
#pragma once

#include "repository.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The levels of permission, ascending.
enum class permission_level { none, read, write, create_repo, admin };
template <>
struct enum_names<permission_level> {
    static constexpr const char* values[] = {"none", "read", "write", "create-repo", "admin"};
};

/// The levels that can be granted on a repository.
enum class repository_grant { read, write, admin };
template <>
struct enum_names<repository_grant> {
    static constexpr const char* values[] = {"read", "write", "admin"};
};

/// The levels that can be granted on a project.
enum class project_grant { read, write, create_repo, admin };
template <>
struct enum_names<project_grant> {
    static constexpr const char* values[] = {"read", "write", "create-repo", "admin"};
};

/// A user's explicit permission on a repository.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/
struct repository_user_permission {
    std::string type;
    open_enum<permission_level> permission;
    std::optional<account> user;
    boxed<bitbucket::repository> repository;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("permission", self.permission);
        member("user", self.user);
        member("repository", self.repository);
        member("links", self.links);
    }
};

/// A user's explicit permission on a project.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-projects/
struct project_user_permission {
    std::string type;
    open_enum<permission_level> permission;
    std::optional<account> user;
    boxed<bitbucket::project> project;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("permission", self.permission);
        member("user", self.user);
        member("project", self.project);
        member("links", self.links);
    }
};

/// A user's effective permission on a repository: the highest of all that apply.
struct repository_permission {
    std::string type;
    open_enum<permission_level> permission;
    std::optional<account> user;
    boxed<bitbucket::repository> repository;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("permission", self.permission);
        member("user", self.user);
        member("repository", self.repository);
    }
};

/// The body of a request that grants a permission on a repository.
struct repository_permission_edit {
    required<repository_grant> permission;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("permission", self.permission);
    }
};

/// The body of a request that grants a permission on a project.
struct project_permission_edit {
    required<project_grant> permission;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("permission", self.permission);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
