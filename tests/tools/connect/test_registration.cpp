// SPDX-License-Identifier: MIT
// tools/connect against the doubles of the services: what is registered, what exists already, a dry run that writes
// nothing, wrong tokens with the hints of the right vendor, and that no secret stands in a line or a message.
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "../../../examples/tools/connect/infisical.hpp"
#include "../../../examples/tools/connect/pulumi.hpp"
#include "../../../examples/tools/connect/service_end.hpp"
#include "../../../examples/tools/connect/upsun.hpp"
#include "support/catch.hpp"

namespace test_registration {

namespace bb = bitbucket;
namespace registration = examples::registration;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr const char* canary = "ATATT3kan4ri-of-the-registration-31";
constexpr const char* address = "kan4ri@example.org";

/// What a run printed, and how it failed; a failure has an empty message if there was none.
struct run {
    std::string printed;
    std::string failure;
};

template <class Body>
run run_of(const Body& body) {
    run out;
    const registration::report lines([&](const std::string& line) { out.printed += line; });
    try {
        body(lines);
    } catch (const bb::error& failure) {
        out.failure = failure.describe();
    } catch (const std::exception& failure) {
        out.failure = failure.what();
    }
    const std::string all = out.printed + out.failure;
    for (const char* secret :
         {canary, address, bb::testing::infisical_sandbox::token, bb::testing::pulumi_sandbox::admin_token,
          bb::testing::upsun_sandbox::api_token, "upsun-access-token", bb::testing::sandbox::oauth_secret, "wr0ng"})
        CHECK(all.find(secret) == std::string::npos);
    return out;
}

template <class Box>
registration::service_end end_of(const Box& box, const char* token) {
    return {box, {.retry = bb::retry_policy::none()}, bb::secret(token)};
}

/// With an upsun_session the API token is exchanged at the double.
bb::client_of<bb::upsun> upsun_of(const bb::testing::upsun_sandbox& box, const char* token) {
    return registration::upsun_client(end_of(box, token));
}

bb::infisical_connection_draft connection(const std::string& name, const char* token = canary) {
    return {.name = name, .credentials = {{.api_token = token, .email = address}}};
}

bb::pulumi::bitbucket_setup_request setup(const char* workspace) {
    return {.workspace_uuid = workspace, .workspace_slug = "acme", .workspace_access_token = canary};
}

bb::upsun_bitbucket_draft draft(const char* key = "k3y") {
    return {.repository = "acme/site", .app_credentials = {{.key = key, .secret = canary}}};
}

}  // namespace

TEST_CASE("connect: Infisical gets a connection, once, and none in a dry run") {
    const bb::testing::infisical_sandbox box;
    const auto api = registration::infisical_client(end_of(box, bb::testing::infisical_sandbox::token));
    const auto register_it = [&](bool is_dry) {
        return run_of([&](const auto& out) {
            registration::register_at_infisical(api, connection("pipeline"), "", is_dry, out);
        });
    };
    const run dry = register_it(true);
    CHECK(dry.failure.empty());
    CHECK_THAT(dry.printed, ContainsSubstring("dry run  POST /api/v1/app-connections/bitbucket"));
    CHECK(api.send(bb::infisical_connections::list{}).app_connections.empty());
    const run first = register_it(false);
    CHECK(first.failure.empty());
    CHECK_THAT(first.printed, ContainsSubstring("done     Infisical has the connection pipeline"));
    const run second = register_it(false);
    CHECK_THAT(second.failure, ContainsSubstring("has a connection named pipeline already"));
    CHECK(second.printed.empty());
    CHECK(api.send(bb::infisical_connections::list{}).app_connections.size() == 1);
}

