// SPDX-License-Identifier: MIT
// error::nothing_sent over several sends of one call, and what a redirect's host cannot do to the client.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/extras/rate_limiter.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_nothing_sent {

namespace bb = bitbucket;
using bb::testing::scripted;

namespace {

const bb::header_list storage{{"Location", "https://storage.example.com/x"}};
const bb::header_list elsewhere{{"Location", "/2.0/elsewhere"}};

bb::client refusing_after(std::size_t requests, const scripted& script, const unit::fake_time& time) {
    bb::client_options options = time.options();
    bb::rate_limiter::options limit;
    limit.per_hour = requests;
    limit.when_full = bb::rate_limiter::refuse;
    options.limiter = std::make_shared<bb::rate_limiter>(limit);
    return bb::client{script, {}, options};
}

}  // namespace

TEST_CASE("nothing was sent only if no attempt sent anything", "[retry]") {
    const bb::transport_error refused("refused", true);
    const unit::fake_time time;
    scripted lost;
    lost.fail(bb::transport_error("lost")).fail(refused).fail(refused);
    CHECK_FALSE(bb::client(lost, {}, time.options()).try_send(bb::users::current{}).error().nothing_sent());
    scripted limited;
    limited.reply(503).fail(refused).fail(refused);
    CHECK_FALSE(bb::client(limited, {}, time.options()).try_send(bb::users::current{}).error().nothing_sent());
    scripted never;
    never.fail(refused).fail(refused).fail(refused);
    CHECK(bb::client(never, {}, time.options()).try_send(bb::users::current{}).error().nothing_sent());
}

TEST_CASE("a request that the client's own limit stops is no attempt", "[limits]") {
    const unit::fake_time time;
    scripted script;
    script.reply(503);
    const bb::client api = refusing_after(1, script, time);
    const auto second = api.try_send(bb::users::current{});
    REQUIRE_FALSE(second);
    CHECK(second.error().kind() == bb::error_kind::rate_limited);
    CHECK(second.error().attempts() == 1);
    CHECK_FALSE(second.error().nothing_sent());
    const auto first = api.try_send(bb::users::current{});
    REQUIRE_FALSE(first);
    CHECK(first.error().attempts() == 0);
    CHECK(first.error().nothing_sent());
    scripted moved;
    moved.reply(302, "", elsewhere);
    const auto hop = refusing_after(1, moved, time).try_send(bb::users::current{});
    REQUIRE_FALSE(hop);
    CHECK(hop.error().attempts() == 1);
    CHECK_FALSE(hop.error().nothing_sent());
}

TEST_CASE("a 429 of another host, to which a redirect led, holds nobody back", "[limits]") {
    const unit::fake_time time;
    scripted script;
    script.reply(302, "", storage).reply(429, "", {{"Retry-After", "600"}}).reply(200, "{}");
    const bb::client api{script, {}, time.options()};
    CHECK(api.try_send(bb::users::current{}).error().status() == 429);
    CHECK(api.try_send(bb::users::current{}));
}

}  // namespace test_nothing_sent
