// SPDX-License-Identifier: MIT
// api/: the metadata of users, current_user, workspaces, ssh_keys, gpg_keys,
// against a table taken from the vendor's documents.
#include "unit/support/documented_operations.hpp"

namespace test_operation_metadata_accounts {

using namespace documented;

namespace {

const std::string own = "/user";
const std::string workspace = "/workspaces/{workspace}";
const std::string ssh_keys = "/users/{selected_user}/ssh-keys";
const std::string gpg_keys = "/users/{selected_user}/gpg-keys";
const std::string reached = "/user/workspaces";

}  // namespace

TEST_CASE("the family users is declared as the vendor documents it", "[operations]") {
    check("users",
          {row(http_method::get, own, {"account"}, {"read:user:bitbucket"}).refuses(somebody),
           row(http_method::get, own + "/emails", {"email"}, {"read:user:bitbucket"}).refuses(somebody),
           row(http_method::get, own + "/emails/{email}", {"email"}, {"read:user:bitbucket"}).refuses(somebody),
           row(http_method::get, "/users/{selected_user}", {}, {"read:user:bitbucket"})});
}

TEST_CASE("the family current_user is declared as the vendor documents it", "[operations]") {
    check("current_user",
          {row(http_method::get, reached, {"account"}, {"read:workspace:bitbucket"})
               .refuses(somebody)
               .takes({"q", "sort", "administrator"}),
           row(http_method::get, own + "/permissions/repositories", {"account", "repository"},
               {"read:repository:bitbucket"})
               .refuses(no_token)
               .takes({"q", "sort"})
               .ended(lifecycle::retired, "GET /user/workspaces/{workspace}/permissions/repositories"),
           row(http_method::get, own + "/permissions/workspaces", {"account"},
               {"read:workspace:bitbucket", "read:user:bitbucket"})
               .refuses(no_token)
               .takes({"q", "sort"})
               .ended(lifecycle::retired, "GET /user/workspaces"),
           row(http_method::get, reached + "/{workspace}/permission", {"account"}, {"read:workspace:bitbucket"})
               .refuses(no_token),
           row(http_method::get, reached + "/{workspace}/permissions/repositories", {"account", "repository"},
               {"read:repository:bitbucket"})
               .refuses(no_token)
               .takes({"q", "sort"})});
}

TEST_CASE("the family workspaces is declared as the vendor documents it", "[operations]") {
    check("workspaces",
          {row(http_method::get, "/workspaces", {"account"}, {"read:user:bitbucket", "read:workspace:bitbucket"})
               .refuses(somebody)
               .takes({"role", "q", "sort"})
               .ended(lifecycle::retired, "GET /user/workspaces"),
           row(http_method::get, workspace, {}, {"read:workspace:bitbucket"}),
           row(http_method::get, workspace + "/members", {"account"}, {"read:workspace:bitbucket"})
               .refuses(somebody)
               .takes({"q"}),
           row(http_method::get, workspace + "/members/{member}", {"account"}, {"read:workspace:bitbucket"})
               .refuses(somebody),
           row(http_method::get, workspace + "/permissions", {"account"}, {"read:workspace:bitbucket"})
               .refuses(no_token)
               .takes({"q"}),
           row(http_method::get, workspace + "/permissions/repositories", {"account"}, {"read:repository:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the workspace")
               .takes({"q", "sort"}),
           row(http_method::get, workspace + "/permissions/repositories/{repo_slug}", {"repository"},
               {"read:repository:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the repository")
               .takes({"q", "sort"}),
           row(http_method::get, workspace + "/settings/gpg/public-key", {"account"}, {"read:workspace:bitbucket"})
               .refuses(somebody)
               .only_for("member of the workspace")});
}

TEST_CASE("the family ssh_keys is declared as the vendor documents it", "[operations]") {
    check("ssh_keys",
          {row(http_method::get, ssh_keys, {"account"}, {"read:ssh-key:bitbucket"}),
           row(http_method::get, ssh_keys + "/{key_id}", {"account"}, {"read:ssh-key:bitbucket"}),
           row(http_method::post, ssh_keys, {"account:write"}, {"read:ssh-key:bitbucket", "write:ssh-key:bitbucket"})
               .refuses(people_only)
               .takes({"expires_on"}),
           row(http_method::put, ssh_keys + "/{key_id}", {"account:write"},
               {"read:ssh-key:bitbucket", "write:ssh-key:bitbucket"}),
           row(http_method::delete_, ssh_keys + "/{key_id}", {"account:write"}, {"delete:ssh-key:bitbucket"})});
}

TEST_CASE("the family gpg_keys is declared as the vendor documents it", "[operations]") {
    check(
        "gpg_keys",
        {row(http_method::get, gpg_keys, {"account"}, {"read:gpg-key:bitbucket"}).refuses(somebody),
         row(http_method::post, gpg_keys, {"account:write"}, {"read:gpg-key:bitbucket", "write:gpg-key:bitbucket"})
             .refuses(somebody),
         row(http_method::get, gpg_keys + "/{fingerprint}", {"account"}, {"read:gpg-key:bitbucket"}).refuses(somebody),
         row(http_method::delete_, gpg_keys + "/{fingerprint}", {"account:write"}, {"delete:gpg-key:bitbucket"})
             .refuses(somebody)});
}

}  // namespace test_operation_metadata_accounts
