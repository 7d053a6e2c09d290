// SPDX-License-Identifier: MIT
// Another file of that program: it gets a type of the library from a function of gives.cpp, whose arguments do not name it.
#include <bitbucket/retry.hpp>

bitbucket::retry_policy careful();

int main() {
    return careful().max_attempts == 1 ? 0 : 1;
}
