// SPDX-License-Identifier: MIT
// request.hpp: what is wrong with a request is kept as one sentence, the first one; building never throws.
#include <bitbucket/operations.hpp>

#include "support/catch.hpp"

namespace test_request_problems {

namespace bb = bitbucket;
using bb::repositories::list;
using Catch::Matchers::ContainsSubstring;

#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // retired operations are checked too
#endif

TEST_CASE("empty arguments and dot segments are refused by name", "[request]") {
    CHECK(bb::users::get{""}.problem() == "users::get: the path argument {selected_user} must not be empty");
    CHECK(bb::users::get{"."}.problem() == "users::get: the path argument {selected_user} must not be '.' or '..'");
    CHECK(bb::users::get{".."}.problem() == "users::get: the path argument {selected_user} must not be '.' or '..'");
    CHECK_THAT((bb::repositories::get{"acme", ""}.problem()), ContainsSubstring("{repo_slug}"));
    CHECK_THAT((bb::repositories::get{"", ""}.problem()), ContainsSubstring("{workspace}"));
    CHECK_THAT((bb::user_properties::get{"u", "a", ".."}.problem()), ContainsSubstring("{property_name}"));
    CHECK_THAT((bb::users::get{bb::uuid()}.problem()), ContainsSubstring("must not be empty"));
    CHECK_THAT((bb::ssh_keys::remove{"me", bb::uuid("")}.problem()), ContainsSubstring("{key_id}"));
    CHECK((bb::repositories::get{"{}", "{x}"}.problem()) == "");
    CHECK((bb::users::get{"..."}.problem()) == "");
}

TEST_CASE("page lengths from 1 to 100 are taken, others refused", "[request]") {
    for (const long long good : {1LL, 2LL, 99LL, 100LL}) CHECK(list{"a"}.pagelen(good).problem() == "");
    for (const long long bad : {0LL, -1LL, 101LL, 500LL, 4294967297LL, INT64_MIN + 0LL, INT64_MAX + 0LL}) {
        const auto request = list{"a"}.pagelen(bad);
        CHECK(request.problem() == "repositories::list: pagelen must be from 1 to 100, not " + std::to_string(bad));
        CHECK(request.target() == "/repositories/a");
    }
}

TEST_CASE("page numbers count from 1", "[request]") {
    CHECK(bb::code_search::search_user{"u", "q"}.page(1).target() == "/users/u/search/code?search_query=q&page=1");
    CHECK(bb::code_search::search_user{"u", "q"}.page(1000000).problem() == "");
    CHECK_THAT(bb::code_search::search_user("u", "q").page(0).problem(),
               ContainsSubstring("page must be at least 1, not 0"));
    CHECK_THAT(bb::code_search::search_user("u", "q").page(-5).problem(), ContainsSubstring("-5"));
}

TEST_CASE("empty fields and an empty search are refused", "[request]") {
    CHECK_THAT(list{"a"}.fields("").problem(), ContainsSubstring("fields must not be empty"));
    CHECK_THAT(list{"a"}.fields("x").fields("").problem(), ContainsSubstring("fields must not be empty"));
    CHECK_THAT((bb::code_search::search_user{"u", ""}.problem()),
               ContainsSubstring("the search_query must not be empty"));
}

TEST_CASE("a name that has its own method is refused as a query option", "[request]") {
    for (const char* name : {"fields", "pagelen", "q", "sort", "role"}) {
        CAPTURE(name);
        const auto request = list{"a"}.query(name, "hunter2");
        CHECK(request.problem() == "repositories::list: use the method for '" + std::string(name) + "', not query()");
        CHECK(request.query_options().empty());
    }
    CHECK_THAT(bb::users::get{"u"}.query("fields", "x").problem(), ContainsSubstring("'fields'"));
    CHECK_THAT(bb::code_search::search_user("u", "q").query("search_query", "x").problem(),
               ContainsSubstring("'search_query'"));
    CHECK_THAT(bb::code_search::search_user("u", "q").query("page", "2").problem(), ContainsSubstring("'page'"));
    CHECK_THAT(bb::ssh_keys::create("u", {.key = "k"}).query("expires_on", "x").problem(),
               ContainsSubstring("'expires_on'"));
    CHECK_THAT(bb::current_user::list_workspaces{}.query("administrator", "x").problem(),
               ContainsSubstring("'administrator'"));
    CHECK_THAT(list{"a"}.query("", "x").problem(), ContainsSubstring("needs a name"));
}

TEST_CASE("headers that the library sets are refused, in any case", "[request]") {
    for (const char* name :
         {"Authorization", "AUTHORIZATION", "authorization", "Proxy-Authorization", "Cookie", "Host", "Connection",
          "Expect", "TE", "Content-Type", "Content-Length", "Transfer-Encoding", "Upgrade", "Accept-Encoding"}) {
        CAPTURE(name);
        const auto request = list{"a"}.header(name, "hunter2");
        CHECK_THAT(request.problem(), ContainsSubstring("is set by the library"));
        CHECK(request.problem().find("hunter2") == std::string::npos);
        CHECK(request.headers().empty());
    }
}

TEST_CASE("headers that could break a request open are refused, without repeating them", "[request]") {
    for (const std::string& value :
         {std::string("a\r\nX-Evil: hunter2"), std::string("a\nhunter2"), std::string("hunter2\r"),
          std::string("hunter2\0", 8), std::string("\0hunter2", 8), std::string("\x7fhunter2"),
          std::string("hunter2\x1b[0m"), std::string("hunter2\n")}) {
        const auto request = list{"a"}.header("X-Mine", value);
        CHECK_THAT(request.problem(), ContainsSubstring("'X-Mine' has a control character"));
        CHECK(request.problem().find("hunter2") == std::string::npos);
        CHECK(request.headers().empty());
    }
    for (const std::string& name :
         {std::string(), std::string("X Mine"), std::string("X-Mine:"), std::string("X\r\nY"), std::string("X\0", 2),
          std::string("Authorization "), std::string(" Authorization"), std::string("X-\xC3\xA4")}) {
        const auto request = list{"a"}.header(name, "v");
        CHECK_THAT(request.problem(), ContainsSubstring("must be a token"));
        CHECK(request.headers().empty());
    }
    CHECK(list{"a"}.header("X-Mine", "").problem() == "");
    CHECK(list{"a"}.header("X-Mine", "a\tb \xC3\xA4").problem() == "");
}

TEST_CASE("a body whose required member is empty is refused", "[request]") {
    CHECK((bb::ssh_keys::create{"u", {.key = ""}}.problem()) == "ssh_keys::create: the member 'key' must not be empty");
    CHECK_THAT((bb::user_pipeline_variables::create{"u", {.key = "", .value = "v"}}.problem()),
               ContainsSubstring("'key' must not be empty"));
    CHECK((bb::user_pipeline_variables::create{"u", {.key = "K"}}.problem()) == "");
    CHECK((bb::ssh_keys::update{"u", "k", {}}.problem()) == "");
    CHECK_THAT((bb::user_properties::update{"u", "a", "p", bb::json_text()}.problem()),
               ContainsSubstring("body must not be empty"));
}

TEST_CASE("a body that is not UTF-8 is refused by member and byte, without repeating it", "[request]") {
    const bb::ssh_keys::create label{"u", {.key = "k", .label = "hunter2\xFF"}};
    CHECK(label.problem() == "ssh_keys::create: the member 'label' is not UTF-8 at byte 8");
    const bb::user_pipeline_variables::create value{"u", {.key = "K", .value = "\xC3"}};
    CHECK_THAT(value.problem(), ContainsSubstring("'value' is not UTF-8 at byte 1"));
    const bb::user_pipeline_variables::update edit{"u", "v", {.key = "\xED\xA0\x80"}};
    CHECK_THAT(edit.problem(), ContainsSubstring("'key' is not UTF-8 at byte 1"));
    CHECK((bb::ssh_keys::create{"u", {.key = "\xC3\xA4"}}.problem()) == "");
}

TEST_CASE("expires_on takes times only", "[request]") {
    for (const char* bad : {"", "tomorrow", "2027-13-01", "2027-01-01T25:00:00Z"})
        CHECK_THAT(bb::ssh_keys::create("u", {.key = "k"}).expires_on(bad).problem(),
                   ContainsSubstring("expires_on must be an ISO-8601"));
    CHECK(bb::ssh_keys::create("u", {.key = "k"}).expires_on("2027-01-01T00:00:00+02:00").problem() == "");
}

TEST_CASE("the first problem is kept, and later good options do not heal it", "[request]") {
    auto request = bb::repositories::list{""};
    const std::string first = request.problem();
    CHECK_THAT(first, ContainsSubstring("{workspace}"));
    request.pagelen(0).fields("").header("Host", "x").query("", "");
    CHECK(request.problem() == first);
    auto second = list{"a"}.pagelen(500).header("Host", "x");
    CHECK_THAT(second.problem(), ContainsSubstring("pagelen"));
    second.pagelen(50);
    CHECK_THAT(second.problem(), ContainsSubstring("500"));
    CHECK_THAT((bb::ssh_keys::create{"", {.key = ""}}.problem()), ContainsSubstring("{selected_user}"));
}

TEST_CASE("a problem travels with copies", "[request]") {
    const auto bad = list{"a"}.pagelen(0);
    const list copy = bad;
    CHECK(copy.problem() == bad.problem());
    CHECK(copy == bad);
}

}  // namespace test_request_problems
