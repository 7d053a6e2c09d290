// SPDX-License-Identifier: MIT
// api/: the metadata of users, current_user, workspaces, ssh_keys, gpg_keys,
// against a table taken from the vendor's documents.
#include "unit/support/documented_operations.hpp"

using namespace documented;

namespace {

const std::string own = "/user";
const std::string workspace = "/workspaces/{workspace}";
const std::string ssh_keys = "/users/{selected_user}/ssh-keys";
const std::string gpg_keys = "/users/{selected_user}/gpg-keys";
const std::string reached = "/user/workspaces";

}  // namespace

TEST_CASE("the family users is declared as the vendor documents it", "[operations]") {
    check("users", {row(verb::get, own, {"account"}, {"read:user:bitbucket"}).refuses(somebody),
                    row(verb::get, own + "/emails", {"email"}, {"read:user:bitbucket"}).refuses(somebody),
                    row(verb::get, own + "/emails/{email}", {"email"}, {"read:user:bitbucket"}).refuses(somebody),
                    row(verb::get, "/users/{selected_user}", {}, {"read:user:bitbucket"})});
}

TEST_CASE("the family current_user is declared as the vendor documents it", "[operations]") {
    check("current_user",
          {row(verb::get, reached, {"account"}, {"read:workspace:bitbucket"})
               .refuses(somebody)
               .takes({"q", "sort", "administrator"}),
           row(verb::get, own + "/permissions/repositories", {"account", "repository"}, {"read:repository:bitbucket"})
               .refuses(no_token)
               .takes({"q", "sort"})
               .ended(lifecycle::retired, "GET /user/workspaces/{workspace}/permissions/repositories"),
           row(verb::get, own + "/permissions/workspaces", {"account"},
               {"read:workspace:bitbucket", "read:user:bitbucket"})
               .refuses(no_token)
               .takes({"q", "sort"})
               .ended(lifecycle::retired, "GET /user/workspaces"),
           row(verb::get, reached + "/{workspace}/permission", {"account"}, {"read:workspace:bitbucket"})
               .refuses(no_token),
           row(verb::get, reached + "/{workspace}/permissions/repositories", {"account", "repository"},
               {"read:repository:bitbucket"})
               .refuses(no_token)
               .takes({"q", "sort"})});
}

TEST_CASE("the family workspaces is declared as the vendor documents it", "[operations]") {
    check("workspaces",
          {row(verb::get, "/workspaces", {"account"}, {"read:user:bitbucket", "read:workspace:bitbucket"})
               .refuses(somebody)
               .takes({"role", "q", "sort"})
               .ended(lifecycle::retired, "GET /user/workspaces"),
           row(verb::get, workspace, {}, {"read:workspace:bitbucket"}),
           row(verb::get, workspace + "/members", {"account"}, {"read:workspace:bitbucket"})
               .refuses(somebody)
               .takes({"q"}),
           row(verb::get, workspace + "/members/{member}", {"account"}, {"read:workspace:bitbucket"}).refuses(somebody),
           row(verb::get, workspace + "/permissions", {"account"}, {"read:workspace:bitbucket"})
               .refuses(no_token)
               .takes({"q"}),
           row(verb::get, workspace + "/permissions/repositories", {"account"}, {"read:repository:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the workspace")
               .takes({"q", "sort"}),
           row(verb::get, workspace + "/permissions/repositories/{repo_slug}", {"repository"},
               {"read:repository:bitbucket"})
               .refuses(no_token)
               .only_for("admin of the repository")
               .takes({"q", "sort"}),
           row(verb::get, workspace + "/settings/gpg/public-key", {"account"}, {"read:workspace:bitbucket"})
               .refuses(somebody)
               .only_for("member of the workspace")
               .text()});
}

TEST_CASE("the family ssh_keys is declared as the vendor documents it", "[operations]") {
    check("ssh_keys",
          {row(verb::get, ssh_keys, {"account"}, {"read:ssh-key:bitbucket"}),
           row(verb::get, ssh_keys + "/{key_id}", {"account"}, {"read:ssh-key:bitbucket"}),
           row(verb::post, ssh_keys, {"account:write"}, {"read:ssh-key:bitbucket", "write:ssh-key:bitbucket"})
               .refuses(people_only)
               .takes({"expires_on"}),
           row(verb::put, ssh_keys + "/{key_id}", {"account:write"},
               {"read:ssh-key:bitbucket", "write:ssh-key:bitbucket"}),
           row(verb::delete_, ssh_keys + "/{key_id}", {"account:write"}, {"delete:ssh-key:bitbucket"})});
}

TEST_CASE("the family gpg_keys is declared as the vendor documents it", "[operations]") {
    check("gpg_keys",
          {row(verb::get, gpg_keys, {"account"}, {"read:gpg-key:bitbucket"}).refuses(somebody),
           row(verb::post, gpg_keys, {"account:write"}, {"read:gpg-key:bitbucket", "write:gpg-key:bitbucket"})
               .refuses(somebody),
           row(verb::get, gpg_keys + "/{fingerprint}", {"account"}, {"read:gpg-key:bitbucket"}).refuses(somebody),
           row(verb::delete_, gpg_keys + "/{fingerprint}", {"account:write"}, {"delete:gpg-key:bitbucket"})
               .refuses(somebody)});
}
