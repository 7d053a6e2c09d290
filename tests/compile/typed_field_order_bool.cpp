// SPDX-License-Identifier: MIT
// A boolean has no order.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>

// error: bitbucket: only numbers, times and ordered enumerations can be compared with < and >
// fixed: auto filter = bitbucket::field<&bitbucket::repository::is_private>() == true;
int main() {
    auto filter = bitbucket::field<&bitbucket::repository::is_private>() < true;  // here
    (void)filter;
}
