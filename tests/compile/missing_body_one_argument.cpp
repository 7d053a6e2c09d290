// SPDX-License-Identifier: MIT
// With one path argument and no body.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: the request body is missing: it is this operation's last argument
// fixed: bitbucket::ssh_keys::create request{"{my-account-uuid}", {.key = "ssh-ed25519 AAAA"}};
int main() {
    bitbucket::ssh_keys::create request{"{my-account-uuid}"};  // here
    (void)request;
}
