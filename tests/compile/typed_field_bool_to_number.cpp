// SPDX-License-Identifier: MIT
// A number is not compared with a boolean.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>

// error: bitbucket: this field cannot be compared with a value of this type
// fixed: auto filter = bitbucket::field<&bitbucket::repository::size>() == 1;
int main() {
    auto filter = bitbucket::field<&bitbucket::repository::size>() == true;  // here
    (void)filter;
}
