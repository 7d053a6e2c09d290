// SPDX-License-Identifier: MIT
// An enumeration is not compared with a value of another one.
#include <bitbucket/query.hpp>

using bitbucket::permission_level;
using bitbucket::repository_grant;
using user_permission = bitbucket::repository_user_permission;

// error: bitbucket: this field cannot be compared with a value of this type
// fixed: auto filter = bitbucket::field<&user_permission::permission>() == permission_level::read;
int main() {
    auto filter = bitbucket::field<&user_permission::permission>() == repository_grant::read;  // here
    (void)filter;
}
