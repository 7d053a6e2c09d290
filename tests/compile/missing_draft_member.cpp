// SPDX-License-Identifier: MIT
// A new key without the key.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: a required member of a draft or edit is missing
// fixed: const bitbucket::ssh_key_draft request{.key = "ssh-ed25519 AAAA", .label = "laptop"};
int main() {
    const bitbucket::ssh_key_draft request{.label = "laptop"};  // here
    (void)request;
}
