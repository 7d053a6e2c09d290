// SPDX-License-Identifier: MIT
// The same for a project, in a chain of calls on a temporary.
#include <bitbucket/api/project_permissions.hpp>
#include <bitbucket/query.hpp>

using bitbucket::project_permissions::list_users;

// error: bitbucket: this operation cannot be filtered: the vendor does not support q here
// fixed: auto request = list_users{"acme", "WEB"}.pagelen(50);
int main() {
    auto request = list_users{"acme", "WEB"}.pagelen(50).q(bitbucket::field("permission") == "admin");  // here
    (void)request;
}
