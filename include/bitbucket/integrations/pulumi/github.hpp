// SPDX-License-Identifier: MIT
// Integrations of Pulumi Cloud with GitHub and GitHub Enterprise, which share their models: installations of an app.
// https://www.pulumi.com/docs/reference/cloud-rest-api/schema/githubintegrationdetails/
#pragma once

#include "../../types/timestamp.hpp"
#include "vcs.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// How much an app may do.
enum class github_permission_level : std::uint8_t { no_access, read_only, read_write };

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi

template <>
struct bitbucket::enum_names<bitbucket::pulumi::github_permission_level> {
    static constexpr const char* values[] = {"NoAccess", "ReadOnly", "ReadWrite"};
};

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// A permission that the vendor's AI needs of the app, and the one that the app has.
struct github_app_permission_requirement {
    /// E.g. `Checks`.
    std::string name;
    open_enum<github_permission_level> required_level;
    open_enum<github_permission_level> actual_level;
    std::string reason;
    std::optional<bool> is_sufficient;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("required", self.required_level);
        member("actual", self.actual_level);
        member("reason", self.reason);
        member("isSufficient", self.is_sufficient);
    }
};

/// Where a user sets the app up. They hold a state that nobody else should use, so they are printed as ***.
struct github_app_urls {
    std::string installation_url;
    std::string configuration_url;
    std::string permissions_url;
    std::string state_param;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.sensitive("installationUrl", self.installation_url);
        member.sensitive("configurationUrl", self.configuration_url);
        member.sensitive("permissionsUrl", self.permissions_url);
        member.sensitive("stateParam", self.state_param);
    }
};

/// An installation of the Pulumi app.
struct github_integration_details {
    std::string id;
    /// GitHub's number of the installation.
    std::optional<std::int64_t> installation_id;
    std::optional<std::int64_t> account_id;
    std::string account_name;
    std::string avatar_url;
    std::optional<bool> is_organization;
    std::optional<bool> is_self_hosted;
    std::optional<timestamp> created;
    std::optional<bool> disable_pr_comments;
    std::optional<bool> disable_neo_summaries;
    std::optional<bool> disable_detailed_diff;
    std::optional<bool> disable_code_access_for_reviews;
    std::optional<bool> disable_draft_pr_comments;
    std::optional<bool> has_members_permission;
    std::optional<bool> has_contents_permission;
    std::optional<bool> individual_auth_enabled;
    std::vector<github_app_permission_requirement> neo_app_permission_requirements;
    std::optional<github_app_urls> gh_urls;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("installationID", self.installation_id);
        member("accountID", self.account_id);
        member("accountName", self.account_name);
        member("avatarUrl", self.avatar_url);
        member("isOrganization", self.is_organization);
        member("isSelfHosted", self.is_self_hosted);
        member("created", self.created);
        member("disablePRComments", self.disable_pr_comments);
        member("disableNeoSummaries", self.disable_neo_summaries);
        member("disableDetailedDiff", self.disable_detailed_diff);
        member("disableCodeAccessForReviews", self.disable_code_access_for_reviews);
        member("disableDraftPRComments", self.disable_draft_pr_comments);
        member("hasMembersPermission", self.has_members_permission);
        member("hasContentsPermission", self.has_contents_permission);
        member("individualAuthEnabled", self.individual_auth_enabled);
        member("neoGitHubAppPermissionRequirements", self.neo_app_permission_requirements);
        member("ghUrls", self.gh_urls);
    }
};

/// What the caller may do under an integration.
struct github_integration_permissions {
    std::string id;
    std::optional<bool> can_create_repo;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("canCreateRepo", self.can_create_repo);
    }
};

/// What the caller has at GitHub, as Pulumi Cloud knows it.
struct github_access {
    std::optional<bool> has_user_token;
    std::optional<bool> has_integration;
    /// The names of GitHub organizations.
    std::vector<std::string> available_orgs;
    std::vector<github_integration_permissions> integrations;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("hasUserToken", self.has_user_token);
        member("hasIntegration", self.has_integration);
        member("availableOrgs", self.available_orgs);
        member("integrations", self.integrations);
    }
};

/// Where a user installs the app. The address holds a state that nobody else should use, so it is printed as ***.
struct github_setup {
    std::string installation_url;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.sensitive("installationUrl", self.installation_url);
    }
};

/// As `integration_edit`, with one switch more.
struct github_integration_edit {
    settable<bool> disable_pr_comments = {};
    settable<bool> disable_neo_summaries = {};
    settable<bool> disable_detailed_diff = {};
    /// Whether reviews by the vendor's AI may read the code.
    settable<bool> disable_code_access_for_reviews = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("disablePRComments", self.disable_pr_comments);
        member("disableNeoSummaries", self.disable_neo_summaries);
        member("disableDetailedDiff", self.disable_detailed_diff);
        member("disableCodeAccessForReviews", self.disable_code_access_for_reviews);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi
