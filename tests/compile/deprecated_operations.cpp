// SPDX-License-Identifier: MIT
// Building a request that the vendor has retired or deprecated warns, here made an error, at the user's line and with
// what to call instead. test_lifecycle.cpp compares these lines with the library's list of such operations.
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include <bitbucket/api/code_search.hpp>
#include <bitbucket/api/current_user.hpp>
#include <bitbucket/api/team_pipeline_variables.hpp>
#include <bitbucket/api/user_pipeline_variables.hpp>
#include <bitbucket/api/workspaces.hpp>

int main() {
    // error: retired by the vendor (410): use current_user::list_workspaces
    bitbucket::workspaces::list a{};                          // here
    bitbucket::current_user::list_workspace_permissions b{};  // here

    // error: retired by the vendor (410): use current_user::list_workspace_repository_permissions
    bitbucket::current_user::list_repository_permissions c{};  // here

    // error: deprecated by the vendor: use the variables of a workspace, /workspaces/{workspace}/pipelines-config/variables
    bitbucket::user_pipeline_variables::list d{"{u}"};                           // here
    bitbucket::user_pipeline_variables::create e{"{u}", {.key = "REGION"}};      // here
    bitbucket::user_pipeline_variables::get f{"{u}", "{v}"};                     // here
    bitbucket::user_pipeline_variables::update g{"{u}", "{v}", {.value = "x"}};  // here
    bitbucket::user_pipeline_variables::remove h{"{u}", "{v}"};                  // here

    // error: deprecated by the vendor: use workspace_pipeline_variables
    bitbucket::team_pipeline_variables::list i{"a-team"};                           // here
    bitbucket::team_pipeline_variables::create j{"a-team", {.key = "REGION"}};      // here
    bitbucket::team_pipeline_variables::get k{"a-team", "{v}"};                     // here
    bitbucket::team_pipeline_variables::update l{"a-team", "{v}", {.value = "x"}};  // here
    bitbucket::team_pipeline_variables::remove m{"a-team", "{v}"};                  // here

    // error: deprecated by the vendor as of 2026-11-01, without a successor: expect 410
    bitbucket::code_search::search_user n{"{u}", "foo"};        // here
    bitbucket::code_search::search_workspace o{"acme", "foo"};  // here
    bitbucket::code_search::search_team p{"a-team", "foo"};     // here
}
