// SPDX-License-Identifier: MIT
// extras/sync_many_variables.hpp: the same plans and outcomes as place by place, in a part of the time; order of writes, and
// what ends the rest.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/extras/sync_many_variables.hpp>
#include <bitbucket/testing/delayed.hpp>
#include <bitbucket/testing/sandbox.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/loop_transport.hpp"

namespace test_sync_many_variables {

namespace bb = bitbucket;
using bb::repository_variables;
using bb::secret;
using bb::testing::delayed;
using bb::testing::sandbox;
using std::chrono::milliseconds;

namespace {

const std::vector<bb::wanted_variable> wanted{{"REGION", secret("eu-west-1"), {}}, {"DEPLOY_TOKEN", secret("t"), true}};

std::vector<repository_variables> repositories(const bb::client& api) {
    std::vector<repository_variables> out;
    for (const auto& each : api.each(bb::repositories::list{sandbox::workspace}.pagelen(100)))
        out.push_back({sandbox::workspace, each.slug});
    return out;
}

/// A server with 50 ms of latency, in a time of its own.
struct slow_server {
    sandbox world;
    unit::fake_time time;
    bb::client api{delayed(world, milliseconds(50), time.source()),
                   bb::api_token{sandbox::email, secret(sandbox::api_token)}, time.options()};

    template <class Action>
    long long rounds(const Action& action) const {
        const auto begin = time.now();
        action();
        return (time.now() - begin) / milliseconds(50);
    }
};

/// Notes which variables are written, and refuses one place.
struct noting_server {
    std::shared_ptr<std::vector<std::string>> writes = std::make_shared<std::vector<std::string>>();
    std::string refused = {};
    int status = 403;

    bb::http_response operator()(const bb::http_request& request) const {
        if (request.method == bb::http_method::get) return {200, {}, R"({"values":[]})"};
        const std::string path = request.url.substr(request.url.find("/acme/") + 6);
        const std::string repository = path.substr(0, path.find('/'));
        const std::string key = request.body.find("REGION") != std::string::npos ? "REGION" : "DEPLOY_TOKEN";
        writes->push_back(repository + ':' + key);
        if (repository == refused) return {status, {}, R"({"error":{"message":"no"}})"};
        return {201, {}, R"({"key":")" + key + "\"}"};
    }
};

bb::client client_of(const noting_server& server) {
    bb::client_options options;
    options.retry = bb::retry_policy::none();
    return bb::client(unit::loop_transport{server}, bb::api_token{"me@example.org", secret("token")}, options);
}

const std::vector<repository_variables> four{{"acme", "a"}, {"acme", "b"}, {"acme", "c"}, {"acme", "d"}};

}  // namespace

TEST_CASE("the variables of many places are read side by side, and the plans are those of each alone") {
    const slow_server server;
    const auto places = repositories(server.api);
    REQUIRE(places.size() == 26);
    std::vector<bb::result<bb::variable_plan>> wide;
    std::vector<bb::result<bb::variable_plan>> one;
    const auto before = server.world.request_count();
    const auto one_by_one =
        server.rounds([&] { one = bb::plan_many_variables(server.api, places, wanted, {}, {.concurrency = 1}); });
    const auto requests = server.world.request_count() - before;
    const auto at_once = server.rounds([&] { wide = bb::plan_many_variables(server.api, places, wanted); });
    CHECK(server.world.request_count() - before == 2 * requests);
    CHECK(one_by_one == 26);
    CHECK(at_once == 2);
    REQUIRE(wide.size() == places.size());
    REQUIRE(one.size() == places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        CHECK(*wide[i] == *one[i]);
        CHECK(*wide[i] == bb::plan_variables(server.api, places[i], wanted));
    }
}

TEST_CASE("plans are applied at many places, with the outcomes of each alone") {
    const slow_server alone;
    const slow_server together;
    const auto places = repositories(alone.api);
    static_cast<void>(repositories(together.api));
    std::vector<bb::sync_outcome> expected;
    const auto one_by_one = alone.rounds([&] {
        for (const auto& place : places)
            expected.push_back(bb::apply_variables(alone.api, place, bb::plan_variables(alone.api, place, wanted)));
    });
    std::vector<bb::result<bb::sync_outcome>> done;
    const auto at_once = together.rounds([&] {
        done = bb::apply_many_variables(together.api, places, bb::plan_many_variables(together.api, places, wanted));
    });
    REQUIRE(done.size() == places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        REQUIRE(done[i].has_value());
        CHECK(done[i]->complete());
        std::ostringstream is;
        std::ostringstream should_be;
        is << *done[i];
        should_be << expected[i];
        CHECK(is.str() == should_be.str());
    }
    CHECK(together.world.request_count() == alone.world.request_count());
    // The writes are as many; of the three reads of each place a sixteenth is left.
    CHECK(one_by_one - at_once == 3 * (26 - 2));

    // Nothing is left to do but secured values, which nobody can compare.
    for (const auto& plan : bb::plan_many_variables(together.api, places, wanted)) CHECK(plan->changes() == 1);
}

