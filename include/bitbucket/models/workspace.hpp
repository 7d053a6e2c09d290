// SPDX-License-Identifier: MIT
// workspace, and a user's two relations to one: workspace_membership and workspace_access.
#pragma once

#include "account.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How repositories of a workspace may be forked.
enum class workspace_forking_mode { allow_forks, internal_only };
template <>
struct enum_names<workspace_forking_mode> {
    static constexpr const char* values[] = {"allow_forks", "internal_only"};
};

/// A member's role in a workspace. The vendor is removing `collaborator`.
enum class workspace_role { owner, collaborator, member, create_project };
template <>
struct enum_names<workspace_role> {
    static constexpr const char* values[] = {"owner", "collaborator", "member", "create-project"};
};

/// A workspace: full, or condensed where it is embedded (`workspace_base` holds `slug`, `uuid`, `links`).
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-workspaces/
struct workspace {
    std::string type;
    bitbucket::uuid uuid;
    std::string slug;
    std::string name;
    std::optional<bool> is_private;
    /// Whether it belongs to one person.
    std::optional<bool> is_personal;
    /// Whether all its content must be private.
    std::optional<bool> is_privacy_enforced;
    open_enum<workspace_forking_mode> forking_mode;
    std::optional<timestamp> created_on;
    std::optional<timestamp> updated_on;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("uuid", self.uuid);
        member("slug", self.slug);
        member("name", self.name);
        member("is_private", self.is_private);
        member("is_personal", self.is_personal);
        member("is_privacy_enforced", self.is_privacy_enforced);
        member("forking_mode", self.forking_mode);
        member("created_on", self.created_on);
        member("updated_on", self.updated_on);
        member("links", self.links);
    }
};

/// A user's membership in a workspace, with the role.
struct workspace_membership {
    std::string type;
    open_enum<workspace_role> permission;
    /// Both times are absent once the workspace is administered at admin.atlassian.com.
    std::optional<timestamp> last_accessed;
    std::optional<timestamp> added_on;
    std::optional<account> user;
    std::optional<bitbucket::workspace> workspace;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("permission", self.permission);
        member("last_accessed", self.last_accessed);
        member("added_on", self.added_on);
        member("user", self.user);
        member("workspace", self.workspace);
        member("links", self.links);
    }
};

/// A workspace that the caller can reach, and whether the caller administers it.
struct workspace_access {
    std::string type;
    std::optional<bool> administrator;
    std::optional<bitbucket::workspace> workspace;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("administrator", self.administrator);
        member("workspace", self.workspace);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
