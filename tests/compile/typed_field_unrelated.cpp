// SPDX-License-Identifier: MIT
// A path leads from each member into the model that it holds.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>

using bitbucket::project;
using bitbucket::repository;

// error: bitbucket: each member must belong to the model that the member before it holds
// fixed: auto filter = bitbucket::field<&repository::project, &project::key>() == "WEB";
int main() {
    auto filter = bitbucket::field<&repository::owner, &project::key>() == "WEB";  // here
    (void)filter;
}
