// SPDX-License-Identifier: MIT
// The permissions of a repository cannot be filtered, however the filter is written.
#include <bitbucket/api/repository_permissions.hpp>
#include <bitbucket/query.hpp>

using bitbucket::permission_level;
using bitbucket::repository_user_permission;

// error: bitbucket: this operation cannot be filtered: the vendor does not support q here
// fixed: request.pagelen(100);
int main() {
    const auto admins = bitbucket::field<&repository_user_permission::permission>() == permission_level::admin;
    bitbucket::repository_permissions::list_users request{"acme", "site"};
    request.q(admins);  // here
    (void)admins;
}
