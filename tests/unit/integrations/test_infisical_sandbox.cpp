// SPDX-License-Identifier: MIT
// testing/integrations/infisical.hpp: the double keeps connections, and fails where Infisical fails.
#include <bitbucket/integrations/infisical.hpp>
#include <bitbucket/raw_request.hpp>
#include <bitbucket/testing/integrations/infisical.hpp>

#include "support/catch.hpp"

namespace test_infisical_sandbox {

namespace bb = bitbucket;
namespace ic = bitbucket::infisical_connections;
using bb::testing::infisical_sandbox;
using Catch::Matchers::ContainsSubstring;
using client = bb::client_of<bb::infisical>;

namespace {

client client_with(const infisical_sandbox& box, const char* token = infisical_sandbox::token) {
    bb::client_options options;
    options.retry = bb::retry_policy::none();
    return client{box, bb::service_token<bb::infisical>{bb::secret(token)}, options};
}

bb::infisical_connection_draft draft(std::string name, std::string api_token = "ATATT3x") {
    return {.name = std::move(name),
            .credentials = {{.api_token = std::move(api_token), .email = "mia@example.org"}},
            .description = "for tests"};
}

}  // namespace

TEST_CASE("a connection is made, found, changed and removed", "[integrations][sandbox]") {
    const infisical_sandbox box;
    const client api = client_with(box);
    CHECK(api.send(ic::list{}).app_connections.empty());
    const auto second = api.send(ic::create{draft("zebra")}).app_connection;
    const auto first = api.send(ic::create{draft(" ant ")}).app_connection;
    CHECK(first.name == "ant");
    CHECK(first.app == "bitbucket");
    CHECK(first.credentials.email == "mia@example.org");
    CHECK(first.description == "for tests");
    CHECK(first.org_id == infisical_sandbox::organization);
    CHECK(first.id != second.id);

    const auto all = api.send(ic::list{}).app_connections;
    REQUIRE(all.size() == 2);
    CHECK(all[0] == first);
    CHECK(api.send(ic::available{}).app_connections.at(1).id == second.id);
    CHECK(api.send(ic::get{first.id}).app_connection == first);
    CHECK(api.send(ic::get_by_name{"zebra"}).app_connection == second);

    const auto changed = api.send(ic::update{first.id, {.name = "bee", .description = nullptr}}).app_connection;
    CHECK(changed.name == "bee");
    CHECK(changed.description.empty());
    CHECK(changed.version == 2);
    CHECK(api.send(ic::get{first.id}).app_connection == changed);
    CHECK(api.send(ic::remove{first.id}).app_connection == changed);
    CHECK(api.try_send(ic::get{first.id}).error().kind() == bb::error_kind::not_found);
    CHECK(api.send(ic::list{}).app_connections.size() == 1);
}

TEST_CASE("it refuses what Infisical refuses", "[integrations][sandbox]") {
    const infisical_sandbox box;
    const client api = client_with(box);
    const std::string id = api.send(ic::create{draft("taken")}).app_connection.id;
    const auto failed = [&](const auto& request, int status, const char* code, const char* words) {
        const bb::error failure = api.try_send(request).error();
        CAPTURE(words);
        CHECK(failure.status() == status);
        CHECK(failure.code() == code);
        CHECK_THAT(failure.message(), ContainsSubstring(words));
        return failure;
    };
    failed(ic::create{draft("taken")}, 400, "BadRequest", "already exists");
    failed(ic::create{draft("new", infisical_sandbox::bad_api_token)}, 400, "BadRequest", "Failed to validate");
    failed(ic::get{"1"}, 422, "ValidationFailure", "Invalid uuid");
    failed(ic::get{infisical_sandbox::project}, 404, "NotFound", "Could not find");
    failed(ic::get_by_name{"nobody"}, 404, "NotFound", "Could not find");
    failed(ic::workspaces{id}, 403, "ForbiddenError", "Forbidden access");
    box.use_in_sync(id);
    failed(ic::remove{id}, 400, "BadRequest", "Cannot delete");

    using raw = bb::raw_request<bb::json_text>;
    const char* path = "/api/v1/app-connections/bitbucket";
    const bb::error issues = failed(
        raw(bb::http_method::post, path, {}).body(bb::json_text(R"({"name":"A b","credentials":{"email":"x"}})")), 422,
        "ValidationFailure", "Expected 'api-token'");
    REQUIRE(issues.fields().size() == 4);
    CHECK(issues.fields()[1].name == "name");
    CHECK(issues.fields()[2].name == "credentials.apiToken");
    CHECK(issues.fields()[3].name == "credentials.email");
    failed(raw(bb::http_method::get, "/api/v1/x", {}), 404, "Not Found", "Route GET:/api/v1/x not found");
    CHECK(api.send(ic::list{}).app_connections.size() == 1);
}

TEST_CASE("only the token of a user looks into Bitbucket, and tokens expire", "[integrations][sandbox]") {
    const infisical_sandbox box;
    const std::string id = client_with(box).send(ic::create{draft("one")}).app_connection.id;
    const client user = client_with(box, infisical_sandbox::user_token);
    CHECK(user.send(ic::workspaces{id}).workspaces.at(0).slug == "acme");
    CHECK(user.send(ic::repositories{id, "acme"}).repositories.at(0).full_name == "acme/site");
    CHECK(user.send(ic::environments{id, "acme", "site"}).environments.at(0).name == "Production");

    CHECK(client{box}.try_send(ic::list{}).error().status() == 401);
    CHECK(client_with(box, "another").try_send(ic::list{}).error().kind() == bb::error_kind::unauthorized);
    box.expire_tokens();
    const bb::error expired = user.try_send(ic::list{}).error();
    CHECK(expired.kind() == bb::error_kind::unauthorized);
    CHECK(expired.status() == 403);
    CHECK(expired.code() == "TokenError");
}

}  // namespace test_infisical_sandbox
