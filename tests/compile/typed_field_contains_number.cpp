// SPDX-License-Identifier: MIT
// A number contains no text.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>

// error: bitbucket: only a text field can contain a text
// fixed: auto filter = bitbucket::field<&bitbucket::repository::name>().contains("1");
int main() {
    auto filter = bitbucket::field<&bitbucket::repository::size>().contains("1");  // here
    (void)filter;
}
