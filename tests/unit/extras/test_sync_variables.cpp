// SPDX-License-Identifier: MIT
// extras/sync_variables.hpp end to end: against the sandbox at all three places, with broken links, lost replies and too little
// permission, through a client with granted scopes, and with a place of one's own.
#include <bitbucket/api/user_pipeline_variables.hpp>
#include <bitbucket/extras/granted.hpp>
#include <bitbucket/extras/sync_variables.hpp>
#include <bitbucket/testing/sandbox.hpp>

#include "support/catch.hpp"

namespace test_sync_variables {

namespace bb = bitbucket;
using action = bb::variable_action;
using bb::secret;
using bb::testing::sandbox;

namespace {

bb::client client_of(const sandbox& box, const char* email = sandbox::email, const char* token = sandbox::api_token) {
    return bb::client{box, bb::api_token{email, secret(token)}, {.retry = bb::retry_policy::none()}};
}

bb::uuid environment_of(const bb::client& api, const std::string& name) {
    for (const bb::deployment_environment& each : api.each(bb::environments::list{sandbox::workspace, "site"}))
        if (each.name == name) return each.uuid;
    return {};
}

/// Wanted at first: everything anew.
const std::vector<bb::wanted_variable> many = [] {
    std::vector<bb::wanted_variable> out;
    for (int i = 0; i < 130; ++i) out.push_back({"KEY_" + std::to_string(i), secret("v" + std::to_string(i)), i == 7});
    return out;
}();

template <class Place>
void sync_all(const sandbox& box, const Place& place) {
    const bb::client api = client_of(box);
    const auto first = bb::plan_variables(api, place, many, {.remove_others = true});
    CHECK(first.count(action::create) == 130);
    CHECK(bb::apply_variables(api, place, first).complete());

    std::vector<bb::wanted_variable> wanted = many;
    wanted[3].value = secret("changed");
    wanted[5].secured = true;
    wanted[7].secured = false;
    wanted.pop_back();
    const auto second = bb::plan_variables(api, place, wanted, {.remove_others = true});
    CHECK(second.changes() == 4);
    CHECK(second.count(action::replace) == 1);
    CHECK(bb::apply_variables(api, place, second).complete());

    const auto third = bb::plan_variables(api, place, wanted, {.remove_others = true});
    CHECK(third.count(action::unchanged) == 128);
    CHECK(third.changes() == 1);
    CHECK(third.steps()[5].reason == bb::variable_reason::hidden_rewritten);
    const auto before = box.request_count();
    CHECK(bb::plan_variables(api, place, wanted, {.secured = bb::secured_values::keep}).changes() == 0);
    CHECK(box.request_count() == before + 2);  // two pages

    const auto last = bb::plan_variables(api, place, {}, {.remove_others = true, .allow_remove_all = true});
    CHECK(bb::apply_variables(api, place, last).complete());
    CHECK(bb::plan_variables(api, place, {}).steps().empty());
}

/// The variables of the caller, whose requests the vendor has deprecated: a place of one's own.
struct own_variables {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    bb::user_ref user;
    [[nodiscard]] auto list() const { return bb::user_pipeline_variables::list{user}; }
    [[nodiscard]] auto create(const bb::pipeline_variable_draft& draft) const {
        return bb::user_pipeline_variables::create{user, draft};
    }
    [[nodiscard]] auto update(const bb::variable_ref& which, const bb::pipeline_variable_edit& edit) const {
        return bb::user_pipeline_variables::update{user, which, edit};
    }
    [[nodiscard]] auto remove(const bb::variable_ref& which) const {
        return bb::user_pipeline_variables::remove{user, which};
    }
#pragma GCC diagnostic pop
};
static_assert(bb::variable_place<own_variables>);
static_assert(!bb::variable_place<bb::workspace_ref>);

}  // namespace

TEST_CASE("all places are brought to what is wanted, and stay there", "[sync]") {
    for (const bool broken : {false, true}) {
        const sandbox box{{.broken_links = broken}};
        sync_all(box, bb::repository_variables{sandbox::workspace, "site"});
        sync_all(box, bb::workspace_variables{sandbox::workspace});
        const bb::uuid staging = environment_of(client_of(box), "Staging");
        REQUIRE(staging.is_valid());
        sync_all(box, bb::environment_variables{sandbox::workspace, "site", staging});
        sync_all(box, own_variables{sandbox::user});
    }
}

TEST_CASE("places do not disturb each other", "[sync]") {
    const sandbox box;
    const bb::client api = client_of(box);
    const bb::repository_variables site{sandbox::workspace, "site"};
    const bb::environment_variables production{sandbox::workspace, "site", environment_of(api, "Production")};
    const auto untouched = bb::plan_variables(api, site, {});
    const auto plan = bb::plan_variables(api, production, {{"DEPLOY_REGION", secret("eu-west-1")}});
    CHECK(plan.count(action::create) == 1);
    CHECK(bb::apply_variables(api, production, plan).complete());
    CHECK(bb::plan_variables(api, site, {}) == untouched);
}

TEST_CASE("who may read and not write can plan, and is told so when applying", "[sync]") {
    const sandbox box;
    const bb::client api = client_of(box, sandbox::member_email, sandbox::member_api_token);
    const bb::repository_variables site{sandbox::workspace, "site"};
    const auto plan = bb::plan_variables(api, site, {{"A", secret("1")}, {"B", secret("2")}});
    const auto stopped = bb::apply_variables(api, site, plan);
    CHECK(stopped.count(bb::sync_state::failed) == 1);
    CHECK(stopped.count(bb::sync_state::skipped) == 1);
    REQUIRE(stopped.first_failure() != nullptr);
    CHECK(stopped.first_failure()->kind() == bb::error_kind::forbidden);
    CHECK(bb::plan_variables(api, site, {{"A", secret("1")}}).count(action::create) == 1);
}

TEST_CASE("an interrupted sync is finished by the next one, whatever was interrupted", "[sync]") {
    const std::vector<bb::wanted_variable> wanted = {{"DEPLOY_REGION", secret("eu-west-1")},
                                                     {"REGISTRY_PASSWORD", secret("readable now"), false},
                                                     {"NEW", secret("n")}};
    const bb::repository_variables site{sandbox::workspace, "site"};
    // Applying looks, updates, removes, creates and creates: each of these in turn is the first that is refused.
    for (std::size_t answered = 0; answered < 5; ++answered) {
        CAPTURE(answered);
        sandbox box;
        const bb::client api = client_of(box);
        const auto plan = bb::plan_variables(api, site, wanted);
        CHECK(plan.changes() == 3);
        box.limit_requests(answered);
        const auto cut = bb::try_apply_variables(api, site, plan);
        CHECK((!cut || !cut->complete()));
        box.limit_requests(sandbox::unlimited);
        const auto next = bb::plan_variables(api, site, wanted);
        const auto done = bb::apply_variables(api, site, next);
        CHECK(done.complete());
        CHECK(bb::plan_variables(api, site, wanted).changes() == 0);
    }
}

TEST_CASE("a create whose reply was lost is found by the next plan", "[sync]") {
    sandbox box;
    const bb::client api = client_of(box);
    const bb::workspace_variables acme{sandbox::workspace};
    const std::vector<bb::wanted_variable> wanted = {{"NEW", secret("n")}};
    const auto plan = bb::plan_variables(api, acme, wanted);
    CHECK(plan.changes() == 1);
    // The sandbox loses the reply to its next request, so that the write is driven by hand here.
    box.lose_next_reply();
    const auto sent = api.try_send(acme.create({.key = "NEW", .value = "n"}));
    REQUIRE_FALSE(sent);
    CHECK(sent.error().kind() == bb::error_kind::transport);
    const auto again = bb::apply_variables(api, acme, plan);
    CHECK(again.complete());
    CHECK(again.steps().front().state == bb::sync_state::already);
}

TEST_CASE("a client with granted scopes will do", "[sync]") {
    const sandbox box;
    const auto api =
        client_of(box).with_granted<bb::granular_scope::read_pipeline, bb::granular_scope::admin_pipeline>();
    const bb::repository_variables site{sandbox::workspace, "site"};
    const auto plan = bb::plan_variables(api, site, {{"NEW", secret("n")}});
    CHECK(bb::apply_variables(api, site, plan).complete());
}

TEST_CASE("a place that is not there is not found, before anything is written", "[sync]") {
    const sandbox box;
    const bb::client api = client_of(box);
    CHECK_THROWS_AS(bb::plan_variables(api, bb::repository_variables{"acme", "no-such"}, {}), bb::not_found);
    CHECK_THROWS_AS(bb::plan_variables(
                        api, bb::environment_variables{"acme", "site", "{00000000-0000-4000-8000-000000000000}"}, {}),
                    bb::not_found);
}

}  // namespace test_sync_variables
