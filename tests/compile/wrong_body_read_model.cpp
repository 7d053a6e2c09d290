// SPDX-License-Identifier: MIT
// What the API returned is never what it takes back.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: the arguments do not fit: an operation takes one of the right kind for each {placeholder} of its path, in that order
// fixed: bitbucket::ssh_keys::update request{"{my-account-uuid}", key.uuid, bitbucket::ssh_key_edit{.label = key.label}};
int main() {
    const bitbucket::ssh_account_key key;
    bitbucket::ssh_keys::update request{"{my-account-uuid}", key.uuid, key};  // here
    (void)request;
}
