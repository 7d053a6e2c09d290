// SPDX-License-Identifier: MIT
// A repository is addressed by two path arguments; one is not enough.
#include <bitbucket/bitbucket.hpp>

// error: bitbucket: the arguments do not fit: an operation takes one of the right kind for each {placeholder} of its path, in that order
// fixed: bitbucket::repository_permissions::list_users request{"acme", "site"};
int main() {
    bitbucket::repository_permissions::list_users request{"acme"};  // here
    (void)request;
}
