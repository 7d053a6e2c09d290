// SPDX-License-Identifier: MIT
// pulumi_samples: valid requests for all 36 operations of Pulumi Cloud. They name what a new pulumi_sandbox has, so that
// it answers each with a success when those that remove come last.
#pragma once

#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/testing/integrations/pulumi.hpp>

#include "support/integration_samples.hpp"

namespace support {

struct pulumi_samples {
    using known = bitbucket::testing::known_pulumi;

    static constexpr const bitbucket::service& of = bitbucket::pulumi_cloud;
    static constexpr const char* name = "pulumi";
    static constexpr const char* token_variable = "PULUMI_ACCESS_TOKEN";
    static constexpr const char* token_note = "the access token of an admin of the organization";
    static constexpr auto operations = bitbucket::pulumi::operations + bitbucket::pulumi::provider_operations;
    /// The secret in the body of `bitbucket_integrations::create`.
    static constexpr const char* workspace_token = "ATCTT3kan4ri-of-the-workspace-51";
    static constexpr const char* secrets[] = {workspace_token};

    static std::string value(std::string_view placeholder, const bitbucket::operation_info& operation) {
        if (placeholder == "orgName") return known::organization;
        if (placeholder == "adoOrgName") return "acme";
        if (placeholder == "provider") return "bitbucket";
        if (placeholder == "repoId") return "{repo-1}";
        const std::string_view path = operation.path.str();
        for (const auto& [provider, id] : {std::pair{"/azure-devops/", "ado-1"},
                                           {"/github/", "gh-1"},
                                           {"/github-enterprise/", "ghe-1"},
                                           {"/gitlab/", "gl-1"}})
            if (path.find(provider) != std::string_view::npos) return id;
        return known::integration;
    }

    static bitbucket::pulumi::bitbucket_setup_request input(
        std::type_identity<bitbucket::pulumi::bitbucket_setup_request>) {
        return {.workspace_uuid = known::free_workspace,
                .workspace_slug = "acme-labs",
                .workspace_access_token = workspace_token};
    }
    static bitbucket::pulumi::integration_edit input(std::type_identity<bitbucket::pulumi::integration_edit>) {
        return {.disable_pr_comments = true, .disable_detailed_diff = false};
    }
    static bitbucket::pulumi::github_integration_edit input(
        std::type_identity<bitbucket::pulumi::github_integration_edit>) {
        return {.disable_neo_summaries = true, .disable_code_access_for_reviews = true};
    }
    static bitbucket::pulumi::azure_devops_setup input(std::type_identity<bitbucket::pulumi::azure_devops_setup>) {
        return {.organization_name = "acme", .project_id = "p2", .disable_pr_comments = true};
    }
    static bitbucket::pulumi::gitlab_setup input(std::type_identity<bitbucket::pulumi::gitlab_setup>) {
        return {.gitlab_group_id = 10, .use_user_gitlab_auth = true};
    }
    static bitbucket::pulumi::oauth_initiation input(std::type_identity<bitbucket::pulumi::oauth_initiation>) {
        return {.provider = azure()};
    }
    static bitbucket::pulumi::oauth_completion input(std::type_identity<bitbucket::pulumi::oauth_completion>) {
        return {.provider = azure(), .session_id = "session-1", .code = "0.AXo-c0de"};
    }

private:
    static bitbucket::pulumi::cloud_setup_provider azure() {
        return {.name = "azure",
                .azure = bitbucket::pulumi::azure_options{.api_name = bitbucket::pulumi::azure_api::ado}};
    }
};

}  // namespace support
