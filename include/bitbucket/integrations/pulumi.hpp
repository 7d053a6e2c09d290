// SPDX-License-Identifier: MIT
// Pulumi Cloud's integrations with version control: the six operations for Bitbucket, and the four for all providers.
// Opt-in; the operations for other providers are in pulumi_providers.hpp.
//
//   const pulumi::client api{curl_transport{}, pulumi::token{secret::from_env("PULUMI_ACCESS_TOKEN")}};
//   for (const auto& each : api.send(pulumi::bitbucket_integrations::list{"acme"}).integrations) …
//
// Every operation fails with 401 for a token that is missing or refused, and with 429.
// https://www.pulumi.com/docs/reference/cloud-rest-api/vcs-integrations/
#pragma once

#include "../client.hpp"
#include "pulumi/bitbucket_integration.hpp"
#include "pulumi/service.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// The client of Pulumi Cloud, and its credential.
using client = client_of<pulumi_cloud>;
/// The credential of Pulumi Cloud.
using token = service_token<pulumi_cloud>;

/// For all providers.
namespace integrations {

/// Lists a summary of the integrations of an organization with all providers. Returns an
/// `integration_list<integration_summary>` (200); 404 for an unknown organization.
struct list : request<list, path<organization_name>, integration_list<integration_summary>> {
    static constexpr operation_info info{.name = "pulumi::integrations::list",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Lists the repositories that an integration reaches. Returns a `vcs_repo_page` (200); 400 for an unknown provider, 403 if
/// the provider has suspended the access, 404. `each` walks all pages by their tokens; `page` starts at a number.
struct list_repos : request<list_repos, path<organization_name, provider_name, integration_id>, vcs_repo_page> {
    static constexpr operation_info info{
        .name = "pulumi::integrations::list_repos",
        .method = http_method::get,
        .path = "/api/console/orgs/{orgName}/integrations/{provider}/{integrationId}/repos",
        .options = {"page"},
        .next_option = "page",
        .stage = lifecycle::preview,
        .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Lists the branches of a repository, all at once. Returns a `vcs_branch_list` (200); 400 for an unknown provider, 404.
struct list_branches
    : request<list_branches, path<organization_name, provider_name, integration_id, repository_id>, vcs_branch_list> {
    static constexpr operation_info info{
        .name = "pulumi::integrations::list_branches",
        .method = http_method::get,
        .path = "/api/console/orgs/{orgName}/integrations/{provider}/{integrationId}/repos/{repoId}/branches",
        .stage = lifecycle::preview,
        .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Lists the repositories where the caller can create others from templates. Returns `vcs_repo_destinations` (200); 400 for
/// an unknown provider, 404 also if the caller has no OAuth token for the provider.
struct list_repo_destinations
    : request<list_repo_destinations, path<organization_name, provider_name, integration_id>, vcs_repo_destinations> {
    static constexpr operation_info info{
        .name = "pulumi::integrations::list_repo_destinations",
        .method = http_method::get,
        .path = "/api/console/orgs/{orgName}/integrations/{provider}/{integrationId}/repos/destinations",
        .stage = lifecycle::preview,
        .belongs_to = &pulumi_cloud};
    using request::request;
};

}  // namespace integrations

/// For Bitbucket. All of them are in preview.
namespace bitbucket_integrations {

/// Lists the Bitbucket integrations of an organization. Returns an `integration_list<bitbucket_integration_details>` (200).
struct list : request<list, path<organization_name>, integration_list<bitbucket_integration_details>> {
    static constexpr operation_info info{.name = "pulumi::bitbucket_integrations::list",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/bitbucket",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Connects a Bitbucket workspace, with a token or as the caller. Returns nothing (204), not even the new id: list the
/// integrations and look for the workspace. 400 for a workspace that is missing or invalid, 409 if it is connected already.
/// Webhooks come later: one for each repository, when the settings of its deployments are first saved.
struct create : request<create, path<organization_name>, void, bitbucket_setup_request> {
    static constexpr operation_info info{.name = "pulumi::bitbucket_integrations::create",
                                         .method = http_method::post,
                                         .path = "/api/console/orgs/{orgName}/integrations/bitbucket",
                                         .privilege = "admin of the Pulumi organization",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Gets a Bitbucket integration. Returns `bitbucket_integration_details` (200); 404.
struct get : request<get, path<organization_name, integration_id>, bitbucket_integration_details> {
    static constexpr operation_info info{.name = "pulumi::bitbucket_integrations::get",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/bitbucket/{integrationId}",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Changes what an integration writes on pull requests. Returns nothing (204); 404. The credential cannot be changed: remove
/// the integration and create it again.
struct update : request<update, path<organization_name, integration_id>, void, integration_edit> {
    static constexpr operation_info info{.name = "pulumi::bitbucket_integrations::update",
                                         .method = http_method::patch,
                                         .path = "/api/console/orgs/{orgName}/integrations/bitbucket/{integrationId}",
                                         .privilege = "admin of the Pulumi organization",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Removes an integration with its webhooks and tokens, and disconnects its stacks. Returns nothing (204). No error is
/// documented, not even for an unknown id.
struct remove : request<remove, path<organization_name, integration_id>, void> {
    static constexpr operation_info info{.name = "pulumi::bitbucket_integrations::remove",
                                         .method = http_method::delete_,
                                         .path = "/api/console/orgs/{orgName}/integrations/bitbucket/{integrationId}",
                                         .privilege = "admin of the Pulumi organization",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Gets whether the caller has let Pulumi Cloud into Bitbucket, and which workspaces can be connected. Returns a
/// `bitbucket_access_status` (200).
struct access_status : request<access_status, path<organization_name>, bitbucket_access_status> {
    static constexpr operation_info info{.name = "pulumi::bitbucket_integrations::access_status",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/bitbucket/access-status",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

}  // namespace bitbucket_integrations

/// All operations of this header.
inline constexpr operation_list<
    integrations::list, integrations::list_repos, integrations::list_branches, integrations::list_repo_destinations,
    bitbucket_integrations::list, bitbucket_integrations::create, bitbucket_integrations::get,
    bitbucket_integrations::update, bitbucket_integrations::remove, bitbucket_integrations::access_status>
    operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi
