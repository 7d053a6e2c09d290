// SPDX-License-Identifier: MIT
// The GPG public keys of a user: list, create, get, remove.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-gpg/
#pragma once

#include "../models/gpg_key.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::gpg_keys {

/// Lists a user's keys. Returns a `page<gpg_key>` (200), without `key` and `subkeys`: ask for them with `fields`.
/// 403, 404.
struct list : request<list, path<user_ref>, page<gpg_key>> {
    static constexpr operation_info info{.name = "gpg_keys::list",
                                         .method = http_method::get,
                                         .path = "/users/{selected_user}/gpg-keys",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:gpg-key:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Adds a key. Returns the `gpg_key` (201); 400 for a key that is invalid or in use, 403, 404.
struct create : request<create, path<user_ref>, gpg_key, gpg_key_draft> {
    static constexpr operation_info info{.name = "gpg_keys::create",
                                         .method = http_method::post,
                                         .path = "/users/{selected_user}/gpg-keys",
                                         .classic_scopes = {"account:write"},
                                         .granular_scopes = {"read:gpg-key:bitbucket", "write:gpg-key:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Gets a key. Returns a `gpg_key` (200); 403, 404.
struct get : request<get, path<user_ref, gpg_fingerprint>, gpg_key> {
    static constexpr operation_info info{.name = "gpg_keys::get",
                                         .method = http_method::get,
                                         .path = "/users/{selected_user}/gpg-keys/{fingerprint}",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:gpg-key:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Removes a key. Returns nothing (204); 400 for an invalid fingerprint, 403 for a subkey or somebody else's key, 404.
struct remove : request<remove, path<user_ref, gpg_fingerprint>, void> {
    static constexpr operation_info info{.name = "gpg_keys::remove",
                                         .method = http_method::delete_,
                                         .path = "/users/{selected_user}/gpg-keys/{fingerprint}",
                                         .classic_scopes = {"account:write"},
                                         .granular_scopes = {"delete:gpg-key:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<list, create, get, remove> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::gpg_keys
