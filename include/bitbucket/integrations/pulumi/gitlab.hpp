// SPDX-License-Identifier: MIT
// Integrations of Pulumi Cloud with GitLab: the integration, what the caller could connect, and the write model to connect
// a group.
// https://www.pulumi.com/docs/reference/cloud-rest-api/schema/gitlabintegrationdetails/
#pragma once

#include "../../types/timestamp.hpp"
#include "user.hpp"
#include "vcs.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// A group of GitLab.
struct gitlab_app_organization {
    std::optional<std::int64_t> id;
    std::string name;
    std::string avatar_url;
    std::optional<bool> has_required_permissions;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("name", self.name);
        // In capitals here, unlike in all other models.
        member("avatarURL", self.avatar_url);
        member("hasRequiredPermissions", self.has_required_permissions);
    }
};

/// A GitLab group that is connected to a Pulumi organization.
struct gitlab_integration_details {
    std::string id;
    std::optional<std::int64_t> gitlab_group_id;
    std::string group_name;
    /// E.g. `parent-group/child-group`.
    std::string group_path;
    std::string avatar_url;
    std::optional<bool> installed;
    /// Whether its credential and its hooks work.
    std::optional<bool> valid;
    std::optional<gitlab_app_organization> gitlab_org;
    /// Whose OAuth token it uses, if it uses one.
    std::optional<user> auth_user;
    /// When its group access token expires, if it has one.
    std::optional<timestamp> group_access_token_expiration;
    std::optional<bool> disable_pr_comments;
    std::optional<bool> disable_neo_summaries;
    std::optional<bool> disable_detailed_diff;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("gitLabGroupId", self.gitlab_group_id);
        member("groupName", self.group_name);
        member("groupPath", self.group_path);
        member("avatarUrl", self.avatar_url);
        member("installed", self.installed);
        member("valid", self.valid);
        member("gitLabOrg", self.gitlab_org);
        member("authUser", self.auth_user);
        member("groupAccessTokenExpiration", self.group_access_token_expiration);
        member("disablePRComments", self.disable_pr_comments);
        member("disableNeoSummaries", self.disable_neo_summaries);
        member("disableDetailedDiff", self.disable_detailed_diff);
    }
};

/// What the caller has at GitLab, as Pulumi Cloud knows it.
struct gitlab_access_status {
    std::optional<bool> has_user_token;
    std::vector<gitlab_app_organization> available_groups;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("hasUserToken", self.has_user_token);
        member("availableGroups", self.available_groups);
    }
};

/// A group to connect.
struct gitlab_setup {
    /// The `id` of a `gitlab_app_organization`, from 1 to 2147483647, which is all that this operation takes.
    required<std::int64_t> gitlab_group_id;
    /// Whether to act with the OAuth token that the caller has given Pulumi Cloud, instead of a token of the group.
    settable<bool> use_user_gitlab_auth = {};

    [[nodiscard]] std::string problem() const {
        constexpr std::int64_t largest = 2147483647;
        const std::int64_t id = gitlab_group_id.value();
        return id < 1 || id > largest ? "gitLabGroupId must be from 1 to 2147483647, not " + std::to_string(id) : "";
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("gitLabGroupId", self.gitlab_group_id);
        member("useUserGitLabAuth", self.use_user_gitlab_auth);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi
