// SPDX-License-Identifier: MIT
// A time is not compared with a text, which the server would not take for a time.
#include <bitbucket/models/repository.hpp>
#include <bitbucket/query.hpp>

// error: bitbucket: only numbers, times and ordered enumerations can be compared with < and >
// fixed: auto filter = bitbucket::field<&bitbucket::repository::updated_on>() > bitbucket::timestamp("2026-03-01");
int main() {
    auto filter = bitbucket::field<&bitbucket::repository::updated_on>() > "2026-03-01";  // here
    (void)filter;
}
