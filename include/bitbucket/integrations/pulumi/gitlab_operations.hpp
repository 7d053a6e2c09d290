// SPDX-License-Identifier: MIT
// Pulumi Cloud's six operations for GitLab. Included by ../pulumi_providers.hpp.
// https://www.pulumi.com/docs/reference/cloud-rest-api/vcs-integrations/
#pragma once

#include "../../request.hpp"
#include "gitlab.hpp"
#include "service.hpp"

/// For GitLab.
namespace bitbucket::inline BITBUCKET_ABI::pulumi::gitlab {

/// Lists the GitLab integrations of an organization. Returns an `integration_list<gitlab_integration_details>` (200).
struct list : request<list, path<organization_name>, integration_list<gitlab_integration_details>> {
    static constexpr operation_info info{.name = "pulumi::gitlab::list",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/gitlab",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Connects a group of GitLab. Returns nothing (204), not even the new id; 400 for a group that is missing or invalid, 409
/// if it is connected already.
struct create : request<create, path<organization_name>, void, gitlab_setup> {
    static constexpr operation_info info{.name = "pulumi::gitlab::create",
                                         .method = http_method::post,
                                         .path = "/api/console/orgs/{orgName}/integrations/gitlab",
                                         .privilege = "admin of the Pulumi organization",
                                         .stage = lifecycle::preview,
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Gets a GitLab integration. Returns `gitlab_integration_details` (200); 404.
struct get : request<get, path<organization_name, integration_id>, gitlab_integration_details> {
    static constexpr operation_info info{.name = "pulumi::gitlab::get",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/gitlab/{integrationId}",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Changes what an integration writes on merge requests. Returns nothing (204); 404.
struct update : request<update, path<organization_name, integration_id>, void, integration_edit> {
    static constexpr operation_info info{.name = "pulumi::gitlab::update",
                                         .method = http_method::patch,
                                         .path = "/api/console/orgs/{orgName}/integrations/gitlab/{integrationId}",
                                         .privilege = "admin of the Pulumi organization",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Removes a GitLab integration with its webhooks and tokens. Returns nothing (204); 404.
struct remove : request<remove, path<organization_name, integration_id>, void> {
    static constexpr operation_info info{.name = "pulumi::gitlab::remove",
                                         .method = http_method::delete_,
                                         .path = "/api/console/orgs/{orgName}/integrations/gitlab/{integrationId}",
                                         .privilege = "admin of the Pulumi organization",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

/// Gets whether the caller has let Pulumi Cloud into GitLab, and which groups can be connected. Returns a
/// `gitlab_access_status` (200).
struct access_status : request<access_status, path<organization_name>, gitlab_access_status> {
    static constexpr operation_info info{.name = "pulumi::gitlab::access_status",
                                         .method = http_method::get,
                                         .path = "/api/console/orgs/{orgName}/integrations/gitlab/access-status",
                                         .belongs_to = &pulumi_cloud};
    using request::request;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi::gitlab
