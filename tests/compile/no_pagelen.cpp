// SPDX-License-Identifier: MIT
// A single object has no page length.
#include <bitbucket/api/users.hpp>

// error: bitbucket: pagelen is for operations that return a page of a collection
// fixed: auto request = bitbucket::users::current{}.fields("uuid");
int main() {
    auto request = bitbucket::users::current{}.pagelen(10);  // here
    (void)request;
}
