// SPDX-License-Identifier: MIT
// More query options than a list has room for.
#include <bitbucket/operation_info.hpp>

// error: bitbucket: a list of scopes or query options has 16 names at most
// fixed: constexpr bitbucket::name_list many = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"};
// clang-format off: one wrong line, however long
constexpr bitbucket::name_list many = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17"};  // here
// clang-format on

int main() {
    return static_cast<int>(many.size());
}
