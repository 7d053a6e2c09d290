// SPDX-License-Identifier: MIT
// The list of all operations and a walk over its types warn of nothing; building a request does, once.
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/extras/lifecycle.hpp>

// error: deprecated by the vendor: use the variables of a workspace
// fixed: using request = bitbucket::user_pipeline_variables::list;
int main() {
    std::size_t deprecated = bitbucket::deprecated_operations.size();
    for (const bitbucket::operation_info& each : bitbucket::all_operations)
        if (each.stage != bitbucket::lifecycle::live) ++deprecated;
    bitbucket::all_operations.for_each(
        [&]<class Operation>() { deprecated += sizeof(Operation) + sizeof(typename Operation::result_type*); });
    const auto send = &bitbucket::client::try_send<bitbucket::user_pipeline_variables::list>;
    (void)send;
    bitbucket::user_pipeline_variables::list request{"{my-account-uuid}"};  // here
    return static_cast<int>(sizeof(request) + deprecated);
}