TEST_CASE("connect: what Infisical refuses is told with Infisical's hint") {
    const bb::testing::infisical_sandbox box;
    const auto attempt = [&](const char* token, const bb::infisical_connection_draft& wanted) {
        const auto api = registration::infisical_client(end_of(box, token));
        return run_of([&](const auto& out) { registration::register_at_infisical(api, wanted, "", false, out); });
    };
    const run refused = attempt("wr0ng", connection("pipeline"));
    CHECK_THAT(refused.failure, ContainsSubstring("Infisical does not know the token"));
    CHECK_THAT(refused.failure, !ContainsSubstring("atlassian.com"));
    const char* good = bb::testing::infisical_sandbox::token;
    CHECK_THAT(attempt(good, connection("Not A Slug")).failure, ContainsSubstring("name must consist of"));
    CHECK_THAT(attempt(good, connection("a", bb::testing::infisical_sandbox::bad_api_token)).failure,
               ContainsSubstring("read:user:bitbucket"));
}

TEST_CASE("connect: Pulumi Cloud gets an integration, once, and none in a dry run") {
    const bb::testing::pulumi_sandbox box;
    using known = bb::testing::known_pulumi;
    const auto api = registration::pulumi_client(end_of(box, known::admin_token));
    const auto register_it = [&](const char* workspace, bool is_dry) {
        return run_of([&](const auto& out) {
            registration::register_at_pulumi(api, known::organization, setup(workspace), is_dry, out);
        });
    };
    const auto count = [&] {
        return api.send(bb::pulumi::bitbucket_integrations::list{known::organization}).integrations.size();
    };
    const std::size_t before = count();
    CHECK_THAT(register_it(known::free_workspace, true).printed,
               ContainsSubstring("dry run  POST /api/console/orgs/acme/integrations/bitbucket"));
    CHECK(count() == before);
    CHECK_THAT(register_it(known::free_workspace, false).printed, ContainsSubstring("has the integration bb-3"));
    CHECK(count() == before + 1);
    CHECK_THAT(register_it(known::free_workspace, false).failure, ContainsSubstring("already (bb-3)"));
    CHECK_THAT(register_it(known::connected_workspace, true).failure, ContainsSubstring("already (bb-1)"));
    CHECK(count() == before + 1);
}

TEST_CASE("connect: what Pulumi Cloud refuses is told with Pulumi Cloud's hint") {
    bb::testing::pulumi_sandbox box;
    using known = bb::testing::known_pulumi;
    const auto attempt = [&](const char* token, const bb::pulumi::bitbucket_setup_request& wanted) {
        const auto api = registration::pulumi_client(end_of(box, token));
        return run_of(
            [&](const auto& out) { registration::register_at_pulumi(api, known::organization, wanted, false, out); });
    };
    const run refused = attempt("wr0ng", setup(known::free_workspace));
    CHECK_THAT(refused.failure, ContainsSubstring("app.pulumi.com/account/tokens"));
    CHECK_THAT(refused.failure, !ContainsSubstring("atlassian.com"));
    CHECK_THAT(attempt(known::member_token, setup(known::free_workspace)).failure, ContainsSubstring("403"));
    bb::pulumi::bitbucket_setup_request as_user{.workspace_uuid = known::free_workspace, .workspace_slug = "acme"};
    as_user.use_user_auth = true;
    box.set_user_token(false);
    CHECK_THAT(attempt(known::admin_token, as_user).failure, ContainsSubstring("not registered: Pulumi Cloud may not"));
    box.set_user_token(true);
    CHECK_THAT(attempt(known::admin_token, as_user).printed, ContainsSubstring("done     Pulumi Cloud has"));
}

TEST_CASE("connect: Upsun gets an integration, once, and none in a dry run") {
    const bb::testing::upsun_sandbox box;
    const char* project = bb::testing::upsun_sandbox::project;
    const auto api = upsun_of(box, bb::testing::upsun_sandbox::api_token);
    const auto register_it = [&](bool is_dry) {
        return run_of([&](const auto& out) { registration::register_at_upsun(api, project, draft(), is_dry, out); });
    };
    const auto count = [&] { return api.send(bb::upsun_integrations::list{project}).size(); };
    const std::size_t before = count();
    const run dry = register_it(true);
    CHECK_THAT(dry.printed, ContainsSubstring("dry run  POST /projects/abcdefgh12345/integrations"));
    CHECK_THAT(dry.printed, ContainsSubstring("whose branches may"));
    CHECK(count() == before);
    const run first = register_it(false);
    CHECK_THAT(first.printed, ContainsSubstring("done     the project has the integration bitbucket1 with acme/site"));
    CHECK_THAT(first.printed, ContainsSubstring("integration.bitbucket.fetch has succeeded"));
    CHECK(count() == before + 1);
    CHECK_THAT(register_it(false).failure, ContainsSubstring("with acme/site already (bitbucket1)"));
    CHECK(count() == before + 1);
}

