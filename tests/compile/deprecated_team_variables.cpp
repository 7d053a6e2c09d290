// SPDX-License-Identifier: MIT
// The vendor has deprecated it, so building it warns, here made an error; naming it does not.
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include <bitbucket/api/team_pipeline_variables.hpp>

// error: deprecated by the vendor: use workspace_pipeline_variables
// fixed: using request = bitbucket::team_pipeline_variables::list;
int main() {
    bitbucket::team_pipeline_variables::list request{"a-team"};  // here
    (void)sizeof(request);
}
