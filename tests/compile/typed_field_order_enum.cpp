// SPDX-License-Identifier: MIT
// An enumeration that the vendor does not order has no order here either.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>

// error: bitbucket: only numbers, times and ordered enumerations can be compared with < and >
// fixed: auto filter = bitbucket::field<&bitbucket::repository::fork_policy>() == bitbucket::fork_policy::no_forks;
int main() {
    auto filter = bitbucket::field<&bitbucket::repository::fork_policy>() < bitbucket::fork_policy::no_forks;  // here
    (void)filter;
}
