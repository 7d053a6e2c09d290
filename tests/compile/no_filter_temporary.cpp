// SPDX-License-Identifier: MIT
// The same in a chain of calls on a temporary.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: this operation cannot be filtered: the vendor does not support q here
// fixed: auto request = bitbucket::ssh_keys::list{"{my-account-uuid}"}.pagelen(50);
int main() {
    auto request = bitbucket::ssh_keys::list{"{my-account-uuid}"}.pagelen(50).q("label = \"laptop\"");  // here
    (void)request;
}
