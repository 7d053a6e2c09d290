// SPDX-License-Identifier: MIT
// The workspaces that the caller can reach, and the caller's permissions in them.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-workspaces/#api-user-workspaces-get
#pragma once

#include "../models/permission.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::current_user {

/// Lists the workspaces that the caller can reach. Returns a `page<workspace_access>` (200); 400 for a bad option, 401.
/// It filters and sorts only by `slug`, under that name, e.g. `.q(field("slug").contains("acme"))`.
struct list_workspaces : request<list_workspaces, path<>, page<workspace_access>> {
    static constexpr operation_info info{.name = "current_user::list_workspaces",
                                         .method = http_method::get,
                                         .path = "/user/workspaces",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:workspace:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .options = {"q", "sort", "administrator"}};
    using request::request;

    /// Only workspaces that the caller administers (true) or does not (false).
    list_workspaces& administrator(bool is_one) & { return with_option("administrator", is_one ? "true" : "false"); }
    list_workspaces administrator(bool is_one) && { return std::move(administrator(is_one)); }
};

/// Lists the caller's effective permissions on repositories. Returned a `page<repository_permission>` (200).
/// Retired on 2026-04-14: answers 410.
struct list_repository_permissions : request<list_repository_permissions, path<>, page<repository_permission>> {
    static constexpr operation_info info{.name = "current_user::list_repository_permissions",
                                         .method = http_method::get,
                                         .path = "/user/permissions/repositories",
                                         .classic_scopes = {"account", "repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .options = {"q", "sort"},
                                         .stage = lifecycle::retired,
                                         .successor = "GET /user/workspaces/{workspace}/permissions/repositories"};
    using request::request;
    [[deprecated(
        "retired by the vendor (410): use "
        "current_user::list_workspace_repository_permissions")]] list_repository_permissions()
        : request() {}
};

/// Lists the caller's memberships of workspaces, with the highest role. Returned a `page<workspace_membership>` (200);
/// 401 without a credential. Retired on 2026-04-14: answers 410.
struct list_workspace_permissions : request<list_workspace_permissions, path<>, page<workspace_membership>> {
    static constexpr operation_info info{.name = "current_user::list_workspace_permissions",
                                         .method = http_method::get,
                                         .path = "/user/permissions/workspaces",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:workspace:bitbucket", "read:user:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .options = {"q", "sort"},
                                         .stage = lifecycle::retired,
                                         .successor = "GET /user/workspaces"};
    using request::request;
    [[deprecated("retired by the vendor (410): use current_user::list_workspaces")]] list_workspace_permissions()
        : request() {}
};

/// Gets the caller's role in a workspace. Returns a `workspace_membership` (200); 401, 403 if the caller is not a
/// member.
struct get_workspace_permission : request<get_workspace_permission, path<workspace_ref>, workspace_membership> {
    static constexpr operation_info info{.name = "current_user::get_workspace_permission",
                                         .method = http_method::get,
                                         .path = "/user/workspaces/{workspace}/permission",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:workspace:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token}};
    using request::request;
};

/// Lists the caller's effective permissions on the repositories of a workspace, the highest of all that apply. Returns
/// a `page<repository_permission>` (200); 400 for a bad filter, 401, 403 if the caller is not a member. Any user may
/// ask; for other users' permissions see `workspaces::list_repository_permissions`.
struct list_workspace_repository_permissions
    : request<list_workspace_repository_permissions, path<workspace_ref>, page<repository_permission>> {
    static constexpr operation_info info{.name = "current_user::list_workspace_repository_permissions",
                                         .method = http_method::get,
                                         .path = "/user/workspaces/{workspace}/permissions/repositories",
                                         .classic_scopes = {"account", "repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .options = {"q", "sort"}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list_workspaces, list_repository_permissions, list_workspace_permissions,
                                get_workspace_permission, list_workspace_repository_permissions>
    operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::current_user
