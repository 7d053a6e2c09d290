// SPDX-License-Identifier: MIT
// operations.hpp: what every operation puts on the wire for sample arguments: path, query and body.
#include <algorithm>
#include <sstream>
#include <vector>

#include "sample_requests.hpp"
#include "support/catch.hpp"

namespace test_operation_targets {

namespace bb = bitbucket;

namespace {

struct wire {
    const char* name;
    const char* target;
    const char* body;  // null: none
};

#define USER "%7Bd301aafa-d676-4ee0-88be-962be7417567%7D"
#define THING "%7Bb15b6026-9c02-4626-b4ad-b905f99f763a%7D"
#define ACCOUNT "557058:ba8948b2-49da-43a9-9e8b-e7249b8e324a"

const std::vector<wire> expected = {
    {"repository_permissions::list_users", "/repositories/acme/site/permissions-config/users", nullptr},
    {"repository_permissions::get_user", "/repositories/acme/site/permissions-config/users/" ACCOUNT, nullptr},
    {"repository_permissions::update_user", "/repositories/acme/site/permissions-config/users/" USER,
     R"({"permission":"write"})"},
    {"repository_permissions::remove_user", "/repositories/%7B%7D/" THING "/permissions-config/users/" USER, nullptr},
    {"repository_permissions::list_groups", "/repositories/acme/site/permissions-config/groups", nullptr},
    {"repository_permissions::get_group", "/repositories/acme/site/permissions-config/groups/developers", nullptr},
    {"repository_permissions::update_group", "/repositories/acme/" THING "/permissions-config/groups/developers",
     R"({"permission":"read"})"},
    {"repository_permissions::remove_group", "/repositories/acme/site/permissions-config/groups/a%20b", nullptr},
    {"project_permissions::list_users", "/workspaces/acme/projects/PRJ/permissions-config/users", nullptr},
    {"project_permissions::get_user", "/workspaces/acme/projects/PRJ/permissions-config/users/" ACCOUNT, nullptr},
    {"project_permissions::update_user", "/workspaces/acme/projects/PRJ/permissions-config/users/" USER,
     R"({"permission":"create-repo"})"},
    {"project_permissions::remove_user", "/workspaces/acme/projects/PRJ/permissions-config/users/" USER, nullptr},
    {"project_permissions::list_groups", "/workspaces/acme/projects/PRJ/permissions-config/groups", nullptr},
    {"project_permissions::get_group", "/workspaces/acme/projects/PRJ/permissions-config/groups/developers", nullptr},
    {"project_permissions::update_group", "/workspaces/acme/projects/PRJ/permissions-config/groups/developers",
     R"({"permission":"admin"})"},
    {"project_permissions::remove_group", "/workspaces/acme/projects/PRJ/permissions-config/groups/developers",
     nullptr},
    {"users::current", "/user", nullptr},
    {"users::list_emails", "/user/emails", nullptr},
    {"users::get_email", "/user/emails/ada%2Bwork@example.org", nullptr},
    {"users::get", "/users/" USER, nullptr},
    {"current_user::list_workspaces", "/user/workspaces", nullptr},
    {"current_user::list_repository_permissions", "/user/permissions/repositories", nullptr},
    {"current_user::list_workspace_permissions", "/user/permissions/workspaces", nullptr},
    {"current_user::get_workspace_permission", "/user/workspaces/acme/permission", nullptr},
    {"current_user::list_workspace_repository_permissions", "/user/workspaces/" THING "/permissions/repositories",
     nullptr},
    {"workspaces::list", "/workspaces", nullptr},
    {"workspaces::get", "/workspaces/acme", nullptr},
    {"workspaces::list_members", "/workspaces/acme/members", nullptr},
    {"workspaces::get_member", "/workspaces/acme/members/" ACCOUNT, nullptr},
    {"workspaces::list_permissions", "/workspaces/acme/permissions", nullptr},
    {"workspaces::list_repository_permissions", "/workspaces/acme/permissions/repositories", nullptr},
    {"workspaces::list_permissions_of_repository", "/workspaces/acme/permissions/repositories/" THING, nullptr},
    {"workspaces::get_gpg_public_key", "/workspaces/acme/settings/gpg/public-key", nullptr},
    {"projects::list", "/workspaces/acme/projects", nullptr},
    {"projects::create", "/workspaces/acme/projects", R"({"key":"MARS","name":"Mars Project","is_private":false})"},
    {"projects::get", "/workspaces/acme/projects/PRJ", nullptr},
    {"projects::update", "/workspaces/acme/projects/PRJ", R"({"key":"MARS","description":null})"},
    {"projects::remove", "/workspaces/acme/projects/PRJ", nullptr},
    {"project_default_reviewers::list", "/workspaces/acme/projects/PRJ/default-reviewers", nullptr},
    {"project_default_reviewers::get", "/workspaces/acme/projects/PRJ/default-reviewers/" ACCOUNT, nullptr},
    {"project_default_reviewers::add", "/workspaces/acme/projects/PRJ/default-reviewers/" USER, nullptr},
    {"project_default_reviewers::remove", "/workspaces/acme/projects/PRJ/default-reviewers/" USER, nullptr},
    {"repositories::list", "/repositories/acme", nullptr},
    {"repositories::get", "/repositories/%7B%7D/" THING, nullptr},
    {"ssh_keys::list", "/users/" USER "/ssh-keys", nullptr},
    {"ssh_keys::create", "/users/" USER "/ssh-keys", R"({"key":"ssh-ed25519 AAAA","label":"laptop"})"},
    {"ssh_keys::get", "/users/" USER "/ssh-keys/" THING, nullptr},
    {"ssh_keys::update", "/users/" USER "/ssh-keys/" THING, R"({"label":"Work key"})"},
    {"ssh_keys::remove", "/users/" USER "/ssh-keys/" THING, nullptr},
    {"gpg_keys::list", "/users/" USER "/gpg-keys", nullptr},
    {"gpg_keys::create", "/users/" USER "/gpg-keys", R"({"key":"-----BEGIN PGP PUBLIC KEY BLOCK-----\n"})"},
    {"gpg_keys::get", "/users/" USER "/gpg-keys/H4M26PPX", nullptr},
    {"gpg_keys::remove", "/users/" USER "/gpg-keys/H4M26PPX", nullptr},
    {"deploy_keys::list", "/repositories/acme/site/deploy-keys", nullptr},
    {"deploy_keys::create", "/repositories/acme/site/deploy-keys", R"({"key":"ssh-ed25519 AAAA"})"},
    {"deploy_keys::get", "/repositories/acme/site/deploy-keys/1234", nullptr},
    {"deploy_keys::update", "/repositories/acme/site/deploy-keys/1234", R"({"comment":"newcomment"})"},
    {"deploy_keys::remove", "/repositories/acme/site/deploy-keys/9007199254740993", nullptr},
    {"project_deploy_keys::list", "/workspaces/acme/projects/PRJ/deploy-keys", nullptr},
    {"project_deploy_keys::create", "/workspaces/acme/projects/PRJ/deploy-keys",
     R"({"key":"ssh-ed25519 AAAA","label":"laptop"})"},
    {"project_deploy_keys::get", "/workspaces/acme/projects/PRJ/deploy-keys/1234", nullptr},
    {"project_deploy_keys::remove", "/workspaces/acme/projects/PRJ/deploy-keys/1234", nullptr},
    {"pipeline_ssh_key_pair::get", "/repositories/acme/site/pipelines_config/ssh/key_pair", nullptr},
    {"pipeline_ssh_key_pair::update", "/repositories/acme/site/pipelines_config/ssh/key_pair",
     R"({"private_key":"laptop's","public_key":"ssh-ed25519 AAAA"})"},
    {"pipeline_ssh_key_pair::remove", "/repositories/acme/site/pipelines_config/ssh/key_pair", nullptr},
    {"pipeline_known_hosts::list", "/repositories/acme/site/pipelines_config/ssh/known_hosts", nullptr},
    {"pipeline_known_hosts::create", "/repositories/acme/site/pipelines_config/ssh/known_hosts",
     R"({"hostname":"[acme.example]:2222","public_key":{"key_type":"ssh-ed25519","key":"AAAA"}})"},
    {"pipeline_known_hosts::get", "/repositories/acme/site/pipelines_config/ssh/known_hosts/" THING, nullptr},
    {"pipeline_known_hosts::update", "/repositories/acme/site/pipelines_config/ssh/known_hosts/" THING,
     R"({"hostname":"[acme.example]:2222","public_key":{"key_type":"ssh-ed25519","key":"AAAA"}})"},
    {"pipeline_known_hosts::remove", "/repositories/acme/site/pipelines_config/ssh/known_hosts/" THING, nullptr},
    {"environments::list", "/repositories/acme/site/environments", nullptr},
    {"environments::get", "/repositories/acme/site/environments/" THING, nullptr},
    {"repository_pipeline_variables::list", "/repositories/acme/site/pipelines_config/variables?pagelen=100", nullptr},
    {"repository_pipeline_variables::create", "/repositories/acme/site/pipelines_config/variables",
     R"({"key":"REGION","value":"eu","secured":false})"},
    {"repository_pipeline_variables::get", "/repositories/acme/site/pipelines_config/variables/" THING, nullptr},
    {"repository_pipeline_variables::update", "/repositories/acme/site/pipelines_config/variables/" THING,
     R"({"value":"us"})"},
    {"repository_pipeline_variables::remove", "/repositories/acme/site/pipelines_config/variables/" THING, nullptr},
    {"workspace_pipeline_variables::list", "/workspaces/acme/pipelines-config/variables?pagelen=100", nullptr},
    {"workspace_pipeline_variables::create", "/workspaces/acme/pipelines-config/variables",
     R"({"key":"REGION","value":"eu","secured":false})"},
    {"workspace_pipeline_variables::get", "/workspaces/acme/pipelines-config/variables/" THING, nullptr},
    {"workspace_pipeline_variables::update", "/workspaces/acme/pipelines-config/variables/" THING,
     R"({"secured":true})"},
    {"workspace_pipeline_variables::remove", "/workspaces/acme/pipelines-config/variables/" THING, nullptr},
    {"deployment_variables::list",
     "/repositories/acme/site/deployments_config/environments/" USER "/variables?pagelen=100", nullptr},
    {"deployment_variables::create", "/repositories/acme/site/deployments_config/environments/" USER "/variables",
     R"({"key":"REGION","value":"eu","secured":false})"},
    {"deployment_variables::update",
     "/repositories/acme/site/deployments_config/environments/" USER "/variables/" THING, R"({"key":"REGION"})"},
    {"deployment_variables::remove",
     "/repositories/acme/site/deployments_config/environments/" USER "/variables/" THING, nullptr},
    {"user_pipeline_variables::list", "/users/" USER "/pipelines_config/variables?pagelen=100", nullptr},
    {"user_pipeline_variables::create", "/users/" USER "/pipelines_config/variables",
     R"({"key":"REGION","value":"eu","secured":false})"},
    {"user_pipeline_variables::get", "/users/" USER "/pipelines_config/variables/" THING, nullptr},
    {"user_pipeline_variables::update", "/users/" USER "/pipelines_config/variables/" THING, R"({"value":"us"})"},
    {"user_pipeline_variables::remove", "/users/" USER "/pipelines_config/variables/" THING, nullptr},
    {"team_pipeline_variables::list", "/teams/acme/pipelines_config/variables?pagelen=100", nullptr},
    {"team_pipeline_variables::create", "/teams/acme/pipelines_config/variables",
     R"({"key":"REGION","value":"eu","secured":false})"},
    {"team_pipeline_variables::get", "/teams/acme/pipelines_config/variables/" THING, nullptr},
    {"team_pipeline_variables::update", "/teams/acme/pipelines_config/variables/" THING, R"({"value":"us"})"},
    {"team_pipeline_variables::remove", "/teams/acme/pipelines_config/variables/" THING, nullptr},
    {"repository_properties::get", "/repositories/acme/site/properties/my-app/colour%2Fmain", nullptr},
    {"repository_properties::update", "/repositories/acme/site/properties/my-app/colour", R"({"a":1})"},
    {"repository_properties::remove", "/repositories/acme/site/properties/my-app/colour", nullptr},
    {"commit_properties::get", "/repositories/acme/site/commit/ad6964b/properties/my-app/colour", nullptr},
    {"commit_properties::update", "/repositories/acme/site/commit/ad6964b/properties/my-app/colour", R"({"a":1})"},
    {"commit_properties::remove", "/repositories/acme/site/commit/ad6964b/properties/my-app/colour", nullptr},
    {"pull_request_properties::get", "/repositories/acme/site/pullrequests/42/properties/my-app/colour", nullptr},
    {"pull_request_properties::update", "/repositories/acme/site/pullrequests/42/properties/my-app/colour",
     R"({"a":1})"},
    {"pull_request_properties::remove", "/repositories/acme/site/pullrequests/42/properties/my-app/colour", nullptr},
    {"user_properties::get", "/users/" USER "/properties/my-app/colour%2Fmain", nullptr},
    {"user_properties::update", "/users/" USER "/properties/my-app/colour", R"({"a":1})"},
    {"user_properties::remove", "/users/" USER "/properties/my-app/colour", nullptr},
    {"code_search::search_user", "/users/" USER "/search/code?search_query=foo%20repo%3Ademo", nullptr},
    {"code_search::search_workspace", "/workspaces/acme/search/code?search_query=foo%20repo%3Ademo", nullptr},
    {"code_search::search_team", "/teams/acme/search/code?search_query=foo%20repo%3Ademo", nullptr},
    {"source::root", "/repositories/acme/site/src", nullptr},
    {"source::list_directory", "/repositories/acme/site/src/ad6964b/?max_depth=2", nullptr},
    {"source::get_file", "/repositories/acme/site/src/ad6964b/docs/a%20b%2Bc%3F.md", nullptr},
    {"source::get_metadata", "/repositories/acme/site/src/ad6964b/docs?format=meta", nullptr},
    {"source::create_commit", "/repositories/acme/site/src", ""},  // the body is read while it is sent
    {"source::history", "/repositories/acme/site/filehistory/ad6964b/docs/a.md?renames=false", nullptr},
    {"downloads::list", "/repositories/acme/site/downloads", nullptr},
    {"downloads::upload", "/repositories/acme/site/downloads", ""},
    {"downloads::get", "/repositories/acme/site/downloads/a%20b.zip", nullptr},
    {"downloads::remove", "/repositories/acme/site/downloads/a%2Fb.zip", nullptr},
};

#undef USER
#undef THING
#undef ACCOUNT

}  // namespace

TEST_CASE("every operation puts its arguments where they belong", "[operations]") {
    std::size_t at = 0;
    sample_requests::for_each([&](const bb::request_base& request) {
        REQUIRE(at < expected.size());
        const wire& want = expected[at++];
        CAPTURE(want.name);
        CHECK(request.about().name == std::string(want.name));
        CHECK(request.problem() == "");
        CHECK(request.target() == want.target);
        CHECK(request.has_body() == (want.body != nullptr));
        CHECK(request.body() == (want.body == nullptr ? "" : want.body));
        CHECK(request.headers().empty());
    });
    CHECK(at == expected.size());
}

TEST_CASE("the samples are all operations, each once", "[operations]") {
    REQUIRE(expected.size() == bb::all_operations.size());
    for (const bb::operation_info& each : bb::all_operations) {
        CAPTURE(each.name);
        CHECK(std::count_if(expected.begin(), expected.end(),
                            [&](const wire& one) { return std::string(one.name) == each.name; }) == 1);
    }
}

TEST_CASE("only a hand-written body is left for the client to check", "[operations]") {
    sample_requests::for_each([](const bb::request_base& request) {
        CAPTURE(request.about().name);
        const std::string name = request.about().name;
        CHECK(request.has_unchecked_json() == (name.find("_properties::update") != std::string::npos));
    });
}

TEST_CASE("a printed request shows no identifier, no option value and no body", "[operations]") {
    sample_requests::for_each([](auto request) {
        if constexpr (bb::paged<typename decltype(request)::result_type>) request.pagelen(77);
        request.fields("-secretfield").query("custom", "hunter2").header("X-Custom", "hunter3");
        REQUIRE(request.problem() == "");
        std::ostringstream out;
        out << request;
        const std::string text = out.str();
        CAPTURE(text);
        CHECK(text.starts_with(std::string(bb::to_string(request.about().method)) + ' ' +
                               std::string(request.about().path.str())));
        for (const char* hidden :
             {"acme",     "d301aafa", "557058",      "ada",    "PRJ",   "my-app", "colour",      "foo",
              "REGION",   "eu",       "ssh-ed25519", "laptop", "Work",  "77",     "secretfield", "hunter",
              "X-Custom", "%7B",      "MARS",        "Mars",   "zip",   "docs",   "AAAA",        "ad6964b",
              "1234",     "H4M26PPX", "developers",  "2222",   "900719"})
            CHECK(text.find(hidden) == std::string::npos);
        CHECK(text.find("custom") != std::string::npos);
        CHECK(text.find("fields") != std::string::npos);
    });
}

}  // namespace test_operation_targets
