// SPDX-License-Identifier: MIT
// The authenticated user needs no argument.
#include <bitbucket/api/users.hpp>

// error: bitbucket: the arguments do not fit: an operation takes one of the right kind for each {placeholder} of its path, in that order
// fixed: bitbucket::users::current request{};
int main() {
    bitbucket::users::current request{"me"};  // here
    (void)request;
}
