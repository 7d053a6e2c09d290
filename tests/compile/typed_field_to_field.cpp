// SPDX-License-Identifier: MIT
// The language compares fields with values, not with each other.
#include <bitbucket/query.hpp>

// error: bitbucket: this field cannot be compared with a value of this type
// fixed: auto filter = bitbucket::field("name") == "site";
int main() {
    auto filter = bitbucket::field("name") == bitbucket::field("slug");  // here
    (void)filter;
}
