// SPDX-License-Identifier: MIT
// A search needs something to search for.
#include <bitbucket/api/code_search.hpp>

// error: bitbucket: the required query option is missing: it is this operation's last argument
// fixed: bitbucket::code_search::search_user* request = nullptr;
int main() {
    bitbucket::code_search::search_user request{"{a-user-uuid}"};  // here
    (void)request;
}
