// SPDX-License-Identifier: MIT
// api/: the metadata of everything of pipelines: SSH, environments, and the variables of every level,
// against a table taken from the vendor's documents.
#include "unit/support/documented_operations.hpp"

namespace test_operation_metadata_pipelines {

using namespace documented;

namespace {

const std::string ssh = "/repositories/{workspace}/{repo_slug}/pipelines_config/ssh";
const std::string environments = "/repositories/{workspace}/{repo_slug}/environments";
const std::string of_repository = "/repositories/{workspace}/{repo_slug}/pipelines_config/variables";
const std::string of_workspace = "/workspaces/{workspace}/pipelines-config/variables";
const std::string of_environment =
    "/repositories/{workspace}/{repo_slug}/deployments_config/environments/{environment_uuid}/variables";
const std::string of_user = "/users/{selected_user}/pipelines_config/variables";
const std::string of_team = "/teams/{username}/pipelines_config/variables";

}  // namespace

TEST_CASE("the family pipeline_ssh_key_pair is declared as the vendor documents it", "[operations]") {
    check("pipeline_ssh_key_pair",
          {row(http_method::get, ssh + "/key_pair", {"pipeline"}, {"read:pipeline:bitbucket"}).refuses(somebody),
           row(http_method::put, ssh + "/key_pair", {"pipeline:variable"}, {"admin:pipeline:bitbucket"})
               .refuses(somebody),
           row(http_method::delete_, ssh + "/key_pair", {"pipeline:variable"}, {"admin:pipeline:bitbucket"})
               .refuses(somebody)});
}

TEST_CASE("the family pipeline_known_hosts is declared as the vendor documents it", "[operations]") {
    check("pipeline_known_hosts",
          {row(http_method::get, ssh + "/known_hosts", {"pipeline"}, {"read:pipeline:bitbucket"}).refuses(somebody),
           row(http_method::post, ssh + "/known_hosts", {"pipeline:variable"}, {"admin:pipeline:bitbucket"})
               .refuses(somebody),
           row(http_method::get, ssh + "/known_hosts/{known_host_uuid}", {"pipeline"}, {"read:pipeline:bitbucket"})
               .refuses(somebody),
           row(http_method::put, ssh + "/known_hosts/{known_host_uuid}", {"pipeline:variable"},
               {"admin:pipeline:bitbucket"})
               .refuses(somebody),
           row(http_method::delete_, ssh + "/known_hosts/{known_host_uuid}", {"pipeline:variable"},
               {"admin:pipeline:bitbucket"})
               .refuses(somebody)});
}

TEST_CASE("the family environments is declared as the vendor documents it", "[operations]") {
    check("environments",
          {row(http_method::get, environments, {"pipeline"}, {"read:pipeline:bitbucket"}).refuses(somebody),
           row(http_method::get, environments + "/{environment_uuid}", {"pipeline"}, {"read:pipeline:bitbucket"})
               .refuses(somebody)});
}

TEST_CASE("the family repository_pipeline_variables is declared as the vendor documents it", "[operations]") {
    check(
        "repository_pipeline_variables",
        {row(http_method::get, of_repository, {"pipeline"}, {"read:pipeline:bitbucket"})
             .refuses(somebody)
             .broken_links(),
         row(http_method::post, of_repository, {"pipeline:variable"}, {"admin:pipeline:bitbucket"}).refuses(somebody),
         row(http_method::get, of_repository + "/{variable_uuid}", {"pipeline"}, {"read:pipeline:bitbucket"})
             .refuses(somebody),
         row(http_method::put, of_repository + "/{variable_uuid}", {"pipeline:variable"}, {"admin:pipeline:bitbucket"})
             .refuses(somebody),
         row(http_method::delete_, of_repository + "/{variable_uuid}", {"pipeline:variable"},
             {"admin:pipeline:bitbucket"})
             .refuses(somebody)});
}

TEST_CASE("the family workspace_pipeline_variables is declared as the vendor documents it", "[operations]") {
    check("workspace_pipeline_variables",
          {row(http_method::get, of_workspace, {"pipeline"}, {"read:pipeline:bitbucket"})
               .refuses(somebody)
               .broken_links(),
           row(http_method::post, of_workspace, {"pipeline:variable"}, {"admin:pipeline:bitbucket"}).refuses(somebody),
           row(http_method::get, of_workspace + "/{variable_uuid}", {"pipeline"}, {"read:pipeline:bitbucket"})
               .refuses(somebody),
           row(http_method::put, of_workspace + "/{variable_uuid}", {"pipeline:variable"}, {"admin:pipeline:bitbucket"})
               .refuses(somebody),
           row(http_method::delete_, of_workspace + "/{variable_uuid}", {"pipeline:variable"},
               {"admin:pipeline:bitbucket"})
               .refuses(somebody)});
}

TEST_CASE("the family deployment_variables is declared as the vendor documents it", "[operations]") {
    check(
        "deployment_variables",
        {row(http_method::get, of_environment, {"pipeline"}, {"read:pipeline:bitbucket"})
             .refuses(somebody)
             .broken_links(),
         row(http_method::post, of_environment, {"pipeline:variable"}, {"admin:pipeline:bitbucket"}).refuses(somebody),
         row(http_method::put, of_environment + "/{variable_uuid}", {"pipeline:variable"}, {"admin:pipeline:bitbucket"})
             .refuses(somebody),
         row(http_method::delete_, of_environment + "/{variable_uuid}", {"pipeline:variable"},
             {"admin:pipeline:bitbucket"})
             .refuses(somebody)});
}

TEST_CASE("the family user_pipeline_variables is declared as the vendor documents it", "[operations]") {
    check("user_pipeline_variables",
          {row(http_method::get, of_user, {"pipeline"}, {})
               .ended(lifecycle::deprecated, "GET /workspaces/{workspace}/pipelines-config/variables")
               .broken_links(),
           row(http_method::post, of_user, {"pipeline:variable"}, {})
               .ended(lifecycle::deprecated, "POST /workspaces/{workspace}/pipelines-config/variables"),
           row(http_method::get, of_user + "/{variable_uuid}", {"pipeline"}, {})
               .ended(lifecycle::deprecated, "GET /workspaces/{workspace}/pipelines-config/variables/{variable_uuid}"),
           row(http_method::put, of_user + "/{variable_uuid}", {"pipeline:variable"}, {})
               .ended(lifecycle::deprecated, "PUT /workspaces/{workspace}/pipelines-config/variables/{variable_uuid}"),
           row(http_method::delete_, of_user + "/{variable_uuid}", {"pipeline:variable"}, {})
               .ended(lifecycle::deprecated,
                      "DELETE /workspaces/{workspace}/pipelines-config/variables/{variable_uuid}")});
}

TEST_CASE("the family team_pipeline_variables is declared as the vendor documents it", "[operations]") {
    check("team_pipeline_variables",
          {row(http_method::get, of_team, {"pipeline"}, {})
               .ended(lifecycle::deprecated, "GET /workspaces/{workspace}/pipelines-config/variables")
               .broken_links(),
           row(http_method::post, of_team, {"pipeline:variable"}, {})
               .ended(lifecycle::deprecated, "POST /workspaces/{workspace}/pipelines-config/variables"),
           row(http_method::get, of_team + "/{variable_uuid}", {"pipeline"}, {})
               .ended(lifecycle::deprecated, "GET /workspaces/{workspace}/pipelines-config/variables/{variable_uuid}"),
           row(http_method::put, of_team + "/{variable_uuid}", {"pipeline:variable"}, {})
               .ended(lifecycle::deprecated, "PUT /workspaces/{workspace}/pipelines-config/variables/{variable_uuid}"),
           row(http_method::delete_, of_team + "/{variable_uuid}", {"pipeline:variable"}, {})
               .ended(lifecycle::deprecated,
                      "DELETE /workspaces/{workspace}/pipelines-config/variables/{variable_uuid}")});
}

}  // namespace test_operation_metadata_pipelines
