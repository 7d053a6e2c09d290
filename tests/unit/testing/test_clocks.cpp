// SPDX-License-Identifier: MIT
// testing/clocks.hpp: a clock that does not wait still moves on, so that nobody asks it again and again.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/clocks.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_clocks {

namespace bb = bitbucket;
using namespace std::chrono_literals;

TEST_CASE("a clock that does not wait has moved on after each sleep", "[testing]") {
    const auto clock = bb::testing::no_waiting();
    const auto steady = clock->now();
    const auto wall = clock->wall_clock();
    clock->sleep(1h, {});
    clock->sleep(30min, {});
    CHECK(clock->now() - steady >= 90min);
    CHECK(clock->now() - steady < 91min);
    CHECK(clock->wall_clock() - wall >= 90min - 1s);
}

TEST_CASE("a cancelled sleep moves no clock, and the longest one overflows none", "[testing]") {
    bb::cancel_source source;
    const auto clock = bb::testing::sleeping_by([&](auto, const auto&) { source.cancel(); });
    const auto before = clock->now();
    clock->sleep(1h, source.token());
    CHECK(clock->now() - before < 1h);
    const auto eternal = bb::testing::no_waiting();
    const auto first = eternal->now();
    const auto wall = eternal->wall_clock();
    eternal->sleep((std::chrono::milliseconds::max)(), {});
    eternal->sleep((std::chrono::milliseconds::max)(), {});
    CHECK(eternal->now() > first);
    CHECK(eternal->wall_clock() > wall);
}

TEST_CASE("after a 429 the cool-down takes one sleep, not a busy loop", "[testing][retry]") {
    int sleeps = 0;
    bb::testing::scripted script;
    script.reply(429, "").reply(200, R"({"type":"user","display_name":"Mia"})");
    const bb::client api{
        script, bb::anonymous{}, {.clock = bb::testing::sleeping_by([&](auto, const auto&) { ++sleeps; })}};
    CHECK(api.exchange(bb::users::current{}).attempts == 2);
    CHECK(sleeps >= 1);
    CHECK(sleeps <= 2);
}

}  // namespace test_clocks
