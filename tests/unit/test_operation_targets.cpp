// SPDX-License-Identifier: MIT
// operations.hpp: what every operation puts on the wire for sample arguments: path, query and body.
#include <algorithm>
#include <sstream>
#include <vector>

#include "sample_requests.hpp"
#include "support/catch.hpp"

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
    {"project_permissions::list_users", "/workspaces/acme/projects/PRJ/permissions-config/users", nullptr},
    {"project_permissions::get_user", "/workspaces/acme/projects/PRJ/permissions-config/users/" ACCOUNT, nullptr},
    {"project_permissions::update_user", "/workspaces/acme/projects/PRJ/permissions-config/users/" USER,
     R"({"permission":"create-repo"})"},
    {"project_permissions::remove_user", "/workspaces/acme/projects/PRJ/permissions-config/users/" USER, nullptr},
    {"users::current", "/user", nullptr},
    {"users::list_emails", "/user/emails", nullptr},
    {"users::get_email", "/user/emails/ada%2Bwork@example.org", nullptr},
    {"users::get", "/users/" USER, nullptr},
    {"current_user::list_workspaces", "/user/workspaces", nullptr},
    {"current_user::list_repository_permissions", "/user/permissions/repositories", nullptr},
    {"current_user::list_workspace_permissions", "/user/permissions/workspaces", nullptr},
    {"repositories::list", "/repositories/acme", nullptr},
    {"repositories::get", "/repositories/%7B%7D/" THING, nullptr},
    {"user_pipeline_variables::list", "/users/" USER "/pipelines_config/variables?pagelen=100", nullptr},
    {"user_pipeline_variables::create", "/users/" USER "/pipelines_config/variables",
     R"({"key":"REGION","value":"eu","secured":false})"},
    {"user_pipeline_variables::get", "/users/" USER "/pipelines_config/variables/" THING, nullptr},
    {"user_pipeline_variables::update", "/users/" USER "/pipelines_config/variables/" THING, R"({"value":"us"})"},
    {"user_pipeline_variables::remove", "/users/" USER "/pipelines_config/variables/" THING, nullptr},
    {"user_properties::get", "/users/" USER "/properties/my-app/colour%2Fmain", nullptr},
    {"user_properties::update", "/users/" USER "/properties/my-app/colour", R"({"a":1})"},
    {"user_properties::remove", "/users/" USER "/properties/my-app/colour", nullptr},
    {"code_search::search_user", "/users/" USER "/search/code?search_query=foo%20repo%3Ademo", nullptr},
    {"ssh_keys::list", "/users/" USER "/ssh-keys", nullptr},
    {"ssh_keys::create", "/users/" USER "/ssh-keys", R"({"key":"ssh-ed25519 AAAA","label":"laptop"})"},
    {"ssh_keys::get", "/users/" USER "/ssh-keys/" THING, nullptr},
    {"ssh_keys::update", "/users/" USER "/ssh-keys/" THING, R"({"label":"Work key"})"},
    {"ssh_keys::remove", "/users/" USER "/ssh-keys/" THING, nullptr},
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
        CHECK(request.has_unchecked_json() == (std::string(request.about().name) == "user_properties::update"));
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
             {"acme", "d301aafa", "557058", "ada", "PRJ", "my-app", "colour", "foo", "REGION", "eu", "ssh-ed25519",
              "laptop", "Work", "77", "secretfield", "hunter2", "hunter3", "X-Custom", "%7B"})
            CHECK(text.find(hidden) == std::string::npos);
        CHECK(text.find("custom") != std::string::npos);
        CHECK(text.find("fields") != std::string::npos);
    });
}
