// SPDX-License-Identifier: MIT
// api/: the metadata of application properties of every level, and code search,
// against a table taken from the vendor's documents.
#include "unit/support/documented_operations.hpp"

namespace test_operation_metadata_properties {

using namespace documented;

namespace {}  // namespace

TEST_CASE("the family repository_properties is declared as the vendor documents it", "[operations]") {
    check("repository_properties",
          {row(http_method::get, "/repositories/{workspace}/{repo_slug}/properties/{app_key}/{property_name}", {},
               {"admin:workspace:bitbucket"}),
           row(http_method::put, "/repositories/{workspace}/{repo_slug}/properties/{app_key}/{property_name}", {}, {}),
           row(http_method::delete_, "/repositories/{workspace}/{repo_slug}/properties/{app_key}/{property_name}", {},
               {})});
}

TEST_CASE("the family commit_properties is declared as the vendor documents it", "[operations]") {
    check("commit_properties",
          {row(http_method::get,
               "/repositories/{workspace}/{repo_slug}/commit/{commit}/properties/{app_key}/{property_name}", {},
               {"admin:workspace:bitbucket"}),
           row(http_method::put,
               "/repositories/{workspace}/{repo_slug}/commit/{commit}/properties/{app_key}/{property_name}", {}, {}),
           row(http_method::delete_,
               "/repositories/{workspace}/{repo_slug}/commit/{commit}/properties/{app_key}/{property_name}", {}, {})});
}

TEST_CASE("the family pull_request_properties is declared as the vendor documents it", "[operations]") {
    check(
        "pull_request_properties",
        {row(http_method::get,
             "/repositories/{workspace}/{repo_slug}/pullrequests/{pullrequest_id}/properties/{app_key}/{property_name}",
             {}, {"admin:workspace:bitbucket"}),
         row(http_method::put,
             "/repositories/{workspace}/{repo_slug}/pullrequests/{pullrequest_id}/properties/{app_key}/{property_name}",
             {}, {}),
         row(http_method::delete_,
             "/repositories/{workspace}/{repo_slug}/pullrequests/{pullrequest_id}/properties/{app_key}/{property_name}",
             {}, {})});
}

TEST_CASE("the family user_properties is declared as the vendor documents it", "[operations]") {
    check("user_properties",
          {row(http_method::get, "/users/{selected_user}/properties/{app_key}/{property_name}", {},
               {"admin:workspace:bitbucket"}),
           row(http_method::put, "/users/{selected_user}/properties/{app_key}/{property_name}", {}, {}),
           row(http_method::delete_, "/users/{selected_user}/properties/{app_key}/{property_name}", {}, {})});
}

TEST_CASE("the family code_search is declared as the vendor documents it", "[operations]") {
    check("code_search",
          {row(http_method::get, "/users/{selected_user}/search/code", {"repository"}, {"read:repository:bitbucket"})
               .takes({"search_query", "page"})
               .ended(lifecycle::deprecated),
           row(http_method::get, "/workspaces/{workspace}/search/code", {"repository"}, {"read:repository:bitbucket"})
               .takes({"search_query", "page"})
               .ended(lifecycle::deprecated),
           row(http_method::get, "/teams/{username}/search/code", {"repository"}, {"read:repository:bitbucket"})
               .takes({"search_query", "page"})
               .ended(lifecycle::deprecated)});
}

}  // namespace test_operation_metadata_properties
