// SPDX-License-Identifier: MIT
// Both kinds are right, but in the wrong order.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: the arguments do not fit: an operation takes one of the right kind for each {placeholder} of its path, in that order
// fixed: bitbucket::ssh_keys::get request{user, key};
int main() {
    const bitbucket::user_ref user{"{my-account-uuid}"};
    const bitbucket::ssh_key_ref key{"{a-key-uuid}"};
    bitbucket::ssh_keys::get request{key, user};  // here
    (void)request;
}
