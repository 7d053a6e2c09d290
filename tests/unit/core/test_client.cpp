// SPDX-License-Identifier: MIT
// client.hpp: send, try_send, exchange, try_exchange: which replies are values, which are errors, and what is kept.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/user_properties.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_client {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

bb::client client_of(const scripted& script) {
    return bb::client{script, bb::anonymous{}, unit::fake_time().options()};
}

constexpr const char* mia = R"({"type":"user","display_name":"Mia","uuid":"{u}","later":{"a":1}})";

}  // namespace

TEST_CASE("a value comes by send, try_send, exchange and try_exchange alike", "[client]") {
    scripted script;
    for (int i = 0; i < 4; ++i) script.reply(200, mia, {{"ETag", "abc"}, {"X-Odd", "1"}});
    const bb::client api = client_of(script);

    const bb::account sent = api.send(bb::users::current{});
    CHECK(sent.display_name == "Mia");

    const bb::result<bb::account> tried = api.try_send(bb::users::current{});
    REQUIRE(tried);
    CHECK(tried->display_name == "Mia");

    const bb::reply<bb::account> full = api.exchange(bb::users::current{});
    CHECK(full.value.display_name == "Mia");
    CHECK(full.status == 200);
    CHECK(full.body == mia);
    CHECK(full.headers.value("x-odd") == "1");
    CHECK(full.attempts == 1);
    CHECK_FALSE(full.repeated);

    const auto full_tried = api.try_exchange(bb::users::current{});
    REQUIRE(full_tried);
    CHECK(full_tried->value == sent);
    CHECK(script.requests().size() == 4);
    CHECK(script.unused() == 0);
}

TEST_CASE("calls without a value work by all four functions", "[client]") {
    scripted script;
    for (int i = 0; i < 4; ++i) script.reply(204, "", {{"X-Odd", "1"}});
    const bb::client api = client_of(script);
    const bb::ssh_keys::remove request{"me", "{k}"};

    static_assert(std::is_void_v<decltype(api.send(request))>);
    api.send(request);
    CHECK(api.try_send(request).has_value());
    const bb::reply<void> full = api.exchange(request);
    CHECK(full.status == 204);
    CHECK(full.headers.value("X-Odd") == "1");
    CHECK(api.try_exchange(request)->status == 204);
    CHECK(script.requests().front().method == bb::http_method::delete_);
    CHECK(script.requests().front().path() == "/2.0/users/me/ssh-keys/%7Bk%7D");
}

TEST_CASE("any 2xx is a success", "[client]") {
    for (const int status : {200, 201, 202, 203, 206, 226, 299}) {
        CAPTURE(status);
        scripted script;
        script.reply(status, mia).reply(status, mia);
        const bb::client api = client_of(script);
        CHECK(api.send(bb::users::current{}).display_name == "Mia");
        CHECK(api.exchange(bb::users::current{}).status == status);
    }
    for (const int status : {199, 300, 302, 304, 400, 404, 599, 600}) {
        CAPTURE(status);
        scripted script;
        script.reply(status, mia);
        CHECK_FALSE(
            bb::client(script, bb::anonymous{}, {.retry = bb::retry_policy::none()}).try_send(bb::users::current{}));
    }
}

TEST_CASE("no 2xx without a body is an empty model", "[client]") {
    for (const int status : {202, 204, 205}) {
        CAPTURE(status);
        scripted script;
        script.reply(status);
        const auto reply = client_of(script).try_exchange(bb::users::current{});
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::decode);
        CHECK(reply.error().status() == status);
    }
    for (const int status : {200, 201, 203}) {
        CAPTURE(status);
        scripted script;
        script.reply(status);
        const auto reply = client_of(script).try_send(bb::users::current{});
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::decode);
        CHECK(reply.error().status() == status);
        CHECK_THAT(reply.error().what(), ContainsSubstring("has no body"));
    }
}

TEST_CASE("what a void operation answers is not decoded", "[client]") {
    for (const char* body : {"", "{", "<html>", "null", "[]"}) {
        CAPTURE(body);
        scripted script;
        script.reply(200, body).reply(200, body);
        const bb::client api = client_of(script);
        CHECK(api.try_send(bb::user_properties::update{"me", "app", "name", "{}"}).has_value());
        CHECK(api.exchange(bb::user_properties::update{"me", "app", "name", "{}"}).body == body);
    }
}

TEST_CASE("a reply that is not JSON is a decode_error with status, body and operation", "[client]") {
    struct row {
        const char* body;
        const char* says;
    };
    for (const row& each : {row{"<html>hello</html>", "syntax error at byte 1"}, row{"{\"a\":", "syntax error at byte"},
                            row{"{} {}", "syntax error"}, row{"[]", "expected an object, found a list"},
                            row{"null", "expected an object, found null"}, row{"7", "expected an object"}}) {
        CAPTURE(each.body);
        scripted script;
        script.reply(200, each.body, {{"X-Request-Id", "r1"}, {"Set-Cookie", "s=1"}});
        try {
            static_cast<void>(client_of(script).send(bb::users::current{}));
            FAIL("no error");
        } catch (const bb::decode_error& failure) {
            CHECK(failure.status() == 200);
            CHECK(failure.body() == each.body);
            CHECK(failure.operation() == "GET /user");
            CHECK(failure.attempts() == 1);
            CHECK(failure.headers() ==
                  bb::header_list{{"X-Request-Id", "r1"}, {"Content-Type", "application/json; charset=utf-8"}});
            CHECK_THAT(failure.what(), ContainsSubstring(each.says));
            CHECK_THAT(failure.what(), !ContainsSubstring("hello"));
        }
        CHECK(script.requests().size() == 1);
    }
}

TEST_CASE("a decode_error names the place in the JSON", "[client]") {
    scripted script;
    script.reply(200, R"({"values":[{"label":"a"},{"label":"b"},"no key"],"page":1})");
    const auto reply = client_of(script).try_send(bb::ssh_keys::list{"me"});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().json_path() == "values[2]");
    CHECK_THAT(reply.error().what(), ContainsSubstring("(at values[2])"));
    CHECK_THROWS_AS(reply.value(), bb::decode_error);
}

TEST_CASE("JSON that nests deeper than the option allows is a decode_error", "[client]") {
    bb::client_options options = unit::fake_time().options();
    options.max_json_depth = 4;
    scripted script;
    script.reply(200, R"({"x":[[[1]]]})").reply(200, R"({"x":[[[[1]]]]})");
    const bb::client api{script, bb::anonymous{}, options};
    CHECK(api.try_send(bb::users::current{}));
    const auto deep = api.try_send(bb::users::current{});
    REQUIRE_FALSE(deep);
    CHECK(deep.error().kind() == bb::error_kind::decode);
    CHECK_THAT(deep.error().what(), ContainsSubstring("4 levels"));
}

TEST_CASE("the same request can be sent again and by another client", "[client]") {
    scripted first;
    scripted second;
    first.reply(200, mia).reply(200, mia);
    second.reply(200, mia);
    const bb::users::get request = bb::users::get{"{u}"}.fields("-links");
    const bb::client api = client_of(first);
    static_cast<void>(api.send(request));
    static_cast<void>(api.send(request));
    static_cast<void>(client_of(second).send(request));
    REQUIRE(first.requests().size() == 2);
    CHECK(first.requests()[0].url == "https://api.bitbucket.org/2.0/users/%7Bu%7D?fields=-links");
    CHECK(first.requests()[1].url == first.requests()[0].url);
    CHECK(second.requests().at(0).url == first.requests()[0].url);
}

}  // namespace test_client