TEST_CASE("writes are sent in the order of the places and of their plans") {
    const noting_server server;
    const bb::client api = client_of(server);
    for (const std::size_t wide : {std::size_t{1}, std::size_t{3}, std::size_t{16}}) {
        server.writes->clear();
        const auto plans = bb::plan_many_variables(api, four, wanted);
        const auto done = bb::apply_many_variables(api, four, plans, {}, {.concurrency = wide});
        CHECK(*server.writes == std::vector<std::string>{"a:REGION", "a:DEPLOY_TOKEN", "b:REGION", "b:DEPLOY_TOKEN",
                                                         "c:REGION", "c:DEPLOY_TOKEN", "d:REGION", "d:DEPLOY_TOKEN"});
        // The last look finds that this server keeps nothing.
        for (const auto& each : done) CHECK(each->count(bb::sync_state::unclear) == 2);
    }
}

TEST_CASE("a place that refuses does not end the rest, and a limit does") {
    noting_server server;
    server.refused = "b";
    auto done =
        bb::apply_many_variables(client_of(server), four, bb::plan_many_variables(client_of(server), four, wanted));
    CHECK(done[1]->count(bb::sync_state::failed) == 1);
    CHECK(server.writes->size() == 7);

    server.writes->clear();
    server.status = 429;
    for (const std::size_t wide : {std::size_t{1}, std::size_t{16}}) {
        server.writes->clear();
        const auto plans = bb::plan_many_variables(client_of(server), four, wanted);
        done = bb::apply_many_variables(client_of(server), four, plans, {}, {.concurrency = wide});
        CHECK(server.writes->size() == 3);
        CHECK(done[0].has_value());
        REQUIRE(done[1].has_value());
        CHECK(done[1]->count(bb::sync_state::skipped) == 1);
        REQUIRE_FALSE(done[2].has_value());
        CHECK(done[2].error().kind() == bb::error_kind::rate_limited);
        CHECK(done[3].error().kind() == bb::error_kind::rate_limited);
    }
}

TEST_CASE("a place that cannot be read has its own error, and what is wrong with the call every place") {
    const slow_server server;
    const std::vector<repository_variables> places{
        {sandbox::workspace, "site"}, {sandbox::workspace, "no-such"}, {"", ""}};
    const auto plans = bb::plan_many_variables(server.api, places, wanted);
    REQUIRE(plans.size() == 3);
    CHECK(plans[0].has_value());
    CHECK(plans[1].error().kind() == bb::error_kind::not_found);
    CHECK(plans[2].error().kind() == bb::error_kind::usage);
    const auto done = bb::apply_many_variables(server.api, places, plans);
    CHECK(done[0]->complete());
    CHECK(done[1].error().kind() == bb::error_kind::not_found);
    CHECK(done[2].error().kind() == bb::error_kind::usage);

    const auto sent = server.world.request_count();
    const std::vector<bb::wanted_variable> twice{wanted[0], wanted[0]};
    for (const auto& each : bb::plan_many_variables(server.api, places, twice))
        CHECK_THAT(each.error().what(), Catch::Matchers::ContainsSubstring("is wanted twice"));
    for (const std::size_t wide : {std::size_t{0}, std::size_t{257}}) {
        for (const auto& each : bb::plan_many_variables(server.api, places, wanted, {}, {wide}))
            CHECK_THAT(each.error().what(), Catch::Matchers::ContainsSubstring("1 to 256"));
        for (const auto& each : bb::apply_many_variables(server.api, places, plans, {}, {wide}))
            CHECK_THAT(each.error().what(), Catch::Matchers::ContainsSubstring("1 to 256"));
    }
    for (const auto& each : bb::apply_many_variables(server.api, places, {})) CHECK_FALSE(each.has_value());
    // A plan goes to its own place only.
    const std::vector<repository_variables> other{{sandbox::workspace, "docs"}};
    const auto moved = bb::apply_many_variables(server.api, other, {plans[0]});
    CHECK(moved[0].error().kind() == bb::error_kind::usage);
    CHECK(server.world.request_count() == sent);
}

}  // namespace test_sync_many_variables
