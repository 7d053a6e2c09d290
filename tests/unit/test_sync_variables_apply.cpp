// SPDX-License-Identifier: MIT
// sync_variables.hpp, applying: what is sent and in which order, what each failure means, what has changed since the
// plan was made, and that neither outcome nor error shows a value.
#include <bitbucket/sync_variables.hpp>

#include <sstream>

#include "support/catch.hpp"
#include "unit/support/variable_server.hpp"

namespace bb = bitbucket;
using action = bb::variable_action;
using outcome_state = bb::sync_state;
using bb::secret;
using bb::verb;
using unit::held_variable;
using unit::variable_server;
using states = std::vector<outcome_state>;
using wanted_list = std::vector<bb::wanted_variable>;

namespace Catch {
template <>
struct StringMaker<outcome_state> {
    static std::string convert(outcome_state value) { return bb::to_string(value); }
};
}  // namespace Catch

namespace {

const bb::repository_variables site{"acme", "site"};

bb::client client_of(const variable_server& server, int attempts = 1) {
    bb::client_options options;
    options.allow_any_credential = true;
    options.retry.max_attempts = attempts;
    options.time.sleep = [](std::chrono::milliseconds, const bb::cancel_token&) {};
    return bb::client{server, bb::anonymous{}, options};
}
bb::variable_plan plan_of(const variable_server& server, const wanted_list& wanted,
                          const bb::plan_options& options = {}) {
    return bb::plan_variables(client_of(server), site, wanted, options);
}
bb::sync_outcome apply(const variable_server& server, const bb::variable_plan& plan,
                       const bb::apply_options& options = {}) {
    server.forget();
    return bb::apply_variables(client_of(server), site, plan, options);
}
states states_of(const bb::sync_outcome& outcome) {
    states out;
    for (const bb::step_outcome& each : outcome) out.push_back(each.state);
    return out;
}
std::vector<verb> methods(const variable_server& server) {
    std::vector<verb> out;
    for (const auto& each : server.seen()) out.push_back(each.method);
    return out;
}
/// From now on requests with this method get a reply of our own.
void fail_on(const variable_server& server, verb method, int status, const std::string& message = "no") {
    server.before([=](const bb::http_request& request) -> std::optional<bb::http_response> {
        if (request.method != method) return std::nullopt;
        return variable_server::failure(status, message);
    });
}

template <class T>
std::string text_of(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}
bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

bb::apply_options going_on() {
    bb::apply_options out;
    out.on_error = bb::sync_errors::go_on;
    return out;
}

}  // namespace

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
    CHECK(methods(server) == std::vector<verb>{verb::get, verb::post, verb::put, verb::put, verb::put, verb::delete_,
                                               verb::post, verb::post, verb::delete_});
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
        if (request.method == verb::get) return std::nullopt;
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

TEST_CASE("the first failure ends it, or does not, as one likes", "[sync]") {
    const variable_server server;
    server.put("OTHER", "x");
    const auto plan = plan_of(server, {{"A", secret("1")}, {"B", secret("2")}}, {.remove_others = true});
    fail_on(server, verb::post, 400, "bad");
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
        fail_on(server, verb::post, status);
        const auto ended = apply(server, plan_of(server, {{"A", secret("1")}, {"B", secret("2")}}), going_on());
        CHECK(states_of(ended) == states{outcome_state::failed, outcome_state::skipped});
        CHECK(server.writes() == 1);
    }
}

TEST_CASE("a create whose reply is lost is unclear, and not sent again", "[sync]") {
    const variable_server server;
    const wanted_list wanted = {{"A", secret("1")}, {"B", secret("2"), true}};
    const auto plan = plan_of(server, wanted);
    server.after([](const bb::http_request& request) {
        if (request.method == verb::post) throw bb::transport_error("lost");
    });
    server.forget();
    const auto lost = bb::apply_variables(client_of(server, 3), site, plan, going_on());
    CHECK(states_of(lost) == states{outcome_state::unclear, outcome_state::unclear});
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
        if (request.method == verb::post) throw bb::transport_error("refused", true);
        return std::nullopt;
    });
    CHECK(states_of(apply(refusing, other)) == states{outcome_state::failed, outcome_state::skipped});
    fail_on(refusing, verb::post, 503);
    CHECK(states_of(apply(refusing, other)) == states{outcome_state::unclear, outcome_state::skipped});
}

