// SPDX-License-Identifier: MIT
// Upsun's integrations of a project with Bitbucket Cloud: list, create, get, update, remove; and the activities in which
// a change goes on.
//
//   upsun_session session{curl_transport{}, secret::from_env("UPSUN_CLI_TOKEN")};   // integrations/upsun_session.hpp
//   client_of<upsun> api{curl_transport{}, session};
//   api.send(upsun_integrations::list{"abcdefgh12345"});
//
// The vendor documents one default answer and no statuses; those here are what its own clients meet.
// https://docs.upsun.com/integrations/overview.html
#pragma once

#include "../client.hpp"
#include "upsun/change.hpp"
#include "upsun/integration.hpp"
#include "upsun/integration_draft.hpp"
#include "upsun/service.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {
struct upsun_project_tag {
    static constexpr bool takes_uuid = false;
};
struct upsun_integration_tag {
    static constexpr bool takes_uuid = false;
};
struct upsun_activity_tag {
    static constexpr bool takes_uuid = false;
};
}  // namespace detail

/// A project: its ID, e.g. `abcdefgh12345`.
using upsun_project_ref = path_id<detail::upsun_project_tag>;
/// An integration of a project: its ID.
using upsun_integration_ref = path_id<detail::upsun_integration_tag>;
/// An activity of a project: its ID.
using upsun_activity_ref = path_id<detail::upsun_activity_tag>;

/// A project's integrations with Bitbucket, and their activities.
namespace upsun_integrations {

/// Lists the integrations of a project, of all kinds and all at once. Returns a list of `upsun_integration` (200); 401,
/// 403, 404.
/// https://docs.upsun.com/integrations/overview.html
struct list : request<list, path<upsun_project_ref>, std::vector<upsun_integration>> {
    static constexpr operation_info info{.name = "upsun_integrations::list",
                                         .method = http_method::get,
                                         .path = "/projects/{projectId}/integrations",
                                         .belongs_to = &upsun};
    using request::request;
};

/// Integrates a project with a repository on Bitbucket Cloud, and begins to bring the two in step, which may overwrite
/// the project's code. Returns an `upsun_change` (200, 201 or 202) with the integration and the activities; 400 that
/// names members, also for an OAuth consumer that does not work; 401, 403, 404.
/// https://docs.upsun.com/integrations/source/bitbucket.html
struct create : request<create, path<upsun_project_ref>, upsun_change, upsun_bitbucket_draft> {
    static constexpr operation_info info{.name = "upsun_integrations::create",
                                         .method = http_method::post,
                                         .path = "/projects/{projectId}/integrations",
                                         .belongs_to = &upsun};
    using request::request;
    /// `prune_branches: false` is sent with `fetch_branches: false` unless the draft says something else.
    create(upsun_project_ref project, upsun_bitbucket_draft integration)  // NOLINT(performance-unnecessary-value-param)
        : request(std::move(project), detail::with_consistent_branches(std::move(integration))) {}
};

/// Gets an integration of any kind. Returns an `upsun_integration` (200); 401, 403, 404.
/// https://docs.upsun.com/integrations/source/bitbucket.html
struct get : request<get, path<upsun_project_ref, upsun_integration_ref>, upsun_integration> {
    static constexpr operation_info info{.name = "upsun_integrations::get",
                                         .method = http_method::get,
                                         .path = "/projects/{projectId}/integrations/{integrationId}",
                                         .belongs_to = &upsun};
    using request::request;
};

/// Changes an integration with Bitbucket Cloud. Returns an `upsun_change` (200 or 202); 400 that names members, 401, 403,
/// 404.
/// https://docs.upsun.com/integrations/source/bitbucket.html
struct update : request<update, path<upsun_project_ref, upsun_integration_ref>, upsun_change, upsun_bitbucket_edit> {
    static constexpr operation_info info{.name = "upsun_integrations::update",
                                         .method = http_method::patch,
                                         .path = "/projects/{projectId}/integrations/{integrationId}",
                                         .belongs_to = &upsun};
    using request::request;
    /// `prune_branches: false` is sent with `fetch_branches: false` unless the edit says something else.
    update(upsun_project_ref project, upsun_integration_ref integration,  // NOLINT(performance-unnecessary-value-param)
           upsun_bitbucket_edit changes)                                  // NOLINT(performance-unnecessary-value-param)
        : request(std::move(project), std::move(integration), detail::with_consistent_branches(std::move(changes))) {}
};

/// Removes an integration of any kind. Returns an `upsun_change` (200 or 202); 401, 403, 404.
/// https://docs.upsun.com/integrations/source/bitbucket.html
struct remove : request<remove, path<upsun_project_ref, upsun_integration_ref>, upsun_change> {
    static constexpr operation_info info{.name = "upsun_integrations::remove",
                                         .method = http_method::delete_,
                                         .path = "/projects/{projectId}/integrations/{integrationId}",
                                         .belongs_to = &upsun};
    using request::request;
};

/// Gets an activity, to see whether the work of a change is done. Returns an `upsun_activity` (200); 401, 403, 404.
/// https://docs.upsun.com/integrations/overview.html
struct get_activity : request<get_activity, path<upsun_project_ref, upsun_activity_ref>, upsun_activity> {
    static constexpr operation_info info{.name = "upsun_integrations::get_activity",
                                         .method = http_method::get,
                                         .path = "/projects/{projectId}/activities/{activityId}",
                                         .belongs_to = &upsun};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, create, get, update, remove, get_activity> operations{};

}  // namespace upsun_integrations
}  // namespace bitbucket::inline BITBUCKET_ABI
