// SPDX-License-Identifier: MIT
// A program that includes the declarations of operations and nothing else: it links without the client, the service and
// any JSON or HTTP library.
#include <bitbucket/operations.hpp>
#include <cstdio>

int main() {
    std::size_t of_bitbucket = 0;
    for (const bitbucket::operation_info& each : bitbucket::all_operations)
        if (each.belongs_to == nullptr) ++of_bitbucket;
    const bitbucket::ssh_keys::list request{"me"};
    std::printf("%zu operations; %s\n", of_bitbucket, request.target().c_str());
    return of_bitbucket == bitbucket::all_operations.size() ? 0 : 1;
}
