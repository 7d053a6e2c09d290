// SPDX-License-Identifier: MIT
// The permissions of a repository cannot be sorted, however the key is written.
#include <bitbucket/api/repository_permissions.hpp>
#include <bitbucket/query.hpp>

// error: bitbucket: this operation cannot be sorted: the vendor does not support sort here
// fixed: request.pagelen(100);
int main() {
    bitbucket::repository_permissions::list_users request{"acme", "site"};
    request.sort(bitbucket::asc(bitbucket::field("permission")));  // here
}
