// SPDX-License-Identifier: MIT
// The other of the two translation units.
#include <everything.hpp>

int pagelen_in_second_unit() {
    return 42;
}

const void* operations_in_second_unit() {
    return &bitbucket::all_operations;
}
