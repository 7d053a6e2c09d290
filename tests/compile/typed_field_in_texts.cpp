// SPDX-License-Identifier: MIT
// The values of a list must fit the member as a single one must.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>

// error: bitbucket: this field cannot be compared with a value of this type
// fixed: auto filter = bitbucket::field<&bitbucket::repository::fork_policy>().in({bitbucket::fork_policy::no_forks});
int main() {
    auto filter = bitbucket::field<&bitbucket::repository::fork_policy>().in({"no_forks"});  // here
    (void)filter;
}
