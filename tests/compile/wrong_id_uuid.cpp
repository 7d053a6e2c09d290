// SPDX-License-Identifier: MIT
// A project is addressed by its key; the API takes no UUID there.
#include <bitbucket/api/project_permissions.hpp>

// error: bitbucket: the arguments do not fit: an operation takes one of the right kind for each {placeholder} of its path, in that order
// fixed: bitbucket::project_permissions::list_users request{"acme", "PRJ"};
int main() {
    const bitbucket::uuid project{"{a-project-uuid}"};
    (void)project;
    bitbucket::project_permissions::list_users request{"acme", project};  // here
    (void)request;
}
