// SPDX-License-Identifier: MIT
// The key is missing between the user and the body.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: the arguments do not fit: an operation takes one of the right kind for each {placeholder} of its path, in that order
// fixed: bitbucket::ssh_keys::update request{"{my-account-uuid}", "{a-key-uuid}", bitbucket::ssh_key_edit{.label = "laptop"}};
int main() {
    bitbucket::ssh_keys::update request{"{my-account-uuid}", bitbucket::ssh_key_edit{.label = "laptop"}};  // here
    (void)request;
}
