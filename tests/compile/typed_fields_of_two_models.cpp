// SPDX-License-Identifier: MIT
// Members in a choice of fields are names of their own, no path.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/query/fields.hpp>

using bitbucket::account;
using bitbucket::repository;

// error: bitbucket: these are members of one model: a path is field<&model::member, &inner::member>()
// fixed: auto fields = bitbucket::only(bitbucket::field<&repository::owner, &account::uuid>());
int main() {
    auto fields = bitbucket::only<&repository::owner, &account::uuid>();  // here
    (void)fields;
}
