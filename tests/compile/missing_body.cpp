// SPDX-License-Identifier: MIT
// A permission is granted by saying which.
#include <bitbucket/api/repository_permissions.hpp>

// error: bitbucket: the request body is missing: it is this operation's last argument
// fixed: bitbucket::repository_permissions::update_user request{"acme", "site", "{a-user-uuid}", {.permission = bitbucket::repository_grant::read}};
int main() {
    bitbucket::repository_permissions::update_user request{"acme", "site", "{a-user-uuid}"};  // here
    (void)request;
}
