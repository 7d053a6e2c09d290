// SPDX-License-Identifier: MIT
// The authenticated user, their e-mail addresses, and the public profile of any user.
// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-users/
#pragma once

#include "../models/account.hpp"
#include "../models/user_email.hpp"
#include "../request.hpp"

namespace bitbucket::inline BITBUCKET_ABI::users {

/// Gets the authenticated user. Returns an `account` (200); 401 without a credential.
struct current : request<current, path<>, account> {
    static constexpr operation_info info{.name = "users::current",
                                         .method = http_method::get,
                                         .path = "/user",
                                         .classic_scopes = {"account"},
                                         .granular_scopes = {"read:user:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Lists the authenticated user's e-mail addresses, confirmed or not. Returns a `page<user_email>` (200).
struct list_emails : request<list_emails, path<>, page<user_email>> {
    static constexpr operation_info info{.name = "users::list_emails",
                                         .method = http_method::get,
                                         .path = "/user/emails",
                                         .classic_scopes = {"email"},
                                         .granular_scopes = {"read:user:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Gets one of the authenticated user's e-mail addresses. Returns a `user_email` (200); 404 if it is not theirs.
struct get_email : request<get_email, path<email_ref>, user_email> {
    static constexpr operation_info info{.name = "users::get_email",
                                         .method = http_method::get,
                                         .path = "/user/emails/{email}",
                                         .classic_scopes = {"email"},
                                         .granular_scopes = {"read:user:bitbucket"},
                                         .refused = {credential_kind::anonymous}};
    using request::request;
};

/// Gets the public profile of a user. Returns an `account` (200), without `location`, `website` and `created_on` if the
/// profile is private; 404 if the user does not exist or is a team.
struct get : request<get, path<user_ref>, account> {
    static constexpr operation_info info{.name = "users::get",
                                         .method = http_method::get,
                                         .path = "/users/{selected_user}",
                                         .granular_scopes = {"read:user:bitbucket"}};
    using request::request;
};

/// All operations of this family.
inline constexpr operation_list<current, list_emails, get_email, get> operations{};

}  // namespace bitbucket::inline BITBUCKET_ABI::users
