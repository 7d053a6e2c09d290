// SPDX-License-Identifier: MIT
// detail/text/saturated_time.hpp, and where it keeps settings and clocks with extreme values from overflowing.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/detail/text/saturated_time.hpp>
#include <bitbucket/extras/rate_limiter.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_saturated_time {

namespace bb = bitbucket;
using bb::testing::scripted;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using steady = std::chrono::steady_clock::time_point;

constexpr steady first = (steady::min)();
constexpr steady last = (steady::max)();

TEST_CASE("sums, differences and conversions end at the ends of their range", "[time]") {
    using namespace bb::detail;
    static_assert(time_after(last, nanoseconds(1)) == last);
    static_assert(time_after(first, nanoseconds(-1)) == first);
    static_assert(time_after(steady(), (hours::max)()) == last);
    static_assert(time_after(steady(), (seconds::min)()) == first);
    static_assert(time_after(steady(), seconds(3)) == steady(seconds(3)));
    static_assert(time_between(first, last) == (nanoseconds::max)());
    static_assert(time_between(last, first) == (nanoseconds::min)());
    static_assert(time_between(steady(seconds(2)), steady(seconds(5))) == seconds(3));
    static_assert(milliseconds_between(first, last) > hours(24 * 365 * 200));
    static_assert(saturated_cast<nanoseconds>((seconds::max)()) == (nanoseconds::max)());
    static_assert(saturated_cast<nanoseconds>((seconds::min)()) == (nanoseconds::min)());
    static_assert(saturated_cast<seconds>((nanoseconds::max)()) == seconds(9'223'372'036));
    static_assert(saturated_cast<milliseconds>(seconds(-7)) == milliseconds(-7000));
    CHECK(saturated_sum(1, 2) == 3);
    CHECK(saturated_difference(1, 2) == -1);
}

TEST_CASE("a policy out of range waits as the nearest one in range", "[retry]") {
    for (const milliseconds wait : {(milliseconds::max)(), (milliseconds::min)(), milliseconds(-1)}) {
        bb::retry_policy policy;
        policy.first_wait = policy.longest_wait = policy.rate_limit_wait = wait;
        const milliseconds nearest = wait > milliseconds(0) ? hours(24) : hours(0);
        for (const int attempt : {-1, 0, 1, 2, 1000}) {
            CHECK(policy.wait_after(attempt, false, 1) == nearest);
            CHECK(policy.wait_after(attempt, true, 1) == 2 * nearest);
        }
    }
}

TEST_CASE("the default sleep takes any time", "[retry]") {
    const bb::client_clock clock;
    bb::cancel_source stop;
    clock.sleep((milliseconds::min)(), stop.token());
    stop.cancel();
    clock.sleep((milliseconds::max)(), stop.token());
    bool asked = false;
    struct second_time {
        bool* asked;
        [[nodiscard]] bool stop_requested() const { return std::exchange(*asked, true); }
        [[nodiscard]] bool stop_possible() const { return true; }
    };
    const auto begin = std::chrono::steady_clock::now();
    clock.sleep((milliseconds::max)(), bb::cancel_token(second_time{&asked}));
    CHECK(std::chrono::steady_clock::now() - begin >= milliseconds(100));
}

TEST_CASE("a limiter is asked at any time, and makes nobody wait longer than its window", "[rate limit]") {
    bb::rate_limiter limiter({.per_hour = 1});
    const auto take = [&](steady now) { return limiter.take(bb::all_requests, now); };
    CHECK(take(first) == milliseconds(0));
    CHECK(take(first) == hours(1));
    CHECK(take(last) == milliseconds(0));
    // Another client's clock may be behind.
    CHECK(take(first) == hours(1));
    CHECK(take(steady()) == hours(1));
}

TEST_CASE("a call takes any deadline, any clock, and any wait of a limiter", "[client]") {
    struct still_clock final : bb::client_clock {
        explicit still_clock(steady at) : at_(at) {}
        [[nodiscard]] steady now() const override { return at_; }
        void sleep(milliseconds, const bb::cancel_token&) const override {}
        [[nodiscard]] double random() const override { return 0; }
        steady at_;
    };
    struct endless final : bb::request_limiter {
        milliseconds take(const bb::rate_group&, clock::time_point) override { return (milliseconds::max)(); }
        [[nodiscard]] bool waits() const noexcept override { return false; }
    };
    for (const steady now : {first, steady(), last - seconds(1)}) {
        scripted script;
        script.reply(429).reply(503).reply(200, "{}");
        bb::client_options options;
        options.retry.max_attempts = 3;
        options.retry.total_time = (milliseconds::max)();
        options.clock = std::make_shared<still_clock>(now);
        options.retry.rate_limit_wait = milliseconds(0);
        const bb::client api{script, {}, options};
        CHECK(api.try_send(bb::users::current{}, {.deadline = bb::deadline::at(last - nanoseconds(1))}));
        const auto late = api.try_send(bb::users::current{}, {.deadline = bb::deadline::at(first)});
        REQUIRE_FALSE(late);
        CHECK(late.error().kind() == bb::error_kind::deadline_exceeded);
        options.limiter = std::make_shared<endless>();
        const auto over = bb::client{script, {}, options}.try_send(bb::users::current{});
        REQUIRE_FALSE(over);
        CHECK(over.error().kind() == bb::error_kind::rate_limited);
    }
}

}  // namespace test_saturated_time
