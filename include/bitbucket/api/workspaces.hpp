// SPDX-License-Identifier: MIT
// Workspaces, their members, and the permissions in them: get, list_members, get_member, list_permissions and more.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-workspaces/
#pragma once

#include "../models/permission.hpp"
#include "../request.hpp"
#include "../types/plain_text.hpp"

namespace bitbucket::inline BITBUCKET_ABI::workspaces {

/// Lists the workspaces that the caller can reach. Returned a `page<workspace>` (200); 401 without a credential. Retired
/// on 2026-04-14: answers 410.
struct list : request<list, path<>, page<workspace>> {
    static constexpr operation_info info{.name = "workspaces::list",
                                         .method = http_method::get,
                                         .path = "/workspaces",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:user:bitbucket", "read:workspace:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .options = {"role", "q", "sort"},
                                         .stage = lifecycle::retired,
                                         .successor = "GET /user/workspaces"};
    using request::request;
    [[deprecated("retired by the vendor (410): use current_user::list_workspaces")]] list() : request() {}

    /// Only workspaces where the caller has at least this role.
    list& role(workspace_role least) & { return with_option("role", to_string(least)); }
    list role(workspace_role least) && { return std::move(role(least)); }
};

/// Gets a workspace. Returns a `workspace` (200); 403 for a private one if the caller is not a member, 404 if it does
/// not exist, or is private and the caller anonymous.
struct get : request<get, path<workspace_ref>, workspace> {
    static constexpr operation_info info{.name = "workspaces::get",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}",
                                         .granular_scopes = {"read:workspace:bitbucket"}};
    using request::request;
};

/// Lists the members of a workspace. Returns a `page<workspace_membership>` (200), without their roles; 400, 401, 403
/// if the caller is not a member. For admins and access tokens of the workspace,
/// `.q(field("user.email").in(addresses))` (query.hpp) selects the members with one of up to 90 addresses (more: 400),
/// and `.fields(plus("user.email"))` (query/fields.hpp) returns the addresses.
struct list_members : request<list_members, path<workspace_ref>, page<workspace_membership>> {
    static constexpr operation_info info{.name = "workspaces::list_members",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/members",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:workspace:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .options = {"q"}};
    using request::request;
};

/// Gets a member of a workspace. Returns a `workspace_membership` (200), without the role; 401, 403 if the caller is
/// not a member, 404 if that user is not a member.
struct get_member : request<get_member, path<workspace_ref, user_ref>, workspace_membership> {
    static constexpr operation_info info{.name = "workspaces::get_member",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/members/{member}",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:workspace:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Lists the members of a workspace with their roles; `q` selects by role, e.g. `permission = "owner"`. Returns a
/// `page<workspace_membership>` (200); 400 for a bad filter, 401, 403 if the caller is not a member.
struct list_permissions : request<list_permissions, path<workspace_ref>, page<workspace_membership>> {
    static constexpr operation_info info{.name = "workspaces::list_permissions",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/permissions",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:workspace:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .options = {"q"}};
    using request::request;
};

/// Lists the effective permissions of all users on all repositories of a workspace. Returns a
/// `page<repository_permission>` (200); 400 for a bad filter, 401, 403 if the caller is not an admin of the workspace.
/// Anyone can list their own with `current_user::list_workspace_repository_permissions`.
struct list_repository_permissions
    : request<list_repository_permissions, path<workspace_ref>, page<repository_permission>> {
    static constexpr operation_info info{.name = "workspaces::list_repository_permissions",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/permissions/repositories",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .privilege = "admin of the workspace",
                                         .options = {"q", "sort"}};
    using request::request;
};

/// Lists the effective permissions of all users on one repository. Returns a `page<repository_permission>` (200); 400
/// for a bad filter, 401, 403 if the caller is not an admin of the repository, 404.
struct list_permissions_of_repository
    : request<list_permissions_of_repository, path<workspace_ref, repository_ref>, page<repository_permission>> {
    static constexpr operation_info info{.name = "workspaces::list_permissions_of_repository",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/permissions/repositories/{repo_slug}",
                                         .classic_scopes = {"repository"},
                                         .granular_scopes = {"read:repository:bitbucket"},
                                         .refused = {credential_kind::anonymous, credential_kind::access_token},
                                         .privilege = "admin of the repository",
                                         .options = {"q", "sort"}};
    using request::request;
};

/// Gets the public GPG key that Bitbucket signs with in a workspace; two keys during a rotation. Returns them as
/// `plain_text` (200); 401, 403 if the caller is not a member, 404.
struct get_gpg_public_key : request<get_gpg_public_key, path<workspace_ref>, plain_text> {
    static constexpr operation_info info{.name = "workspaces::get_gpg_public_key",
                                         .method = http_method::get,
                                         .path = "/workspaces/{workspace}/settings/gpg/public-key",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:workspace:bitbucket"},
                                         .refused = {credential_kind::anonymous},
                                         .privilege = "member of the workspace"};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, get, list_members, get_member, list_permissions, list_repository_permissions,
                                list_permissions_of_repository, get_gpg_public_key>
    operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::workspaces
