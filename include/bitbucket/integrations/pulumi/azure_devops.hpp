// SPDX-License-Identifier: MIT
// Integrations of Pulumi Cloud with Azure DevOps: the integration in its two shapes, what the caller could connect, and the
// write models to connect a project and to log in with OAuth.
// https://www.pulumi.com/docs/reference/cloud-rest-api/schema/azuredevopsintegrationdetails/
#pragma once

#include "user.hpp"
#include "vcs.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// An organization of Azure DevOps.
struct azure_devops_organization {
    std::string id;
    std::string name;
    /// E.g. `https://dev.azure.com/acme`.
    std::string account_url;
    std::optional<bool> has_required_permissions;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("name", self.name);
        member("accountUrl", self.account_url);
        member("hasRequiredPermissions", self.has_required_permissions);
    }
};

/// A project of Azure DevOps.
struct azure_devops_project {
    std::string id;
    std::string name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("name", self.name);
    }
};

/// An integration as the list shows it.
struct azure_devops_integration_details {
    std::string id;
    std::optional<azure_devops_organization> organization;
    std::optional<azure_devops_project> project;
    /// Whether its credential and its hooks work.
    std::optional<bool> valid;
    std::optional<bool> disable_pr_comments;
    std::optional<bool> disable_neo_summaries;
    std::optional<bool> disable_detailed_diff;
    std::optional<bool> disable_code_access_for_reviews;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("organization", self.organization);
        member("project", self.project);
        member("valid", self.valid);
        member("disablePRComments", self.disable_pr_comments);
        member("disableNeoSummaries", self.disable_neo_summaries);
        member("disableDetailedDiff", self.disable_detailed_diff);
        member("disableCodeAccessForReviews", self.disable_code_access_for_reviews);
    }
};

/// An integration as it is shown alone: without its id, but with the user whose credential it has.
struct azure_devops_app_integration {
    std::optional<bool> installed;
    std::optional<bool> valid;
    std::optional<azure_devops_organization> organization;
    std::optional<azure_devops_project> project;
    std::optional<user> auth_user;
    std::optional<bool> disable_pr_comments;
    std::optional<bool> disable_neo_summaries;
    std::optional<bool> disable_detailed_diff;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("installed", self.installed);
        member("valid", self.valid);
        member("organization", self.organization);
        member("project", self.project);
        member("authUser", self.auth_user);
        member("disablePRComments", self.disable_pr_comments);
        member("disableNeoSummaries", self.disable_neo_summaries);
        member("disableDetailedDiff", self.disable_detailed_diff);
    }
};

/// What the caller has at Azure DevOps, as Pulumi Cloud knows it.
struct azure_devops_access {
    std::optional<bool> has_user_token;
    std::optional<bool> has_integration;
    std::vector<azure_devops_organization> available_orgs;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("hasUserToken", self.has_user_token);
        member("hasIntegration", self.has_integration);
        member("availableOrgs", self.available_orgs);
    }
};

/// A project to connect. The vendor calls organization and project optional, but answers 400 without one of them.
struct azure_devops_setup {
    /// E.g. `acme` of `dev.azure.com/acme`; must not be empty.
    required<std::string> organization_name;
    /// The `id` of an `azure_devops_project`; must not be empty.
    required<std::string> project_id;
    settable<bool> disable_pr_comments = {};
    settable<bool> disable_neo_summaries = {};
    settable<bool> disable_detailed_diff = {};
    settable<bool> disable_code_access_for_reviews = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("organizationName", self.organization_name);
        member("projectId", self.project_id);
        member("disablePRComments", self.disable_pr_comments);
        member("disableNeoSummaries", self.disable_neo_summaries);
        member("disableDetailedDiff", self.disable_detailed_diff);
        member("disableCodeAccessForReviews", self.disable_code_access_for_reviews);
    }
};

/// Which API of Azure a log-in is for.
enum class azure_api : std::uint8_t { ado, graph, arm };

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi

template <>
struct bitbucket::enum_names<bitbucket::pulumi::azure_api> {
    static constexpr const char* values[] = {"ado", "graph", "arm"};
};

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// What is Azure's own of a log-in.
struct azure_options {
    settable<azure_api> api_name = {};
    settable<std::string> tenant_id = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("apiName", self.api_name);
        member("tenantId", self.tenant_id);
    }
};

/// Where to log in.
struct cloud_setup_provider {
    /// E.g. `azure`; must not be empty.
    required<std::string> name;
    settable<azure_options> azure = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("azure", self.azure);
    }
};

/// Begins a log-in.
struct oauth_initiation {
    required<cloud_setup_provider> provider;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("provider", self.provider);
    }
};

/// A log-in that has begun. Both members are for this user alone, and are printed as ***.
struct oauth_session {
    /// Where to send the user.
    std::string url;
    std::string session_id;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.sensitive("url", self.url);
        member.sensitive("sessionID", self.session_id);
    }
};

/// Ends a log-in.
struct oauth_completion {
    required<cloud_setup_provider> provider;
    /// Of the `oauth_session`; must not be empty. Printed as ***.
    required<std::string> session_id;
    /// What the provider gave the user; must not be empty. Printed as ***.
    required<std::string> code;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("provider", self.provider);
        member.sensitive("sessionID", self.session_id);
        member.sensitive("code", self.code);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi
