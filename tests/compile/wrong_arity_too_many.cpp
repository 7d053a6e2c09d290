// SPDX-License-Identifier: MIT
// A repository is one thing below a workspace; there is no third argument.
#include <bitbucket/api/repositories.hpp>

// error: bitbucket: the arguments do not fit: an operation takes one of the right kind for each {placeholder} of its path, in that order
// fixed: bitbucket::repositories::get request{"acme", "site"};
int main() {
    bitbucket::repositories::get request{"acme", "site", "main"};  // here
    (void)request;
}
