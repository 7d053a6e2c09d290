// SPDX-License-Identifier: MIT
// extras/sync_variables.hpp, planning: the step for every combination of what is wanted and what is there, and
// that a plan shows no value.
#include <sstream>

#include "unit/support/planned_variables.hpp"

namespace test_sync_variables_plan {

using namespace planned_variables;
using bb::secret;

namespace {

template <class T>
std::string text_of(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

}  // namespace

TEST_CASE("a plan has a step for every wanted key, in order, and one for every other variable", "[sync]") {
    const variable_server server;
    server.put("SAME", "as it is");
    server.put("OTHER", "x");
    server.put("DIFFERENT", "old");
    CHECK(planned(server, {{"NEW", secret("n")},
                           {"SAME", secret("as it is")},
                           {"DIFFERENT", secret("new")},
                           {"NEW_SECRET", secret("s"), true}}) ==
          steps{{action::create, "NEW", reason::missing},
                {action::unchanged, "SAME", reason::same},
                {action::update, "DIFFERENT", reason::value_differs},
                {action::create, "NEW_SECRET", reason::missing, true},
                {action::kept, "OTHER", reason::other_kept}});
    CHECK(planned(server, {{"SAME", secret("as it is")}}, {.remove_others = true}) ==
          steps{{action::unchanged, "SAME", reason::same},
                {action::remove, "DIFFERENT", reason::not_wanted},
                {action::remove, "OTHER", reason::not_wanted}});
}

TEST_CASE("whether a variable is secured is changed only where that is said", "[sync]") {
    const variable_server server;
    server.put("HIDDEN", "h", true);
    server.put("OPEN", "o");
    const secret value("o");
    CHECK(planned(server, {{"HIDDEN", value}, {"OPEN", value}}) ==
          steps{{action::update, "HIDDEN", reason::hidden_rewritten, true}, {action::unchanged, "OPEN", reason::same}});
    CHECK(planned(server, {{"HIDDEN", value, true}, {"OPEN", value, true}}) ==
          steps{{action::update, "HIDDEN", reason::hidden_rewritten, true},
                {action::update, "OPEN", reason::becomes_secured, true}});
    CHECK(planned(server, {{"HIDDEN", value, false}, {"OPEN", value, false}}) ==
          steps{{action::replace, "HIDDEN", reason::becomes_readable}, {action::unchanged, "OPEN", reason::same}});
    const bb::plan_options keep{.secured = bb::secured_values::keep};
    CHECK(planned(server, {{"HIDDEN", value}, {"OPEN", value, true}}, keep) ==
          steps{{action::kept, "HIDDEN", reason::hidden_kept, true},
                {action::update, "OPEN", reason::becomes_secured, true}});
    CHECK(planned(server, {{"HIDDEN", value, false}, {"OPEN", value}}, keep).front().what == action::replace);
}

TEST_CASE("keys differ by case, and an empty value is a value", "[sync]") {
    const variable_server server;
    server.put("key", "");
    CHECK(planned(server, {{"KEY", secret("")}, {"key", secret("")}}) ==
          steps{{action::create, "KEY", reason::missing}, {action::unchanged, "key", reason::same}});
}

TEST_CASE("a key that the server has twice, or without a UUID, is blocked", "[sync]") {
    const variable_server server;
    server.put("TWICE", "1");
    server.put("TWICE", "2");
    server.put("NAMELESS", "1");
    server.held().back().uuid.clear();
    const std::vector<bb::wanted_variable> wanted = {{"TWICE", secret("1")}, {"NAMELESS", secret("2")}};
    CHECK(planned(server, wanted) ==
          steps{{action::blocked, "TWICE", reason::doubled}, {action::blocked, "NAMELESS", reason::no_uuid}});
    // Where neither is wanted there is no doubt which to remove.
    CHECK(planned(server, {{"X", secret("1")}}, {.remove_others = true}) ==
          steps{{action::create, "X", reason::missing},
                {action::blocked, "NAMELESS", reason::no_uuid},
                {action::remove, "TWICE", reason::not_wanted},
                {action::remove, "TWICE", reason::not_wanted}});
}

TEST_CASE("all pages are read, broken links or not, and what comes twice counts once", "[sync]") {
    const variable_server server;
    std::vector<bb::wanted_variable> wanted;
    for (int i = 0; i < 250; ++i) {
        const std::string number = std::to_string(i);
        server.put("K" + number, number);
        wanted.push_back({"K" + number, secret(number)});
    }
    CHECK(bb::plan_variables(client_of(server), site, wanted).count(action::unchanged) == 250);
    CHECK(server.seen().size() == 3);
    // The same variable on two pages: a collection that moved while it was read.
    server.held().push_back(server.held().front());
    const bb::variable_plan plan = bb::plan_variables(client_of(server), site, wanted);
    CHECK(plan.count(action::unchanged) == 250);
    CHECK(plan.steps().size() == 250);
}

TEST_CASE("what the server leaves out does no harm", "[sync]") {
    const variable_server server;
    server.before([](const bb::http_request&) {
        return variable_server::reply(200,
                                      {{"values",
                                        {{{"uuid", "{1}"}, {"key", "NO_WORD"}},
                                         {{"uuid", "{2}"}, {"key", "VALUE_ALONE"}, {"value", "v"}},
                                         {{"uuid", "{3}"}},
                                         {{"uuid", "{4}"}, {"key", "NULLS"}, {"value", nullptr}, {"secured", nullptr}},
                                         variable_server::json::object()}}});
    });
    // A variable that shows no value, and does not say that it is readable, may be secured.
    CHECK(planned(server, {{"NO_WORD", secret("v")}, {"VALUE_ALONE", secret("v")}, {"NULLS", secret("v"), false}}) ==
          steps{{action::update, "NO_WORD", reason::hidden_rewritten, true},
                {action::unchanged, "VALUE_ALONE", reason::same},
                {action::replace, "NULLS", reason::becomes_readable}});
}

TEST_CASE("what reading ends with is what planning ends with", "[sync]") {
    const variable_server server;
    server.before([](const bb::http_request&) { return variable_server::failure(403, "Forbidden"); });
    CHECK_THROWS_AS(bb::plan_variables(client_of(server), site, {{"A", secret("v")}}), bb::forbidden);
    bb::cancel_source stop;
    stop.cancel();
    const auto cancelled = bb::try_plan_variables(client_of(server), site, {}, {.cancel = stop.token()});
    REQUIRE_FALSE(cancelled);
    CHECK(cancelled.error().kind() == bb::error_kind::cancelled);
    const auto late = bb::try_plan_variables(client_of(server), site, {},
                                             {.deadline = bb::deadline::after(std::chrono::seconds(-1))});
    REQUIRE_FALSE(late);
    CHECK(late.error().kind() == bb::error_kind::deadline_exceeded);
}

TEST_CASE("a plan is a value, and prints no value", "[sync]") {
    const variable_server server;
    server.put("A", "hunter2-old");
    server.put("B", "hunter2-others");
    const bb::client api = client_of(server);
    const bb::variable_plan plan =
        bb::plan_variables(api, site, {{"A", secret("hunter2-new")}, {"C", secret("hunter2-secret"), true}});
    const bb::variable_plan copy = plan;  // NOLINT(performance-unnecessary-copy-initialization)
    CHECK(copy == plan);
    CHECK(copy.changes() == 2);
    CHECK(copy.count(action::kept) == 1);
    CHECK(text_of(copy) ==
          "update A: its value differs\ncreate C (secured): it does not exist yet\nkept B: it is not wanted, but left "
          "alone\n");
    CHECK_FALSE(plan ==
                bb::plan_variables(api, site, {{"A", secret("hunter2-newer")}, {"C", secret("hunter2-secret"), true}}));
    // A key of the server's is only text.
    server.put("\x1b[31mred\n", "x");
    const std::string odd = text_of(bb::plan_variables(api, site, {}));
    CHECK(odd.find('\x1b') == std::string::npos);
    CHECK_THAT(odd, Catch::Matchers::ContainsSubstring("kept \\x1b[31mred\\x0a: "));
}

TEST_CASE("each place asks for its own variables", "[sync]") {
    const variable_server server;
    const bb::client api = client_of(server);
    const std::string base = "https://api.bitbucket.org/2.0";
    CHECK(bb::plan_variables(api, site, {}).place() == "/repositories/acme/site/pipelines_config/variables");
    CHECK(server.seen().back().url == base + "/repositories/acme/site/pipelines_config/variables?pagelen=100");
    CHECK(bb::plan_variables(api, bb::workspace_variables{"acme"}, {}).place() ==
          "/workspaces/acme/pipelines-config/variables");
    const bb::environment_variables production{"acme", "site", "{e}"};
    CHECK(bb::plan_variables(api, production, {}).place() ==
          "/repositories/acme/site/deployments_config/environments/%7Be%7D/variables");
    CHECK(server.seen().back().url.starts_with(base + "/repositories/acme/site/deployments_config/"));
    const auto nowhere = bb::try_plan_variables(api, bb::workspace_variables{""}, {});
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().kind() == bb::error_kind::usage);
}

}  // namespace test_sync_variables_plan
