// SPDX-License-Identifier: MIT
// A number is no identifier.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: the arguments do not fit: an operation takes one of the right kind for each {placeholder} of its path, in that order
// fixed: bitbucket::ssh_keys::get request{"{my-account-uuid}", "{a-key-uuid}"};
int main() {
    bitbucket::ssh_keys::get request{"{my-account-uuid}", 17};  // here
    (void)request;
}
