// SPDX-License-Identifier: MIT
// One file of a program: it takes a type of the library, and returns one. All functions that it calls are in retry.ipp.
#include <bitbucket/retry.hpp>

int attempts_of(const bitbucket::retry_policy& policy) {
    return policy.covers_status(500, true) ? policy.max_attempts : 1;
}

bitbucket::retry_policy careful() {
    return bitbucket::retry_policy::none();
}
