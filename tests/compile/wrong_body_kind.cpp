// SPDX-License-Identifier: MIT
// A key is changed by an edit, not by the draft of a new one.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: the arguments do not fit: an operation takes one of the right kind for each {placeholder} of its path, in that order
// fixed: bitbucket::ssh_keys::update request{"{my-account-uuid}", "{a-key-uuid}", bitbucket::ssh_key_edit{.label = draft.label}};
int main() {
    const bitbucket::ssh_key_draft draft{.key = "ssh-ed25519 AAAA", .label = "laptop"};
    bitbucket::ssh_keys::update request{"{my-account-uuid}", "{a-key-uuid}", draft};  // here
    (void)request;
}
