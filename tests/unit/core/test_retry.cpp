// SPDX-License-Identifier: MIT
// retry.hpp: the policy by itself: which statuses, and how long the waits.
#include <bitbucket/client_clock.hpp>
#include <bitbucket/retry.hpp>

#include "support/catch.hpp"

namespace test_retry {

namespace bb = bitbucket;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("which statuses are tried again", "[retry]") {
    bb::retry_policy policy;
    for (const int status : {500, 502, 503, 504, 555}) {
        CAPTURE(status);
        CHECK(policy.covers_status(status, true));
        CHECK_FALSE(policy.covers_status(status, false));
    }
    CHECK(policy.covers_status(429, true));
    CHECK(policy.covers_status(429, false));
    for (const int status : {0, 200, 204, 301, 304, 400, 401, 402, 403, 404, 408, 409, 410, 412, 422, 501, 505, 599}) {
        CAPTURE(status);
        CHECK_FALSE(policy.covers_status(status, true));
    }
    policy.repeat_unsafe = true;
    CHECK(policy.covers_status(503, false));
    CHECK_FALSE(policy.covers_status(400, false));
}

TEST_CASE("the waits double up to the longest, cut by the random part", "[retry]") {
    const bb::retry_policy policy;  // 500 ms to 8 s
    const int full[] = {500, 1000, 2000, 4000, 8000, 8000, 8000};
    for (int attempt = 1; attempt <= 7; ++attempt) {
        CAPTURE(attempt);
        const int most = full[attempt - 1];
        CHECK(policy.wait_after(attempt, false, 0.0) == milliseconds(0));
        CHECK(policy.wait_after(attempt, false, 0.5) == milliseconds(most / 2));
        CHECK(policy.wait_after(attempt, false, 0.999) == milliseconds(most * 999 / 1000));
    }
    CHECK(policy.wait_after(1000, false, 0.5) == milliseconds(4000));
}

TEST_CASE("a longest wait that is no multiple of the first is kept, and one below the first too", "[retry]") {
    bb::retry_policy policy;
    policy.first_wait = milliseconds(300);
    policy.longest_wait = milliseconds(1000);
    CHECK(policy.wait_after(2, false, 0.5) == milliseconds(300));
    CHECK(policy.wait_after(3, false, 0.5) == milliseconds(500));
    policy.longest_wait = milliseconds(100);
    CHECK(policy.wait_after(1, false, 0.5) == milliseconds(50));
    policy.first_wait = milliseconds(0);
    CHECK(policy.wait_after(9, false, 0.999) == milliseconds(0));
}

TEST_CASE("after a 429 there is a wait that chance does not cut, and the usual one on top", "[retry]") {
    bb::retry_policy policy;
    CHECK(policy.wait_after(1, true, 0.0) == seconds(10));
    CHECK(policy.wait_after(1, true, 0.5) == milliseconds(10'250));
    CHECK(policy.wait_after(2, true, 0.5) == milliseconds(10'500));
    CHECK(policy.wait_after(9, true, 0.5) == milliseconds(14'000));
    policy.rate_limit_wait = seconds(60);
    CHECK(policy.wait_after(1, true, 0.0) == seconds(60));
}

TEST_CASE("waits without a bound do not overflow", "[retry]") {
    bb::retry_policy policy;
    policy.longest_wait = (milliseconds::max)();
    for (const int attempt : {1, 10, 50, 60, 64, 100, 1'000'000}) {
        CAPTURE(attempt);
        CHECK(policy.wait_after(attempt, false, 0.5) >= milliseconds(250));
        CHECK(policy.wait_after(attempt, true, 0.5) >= seconds(10));
    }
}

TEST_CASE("none sends everything once", "[retry]") {
    CHECK(bb::retry_policy::none().max_attempts == 1);
}

TEST_CASE("the default chance is from 0 up to 1, and varies", "[retry]") {
    const bb::client_clock time;
    bool varies = false;
    const double first = time.random();
    for (int i = 0; i < 1000; ++i) {
        const double value = time.random();
        CHECK(value >= 0.0);
        CHECK(value < 1.0);
        varies = varies || value != first;
    }
    CHECK(varies);
}

TEST_CASE("the default sleep returns at once when it is cancelled or has nothing to wait", "[retry]") {
    const bb::client_clock time;
    bb::cancel_source cancel;
    time.sleep(milliseconds(0), {});
    time.sleep(milliseconds(-5), {});
    cancel.cancel();
    time.sleep(hours(1000), cancel.token());
    CHECK(cancel.is_cancelled());
}

TEST_CASE("the default sleep is never shorter than it was asked to be", "[retry]") {
    // Or who has set a cool-down would wake up inside it.
    const bb::client_clock time;
    for (int i = 0; i < 20; ++i) {
        const auto before = time.now();
        time.sleep(milliseconds(3), {});
        CHECK(time.now() - before >= milliseconds(3));
    }
}

}  // namespace test_retry
