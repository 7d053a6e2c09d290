// SPDX-License-Identifier: MIT
// extras/sync_variables.hpp, applying against servers that fail: what each failure means, what a replace that breaks off leaves,
// where a cancel ends it, and that neither outcome nor error shows a value.
#include "unit/support/applied_variables.hpp"

namespace test_sync_variables_failures {

using namespace applied_variables;
using action = bb::variable_action;
using outcome_state = bb::sync_state;
using bb::http_method;
using bb::secret;

TEST_CASE("the first failure ends it, or does not, as one likes", "[sync]") {
    const variable_server server;
    server.put("OTHER", "x");
    const auto plan = plan_of(server, {{"A", secret("1")}, {"B", secret("2")}}, {.remove_others = true});
    fail_on(server, http_method::post, 400, "bad");
    const auto stopped = apply(server, plan);
    CHECK(states_of(stopped) == states{outcome_state::failed, outcome_state::skipped, outcome_state::skipped});
    CHECK(server.writes() == 1);
    REQUIRE(stopped.first_failure() != nullptr);
    CHECK(stopped.first_failure()->status() == 400);
    CHECK(says(text_of(stopped), "failed: create A: bad_request: POST "));
    CHECK(says(text_of(stopped), "\nskipped: create B\nskipped: remove OTHER\n"));
    CHECK(server.find("OTHER") != nullptr);

    const auto all = apply(server, plan, going_on());
    CHECK(states_of(all) == states{outcome_state::failed, outcome_state::failed, outcome_state::done});

    // What the next step would meet as well ends it all the same.
    for (const int status : {401, 429}) {
        fail_on(server, http_method::post, status);
        const auto ended = apply(server, plan_of(server, {{"A", secret("1")}, {"B", secret("2")}}), going_on());
        CHECK(states_of(ended) == states{outcome_state::failed, outcome_state::skipped});
        CHECK(server.writes() == 1);
    }
}

TEST_CASE("a replace that breaks off says that the variable is missing, and can be taken up", "[sync]") {
    const variable_server server;
    server.put("HIDDEN", "old", true);
    const wanted_list wanted = {{"HIDDEN", secret("new"), false}, {"LATER", secret("x")}};
    const auto plan = plan_of(server, wanted);
    CHECK(plan.count(action::replace) == 1);

    // Not removed: nothing has happened.
    fail_on(server, http_method::delete_, 403);
    CHECK(states_of(apply(server, plan)) == states{outcome_state::failed, outcome_state::skipped});
    CHECK(server.find("HIDDEN")->value == "old");

    // Removed, and not created.
    for (const int status : {400, 503}) {
        fail_on(server, http_method::post, status);
        const auto half = apply(server, plan);
        CHECK(states_of(half) == states{outcome_state::half_done, outcome_state::skipped});
        CHECK(half.first_failure()->status() == status);
        CHECK(server.find("HIDDEN") == nullptr);
    }
    // The same plan takes it up: only the create is left.
    server.before({});
    const auto rest = apply(server, plan);
    CHECK(rest.complete());
    CHECK(methods(server) ==
          std::vector<http_method>{http_method::get, http_method::post, http_method::post, http_method::get});
    CHECK(server.find("HIDDEN")->value == "new");
    CHECK(states_of(apply(server, plan)) == states{outcome_state::already, outcome_state::already});
}

TEST_CASE("somebody else's variable in the place of a replaced one is left alone", "[sync]") {
    const variable_server server;
    server.put("HIDDEN", "old", true);
    const auto plan = plan_of(server, {{"HIDDEN", secret("new"), false}});
    server.after([&server](const bb::http_request& request) {
        if (request.method == http_method::delete_) server.put("HIDDEN", "theirs");
    });
    const auto done = apply(server, plan);
    CHECK(states_of(done) == states{outcome_state::changed});
    CHECK(done.first_failure()->status() == 409);
    CHECK(server.find("HIDDEN")->value == "theirs");
}

TEST_CASE("a cancel or a deadline ends it between steps, but never in the middle of a replace", "[sync]") {
    const variable_server server;
    server.put("HIDDEN", "old", true);
    const auto plan = plan_of(server, {{"A", secret("1")}, {"HIDDEN", secret("new"), false}, {"B", secret("1")}});
    bb::cancel_source stop;
    server.after([&stop](const bb::http_request& request) {
        if (request.method == http_method::delete_) stop.cancel();
    });
    bb::apply_options options = going_on();
    options.cancel = stop.token();
    const auto done = apply(server, plan, options);
    CHECK(states_of(done) == states{outcome_state::done, outcome_state::done, outcome_state::skipped});
    CHECK(server.find("HIDDEN")->value == "new");
    CHECK(server.find("B") == nullptr);
    CHECK(done.first_failure()->kind() == bb::error_kind::cancelled);

    const auto never = bb::try_apply_variables(client_of(server), site, plan, options);
    REQUIRE_FALSE(never);
    CHECK(never.error().kind() == bb::error_kind::cancelled);
    server.forget();
    const auto late = bb::try_apply_variables(client_of(server), site, plan,
                                              {.deadline = bb::deadline::after(std::chrono::seconds(-1))});
    REQUIRE_FALSE(late);
    CHECK(late.error().kind() == bb::error_kind::deadline_exceeded);
    CHECK(server.seen().empty());
}

TEST_CASE("a blocked step is never carried out, and never complete", "[sync]") {
    const variable_server server;
    server.put("TWICE", "1");
    server.put("TWICE", "2");
    const auto plan = plan_of(server, {{"TWICE", secret("3")}, {"A", secret("1")}});
    const auto done = apply(server, plan);
    CHECK(states_of(done) == states{outcome_state::blocked, outcome_state::done});
    CHECK_FALSE(done.complete());
    CHECK(server.held()[0].value == "1");
}

TEST_CASE("what a server says of a value is not repeated", "[sync]") {
    const std::string line = "Kan4ri+Vogel/im=Bergwerk";
    const std::string value = line + "\n\"second\" \xC3\xA9 line";
    for (const std::string& said :
         {value, line, "bad value: " + value + "!", "eS" + bb::detail::base64(value), line + "\\n\\\"second\\\"",
          std::string("Kan4ri%2BVogel%2Fim%3DBergwerk%0A%22second%22+%C3%A9+line")}) {
        CAPTURE(said);
        const variable_server server;
        const auto plan = plan_of(server, {{"KEY", secret(value), true}});
        server.before([&said](const bb::http_request& request) -> std::optional<bb::http_response> {
            if (request.method == http_method::get) return std::nullopt;
            auto reply = variable_server::reply(400, {{"error",
                                                       {{"message", said},
                                                        {"detail", {{"value", said}}},
                                                        {"id", said},
                                                        {"fields", {{"value", {said}}}},
                                                        {"data", {{"key", said}, {"arguments", {{"value", said}}}}}}}});
            reply.headers.add("X-Request-Id", said.substr(0, said.find('\n')));
            return reply;
        });
        const auto done = apply(server, plan);
        REQUIRE(done.first_failure() != nullptr);
        const bb::error& failure = *done.first_failure();
        std::string all = text_of(done) + text_of(failure) + failure.what() + failure.message() + failure.detail() +
                          failure.id() + failure.code() + failure.data() + failure.body() + failure.hint();
        for (const auto& field : failure.fields())
            for (const std::string& each : field.messages) all += each;
        for (const auto& header : failure.headers()) all += header.value;
        CHECK(failure.status() == 400);
        CHECK(failure.body().empty());
        CHECK(all.find("Kan4ri") == std::string::npos);
        CHECK(all.find("S2FuNHJp") == std::string::npos);
        CHECK(all.find("second") == std::string::npos);
    }
}

TEST_CASE("a short value takes the text in which it stands along", "[sync]") {
    const variable_server server;
    const auto plan = plan_of(server, {{"KEY", secret("xyz")}});
    fail_on(server, http_method::post, 400, "xyz is no value");
    const auto done = apply(server, plan);
    CHECK_FALSE(says(text_of(done), "xyz"));
    CHECK(says(text_of(done), "failed: create KEY: bad_request: POST "));
    fail_on(server, http_method::post, 400, "The limit of 20 variables is reached");
    CHECK(says(text_of(apply(server, plan)), "The limit of 20 variables is reached"));
}

TEST_CASE("five hundred variables are created in one go, and all are found again", "[sync]") {
    const variable_server server;
    wanted_list wanted;
    for (int i = 0; i < 500; ++i) wanted.push_back({"K" + std::to_string(i), secret(std::to_string(i)), i % 2 == 0});
    CHECK(apply(server, plan_of(server, wanted)).complete());
    CHECK(server.writes() == 500);
    const auto plan = plan_of(server, wanted, {.remove_others = true, .secured = bb::secured_values::keep});
    CHECK(plan.changes() == 0);
    CHECK(plan.count(action::kept) == 250);
}

}  // namespace test_sync_variables_failures