TEST_CASE("a success whose reply cannot be read is a success", "[sync]") {
    const variable_server server;
    const auto plan = plan_of(server, {{"A", secret("1")}});
    server.before([](const bb::http_request& request) -> std::optional<bb::http_response> {
        if (request.method != verb::post) return std::nullopt;
        return bb::http_response{201, {}, "<html>hunter2"};
    });
    const auto done = apply(server, plan);
    CHECK(states_of(done) == states{outcome_state::done});
    CHECK_FALSE(done.steps()[0].failure);
}

TEST_CASE("a removal that the client repeats is done, one that meets nothing is done already", "[sync]") {
    const variable_server server;
    server.put("A", "1");
    const auto plan = plan_of(server, {{"X", secret("1")}}, {.remove_others = true});
    server.after([](const bb::http_request& request) {
        if (request.method == verb::delete_) throw bb::transport_error("lost");
    });
    const auto unclear = apply(server, plan);
    CHECK(states_of(unclear) == states{outcome_state::done, outcome_state::unclear});
    server.put("A", "1");
    const auto again = plan_of(server, {{"X", secret("1")}}, {.remove_others = true});
    bool lost = false;
    server.after([&lost](const bb::http_request& request) {
        if (request.method == verb::delete_ && !std::exchange(lost, true)) throw bb::transport_error("lost");
    });
    CHECK(bb::apply_variables(client_of(server, 3), site, again).complete());
    CHECK(server.find("A") == nullptr);
}

TEST_CASE("a replace that breaks off says that the variable is missing, and can be taken up", "[sync]") {
    const variable_server server;
    server.put("HIDDEN", "old", true);
    const wanted_list wanted = {{"HIDDEN", secret("new"), false}, {"LATER", secret("x")}};
    const auto plan = plan_of(server, wanted);
    CHECK(plan.count(action::replace) == 1);

    // Not removed: nothing has happened.
    fail_on(server, verb::delete_, 403);
    CHECK(states_of(apply(server, plan)) == states{outcome_state::failed, outcome_state::skipped});
    CHECK(server.find("HIDDEN")->value == "old");

    // Removed, and not created.
    for (const int status : {400, 503}) {
        fail_on(server, verb::post, status);
        const auto half = apply(server, plan);
        CHECK(states_of(half) == states{outcome_state::half_done, outcome_state::skipped});
        CHECK(half.first_failure()->status() == status);
        CHECK(server.find("HIDDEN") == nullptr);
    }
    // The same plan takes it up: only the create is left.
    server.before({});
    const auto rest = apply(server, plan);
    CHECK(rest.complete());
    CHECK(methods(server) == std::vector<verb>{verb::get, verb::post, verb::post});
    CHECK(server.find("HIDDEN")->value == "new");
    CHECK(states_of(apply(server, plan)) == states{outcome_state::already, outcome_state::already});
}

TEST_CASE("somebody else's variable in the place of a replaced one is left alone", "[sync]") {
    const variable_server server;
    server.put("HIDDEN", "old", true);
    const auto plan = plan_of(server, {{"HIDDEN", secret("new"), false}});
    server.after([&server](const bb::http_request& request) {
        if (request.method == verb::delete_) server.put("HIDDEN", "theirs");
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
        if (request.method == verb::delete_) stop.cancel();
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
            if (request.method == verb::get) return std::nullopt;
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
    fail_on(server, verb::post, 400, "xyz is no value");
    const auto done = apply(server, plan);
    CHECK_FALSE(says(text_of(done), "xyz"));
    CHECK(says(text_of(done), "failed: create KEY: bad_request: POST "));
    fail_on(server, verb::post, 400, "The limit of 20 variables is reached");
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
