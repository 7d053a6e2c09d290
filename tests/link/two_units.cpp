// SPDX-License-Identifier: MIT
// One of the translation units that include every header; tests/headers writes the other one, with the functions that are
// called here.
#include <everything.hpp>

int pagelen_in_second_unit();
const void* operations_in_second_unit();

int main() {
    namespace bb = bitbucket;
    const auto request = bb::repository_permissions::list_users{"acme", "site"}.pagelen(pagelen_in_second_unit());
    // An inline variable has one address in the whole program.
    const bool one_table = operations_in_second_unit() == static_cast<const void*>(&bb::all_operations);
    return one_table && request == bb::repository_permissions::list_users{"acme", "site"}.pagelen(42) ? 0 : 1;
}
