// SPDX-License-Identifier: MIT
// A repeated DELETE that finds nothing: a success if an earlier attempt may have done it, a not_found otherwise. The body
// of the 404 is that of an error, and never read as the value.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/json.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_retry_delete {

namespace bb = bitbucket;
using bb::testing::scripted;

namespace {

// DELETEs that answer with something, of which the API has none so far.
struct remove_and_show : bb::request<remove_and_show, bb::path<bb::user_ref>, bb::ssh_account_key> {
    static constexpr bb::operation_info info{
        .name = "remove_and_show", .method = bb::http_method::delete_, .path = "/users/{user}/show"};
    using request::request;
};
struct remove_and_tell : bb::request<remove_and_tell, bb::path<bb::user_ref>, bb::plain_text> {
    static constexpr bb::operation_info info{
        .name = "remove_and_tell", .method = bb::http_method::delete_, .path = "/users/{user}/tell"};
    using request::request;
};

bb::result<bb::reply<void>> removed(const scripted& script) {
    unit::fake_time time;
    bb::client_options options = time.options();
    options.retry.max_attempts = 5;
    options.retry.total_time = std::chrono::hours(1);
    return bb::client(script, {}, options).try_exchange(bb::ssh_keys::remove{"me", "{k}"});
}

}  // namespace

TEST_CASE("a 404 after an attempt of unclear end is a success", "[retry]") {
    for (const int first : {0, 500, 502, 503, 504, 555}) {
        CAPTURE(first);
        scripted script;
        if (first == 0)
            script.fail(bb::transport_error("the connection broke"));
        else
            script.reply(first);
        script.reply(404, R"({"type":"error","error":{"message":"gone"}})");
        const auto reply = removed(script);
        REQUIRE(reply);
        CHECK(reply->repeated);
        CHECK(reply->status == 404);
        CHECK(reply->attempts == 2);
    }
}

TEST_CASE("a 404 after attempts that did nothing is a not_found", "[retry]") {
    scripted at_once;
    at_once.reply(404);
    CHECK(removed(at_once).error().kind() == bb::error_kind::not_found);

    scripted limited;
    limited.reply(429, "", {{"Retry-After", "1"}}).reply(429, "", {{"Retry-After", "1"}}).reply(404);
    const auto refused = removed(limited);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind() == bb::error_kind::not_found);
    CHECK(refused.error().attempts() == 3);

    scripted unreachable;
    unreachable.fail(bb::transport_error("no route", true)).fail(bb::transport_error("no route", true)).reply(404);
    CHECK(removed(unreachable).error().kind() == bb::error_kind::not_found);
}

TEST_CASE("one unclear attempt among others is enough", "[retry]") {
    scripted script;
    script.reply(429, "", {{"Retry-After", "1"}}).reply(503).fail(bb::transport_error("no route", true)).reply(404);
    const auto reply = removed(script);
    REQUIRE(reply);
    CHECK(reply->repeated);
    CHECK(reply->attempts == 4);
}

TEST_CASE("a DELETE that works at last is not marked", "[retry]") {
    scripted script;
    script.reply(503).reply(204);
    const auto reply = removed(script);
    REQUIRE(reply);
    CHECK_FALSE(reply->repeated);
    CHECK(reply->status == 204);
}

TEST_CASE("only a 404 and only on a DELETE is forgiven", "[retry]") {
    for (const int second : {403, 409, 410}) {
        CAPTURE(second);
        scripted script;
        script.reply(503).reply(second);
        CHECK_FALSE(removed(script));
    }
    unit::fake_time time;
    scripted script;
    script.reply(503).reply(404).reply(503).reply(404);
    const bb::client api{script, {}, time.options()};
    CHECK(api.try_send(bb::ssh_keys::get{"me", "{k}"}).error().kind() == bb::error_kind::not_found);
    CHECK(api.try_send(bb::ssh_keys::update{"me", "{k}", {}}).error().kind() == bb::error_kind::not_found);
}

TEST_CASE("send and try_send take the forgiven 404 as a success", "[retry]") {
    unit::fake_time time;
    scripted script;
    script.reply(503).reply(404).reply(503).reply(404);
    const bb::client api{script, {}, time.options()};
    CHECK_NOTHROW(api.send(bb::ssh_keys::remove{"me", "{k}"}));
    CHECK(api.try_send(bb::ssh_keys::remove{"me", "{k}"}).has_value());
}

TEST_CASE("the body of the forgiven 404 is no value", "[retry]") {
    const std::string json = R"({"type":"error","label":"no","error":{"message":"gone"}})";
    for (const std::string& body : {std::string(), std::string("Not Found"), json}) {
        CAPTURE(body);
        unit::fake_time time;
        scripted script;
        for (int i = 0; i < 5; ++i) script.reply(503).reply(404, body);
        const bb::client api{script, {}, time.options()};
        CHECK(api.send_json(bb::ssh_keys::remove{"me", "{k}"}).is_null());
        CHECK(api.send_json(remove_and_show{"me"}).is_null());
        const auto text = api.try_json_text(remove_and_show{"me"});
        REQUIRE(text);
        CHECK(text->empty());
        const auto shown = api.try_exchange(remove_and_show{"me"});
        REQUIRE(shown);
        CHECK(shown->repeated);
        CHECK(shown->status == 404);
        CHECK(shown->body == body);
        CHECK(shown->value == bb::ssh_account_key{});
        const auto told = api.try_exchange(remove_and_tell{"me"});
        REQUIRE(told);
        CHECK(told->repeated);
        CHECK(told->value.text.empty());
    }
}

TEST_CASE("the body of a DELETE that works at last is its value", "[retry]") {
    unit::fake_time time;
    scripted script;
    script.reply(503).reply(200, R"({"label":"old"})").reply(503).reply(200, R"({"label":"old"})");
    const bb::client api{script, {}, time.options()};
    CHECK(api.send(remove_and_show{"me"}).label == "old");
    CHECK(api.send_json(remove_and_show{"me"})["label"] == "old");
}

}  // namespace test_retry_delete
