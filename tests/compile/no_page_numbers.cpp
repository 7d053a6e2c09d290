// SPDX-License-Identifier: MIT
// Pages have numbers only where the vendor documents them; elsewhere their links are opaque.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: the vendor documents no page numbers for this operation: follow the links
// fixed: auto request = bitbucket::ssh_keys::list{"{my-account-uuid}"};
int main() {
    auto request = bitbucket::ssh_keys::list{"{my-account-uuid}"}.page(2);  // here
    (void)request;
}
