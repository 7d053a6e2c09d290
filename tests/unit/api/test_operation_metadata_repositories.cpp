// SPDX-License-Identifier: MIT
// api/: the metadata of repositories, projects, their permissions, reviewers and deploy keys,
// against a table taken from the vendor's documents.
#include "unit/support/documented_operations.hpp"

namespace test_operation_metadata_repositories {

using namespace documented;

namespace {

const std::string repository = "/repositories/{workspace}/{repo_slug}";
const std::string projects = "/workspaces/{workspace}/projects";
const std::string project = "/workspaces/{workspace}/projects/{project_key}";

}  // namespace

TEST_CASE("the family repositories is declared as the vendor documents it", "[operations]") {
    check("repositories",
          {row(http_method::get, "/repositories/{workspace}", {"repository"}, {"read:repository:bitbucket"})
               .takes({"role", "q", "sort"}),
           row(http_method::get, repository, {"repository"}, {"read:repository:bitbucket"})});
}

TEST_CASE("the family repository_permissions is declared as the vendor documents it", "[operations]") {
    check("repository_permissions",
          {row(http_method::get, repository + "/permissions-config/users", {"repository:admin"},
               {"read:repository:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the repository"),
           row(http_method::get, repository + "/permissions-config/users/{selected_user_id}", {"repository:admin"},
               {"read:repository:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the repository"),
           row(http_method::put, repository + "/permissions-config/users/{selected_user_id}", {"repository:admin"},
               {"admin:repository:bitbucket", "write:permission:bitbucket"})
               .refuses(people_only)
               .only_for("admin of the repository"),
           row(http_method::delete_, repository + "/permissions-config/users/{selected_user_id}", {"repository:admin"},
               {"admin:repository:bitbucket", "delete:permission:bitbucket"})
               .refuses(people_only)
               .only_for("admin of the repository"),
           row(http_method::get, repository + "/permissions-config/groups", {"repository:admin"},
               {"read:repository:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the repository"),
           row(http_method::get, repository + "/permissions-config/groups/{group_slug}", {"repository:admin"},
               {"read:repository:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the repository"),
           row(http_method::put, repository + "/permissions-config/groups/{group_slug}", {"repository:admin"},
               {"admin:repository:bitbucket", "write:permission:bitbucket"})
               .refuses(people_only)
               .only_for("admin of the repository"),
           row(http_method::delete_, repository + "/permissions-config/groups/{group_slug}", {"repository:admin"},
               {"admin:repository:bitbucket", "delete:permission:bitbucket"})
               .refuses(people_only)
               .only_for("admin of the repository")});
}

TEST_CASE("the family project_permissions is declared as the vendor documents it", "[operations]") {
    check("project_permissions",
          {row(http_method::get, project + "/permissions-config/users", {"project:admin"}, {"read:project:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the project"),
           row(http_method::get, project + "/permissions-config/users/{selected_user_id}", {"project:admin"},
               {"read:project:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the project"),
           row(http_method::put, project + "/permissions-config/users/{selected_user_id}", {"project:admin"},
               {"admin:project:bitbucket", "write:permission:bitbucket"})
               .refuses(people_only)
               .only_for("admin of the project"),
           row(http_method::delete_, project + "/permissions-config/users/{selected_user_id}", {"project:admin"},
               {"admin:project:bitbucket", "delete:permission:bitbucket"})
               .refuses(people_only)
               .only_for("admin of the project"),
           row(http_method::get, project + "/permissions-config/groups", {"project:admin"}, {"read:project:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the project"),
           row(http_method::get, project + "/permissions-config/groups/{group_slug}", {"project:admin"},
               {"read:project:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the project"),
           row(http_method::put, project + "/permissions-config/groups/{group_slug}", {"project:admin"},
               {"admin:project:bitbucket", "write:permission:bitbucket"})
               .refuses(people_only)
               .only_for("admin of the project"),
           row(http_method::delete_, project + "/permissions-config/groups/{group_slug}", {"project:admin"},
               {"admin:project:bitbucket", "delete:permission:bitbucket"})
               .refuses(people_only)
               .only_for("admin of the project")});
}

TEST_CASE("the family projects is declared as the vendor documents it", "[operations]") {
    check("projects",
          {row(http_method::get, projects, {"project"}, {"read:project:bitbucket"}),
           row(http_method::post, projects, {"project:admin"}, {"admin:project:bitbucket"}).refuses(somebody),
           row(http_method::get, project, {"project"}, {"read:project:bitbucket"}),
           row(http_method::put, project, {"project:admin"}, {"admin:project:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the project"),
           row(http_method::delete_, project, {"project:admin"}, {"admin:project:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the project")});
}

TEST_CASE("the family project_default_reviewers is declared as the vendor documents it", "[operations]") {
    check("project_default_reviewers",
          {row(http_method::get, project + "/default-reviewers", {"project:admin"}, {"read:pullrequest:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the project"),
           row(http_method::get, project + "/default-reviewers/{selected_user}", {"project:admin"},
               {"read:pullrequest:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the project"),
           row(http_method::put, project + "/default-reviewers/{selected_user}", {"project:admin"},
               {"admin:project:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the project"),
           row(http_method::delete_, project + "/default-reviewers/{selected_user}", {"project:admin"},
               {"admin:project:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the project")});
}

TEST_CASE("the family deploy_keys is declared as the vendor documents it", "[operations]") {
    check("deploy_keys",
          {row(http_method::get, repository + "/deploy-keys", {"repository", "repository:admin"},
               {"admin:repository:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the repository"),
           row(http_method::post, repository + "/deploy-keys", {"repository", "repository:admin"},
               {"admin:repository:bitbucket", "write:ssh-key:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the repository"),
           row(http_method::get, repository + "/deploy-keys/{key_id}", {"repository", "repository:admin"},
               {"admin:repository:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the repository"),
           row(http_method::put, repository + "/deploy-keys/{key_id}", {"repository", "repository:admin"},
               {"admin:repository:bitbucket", "write:ssh-key:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the repository"),
           row(http_method::delete_, repository + "/deploy-keys/{key_id}", {"repository", "repository:admin"},
               {"admin:repository:bitbucket", "delete:ssh-key:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the repository")});
}

TEST_CASE("the family project_deploy_keys is declared as the vendor documents it", "[operations]") {
    check("project_deploy_keys",
          {row(http_method::get, project + "/deploy-keys", {"project", "project:admin"}, {"admin:project:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the project"),
           row(http_method::post, project + "/deploy-keys", {"project", "project:admin"},
               {"admin:project:bitbucket", "write:ssh-key:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the project"),
           row(http_method::get, project + "/deploy-keys/{key_id}", {"project", "project:admin"},
               {"admin:project:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the project"),
           row(http_method::delete_, project + "/deploy-keys/{key_id}", {"project", "project:admin"},
               {"admin:project:bitbucket", "delete:ssh-key:bitbucket"})
               .refuses(somebody)
               .only_for("admin of the project")});
}

}  // namespace test_operation_metadata_repositories
