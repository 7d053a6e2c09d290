// SPDX-License-Identifier: MIT
// The vendor has retired it, so building it warns, here made an error; naming it does not.
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include <bitbucket/api/current_user.hpp>

// error: retired by the vendor (410): use current_user::list_workspace_repository_permissions
// fixed: using request = bitbucket::current_user::list_repository_permissions;
int main() {
    bitbucket::current_user::list_repository_permissions request{};  // here
    (void)sizeof(request);
}
