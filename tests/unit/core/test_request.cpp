// SPDX-License-Identifier: MIT
// request.hpp: options, chaining, escape hatches, and that a request is a value.
#include <bitbucket/operations.hpp>
#include <map>
#include <sstream>

#include "support/catch.hpp"

namespace test_request {

namespace bb = bitbucket;
using bb::repositories::list;

static_assert(std::is_copy_constructible_v<list> && std::is_nothrow_move_constructible_v<list>);
static_assert(std::is_copy_assignable_v<list> && std::is_move_assignable_v<list>);
static_assert(!std::is_convertible_v<const char*, bb::ssh_keys::list>,
              "one argument does not become a request by itself");
static_assert(!std::is_convertible_v<bb::user_ref, bb::ssh_keys::list>);

TEST_CASE("arguments are percent-encoded once, in the segment where they stand", "[request]") {
    struct argument {
        const char* given;
        const char* encoded;
    };
    const auto one = GENERATE(values<argument>({
        {"acme", "acme"},
        {"{d301aafa}", "%7Bd301aafa%7D"},
        {"{}", "%7B%7D"},
        {"a/b", "a%2Fb"},
        {"a%2Fb", "a%252Fb"},
        {"a b", "a%20b"},
        {"..%2F..", "..%252F.."},
        {"...", "..."},
        {".a", ".a"},
        {"%2e%2e", "%252e%252e"},
        {"a?b#c", "a%3Fb%23c"},
        {"\\", "%5C"},
        {"\xC3\xA4\xE2\x82\xAC", "%C3%A4%E2%82%AC"},
        {"a\r\nb", "a%0D%0Ab"},
        {"a:b@c", "a:b@c"},
        {"a;b=c&d", "a%3Bb%3Dc%26d"},
    }));
    CAPTURE(one.given);
    const bb::repositories::get request{one.given, "x"};
    CHECK(request.problem() == "");
    CHECK(request.target() == "/repositories/" + std::string(one.encoded) + "/x");
    const bb::repositories::get second{"x", one.given};
    CHECK(second.target() == "/repositories/x/" + std::string(one.encoded));
}

TEST_CASE("an argument with a NUL keeps it, encoded", "[request]") {
    CHECK(bb::users::get{std::string("a\0b", 3)}.target() == "/users/a%00b");
}

TEST_CASE("options are encoded and stand in the order they were set", "[request]") {
    const auto request = list{"acme"}
                             .q("name ~ \"a&b\" AND x=1")
                             .sort("-updated_on")
                             .pagelen(50)
                             .fields("-links,+values.owner")
                             .role(bb::repository_role::admin);
    CHECK(request.problem() == "");
    CHECK(request.target() ==
          "/repositories/"
          "acme?q=name%20~%20%22a%26b%22%20AND%20x%3D1&sort=-updated_on&pagelen=50&fields=-links%2C%2Bvalues.owner&"
          "role=admin");
}

TEST_CASE("setting an option again replaces it, fields add up", "[request]") {
    list request{"acme"};
    request.pagelen(10).pagelen(20).q("a").q("b").sort("x").sort("y");
    request.fields("-links").fields("values.name");
    CHECK(request.target() == "/repositories/acme?pagelen=20&q=b&sort=y&fields=-links%2Cvalues.name");
}

TEST_CASE("options chain on named and on temporary requests", "[request]") {
    list named{"acme"};
    list& same = named.pagelen(10);
    CHECK(&same == &named);
    const list moved = list{"acme"}.pagelen(10);
    CHECK(moved == named);
    STATIC_REQUIRE(std::is_same_v<decltype(list{"a"}.pagelen(1)), list>);
    STATIC_REQUIRE(std::is_same_v<decltype(list{"a"}.q("")), list>);
    STATIC_REQUIRE(std::is_same_v<decltype(list{"a"}.sort("")), list>);
    STATIC_REQUIRE(std::is_same_v<decltype(list{"a"}.fields("")), list>);
    STATIC_REQUIRE(std::is_same_v<decltype(list{"a"}.query("", "")), list>);
    STATIC_REQUIRE(std::is_same_v<decltype(list{"a"}.header("", "")), list>);
    STATIC_REQUIRE(std::is_same_v<decltype(list{"a"}.role(bb::repository_role::admin)), list>);
}

TEST_CASE("the families' own options", "[request]") {
    CHECK(bb::current_user::list_workspaces{}.administrator(true).target() == "/user/workspaces?administrator=true");
    CHECK(bb::current_user::list_workspaces{}.administrator(true).administrator(false).sort("slug").target() ==
          "/user/workspaces?administrator=false&sort=slug");
    CHECK(list{"a"}.role(bb::repository_role::contributor).target() == "/repositories/a?role=contributor");
    CHECK(bb::ssh_keys::create{"me", {.key = "k"}}.expires_on("2027-01-31").target() ==
          "/users/me/ssh-keys?expires_on=2027-01-31");
    CHECK(bb::ssh_keys::create{"me", {.key = "k"}}
              .expires_on(std::chrono::sys_seconds(std::chrono::seconds(1521033425)))
              .target() == "/users/me/ssh-keys?expires_on=2018-03-14T13%3A17%3A05Z");
}

TEST_CASE("the escape hatches take other options and headers", "[request]") {
    auto request = bb::ssh_keys::list{"me"}
                       .query("after", "a b")
                       .query("after", "c")
                       .query("weird name&", "=")
                       .header("X-Trace", " abc ");
    request.header("x-trace", "def").header("Accept-Language", "de; q=0.5");
    CHECK(request.problem() == "");
    CHECK(request.target() == "/users/me/ssh-keys?after=a%20b&after=c&weird%20name%26=%3D");
    REQUIRE(request.headers().size() == 3);
    CHECK(request.headers().value("X-TRACE") == "abc");
    // What an operation does not declare may be tried by hand.
    CHECK(bb::ssh_keys::list{"me"}.query("q", "x").query("sort", "y").query("page", "2").problem() == "");
    CHECK(bb::users::get{"me"}.query("pagelen", "10").problem() == "");
}

TEST_CASE("requests are values: stored, copied, compared", "[request]") {
    const auto one = list{"acme"}.pagelen(10);
    list two = one;
    CHECK(two == one);
    two.pagelen(20);
    CHECK_FALSE(two == one);
    CHECK(one.target() == "/repositories/acme?pagelen=10");
    CHECK_FALSE(list{"a"} == list{"b"});
    CHECK_FALSE(list{"a"} == list{"a"}.header("X", "y"));
    CHECK_FALSE(list{"a"} == list{"a"}.query("x", "y"));
    CHECK_FALSE(list{"a"} == list{"a"}.pagelen(0));
    CHECK_FALSE(bb::ssh_keys::get{"a", "b"} == bb::ssh_keys::remove{"a", "b"});
    CHECK_FALSE(bb::ssh_keys::create{"a", {.key = "x"}} == bb::ssh_keys::create{"a", {.key = "y"}});
    CHECK_FALSE(bb::ssh_keys::update{"a", "b", {.label = nullptr}} == bb::ssh_keys::update{"a", "b", {}});

    std::vector<list> batch{one, two};
    for (int i = 0; i < 20; ++i) batch.push_back(list{"w" + std::to_string(i)});
    batch.erase(batch.begin());
    CHECK(batch.front() == two);
    std::optional<list> maybe;
    CHECK_FALSE(maybe.has_value());
    maybe = one;
    CHECK(*maybe == one);
    maybe.emplace("other");
    CHECK(maybe->target() == "/repositories/other");
    std::optional<bb::ssh_keys::list> other = bb::ssh_keys::list{"me"};
    CHECK(other->target() == "/users/me/ssh-keys");
    std::map<std::string, bb::users::current> by_name{{"me", bb::users::current{}}};
    CHECK(by_name.at("me").target() == "/user");
    two = std::move(batch.back());
    CHECK(two.target() == "/repositories/w19");
}

TEST_CASE("a printed request shows names only, on one line", "[request]") {
    std::ostringstream out;
    out << list{"acme"}.q("hunter2").query("a\nb", "hunter2").pagelen(5);
    CHECK(out.str() == "GET /repositories/{workspace}?q&a\\x0ab&pagelen");
    std::ostringstream bad;
    bad << bb::users::get{""};
    CHECK(bad.str() == "GET /users/{selected_user}");
}

}  // namespace test_request
