// SPDX-License-Identifier: MIT
// The vendor has deprecated it, so building it warns, here made an error; naming it does not.
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include <bitbucket/api/user_pipeline_variables.hpp>

// error: deprecated by the vendor: use the variables of a workspace, /workspaces/{workspace}/pipelines-config/variables
// fixed: using request = bitbucket::user_pipeline_variables::remove;
int main() {
    bitbucket::user_pipeline_variables::remove request{"{my-account-uuid}", "{a-variable-uuid}"};  // here
    (void)sizeof(request);
}
