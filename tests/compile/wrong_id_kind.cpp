// SPDX-License-Identifier: MIT
// A workspace is no user, though both are texts on the wire.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: the arguments do not fit: an operation takes one of the right kind for each {placeholder} of its path, in that order
// fixed: bitbucket::ssh_keys::list request{bitbucket::user_ref{"{my-account-uuid}"}};
int main() {
    bitbucket::ssh_keys::list request{bitbucket::workspace_ref{"acme"}};  // here
    (void)request;
}
