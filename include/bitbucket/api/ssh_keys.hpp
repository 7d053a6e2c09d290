// SPDX-License-Identifier: MIT
// The SSH public keys of a user: list, get, create, update, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-ssh/
#pragma once

#include "../models/ssh_key.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::ssh_keys {

/// Lists a user's keys. Returns a `page<ssh_account_key>` (200); 403 if they are not visible to the caller, 404.
struct list : request<list, path<user_ref>, page<ssh_account_key>> {
    static constexpr operation_info info{.name = "ssh_keys::list",
                                         .method = http_method::get,
                                         .path = "/users/{selected_user}/ssh-keys",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:ssh-key:bitbucket"}};
    using request::request;
};

/// Gets a key. Returns an `ssh_account_key` (200); 403, 404.
struct get : request<get, path<user_ref, ssh_key_ref>, ssh_account_key> {
    static constexpr operation_info info{.name = "ssh_keys::get",
                                         .method = http_method::get,
                                         .path = "/users/{selected_user}/ssh-keys/{key_id}",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:ssh-key:bitbucket"}};
    using request::request;
};

/// Adds a key. Returns the `ssh_account_key` (201); 400 for a key that is invalid or in use, 403, 404.
struct create : request<create, path<user_ref>, ssh_account_key, ssh_key_draft> {
    static constexpr operation_info info{
        .name = "ssh_keys::create",
        .method = http_method::post,
        .path = "/users/{selected_user}/ssh-keys",
        .classic_scopes = {"account:write"},
        .granular_scopes = {"read:ssh-key:bitbucket", "write:ssh-key:bitbucket"},
        .refused = {credential_kind::anonymous, credential_kind::access_token, credential_kind::oauth},
        .options = {"expires_on"}};
    using request::request;

    /// When the key stops working: an ISO-8601 date or date-time, or a time point of the system clock.
    create& expires_on(const timestamp& when) & {
        if (!when.is_valid()) fail("expires_on must be an ISO-8601 date or date-time");
        return with_option("expires_on", when.str());
    }
    create expires_on(const timestamp& when) && { return std::move(expires_on(when)); }
};

/// Changes the label of a key; to replace the key, remove it and create another. Returns the `ssh_account_key` (200);
/// 400, 403, 404.
struct update : request<update, path<user_ref, ssh_key_ref>, ssh_account_key, ssh_key_edit> {
    static constexpr operation_info info{.name = "ssh_keys::update",
                                         .method = http_method::put,
                                         .path = "/users/{selected_user}/ssh-keys/{key_id}",
                                         .classic_scopes = {"account:write"},
                                         .granular_scopes = {"read:ssh-key:bitbucket", "write:ssh-key:bitbucket"}};
    using request::request;
};

/// Removes a key. Returns nothing (204); 400, 403, 404.
struct remove : request<remove, path<user_ref, ssh_key_ref>, void> {
    static constexpr operation_info info{.name = "ssh_keys::remove",
                                         .method = http_method::delete_,
                                         .path = "/users/{selected_user}/ssh-keys/{key_id}",
                                         .classic_scopes = {"account:write"},
                                         .granular_scopes = {"delete:ssh-key:bitbucket"}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, get, create, update, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::ssh_keys
