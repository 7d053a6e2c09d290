// SPDX-License-Identifier: MIT
// The vendor lets nobody query by username any more.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>

using bitbucket::account;
using bitbucket::repository;

// error: bitbucket: the vendor has deprecated queries by username: use uuid, account_id or nickname
// fixed: auto filter = bitbucket::field<&repository::owner, &account::nickname>() == "mia";
int main() {
    auto filter = bitbucket::field<&repository::owner, &account::username>() == "mia";  // here
    (void)filter;
}
