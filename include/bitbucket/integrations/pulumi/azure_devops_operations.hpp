// SPDX-License-Identifier: MIT
// Pulumi Cloud's ten operations for Azure DevOps. Included by ../pulumi_providers.hpp.
// https://www.pulumi.com/docs/reference/cloud-rest-api/vcs-integrations/
#pragma once

#include "../../request.hpp"
#include "azure_devops.hpp"
#include "service.hpp"

/// For Azure DevOps.
namespace bitbucket::inline BITBUCKET_ABI::pulumi::azure_devops {

/// Lists the Azure DevOps integrations of an organization. Returns an
/// `app_integration_list<azure_devops_integration_details>` (200).
struct list : request<list, path<organization_name>, app_integration_list<azure_devops_integration_details>> {
    static constexpr operation_info info{.name = "pulumi::azure_devops::list",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/azure-devops",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Connects a project of Azure DevOps. Returns nothing (204), not even the new id; 400 without organization or project, 409
/// if the project is connected already.
struct create : request<create, path<organization_name>, void, azure_devops_setup> {
    static constexpr operation_info info{.name = "pulumi::azure_devops::create",
                                         .method = http_method::post,
                                         .path = "/api/console/orgs/{orgName}/integrations/azure-devops",
                                         .privilege = "admin of the Pulumi organization",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Gets an Azure DevOps integration. Returns an `azure_devops_app_integration` (200); 404.
struct get : request<get, path<organization_name, integration_id>, azure_devops_app_integration> {
    static constexpr operation_info info{
        .name = "pulumi::azure_devops::get",
        .method = http_method::get,
        .path = "/api/console/orgs/{orgName}/integrations/azure-devops/{integrationId}",
        .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Changes what an integration writes on pull requests. Returns nothing (204); 400 if it lacks organization or project,
/// 404.
struct update : request<update, path<organization_name, integration_id>, void, integration_edit> {
    static constexpr operation_info info{
        .name = "pulumi::azure_devops::update",
        .method = http_method::patch,
        .path = "/api/console/orgs/{orgName}/integrations/azure-devops/{integrationId}",
        .privilege = "admin of the Pulumi organization",
        .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Removes an Azure DevOps integration. Returns nothing (204); 404.
struct remove : request<remove, path<organization_name, integration_id>, void> {
    static constexpr operation_info info{
        .name = "pulumi::azure_devops::remove",
        .method = http_method::delete_,
        .path = "/api/console/orgs/{orgName}/integrations/azure-devops/{integrationId}",
        .privilege = "admin of the Pulumi organization",
        .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Gets whether the caller has let Pulumi Cloud into Azure DevOps. Returns an `azure_devops_access` (200).
struct access_status : request<access_status, path<organization_name>, azure_devops_access> {
    static constexpr operation_info info{.name = "pulumi::azure_devops::access_status",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/azure-devops/access-status",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Begins a log-in at Azure DevOps. Returns an `oauth_session` (200), to whose URL the user has to be sent; 400 for an
/// invalid provider.
struct initiate_oauth : request<initiate_oauth, path<organization_name>, oauth_session, oauth_initiation> {
    static constexpr operation_info info{.name = "pulumi::azure_devops::initiate_oauth",
                                         .method = http_method::post,
                                         .path = "/api/console/orgs/{orgName}/integrations/azure-devops/oauth/initiate",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Ends a log-in at Azure DevOps. Returns nothing (200 with an empty object); 400 if it failed.
struct complete_oauth : request<complete_oauth, path<organization_name>, void, oauth_completion> {
    static constexpr operation_info info{.name = "pulumi::azure_devops::complete_oauth",
                                         .method = http_method::post,
                                         .path = "/api/console/orgs/{orgName}/integrations/azure-devops/oauth/complete",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Lists the organizations of Azure DevOps that the caller reaches with a log-in. Returns a
/// `std::vector<azure_devops_organization>` (200).
struct list_organizations
    : request<list_organizations, path<organization_name>, std::vector<azure_devops_organization>> {
    static constexpr operation_info info{
        .name = "pulumi::azure_devops::list_organizations",
        .method = http_method::get,
        .path = "/api/console/orgs/{orgName}/integrations/azure-devops/setup/organizations",
        .stage = lifecycle::preview,
        .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Lists the projects of an organization of Azure DevOps that the caller reaches with a log-in. Returns a
/// `std::vector<azure_devops_project>` (200).
struct list_projects : request<list_projects, path<organization_name, azure_devops_organization_name>,
                               std::vector<azure_devops_project>> {
    static constexpr operation_info info{
        .name = "pulumi::azure_devops::list_projects",
        .method = http_method::get,
        .path = "/api/console/orgs/{orgName}/integrations/azure-devops/setup/organizations/{adoOrgName}/projects",
        .stage = lifecycle::preview,
        .belongs_to = &pulumi_cloud};
    using request::request;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi::azure_devops
