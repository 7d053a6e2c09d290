// SPDX-License-Identifier: MIT
// Another file of that program: it passes a type of the library to a function of gives.cpp.
#include <bitbucket/retry.hpp>

int attempts_of(const bitbucket::retry_policy& policy);

int main() {
    return attempts_of(bitbucket::retry_policy()) == 3 ? 0 : 1;
}
