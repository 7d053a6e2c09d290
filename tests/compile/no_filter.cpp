// SPDX-License-Identifier: MIT
// The keys of a user cannot be filtered.
#include <bitbucket/api/ssh_keys.hpp>

// error: bitbucket: this operation cannot be filtered: the vendor does not support q here
// fixed: request.fields("values.key");
int main() {
    bitbucket::ssh_keys::list request{"{my-account-uuid}"};
    request.q("label = \"laptop\"");  // here
}
