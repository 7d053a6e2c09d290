// SPDX-License-Identifier: MIT
// Pulumi Cloud's integrations with providers other than Bitbucket: the 26 operations for Azure DevOps, GitHub, GitHub
// Enterprise and GitLab. Opt-in; pulumi.hpp, which comes with it, has those for Bitbucket and those for all providers.
//
//   for (const auto& each : api.send(pulumi::gitlab::list{"acme"}).integrations) …
//
// https://www.pulumi.com/docs/reference/cloud-rest-api/vcs-integrations/
#pragma once

#include "pulumi.hpp"
#include "pulumi/azure_devops_operations.hpp"
#include "pulumi/github_operations.hpp"
#include "pulumi/gitlab_operations.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// All operations of this header, without those of pulumi.hpp: `operations + provider_operations` are all that there are.
inline constexpr operation_list<
    azure_devops::list, azure_devops::create, azure_devops::get, azure_devops::update, azure_devops::remove,
    azure_devops::access_status, azure_devops::initiate_oauth, azure_devops::complete_oauth,
    azure_devops::list_organizations, azure_devops::list_projects, github::list, github::start_setup, github::get,
    github::update, github::remove, github::access_status, github_enterprise::list, github_enterprise::get,
    github_enterprise::update, github_enterprise::remove, gitlab::list, gitlab::create, gitlab::get, gitlab::update,
    gitlab::remove, gitlab::access_status>
    provider_operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi
