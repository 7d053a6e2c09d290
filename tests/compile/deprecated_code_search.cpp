// SPDX-License-Identifier: MIT
// The vendor has deprecated it, so building it warns, here made an error; naming it does not.
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include <bitbucket/api/code_search.hpp>

// error: deprecated by the vendor as of 2026-11-01, without a successor: expect 410
// fixed: using request = bitbucket::code_search::search_user;
int main() {
    bitbucket::code_search::search_user request{"{my-account-uuid}", "foo repo:demo"};  // here
    (void)sizeof(request);
}