TEST_CASE("connect: what Upsun refuses is told with Upsun's hint") {
    const bb::testing::upsun_sandbox box;
    const auto attempt = [&](const char* token, const char* key) {
        const auto api = upsun_of(box, token);
        return run_of([&](const auto& out) {
            registration::register_at_upsun(api, bb::testing::upsun_sandbox::project, draft(key), false, out);
        });
    };
    const run refused = attempt("wr0ng", "k3y");
    CHECK_THAT(refused.failure, ContainsSubstring("invalid_grant"));
    CHECK_THAT(refused.failure, !ContainsSubstring("atlassian.com"));
    CHECK_THAT(attempt(bb::testing::upsun_sandbox::api_token, bb::testing::upsun_sandbox::bad_consumer).failure,
               ContainsSubstring("it must be private"));
}

TEST_CASE("connect: the OAuth consumer for Upsun is tried out at Bitbucket first") {
    const bb::testing::sandbox box;
    const auto attempt = [&](const char* secret, bool& is_enough) {
        const bb::oauth2_client consumer{box, {bb::testing::sandbox::oauth_key, bb::secret(secret)}};
        return run_of([&](const auto& out) { is_enough = registration::check_consumer(consumer, out); });
    };
    bool is_enough = false;
    const run good = attempt(bb::testing::sandbox::oauth_secret, is_enough);
    CHECK(is_enough);
    CHECK_THAT(good.printed, ContainsSubstring("all that Upsun needs: repository:admin"));
    const run bad = attempt("wr0ng", is_enough);
    CHECK_THAT(bad.printed, ContainsSubstring("missing  Bitbucket gives the OAuth consumer no token"));
    CHECK(!bad.failure.empty());
}

TEST_CASE("connect: the scopes of an API token, also of one that may not say whose it is") {
    const bb::testing::sandbox box;
    const auto check = [&](const char* token, registration::held_scopes& held) {
        const bb::client api{box, bb::api_token{bb::testing::sandbox::email, bb::secret(token)}};
        return run_of([&](const auto& out) { held = registration::check_user(api, out); });
    };
    registration::held_scopes held;
    CHECK_THAT(check(bb::testing::sandbox::read_only_api_token, held).printed, ContainsSubstring("Mia Lindqvist"));
    REQUIRE(held);
    CHECK(registration::lacking(*held, registration::infisical_needs).empty());
    CHECK(!registration::lacking(*held, registration::infisical_purposes.front()).empty());
    const run expired = check(bb::testing::sandbox::expired_api_token, held);
    CHECK_THAT(expired.failure, ContainsSubstring("id.atlassian.com"));

    // A 403 as Bitbucket gives one to a token without the scope.
    bb::testing::scripted narrow;
    narrow.reply(403, R"({"type":"error","error":{"message":"Your credentials lack one or more required scopes."}})",
                 {{"X-OAuth-Scopes", "read:repository:bitbucket"}, {"X-Accepted-OAuth-Scopes", "read:user:bitbucket"}});
    const bb::client api{narrow, bb::api_token{address, bb::secret(canary)}};
    const run refused = run_of([&](const auto& out) {
        held = registration::check_user(api, out);
        CHECK_FALSE(registration::check_infisical_scopes(held, {}, out));
    });
    CHECK(refused.failure.empty());
    CHECK_THAT(refused.printed,
               ContainsSubstring("missing  the token lacks what Infisical needs: read:user:bitbucket"));
}

}  // namespace test_registration
