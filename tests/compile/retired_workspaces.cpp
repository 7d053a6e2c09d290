// SPDX-License-Identifier: MIT
// The vendor has retired it, so building it warns, here made an error; naming it does not.
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include <bitbucket/api/workspaces.hpp>

// error: retired by the vendor (410): use current_user::list_workspaces
// fixed: using request = bitbucket::workspaces::list;
int main() {
    bitbucket::workspaces::list request{};  // here
    (void)sizeof(request);
}
