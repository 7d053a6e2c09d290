// SPDX-License-Identifier: MIT
// extras/sync_variables.hpp, applying where it is not known what a server has done: replies that are lost, requests that are
// sent again, and what that makes of a step.
#include "unit/support/applied_variables.hpp"

namespace test_sync_variables_unclear {

using namespace applied_variables;
using action = bb::variable_action;
using outcome_state = bb::sync_state;
using bb::http_method;
using bb::secret;

TEST_CASE("a create whose reply is lost is not sent again, and unclear unless the last look finds it", "[sync]") {
    const variable_server server;
    const wanted_list wanted = {{"A", secret("1")}, {"B", secret("2"), true}};
    const auto plan = plan_of(server, wanted);
    server.after([](const bb::http_request& request) {
        if (request.method == http_method::post) throw bb::transport_error("lost");
    });
    server.forget();
    const auto lost = bb::apply_variables(client_of(server, 3), site, plan, going_on());
    // The value of the second one cannot be seen.
    CHECK(states_of(lost) == states{outcome_state::done, outcome_state::unclear});
    CHECK(server.writes() == 2);
    CHECK(server.held().size() == 2);
    server.after({});
    // It had been carried out: planning finds that, as far as it can be seen.
    const auto next = plan_of(server, wanted);
    CHECK(next.count(action::unchanged) == 1);
    CHECK(next.count(action::create) == 0);
    CHECK(apply(server, next).complete());
    CHECK(server.held().size() == 2);

    const variable_server refusing;
    const auto other = plan_of(refusing, wanted);
    refusing.before([](const bb::http_request& request) -> std::optional<bb::http_response> {
        if (request.method == http_method::post) throw bb::transport_error("refused", true);
        return std::nullopt;
    });
    CHECK(states_of(apply(refusing, other)) == states{outcome_state::failed, outcome_state::skipped});
    fail_on(refusing, http_method::post, 503);
    CHECK(states_of(apply(refusing, other)) == states{outcome_state::unclear, outcome_state::skipped});
}

TEST_CASE("what a step is depends on what may have been done, not on how often it was sent", "[sync]") {
    struct row {
        http_method method;
        std::vector<int> statuses;
        outcome_state state;
    };
    for (const row& each : {row{http_method::put, {502, 429}, outcome_state::unclear},
                            row{http_method::put, {502, 404}, outcome_state::changed},
                            row{http_method::put, {429, 400}, outcome_state::failed},
                            row{http_method::post, {429, 400}, outcome_state::failed},
                            row{http_method::post, {429, 409}, outcome_state::changed},
                            row{http_method::post, {429, 503}, outcome_state::unclear},
                            row{http_method::delete_, {502, 429}, outcome_state::unclear},
                            row{http_method::delete_, {502, 404}, outcome_state::done},
                            row{http_method::delete_, {429, 404}, outcome_state::already}}) {
        CAPTURE(each.statuses, to_string(each.method));
        const variable_server server;
        server.put("THERE", "old");
        server.put("OTHER", "x");
        const bool removes = each.method == http_method::delete_;
        const auto plan =
            plan_of(server, {{each.method == http_method::post ? "NEW" : "THERE", secret(removes ? "old" : "v")}},
                    {.remove_others = removes});
        CHECK(plan.changes() == 1);
        std::size_t sent = 0;
        server.before([&](const bb::http_request& request) -> std::optional<bb::http_response> {
            if (request.method == http_method::get) return std::nullopt;
            if (each.statuses.at(sent) == 404) server.held().clear();
            return variable_server::failure(each.statuses.at(sent++), "no");
        });
        const auto outcome = bb::apply_variables(client_of(server, 2), site, plan);
        CHECK(sent == 2);
        for (const bb::step_outcome& step : outcome)
            if (step.state != outcome_state::untouched) CHECK(step.state == each.state);
    }
}

TEST_CASE("a create that was sent again with a renewed token is not unclear for that", "[sync]") {
    struct renewing final : bb::token_source {
        bb::secret token(const bb::call_options&) override { return bb::secret("first-token"); }
        bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override {
            return bb::secret("second-token");
        }
    };
    for (const auto& [status, state] : {std::pair(400, outcome_state::failed), std::pair(409, outcome_state::changed),
                                        std::pair(503, outcome_state::unclear)}) {
        CAPTURE(status);
        const variable_server server;
        const auto plan = plan_of(server, {{"A", secret("1")}});
        server.before([status](const bb::http_request& request) -> std::optional<bb::http_response> {
            if (request.method != http_method::post) return std::nullopt;
            const bool renewed = request.headers.value("Authorization") == "Bearer second-token";
            return variable_server::failure(renewed ? status : 401, "no");
        });
        const bb::client api{server,
                             bb::credentials(std::make_shared<renewing>()),
                             {.allow_any_credential = true, .retry = bb::retry_policy::none()}};
        const auto outcome = bb::apply_variables(api, site, plan);
        CHECK(states_of(outcome) == states{state});
        REQUIRE(outcome.first_failure() != nullptr);
        CHECK(outcome.first_failure()->attempts() == 2);
    }
}

TEST_CASE("a removal that the client repeats is done, one that meets nothing is done already", "[sync]") {
    const variable_server server;
    server.put("A", "1");
    const auto plan = plan_of(server, {{"X", secret("1")}}, {.remove_others = true});
    server.after([](const bb::http_request& request) {
        if (request.method == http_method::delete_) throw bb::transport_error("lost");
    });
    CHECK(states_of(apply(server, plan)) == states{outcome_state::done, outcome_state::done});
    server.put("A", "1");
    const auto kept = plan_of(server, {{"X", secret("1")}}, {.remove_others = true});
    fail_on(server, http_method::delete_, 502);
    CHECK(states_of(apply(server, kept)) == states{outcome_state::untouched, outcome_state::unclear});
    server.before({});
    const auto again = plan_of(server, {{"X", secret("1")}}, {.remove_others = true});
    bool lost = false;
    server.after([&lost](const bb::http_request& request) {
        if (request.method == http_method::delete_ && !std::exchange(lost, true)) throw bb::transport_error("lost");
    });
    CHECK(bb::apply_variables(client_of(server, 3), site, again).complete());
    CHECK(server.find("A") == nullptr);
}

TEST_CASE("a replace whose removal may have happened is still created, and half done if the old one is there",
          "[sync]") {
    const wanted_list wanted = {{"HIDDEN", secret("new"), false}, {"LATER", secret("x")}};
    // What becomes of the DELETE: carried out and its reply lost, cancelled in the middle, answered with 5xx.
    for (const int how : {0, 1, 2}) {
        CAPTURE(how);
        const variable_server server;
        server.put("HIDDEN", "old", true);
        const auto plan = plan_of(server, wanted);
        if (how == 2) fail_on(server, http_method::delete_, 502);
        server.after([how](const bb::http_request& request) {
            if (request.method != http_method::delete_) return;
            if (how == 0) throw bb::transport_error("lost");
            throw bb::cancelled();
        });
        const auto outcome = apply(server, plan);
        if (how < 2) {
            CHECK(outcome.complete());
            CHECK(server.find("HIDDEN")->value == "new");
            CHECK_FALSE(server.find("HIDDEN")->secured);
            continue;
        }
        CHECK(states_of(outcome) == states{outcome_state::half_done, outcome_state::skipped});
        REQUIRE(outcome.first_failure() != nullptr);
        CHECK(outcome.first_failure()->outcome_unclear());
        CHECK(outcome.first_failure()->status() == 502);
        CHECK(says(text_of(outcome), "half done: replace HIDDEN: "));
        CHECK(methods(server) ==
              std::vector<http_method>{http_method::get, http_method::delete_, http_method::post, http_method::get});
        CHECK(server.find("HIDDEN")->value == "old");
        // The same plan brings it to an end.
        server.before({});
        server.after({});
        CHECK(apply(server, plan).complete());
        CHECK(server.find("HIDDEN")->value == "new");
    }
    // One that was certainly not sent leaves it as it was.
    const variable_server server;
    server.put("HIDDEN", "old", true);
    const auto plan = plan_of(server, wanted);
    server.before([](const bb::http_request& request) -> std::optional<bb::http_response> {
        if (request.method == http_method::delete_) throw bb::transport_error("refused", true);
        return std::nullopt;
    });
    CHECK(states_of(apply(server, plan)) == states{outcome_state::failed, outcome_state::skipped});
    CHECK(server.find("HIDDEN")->value == "old");
}

}  // namespace test_sync_variables_unclear
