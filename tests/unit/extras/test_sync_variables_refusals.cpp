// SPDX-License-Identifier: MIT
// extras/sync_variables.hpp, planning: keys, values and lists that are refused before any I/O, and servers without end.
#include "unit/support/planned_variables.hpp"

namespace test_sync_variables_refusals {

using namespace planned_variables;
using bb::secret;

TEST_CASE("keys that the service refuses are refused before any I/O, and not quoted", "[sync]") {
    for (const char* key : {"", "1ST", "A-B", "A B", "A=hunter2", "\xC3\x84", "A\n", " A", "A.B", "$A"}) {
        const std::string message = refused({{"GOOD", secret("v")}, {key, secret("v")}});
        CHECK_THAT(message, Catch::Matchers::ContainsSubstring("the key of variable 2 is invalid"));
        CHECK(message.find("hunter2") == std::string::npos);
        CHECK_FALSE(bb::is_variable_key(key));
    }
    for (const char* key : {"A", "_", "a1", "PATH_2", "_9", "zZ"}) CHECK(bb::is_variable_key(key));
    CHECK(refused({{"A", secret("hunter2")}, {"B", secret("1")}, {"A", secret("hunter2")}}) ==
          "plan_variables: A is wanted twice");
}

TEST_CASE("values that cannot be one are refused before any I/O, and not quoted", "[sync]") {
    const auto check = [](const secret& value, const char* says) {
        const std::string message = refused({{"KEY", value}});
        CHECK_THAT(message, Catch::Matchers::ContainsSubstring(says));
        CHECK(message.find("hunter2") == std::string::npos);
    };
    check(secret(std::string_view("hunter2\0", 8)), "the value of KEY has a NUL");
    check(secret("hunter2\xFF"), "the value of KEY is not UTF-8 at byte 8");
    check(secret("hunter2" + std::string(std::size_t{128} * 1024, 'x')), "has 131079 bytes, more than 131072");
    check(secret::from_env("BITBUCKET_TEST_NO_SUCH_VARIABLE"), "BITBUCKET_TEST_NO_SUCH_VARIABLE, which is not set");
    const variable_server server;
    CHECK(planned(server, {{"KEY", secret(std::string(std::size_t{128} * 1024, 'x'))}}).size() == 1);
    CHECK_THAT(refused(std::vector<bb::wanted_variable>(10'001, {"K", secret("v")})),
               Catch::Matchers::ContainsSubstring("more than 10000"));
}

TEST_CASE("an empty list removes everything only where that is said as well", "[sync]") {
    const variable_server server;
    server.put("A", "1");
    CHECK_THAT(refused({}, {.remove_others = true}), Catch::Matchers::ContainsSubstring("allow_remove_all"));
    CHECK(planned(server, {}) == steps{{action::kept, "A", reason::other_kept}});
    CHECK(planned(server, {}, {.remove_others = true, .allow_remove_all = true}) ==
          steps{{action::remove, "A", reason::not_wanted}});
}

TEST_CASE("a server without end is an error, not the end of the memory", "[sync]") {
    const variable_server server;
    int page = 0;
    server.before([&page](const bb::http_request&) {
        variable_server::json values = variable_server::json::array();
        for (int i = 0; i < 100; ++i)
            values.push_back({{"uuid", std::to_string(page * 100 + i)}, {"key", "K"}, {"value", "v"}});
        ++page;
        return variable_server::reply(200, {{"values", values}, {"page", page}, {"pagelen", 100}, {"size", 1'000'000}});
    });
    const auto many = bb::try_plan_variables(client_of(server), site, {});
    REQUIRE_FALSE(many);
    CHECK(many.error().kind() == bb::error_kind::pagination);
    CHECK(page == 101);
    server.forget();
    const auto page_of_8_mb = variable_server::reply(
        200, {{"values", {{{"uuid", "{1}"}, {"key", "K"}, {"value", std::string(8'000'000, 'x')}}}},
              {"size", 100},
              {"pagelen", 1}});
    server.before([&](const bb::http_request&) { return page_of_8_mb; });
    const auto large = bb::try_plan_variables(client_of(server), site, {});
    REQUIRE_FALSE(large);
    CHECK(large.error().kind() == bb::error_kind::pagination);
    CHECK(server.seen().size() == 9);
}

}  // namespace test_sync_variables_refusals
