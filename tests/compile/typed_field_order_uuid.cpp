// SPDX-License-Identifier: MIT
// A UUID has no order.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>

// error: bitbucket: only numbers, times and ordered enumerations can be compared with < and >
// fixed: auto filter = bitbucket::field<&bitbucket::repository::uuid>() == bitbucket::uuid("{}");
int main() {
    auto filter = bitbucket::field<&bitbucket::repository::uuid>() < bitbucket::uuid("{}");  // here
    (void)filter;
}
