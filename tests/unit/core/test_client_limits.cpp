// SPDX-License-Identifier: MIT
// client.hpp: deadline and cancel token, transports that throw what they should not, copies and lifetimes.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/fake_transport.hpp"

namespace test_client_limits {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using std::chrono::milliseconds;

namespace {

bb::http_response ok() {
    return {200, {}, R"({"display_name":"Mia"})"};
}

}  // namespace

TEST_CASE("a cancelled call and a passed deadline send nothing", "[client]") {
    unit::fake_time time;
    scripted script;
    const bb::client api{script, {}, time.options()};
    bb::cancel_source cancel;
    cancel.cancel();
    CHECK_THROWS_AS(api.send(bb::users::current{}, {.cancel = cancel.token()}), bb::cancelled);
    const auto late = api.try_send(bb::users::current{}, {.deadline = bb::deadline::at(time.now())});
    REQUIRE_FALSE(late);
    CHECK(late.error().kind() == bb::error_kind::deadline_exceeded);
    CHECK(late.error().operation() == "GET /user");
    CHECK(late.error().attempts() == 0);
    CHECK(script.requests().empty());
    CHECK(time.waits().empty());
}

TEST_CASE("a deadline that passes while the client waits ends the call before the next attempt", "[client]") {
    unit::fake_time time;
    time.set_random(0.5);
    scripted script;
    script.reply(503);
    const bb::client api{script, {}, time.options()};
    time.on_sleep([&time] { time.advance(milliseconds(5000)); });
    const auto late =
        api.try_send(bb::users::current{}, {.deadline = bb::deadline::at(time.now() + milliseconds(1000))});
    REQUIRE_FALSE(late);
    CHECK(late.error().kind() == bb::error_kind::deadline_exceeded);
    CHECK(late.error().attempts() == 1);
    CHECK(late.error().elapsed() == milliseconds(5250));
    CHECK(script.requests().size() == 1);
}

TEST_CASE("a deadline that is nearer than the wait ends the call at once", "[client]") {
    unit::fake_time time;
    time.set_random(0.5);  // the first wait is 250 ms
    for (const int left : {249, 251}) {
        CAPTURE(left);
        scripted script;
        script.reply(503).reply(200, "{}");
        const bb::client api{script, {}, time.options()};
        const std::size_t slept = time.waits().size();
        const auto reply =
            api.try_send(bb::users::current{}, {.deadline = bb::deadline::at(time.now() + milliseconds(left))});
        CHECK(reply.has_value() == (left == 251));
        CHECK(time.waits().size() - slept == (left == 251 ? 1U : 0U));
        CHECK(script.requests().size() == (left == 251 ? 2U : 1U));
        if (!reply) CHECK(reply.error().kind() == bb::error_kind::deadline_exceeded);
        if (!reply) CHECK(reply.error().attempts() == 1);
    }
}

TEST_CASE("cancelling while the client waits ends the call", "[client]") {
    unit::fake_time time;
    bb::cancel_source cancel;
    time.on_sleep([&cancel] { cancel.cancel(); });
    scripted script;
    script.reply(503);
    const bb::client api{script, {}, time.options()};
    const auto reply = api.try_send(bb::users::current{}, {.cancel = cancel.token()});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == bb::error_kind::cancelled);
    CHECK(reply.error().attempts() == 1);
    CHECK(reply.error().elapsed() == milliseconds(time.waits().at(0)));
    CHECK(script.requests().size() == 1);
}

TEST_CASE("what a transport reports as cancelled or late is not tried again", "[client]") {
    unit::fake_time time;
    for (const bool late : {true, false}) {
        int sent = 0;
        const unit::fake_transport transport{[&](auto&, auto&) -> bb::http_response {
            ++sent;
            if (late) throw bb::deadline_exceeded();
            throw bb::cancelled();
        }};
        const bb::client api{transport, {}, time.options()};
        const auto reply = api.try_send(bb::users::current{});
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == (late ? bb::error_kind::deadline_exceeded : bb::error_kind::cancelled));
        CHECK(reply.error().attempts() == 1);
        CHECK(reply.error().operation() == "GET /user");
        CHECK(sent == 1);
    }
}

