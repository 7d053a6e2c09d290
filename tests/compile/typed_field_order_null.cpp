// SPDX-License-Identifier: MIT
// Nothing comes before or behind null, not even in a field that is known by its name only.
#include <bitbucket/query.hpp>

// error: bitbucket: only numbers, times and ordered enumerations can be compared with < and >
// fixed: auto filter = bitbucket::field("size") != bitbucket::null;
int main() {
    auto filter = bitbucket::field("size") > bitbucket::null;  // here
    (void)filter;
}
