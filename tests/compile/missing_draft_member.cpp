// SPDX-License-Identifier: MIT
// A new key without the key. The two compilers have their own words for a required member without a value; both name
// // the member's type.
#include <bitbucket/api/ssh_keys.hpp>

// error: required<
// fixed: const bitbucket::ssh_key_draft request{.key = "ssh-ed25519 AAAA", .label = "laptop"};
int main() {
    const bitbucket::ssh_key_draft request{.label = "laptop"};  // here
    (void)request;
}