TEST_CASE("exceptions of foreign types become a transport_error without their text", "[client]") {
    unit::fake_time time;
    const auto fails_with = [&](auto thrown) {
        const unit::fake_transport transport{[thrown](auto&, auto&) -> bb::http_response { throw thrown; }};
        const bb::client api{transport, bb::access_token{bb::secret("hunter2")}, time.options()};
        const auto reply = api.try_send(bb::users::current{});
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::transport);
        CHECK(reply.error().attempts() == 3);
        CHECK_FALSE(reply.error().nothing_sent());
        CHECK_THAT(reply.error().describe(), !ContainsSubstring("hunter2"));
    };
    fails_with(std::runtime_error("Authorization: Bearer hunter2"));
    fails_with(std::logic_error("hunter2"));
    fails_with(std::string("hunter2"));
    fails_with(42);
}

TEST_CASE("want of memory is not turned into another error", "[client]") {
    const unit::fake_transport transport{[](auto&, auto&) -> bb::http_response { throw std::bad_alloc(); }};
    CHECK_THROWS_AS(bb::client{transport}.try_send(bb::users::current{}), std::bad_alloc);
}

TEST_CASE("an error of the library that a transport throws keeps its class and text", "[client]") {
    unit::fake_time time;
    const unit::fake_transport transport{
        [](auto&, auto&) -> bb::http_response { throw bb::transport_error("no route to host", true); }};
    try {
        static_cast<void>(bb::client(transport, {}, time.options()).send(bb::users::current{}));
        FAIL("no error");
    } catch (const bb::transport_error& failure) {
        CHECK(failure.message() == "no route to host");
        CHECK(failure.nothing_sent());
        CHECK(failure.attempts() == 3);
        CHECK(failure.operation() == "GET /user");
        CHECK(failure.status() == 0);
    }
}

TEST_CASE("copies of a client share its transport and options", "[client]") {
    scripted script;
    for (int i = 0; i < 3; ++i) script.reply(200, "{}");
    std::optional<bb::client> first{std::in_place, script, bb::access_token{bb::secret("t0ken")},
                                    bb::client_options{.base_url = "https://example.org/x"}};
    const bb::client second = *first;
    const auto by_reference = [](const bb::client& api) { return api.try_send(bb::users::current{}).has_value(); };
    CHECK(by_reference(*first));
    CHECK(by_reference(second));
    first.reset();
    CHECK(by_reference(second));
    REQUIRE(script.requests().size() == 3);
    for (const auto& request : script.requests()) {
        CHECK(request.url == "https://example.org/x/user");
        CHECK(request.headers.value("Authorization") == "Bearer t0ken");
    }
}

TEST_CASE("a range outlives its client", "[client]") {
    scripted script;
    script.reply(200, R"({"values":[{"label":"1"}],"next":"?cursor=2"})").reply(200, R"({"values":[{"label":"2"}]})");
    auto keys = [&] {
        const bb::client api{script, bb::access_token{bb::secret("t0ken")}};
        return api.each(bb::ssh_keys::list{"me"});
    }();
    int count = 0;
    for (const auto& key : keys) count += key.label.empty() ? 0 : 1;
    CHECK(count == 2);
    CHECK(script.requests().at(1).headers.value("Authorization") == "Bearer t0ken");
}

TEST_CASE("the first call reads the clock of the options, not the real one", "[client]") {
    unit::fake_time time;
    const unit::fake_transport transport{[time](auto&, auto&) {
        time.advance(milliseconds(70));
        return bb::http_response{404, {}, {}};
    }};
    const auto reply = bb::client(transport, {}, time.options()).try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().elapsed() == milliseconds(70));
    CHECK(bb::client(unit::fake_transport{[](auto&, auto&) { return ok(); }}).send(bb::users::current{}).display_name ==
          "Mia");
}

}  // namespace test_client_limits
