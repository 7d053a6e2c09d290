// SPDX-License-Identifier: MIT
// Infisical's app connections to Bitbucket: create, list, get, update, remove, and what Infisical sees through one.
//
//   client_of<infisical> api{curl_transport{}, service_token<infisical>{secret::from_env("INFISICAL_TOKEN")}};
//   api.send(infisical_connections::list{});
//
// Every operation also answers 401 without a token, 403 for a token that is refused (`TokenError`) or may not do this,
// 422 for a malformed request, and on Infisical Cloud 429.
// https://infisical.com/docs/integrations/app-connections/bitbucket
#pragma once

#include "../client.hpp"
#include "infisical/connection.hpp"
#include "infisical/connection_draft.hpp"
#include "infisical/places.hpp"
#include "infisical/service.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {
struct infisical_connection_tag {
    static constexpr bool takes_uuid = false;
};
struct infisical_name_tag {
    static constexpr bool takes_uuid = false;
};
}  // namespace detail

/// A connection: its `id`, a UUID without braces.
using infisical_connection_ref = path_id<detail::infisical_connection_tag>;
/// A connection: its name.
using infisical_connection_name = path_id<detail::infisical_name_tag>;

/// Infisical's app connections to Bitbucket.
namespace infisical_connections {

/// Adds a connection. Infisical tries the credential out: it asks Bitbucket for the user of the token, which takes the
/// scope `read:user:bitbucket`. Returns the connection (200); 400 for a name that is taken, and for a credential that
/// Bitbucket refuses or does not answer in time; 403, 422.
/// https://infisical.com/docs/api-reference/endpoints/app-connections/bitbucket/create
struct create : request<create, path<>, infisical_connection_reply, infisical_connection_draft> {
    static constexpr operation_info info{.name = "infisical_connections::create",
                                         .method = http_method::post,
                                         .path = "/api/v1/app-connections/bitbucket",
                                         .belongs_to = &infisical};
    using request::request;
};

/// Lists the connections that the caller may see, sorted by name, all at once. Returns them (200); 403.
/// https://infisical.com/docs/api-reference/endpoints/app-connections/bitbucket/list
struct list : request<list, path<>, infisical_connection_list> {
    static constexpr operation_info info{.name = "infisical_connections::list",
                                         .method = http_method::get,
                                         .path = "/api/v1/app-connections/bitbucket",
                                         .options = {"projectId"},
                                         .belongs_to = &infisical};
    using request::request;

    /// Only connections of this project.
    list& project_id(const given_text& project) & { return with_option("projectId", project); }
    list project_id(const given_text& project) && { return std::move(this->project_id(project)); }
};

/// Lists the connections that the caller may use, e.g. for a secret sync, all at once. Returns them (200); 403.
/// https://infisical.com/docs/api-reference/endpoints/app-connections/bitbucket/available
struct available : request<available, path<>, infisical_available_list> {
    static constexpr operation_info info{.name = "infisical_connections::available",
                                         .method = http_method::get,
                                         .path = "/api/v1/app-connections/bitbucket/available",
                                         .options = {"projectId"},
                                         .belongs_to = &infisical};
    using request::request;

    /// Only connections for this project.
    available& project_id(const given_text& project) & { return with_option("projectId", project); }
    available project_id(const given_text& project) && { return std::move(this->project_id(project)); }
};

/// Gets a connection. Returns it (200); 400 for the ID of a connection to something else, 403, 404, 422 for an ID that
/// is no UUID.
/// https://infisical.com/docs/api-reference/endpoints/app-connections/bitbucket/get-by-id
struct get : request<get, path<infisical_connection_ref>, infisical_connection_reply> {
    static constexpr operation_info info{.name = "infisical_connections::get",
                                         .method = http_method::get,
                                         .path = "/api/v1/app-connections/bitbucket/{connectionId}",
                                         .belongs_to = &infisical};
    using request::request;
};

/// Gets the connection with a name. Returns it (200); 403, 404.
/// https://infisical.com/docs/api-reference/endpoints/app-connections/bitbucket/get-by-name
struct get_by_name : request<get_by_name, path<infisical_connection_name>, infisical_connection_reply> {
    static constexpr operation_info info{.name = "infisical_connections::get_by_name",
                                         .method = http_method::get,
                                         .path = "/api/v1/app-connections/bitbucket/connection-name/{connectionName}",
                                         .options = {"projectId"},
                                         .belongs_to = &infisical};
    using request::request;

