// SPDX-License-Identifier: MIT
// Pulumi Cloud's ten operations for GitHub and GitHub Enterprise. Included by ../pulumi_providers.hpp.
// https://www.pulumi.com/docs/reference/cloud-rest-api/vcs-integrations/
#pragma once

#include "../../request.hpp"
#include "github.hpp"
#include "service.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// For GitHub.
namespace github {

/// Lists the GitHub integrations of an organization. Returns an `app_integration_list<github_integration_details>` (200).
struct list : request<list, path<organization_name>, app_integration_list<github_integration_details>> {
    static constexpr operation_info info{.name = "pulumi::github::list",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/github",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Begins to connect GitHub. Returns a `github_setup` (200), at whose URL a user installs the app.
struct start_setup : request<start_setup, path<organization_name>, github_setup> {
    static constexpr operation_info info{.name = "pulumi::github::start_setup",
                                         .method = http_method::post,
                                         .path = "/api/console/orgs/{orgName}/integrations/github",
                                         .privilege = "admin of the Pulumi organization",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Gets a GitHub integration. Returns `github_integration_details` (200); 404.
struct get : request<get, path<organization_name, integration_id>, github_integration_details> {
    static constexpr operation_info info{.name = "pulumi::github::get",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/github/{integrationId}",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Changes what an integration writes on pull requests, and what it reads. Returns nothing (204); 404.
struct update : request<update, path<organization_name, integration_id>, void, github_integration_edit> {
    static constexpr operation_info info{.name = "pulumi::github::update",
                                         .method = http_method::patch,
                                         .path = "/api/console/orgs/{orgName}/integrations/github/{integrationId}",
                                         .privilege = "admin of the Pulumi organization",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Removes a GitHub integration. Returns nothing (204); 400 if other Pulumi organizations use the app too, 404.
struct remove : request<remove, path<organization_name, integration_id>, void> {
    static constexpr operation_info info{.name = "pulumi::github::remove",
                                         .method = http_method::delete_,
                                         .path = "/api/console/orgs/{orgName}/integrations/github/{integrationId}",
                                         .privilege = "admin of the Pulumi organization",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Gets whether the caller has let Pulumi Cloud into GitHub. Returns a `github_access` (200); 404.
struct access_status : request<access_status, path<organization_name>, github_access> {
    static constexpr operation_info info{.name = "pulumi::github::access_status",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/github/access-status",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

}  // namespace github

/// For GitHub Enterprise Server.
namespace github_enterprise {

/// Lists the GitHub Enterprise integrations of an organization. Returns an
/// `app_integration_list<github_integration_details>` (200).
struct list : request<list, path<organization_name>, app_integration_list<github_integration_details>> {
    static constexpr operation_info info{.name = "pulumi::github_enterprise::list",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/github-enterprise",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Gets a GitHub Enterprise integration. Returns `github_integration_details` (200); 404.
struct get : request<get, path<organization_name, integration_id>, github_integration_details> {
    static constexpr operation_info info{
        .name = "pulumi::github_enterprise::get",
        .method = http_method::get,
        .path = "/api/console/orgs/{orgName}/integrations/github-enterprise/{integrationId}",
        .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Changes what an integration writes on pull requests, and what it reads. Returns nothing (204); 404.
struct update : request<update, path<organization_name, integration_id>, void, github_integration_edit> {
    static constexpr operation_info info{
        .name = "pulumi::github_enterprise::update",
        .method = http_method::patch,
        .path = "/api/console/orgs/{orgName}/integrations/github-enterprise/{integrationId}",
        .privilege = "admin of the Pulumi organization",
        .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Removes a GitHub Enterprise integration. Returns nothing (204); 400 if other Pulumi organizations use the app too, 404.
struct remove : request<remove, path<organization_name, integration_id>, void> {
    static constexpr operation_info info{
        .name = "pulumi::github_enterprise::remove",
        .method = http_method::delete_,
        .path = "/api/console/orgs/{orgName}/integrations/github-enterprise/{integrationId}",
        .privilege = "admin of the Pulumi organization",
        .belongs_to = &pulumi_cloud};
    using request::request;
};

}  // namespace github_enterprise

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi
