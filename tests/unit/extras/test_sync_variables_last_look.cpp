// SPDX-License-Identifier: MIT
// extras/sync_variables.hpp, applying: a status of success alone makes no step done. The reply has to be about the
// variable, and the last look has to find what was wanted.
#include "unit/support/applied_variables.hpp"

namespace test_sync_variables_last_look {

using namespace applied_variables;
using action = bb::variable_action;
using outcome_state = bb::sync_state;
using bb::http_method;
using bb::secret;

namespace {

/// Successes that say nothing about a variable.
const std::vector<bb::http_response> empty_successes = {{200, {}, "<html>hunter2"},
                                                        {200, {}, ""},
                                                        {201, {}, ""},
                                                        {204, {}, ""},
                                                        {200, {}, "{}"},
                                                        {200, {}, "[]"},
                                                        {200, {}, "null"},
                                                        {202, {}, R"({"status":"PENDING"})"},
                                                        {200, {}, R"({"key":"OTHER","value":"1"})"},
                                                        {200, {}, R"({"key":7})"},
                                                        {200, {}, R"({"error":{"message":"login required"}})"}};

void answer(const variable_server& server, http_method method, const bb::http_response& reply) {
    server.before([=](const bb::http_request& request) -> std::optional<bb::http_response> {
        if (request.method != method) return std::nullopt;
        return reply;
    });
}

}  // namespace

TEST_CASE("a replace whose create is answered by something else is half done", "[sync]") {
    for (const bb::http_response& reply : empty_successes) {
        CAPTURE(reply.status, reply.body);
        const variable_server server;
        server.put("HIDDEN", "old", true);
        const auto plan = plan_of(server, {{"HIDDEN", secret("new"), false}});
        answer(server, http_method::post, reply);
        const auto half = apply(server, plan);
        CHECK(states_of(half) == states{outcome_state::half_done});
        CHECK_FALSE(half.complete());
        CHECK(server.find("HIDDEN") == nullptr);
        REQUIRE(half.first_failure() != nullptr);
        CHECK(half.first_failure()->status() == reply.status);
        CHECK_FALSE(says(text_of(half), "hunter2"));
        // The same plan brings it to an end.
        server.before({});
        CHECK(apply(server, plan).complete());
        CHECK(server.find("HIDDEN")->value == "new");
    }
}

TEST_CASE("a create or an update that is answered by something else is unclear", "[sync]") {
    for (const bb::http_response& reply : empty_successes) {
        CAPTURE(reply.status, reply.body);
        const variable_server server;
        server.put("THERE", "old");
        const auto plan = plan_of(server, {{"THERE", secret("new")}, {"NEW", secret("n")}});
        for (const auto method : {http_method::put, http_method::post}) {
            answer(server, method, reply);
            const auto outcome = apply(server, plan, going_on());
            CHECK(outcome.count(outcome_state::unclear) == 1);
            CHECK_FALSE(outcome.complete());
            server.held().clear();
            server.put("THERE", "old");
        }
    }
}

TEST_CASE("what was carried out although the reply says nothing is done, as the last look finds", "[sync]") {
    for (const bb::http_response& reply : empty_successes) {
        const variable_server server;
        server.put("HIDDEN", "old", true);
        server.put("THERE", "old");
        const auto plan =
            plan_of(server, {{"HIDDEN", secret("new"), false}, {"THERE", secret("new")}, {"A", secret("")}});
        const variable_server behind = server;
        bool inside = false;
        server.before([&](const bb::http_request& request) -> std::optional<bb::http_response> {
            if (inside || request.method == http_method::get || request.method == http_method::delete_)
                return std::nullopt;
            inside = true;
            static_cast<void>(behind.send(request, {}));
            inside = false;
            return reply;
        });
        const auto done = apply(server, plan, going_on());
        CHECK(done.complete());
        CHECK(done.first_failure() == nullptr);
        CHECK(methods(server).back() == http_method::get);
    }
}

TEST_CASE("a removal is done if the reply is empty or JSON, and the variable is gone", "[sync]") {
    const variable_server server;
    server.put("A", "1");
    const auto plan = plan_of(server, {}, {.remove_others = true, .allow_remove_all = true});
    for (const char* body : {"<html>", "", "{}"}) {
        CAPTURE(body);
        // Nothing is removed, whatever the reply says.
        answer(server, http_method::delete_, {200, {}, body});
        CHECK(states_of(apply(server, plan)) == states{outcome_state::unclear});
    }
    server.before([&server](const bb::http_request& request) -> std::optional<bb::http_response> {
        if (request.method != http_method::delete_) return std::nullopt;
        server.held().clear();
        return bb::http_response{200, {}, "<html>"};
    });
    CHECK(apply(server, plan).complete());
}

TEST_CASE("what a reply calls done and the last look does not find is not done", "[sync]") {
    const wanted_list wanted = {{"HIDDEN", secret("new"), false}, {"NEW", secret("n")}, {"S", secret("s"), true}};
    for (const bool lost : {true, false}) {
        CAPTURE(lost);
        const variable_server server;
        server.put("HIDDEN", "old", true);
        const auto plan = plan_of(server, wanted);
        std::size_t posts = 0;
        server.after([&](const bb::http_request& request) {
            if (request.method != http_method::post || ++posts < 3) return;
            if (lost)
                server.held().clear();
            else
                for (held_variable& each : server.held()) each.value = "theirs";
        });
        const auto outcome = apply(server, plan);
        CHECK(states_of(outcome) ==
              (lost ? states{outcome_state::half_done, outcome_state::unclear, outcome_state::unclear}
                    : states{outcome_state::changed, outcome_state::changed, outcome_state::done}));
    }
}

TEST_CASE("a last look that fails leaves the outcome as it is", "[sync]") {
    const variable_server server;
    const auto plan = plan_of(server, {{"A", secret("1")}});
    std::size_t gets = 0;
    server.before([&gets](const bb::http_request& request) -> std::optional<bb::http_response> {
        if (request.method != http_method::get || ++gets < 2) return std::nullopt;
        return variable_server::failure(403, "no");
    });
    CHECK(apply(server, plan).complete());
    CHECK(gets == 2);
}

TEST_CASE("an exception ends a step, not the outcome, and a variable that is removed is still created", "[sync]") {
    struct own_problem {};
    const wanted_list wanted = {{"A", secret("1")}, {"HIDDEN", secret("new"), false}, {"B", secret("1")}};
    // A sleeper that throws when the server asks for a wait: at the DELETE, at the first POST, at every POST.
    for (const int how : {0, 1, 2}) {
        for (const bool no_memory : {false, true}) {
            CAPTURE(how, no_memory);
            const variable_server server;
            server.put("HIDDEN", "old", true);
            const auto plan = plan_of(server, wanted);
            const unit::fake_time time;
            time.on_sleep([no_memory] {
                if (no_memory) throw std::bad_alloc();
                throw own_problem();
            });
            bb::client_options options = time.options();
            options.allow_any_credential = true;
            options.retry.max_attempts = 2;
            const bb::client api{server, bb::anonymous{}, options};
            std::size_t posts = 0;
            server.before([&](const bb::http_request& request) -> std::optional<bb::http_response> {
                if (how == 0 && request.method == http_method::delete_) {
                    std::erase_if(server.held(), [](const held_variable& each) { return each.key == "HIDDEN"; });
                    return variable_server::failure(503, "busy");
                }
                if (request.method != http_method::post || how == 0 || ++posts < 2) return std::nullopt;
                if (how == 1 && posts > 2) return std::nullopt;
                return variable_server::failure(429, "busy");
            });
            const auto outcome = bb::apply_variables(api, site, plan);
            const bool created = how < 2;
            CHECK(states_of(outcome) ==
                  (created ? states{outcome_state::done, outcome_state::done, outcome_state::done}
                           : states{outcome_state::done, outcome_state::half_done, outcome_state::skipped}));
            CHECK((server.find("HIDDEN") != nullptr) == created);
            if (created) continue;
            REQUIRE(outcome.first_failure() != nullptr);
            CHECK(outcome.first_failure()->outcome_unclear());
            CHECK(says(text_of(outcome), no_memory ? "no memory" : "an exception"));
        }
    }
}

}  // namespace test_sync_variables_last_look
