// SPDX-License-Identifier: MIT
// testing/scripted.hpp: replies in order and by request, records, failures, and that printing leaks nothing.
#include <bitbucket/testing/scripted.hpp>

#include <sstream>
#include <thread>

#include "support/catch.hpp"

namespace test_scripted {

using bitbucket::http_method;
using bitbucket::http_request;
using bitbucket::transport_error;
using bitbucket::testing::scripted;

namespace {

http_request request(http_method method, const std::string& target) {
    http_request out;
    out.method = method;
    out.url = "https://api.bitbucket.org/2.0" + target;
    return out;
}

}  // namespace

static_assert(bitbucket::transport<scripted>);

TEST_CASE("scripted: replies come in order, and copies share script and records") {
    scripted script;
    script.reply(200, R"({"a":1})").reply(204).reply(429, "slow down", {{"Content-Type", "text/plain"}});
    const scripted sender = script;
    const auto first = sender.send(request(http_method::get, "/user?fields=uuid"));
    CHECK(first.status == 200);
    CHECK(first.body == R"({"a":1})");
    CHECK(first.headers.value("content-type") == "application/json; charset=utf-8");
    const auto second = sender.send(request(http_method::delete_, "/x"));
    CHECK(second.status == 204);
    CHECK(second.headers.empty());
    CHECK(sender.send(request(http_method::get, "/y")).headers.value("content-type") == "text/plain");

    CHECK(script.unused() == 0);
    REQUIRE(script.requests().size() == 3);
    CHECK(script.requests()[0].path() == "/2.0/user");
    CHECK(script.requests()[0].query() == "fields=uuid");
    CHECK(script.requests()[1].method == http_method::delete_);
}

TEST_CASE("scripted: a reply can be meant for one method and path") {
    scripted script;
    script.reply_to(http_method::put, "/user", 201, "{}").reply_to(http_method::get, "/2.0/user", 202).reply(203);
    CHECK(script.send(request(http_method::get, "/user/emails")).status == 203);
    CHECK(script.send(request(http_method::get, "/user?pagelen=1")).status == 202);
    CHECK(script.unused() == 1);
    CHECK_THROWS_AS(script.send(request(http_method::get, "/user")), transport_error);
    CHECK(script.send(request(http_method::put, "/user")).status == 201);
}

TEST_CASE("scripted: a failure is thrown, as it was made") {
    scripted script;
    script.fail(transport_error("connection refused", true)).fail_on(http_method::get, "/b", transport_error("broken"));
    script.reply(200);
    try {
        script.send(request(http_method::get, "/a"));
        FAIL("no error");
    } catch (const transport_error& error) {
        CHECK(error.message() == "connection refused");
        CHECK(error.nothing_sent());
    }
    CHECK(script.send(request(http_method::get, "/a")).status == 200);
    CHECK_THROWS_AS(script.send(request(http_method::get, "/b")), transport_error);
    CHECK(script.requests().size() == 3);
}

TEST_CASE("scripted: a script that has run out says for which request, without its headers") {
    const scripted script;
    http_request asked = request(http_method::post, "/users/x/ssh-keys?token=in-query");
    asked.headers.add("Authorization", "Bearer in-header");
    asked.body = "in-body";
    try {
        script.send(asked);
        FAIL("no error");
    } catch (const transport_error& error) {
        CHECK(error.message() == "the script has no reply for request 1, POST /2.0/users/x/ssh-keys");
    }
}

TEST_CASE("scripted: a record prints no secret") {
    scripted script;
    script.reply(200);
    http_request asked = request(http_method::post, "/x");
    asked.headers = {{"Authorization", "Bearer secret-1"}, {"X-Api-Key", "secret-2"}, {"Accept", "application/json"}};
    asked.body = "secret-3";
    script.send(asked);
    std::ostringstream out;
    out << script.requests().front();
    CHECK(out.str() ==
          "POST https://api.bitbucket.org/2.0/x; Authorization: ***; X-Api-Key: ***; Accept: application/json; "
          "8 bytes of body");
    CHECK(script.requests().front().headers.value("authorization") == "Bearer secret-1");
}

TEST_CASE("scripted: the limits of a call are kept") {
    scripted script;
    script.reply(200, "12345").reply(200, "12345");
    bitbucket::transport_limits limits;
    limits.max_body_bytes = 4;
    CHECK_THROWS_AS(script.send(request(http_method::get, "/x"), limits), transport_error);
    limits.max_body_bytes = 5;
    CHECK(script.send(request(http_method::get, "/x"), limits).status == 200);
    limits.deadline = bitbucket::deadline::at(bitbucket::deadline::clock::time_point{});
    CHECK_THROWS_AS(script.send(request(http_method::get, "/x"), limits), bitbucket::deadline_exceeded);
    bitbucket::cancel_source stop;
    limits.cancel = stop.token();
    stop.cancel();
    CHECK_THROWS_AS(script.send(request(http_method::get, "/x"), limits), bitbucket::cancelled);
    CHECK(script.requests().size() == 2);
}

TEST_CASE("scripted: many threads may use one script", "[threads]") {
    scripted script;
    for (int i = 0; i < 200; ++i) script.reply(200);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([script] {
            for (int k = 0; k < 50; ++k) (void)script.send(request(http_method::get, "/x"));
        });
    for (std::thread& each : threads) each.join();
    CHECK(script.unused() == 0);
    CHECK(script.requests().size() == 200);
}

}  // namespace test_scripted