    /// The project that the connection belongs to.
    get_by_name& project_id(const given_text& project) & { return with_option("projectId", project); }
    get_by_name project_id(const given_text& project) && { return std::move(this->project_id(project)); }
};

/// Changes a connection. A new credential is tried out as in `create`. Returns the changed connection (200); 400 as for
/// `create`, 403, 404, 422.
/// https://infisical.com/docs/api-reference/endpoints/app-connections/bitbucket/update
struct update : request<update, path<infisical_connection_ref>, infisical_connection_reply, infisical_connection_edit> {
    static constexpr operation_info info{.name = "infisical_connections::update",
                                         .method = http_method::patch,
                                         .path = "/api/v1/app-connections/bitbucket/{connectionId}",
                                         .belongs_to = &infisical};
    using request::request;
};

/// Removes a connection. Returns the one that is gone (200); 400 while secret syncs use it, 403, 404.
/// https://infisical.com/docs/api-reference/endpoints/app-connections/bitbucket/delete
struct remove : request<remove, path<infisical_connection_ref>, infisical_connection_reply> {
    static constexpr operation_info info{.name = "infisical_connections::remove",
                                         .method = http_method::delete_,
                                         .path = "/api/v1/app-connections/bitbucket/{connectionId}",
                                         .belongs_to = &infisical};
    using request::request;
};

/// Lists the workspaces that a connection reaches, at most 1,000. For tokens of users: the vendor made it for its own
/// pages, and a machine identity gets 403. Returns them (200); 403, 404.
/// https://infisical.com/docs/integrations/app-connections/bitbucket
struct workspaces : request<workspaces, path<infisical_connection_ref>, infisical_workspace_list> {
    static constexpr operation_info info{.name = "infisical_connections::workspaces",
                                         .method = http_method::get,
                                         .path = "/api/v1/app-connections/bitbucket/{connectionId}/workspaces",
                                         .privilege = "token of a user",
                                         .options = {"search"},
                                         .belongs_to = &infisical};
    using request::request;

    /// Only those that match this text. Older servers ignore it.
    workspaces& search(const given_text& text) & { return with_option("search", text); }
    workspaces search(const given_text& text) && { return std::move(this->search(text)); }
};

/// Lists the repositories of a workspace that a connection reaches, at most 1,000. For tokens of users, as `workspaces`.
/// Returns them (200); 403, 404, 422.
/// https://infisical.com/docs/integrations/app-connections/bitbucket
struct repositories
    : request<repositories, path<infisical_connection_ref>, infisical_repository_list, infisical_workspace_slug> {
    static constexpr operation_info info{.name = "infisical_connections::repositories",
                                         .method = http_method::get,
                                         .path = "/api/v1/app-connections/bitbucket/{connectionId}/repositories",
                                         .privilege = "token of a user",
                                         .options = {"workspaceSlug", "search"},
                                         .belongs_to = &infisical};
    using request::request;

    /// Only those that match this text. Older servers ignore it.
    repositories& search(const given_text& text) & { return with_option("search", text); }
    repositories search(const given_text& text) && { return std::move(this->search(text)); }
};

/// Lists the deployment environments of a repository that a connection reaches, at most 1,000. For tokens of users, as
/// `workspaces`. Returns them (200); 403, 404, 422.
/// https://infisical.com/docs/integrations/app-connections/bitbucket
struct environments : request<environments, path<infisical_connection_ref>, infisical_environment_list,
                              inputs<infisical_workspace_slug, infisical_repository_slug>> {
    static constexpr operation_info info{.name = "infisical_connections::environments",
                                         .method = http_method::get,
                                         .path = "/api/v1/app-connections/bitbucket/{connectionId}/environments",
                                         .privilege = "token of a user",
                                         .options = {"workspaceSlug", "repositorySlug"},
                                         .belongs_to = &infisical};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<create, list, available, get, get_by_name, update, remove, workspaces, repositories,
                                environments>
    operations{};

}  // namespace infisical_connections
}  // namespace bitbucket::inline BITBUCKET_ABI
