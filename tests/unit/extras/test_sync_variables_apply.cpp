// SPDX-License-Identifier: MIT
// extras/sync_variables.hpp, applying: what is sent and in which order, and what has changed since the plan was made.
#include "unit/support/applied_variables.hpp"

namespace test_sync_variables_apply {

using namespace applied_variables;
using action = bb::variable_action;
using outcome_state = bb::sync_state;
using bb::http_method;
using bb::secret;

TEST_CASE("a plan is carried out: created, updated, replaced, removed, in this order", "[sync]") {
    const variable_server server;
    server.put("OTHER", "x");
    const std::string changed = server.put("CHANGED", "old");
    const std::string closed = server.put("CLOSED", "c");
    const std::string hidden = server.put("HIDDEN", "h", true);
    server.put("OPENED", "o", true);
    server.put("SAME", "s");
    const auto plan = plan_of(server,
                              {{"NEW", secret("n")},
                               {"CHANGED", secret("new")},
                               {"CLOSED", secret("c"), true},
                               {"HIDDEN", secret("h2")},
                               {"OPENED", secret("o2"), false},
                               {"SAME", secret("s")},
                               {"NEW_SECRET", secret("n2"), true}},
                              {.remove_others = true});
    const bb::sync_outcome done = apply(server, plan);
    CHECK(done.complete());
    CHECK(done.first_failure() == nullptr);
    CHECK(states_of(done) == states{outcome_state::done, outcome_state::done, outcome_state::done, outcome_state::done,
                                    outcome_state::done, outcome_state::untouched, outcome_state::done,
                                    outcome_state::done});
    CHECK(methods(server) == std::vector<http_method>{http_method::get, http_method::post, http_method::put,
                                                      http_method::put, http_method::put, http_method::delete_,
                                                      http_method::post, http_method::post, http_method::delete_,
                                                      http_method::get});
    CHECK(*server.find("CHANGED") == held_variable{changed, "CHANGED", "new", false});
    CHECK(*server.find("CLOSED") == held_variable{closed, "CLOSED", "c", true});
    CHECK(*server.find("HIDDEN") == held_variable{hidden, "HIDDEN", "h2", true});
    CHECK(server.find("OPENED")->value == "o2");
    CHECK_FALSE(server.find("OPENED")->secured);
    CHECK(server.find("NEW")->value == "n");
    CHECK(server.find("NEW_SECRET")->secured);
    CHECK(server.find("OTHER") == nullptr);
    CHECK(server.seen()[1].body == R"({"key":"NEW","value":"n","secured":false})");
    CHECK(server.seen()[2].body == R"({"key":"CHANGED","value":"new","secured":false})");
    CHECK(text_of(done).starts_with("done: create NEW\ndone: update CHANGED\n"));
    CHECK_FALSE(says(text_of(done), "SAME"));
}

TEST_CASE("a plan without changes sends nothing, not even the second look", "[sync]") {
    const variable_server server;
    server.put("A", "1");
    server.put("B", "2", true);
    const auto plan = plan_of(server, {{"A", secret("1")}, {"B", secret("2")}}, {.secured = bb::secured_values::keep});
    CHECK(plan.changes() == 0);
    const auto done = apply(server, plan);
    CHECK(done.complete());
    CHECK(server.seen().empty());
    CHECK(bb::apply_variables(client_of(server), site, {}).steps().empty());
}

TEST_CASE("a plan for one place is not applied to another", "[sync]") {
    const variable_server server;
    const auto plan = plan_of(server, {{"A", secret("1")}});
    server.forget();
    const auto done = bb::try_apply_variables(client_of(server), bb::repository_variables{"acme", "shop"}, plan);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind() == bb::error_kind::usage);
    CHECK(server.seen().empty());
    CHECK_THROWS_AS(bb::apply_variables(client_of(server), bb::workspace_variables{"acme"}, plan), bb::usage_error);
}

