// SPDX-License-Identifier: MIT
// A text is one value, not a list of its letters.
#include <bitbucket/query.hpp>

// error: bitbucket: in takes a list of values
// fixed: auto filter = bitbucket::field("user.email").in({"a@example.org"});
int main() {
    auto filter = bitbucket::field("user.email").in("a@example.org");  // here
    (void)filter;
}
