// SPDX-License-Identifier: MIT
// A boolean is not compared with a text.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>

// error: bitbucket: this field cannot be compared with a value of this type
// fixed: auto filter = bitbucket::field<&bitbucket::repository::is_private>() == true;
int main() {
    auto filter = bitbucket::field<&bitbucket::repository::is_private>() == "true";  // here
    (void)filter;
}
