// SPDX-License-Identifier: MIT
// Repositories are not created in repositories: that level is for projects. The compilers have their own words for it.
#include <bitbucket/api/repository_permissions.hpp>

// error: required<
// fixed: const bitbucket::repository_permission_edit edit{.permission = bitbucket::repository_grant::write};
int main() {
    const bitbucket::repository_permission_edit edit{.permission = bitbucket::project_grant::create_repo};  // here
    (void)edit;
}