TEST_CASE("applied again, a plan creates and removes nothing twice", "[sync]") {
    const variable_server server;
    server.put("OLD", "x");
    server.put("A", "1");
    const auto plan = plan_of(server, {{"A", secret("2")}, {"B", secret("3")}}, {.remove_others = true});
    CHECK(apply(server, plan).complete());
    const auto again = apply(server, plan);
    CHECK(again.complete());
    CHECK(states_of(again) == states{outcome_state::already, outcome_state::already, outcome_state::already});
    CHECK(server.writes() == 0);
    CHECK(plan_of(server, {{"A", secret("2")}, {"B", secret("3")}}).changes() == 0);
}

TEST_CASE("what has changed since the plan was made is not overwritten", "[sync]") {
    const variable_server server;
    server.put("EDITED", "old");
    server.put("SECURED", "old");
    server.put("GONE", "old");
    server.put("RENAMED", "old");
    server.put("REMOVED", "x");
    server.put("REMOVED_EDITED", "x");
    const auto plan = plan_of(server,
                              {{"EDITED", secret("new")},
                               {"SECURED", secret("new")},
                               {"GONE", secret("new")},
                               {"RENAMED", secret("new")},
                               {"APPEARED", secret("new")},
                               {"FINE", secret("new")}},
                              {.remove_others = true});
    server.find("EDITED")->value = "theirs";
    server.find("SECURED")->secured = true;
    server.find("REMOVED_EDITED")->value = "theirs";
    server.find("RENAMED")->key = "OTHER_NAME";
    for (const char* gone : {"GONE", "REMOVED"})
        std::erase_if(server.held(), [&](const held_variable& each) { return each.key == gone; });
    server.put("APPEARED", "theirs");
    const std::vector<held_variable> before = server.held();

    // Known before anything is written, and so nothing is.
    const auto stopped = apply(server, plan);
    CHECK(states_of(stopped) == states{outcome_state::changed, outcome_state::changed, outcome_state::changed,
                                       outcome_state::changed, outcome_state::changed, outcome_state::skipped,
                                       outcome_state::already, outcome_state::changed});
    CHECK(server.writes() == 0);
    CHECK(server.held() == before);
    CHECK_FALSE(stopped.complete());
    CHECK(stopped.first_failure() == nullptr);

    const auto others = apply(server, plan, going_on());
    CHECK(others.count(outcome_state::changed) == 6);
    CHECK(others.count(outcome_state::done) == 1);
    CHECK(server.writes() == 1);
    CHECK(server.find("FINE")->value == "new");
    CHECK(server.find("EDITED")->value == "theirs");
}

TEST_CASE("a variable that was renamed is neither gone nor free to be created anew", "[sync]") {
    const variable_server server;
    server.put("REPLACED", "old", true);
    server.put("REMOVED", "old");
    const auto plan = plan_of(server, {{"REPLACED", secret("new"), false}}, {.remove_others = true});
    for (held_variable& each : server.held()) each.key += "_RENAMED";
    const auto done = apply(server, plan, going_on());
    CHECK(states_of(done) == states{outcome_state::changed, outcome_state::changed});
    CHECK(server.writes() == 0);
}

TEST_CASE("a change between the second look and the write is reported as one", "[sync]") {
    const variable_server server;
    server.put("A", "1");
    server.put("C", "1");
    const auto plan = plan_of(server, {{"A", secret("2")}, {"B", secret("2")}}, {.remove_others = true});
    server.before([&](const bb::http_request& request) -> std::optional<bb::http_response> {
        if (request.method == http_method::get) return std::nullopt;
        std::erase_if(server.held(), [](const held_variable& each) { return each.key != "B"; });
        if (server.find("B") == nullptr) server.put("B", "theirs");
        return std::nullopt;
    });
    const auto done = apply(server, plan, going_on());
    CHECK(states_of(done) == states{outcome_state::changed, outcome_state::changed, outcome_state::already});
    REQUIRE(done.steps()[0].failure);
    CHECK(done.steps()[0].failure->status() == 404);
    CHECK(done.steps()[1].failure->status() == 409);
    CHECK(done.steps()[1].failure->code() == "variable-service.variable.duplicate");
    CHECK_FALSE(done.steps()[2].failure);
    CHECK(server.find("B")->value == "theirs");
}

}  // namespace test_sync_variables_apply
