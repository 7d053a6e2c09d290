// SPDX-License-Identifier: MIT
// One condition is no list of conditions.
#include <bitbucket/query.hpp>

// error: bitbucket: any_of and all_of take a list of filters
// fixed: auto filter = bitbucket::any_of({bitbucket::field("slug") == "a"});
int main() {
    auto filter = bitbucket::any_of(bitbucket::field("slug") == "a");  // here
    (void)filter;
}
