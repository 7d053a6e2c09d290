// SPDX-License-Identifier: MIT
// The explicit permissions on a repository come in the server's order.
#include <bitbucket/api/repository_permissions.hpp>

// error: bitbucket: this operation cannot be sorted: the vendor does not support sort here
// fixed: auto request = bitbucket::repository_permissions::list_users{"acme", "site"};
int main() {
    auto request = bitbucket::repository_permissions::list_users{"acme", "site"}.sort("permission");  // here
    (void)request;
}
