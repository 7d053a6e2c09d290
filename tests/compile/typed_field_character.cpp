// SPDX-License-Identifier: MIT
// A character is neither a text nor a number.
#include <bitbucket/query.hpp>

// error: bitbucket: this field cannot be compared with a value of this type
// fixed: auto filter = bitbucket::field("name") == "x";
int main() {
    auto filter = bitbucket::field("name") == 'x';  // here
    (void)filter;
}
