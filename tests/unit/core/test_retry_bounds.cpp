// SPDX-License-Identifier: MIT
// retry.hpp: the ranges of the policy's numbers. What is out of range is refused before anything is sent, by name; what
// is at the edge works, without an overflow.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_retry_bounds {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using std::chrono::hours;
using std::chrono::milliseconds;

namespace {

/// The message of the usage_error that a policy ends the first call with, of the client and of the one for tokens.
std::string refusal_of(const bb::retry_policy& policy) {
    const scripted script;
    bb::client_options options;
    options.retry = policy;
    const auto reply = bb::client{script, {}, options}.try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == bb::error_kind::usage);
    bb::oauth2_options with;
    with.retry = policy;
    const auto token = bb::oauth2_client{script, {"key", bb::secret("consumer-secret")}, with}.try_send(
        bb::client_credentials_grant{});
    REQUIRE_FALSE(token);
    CHECK(token.error().kind() == bb::error_kind::usage);
    CHECK(token.error().message() == reply.error().message());
    CHECK(script.requests().empty());
    return reply.error().message();
}

}  // namespace

TEST_CASE("waits of less than nothing or more than a day are refused", "[retry]") {
    const std::pair<const char*, milliseconds bb::retry_policy::*> waits[] = {
        {"first_wait", &bb::retry_policy::first_wait},
        {"longest_wait", &bb::retry_policy::longest_wait},
        {"rate_limit_wait", &bb::retry_policy::rate_limit_wait}};
    for (const auto& [name, member] : waits)
        for (const milliseconds value :
             {milliseconds(-1), hours(24) + milliseconds(1), (milliseconds::max)(), (milliseconds::min)()}) {
            bb::retry_policy policy;
            policy.*member = value;
            CHECK(refusal_of(policy) == std::string("retry.") + name + " must be from 0 to 24 h");
        }
}

TEST_CASE("a total time of less than nothing, and no attempt at all, are refused", "[retry]") {
    bb::retry_policy policy;
    policy.total_time = milliseconds(-1);
    CHECK_THAT(refusal_of(policy), ContainsSubstring("retry.total_time"));
    policy = {};
    policy.max_attempts = 0;
    CHECK_THAT(refusal_of(policy), ContainsSubstring("retry.max_attempts"));
}

TEST_CASE("the largest waits and a total time without a bound work", "[retry]") {
    const unit::fake_time time;
    time.set_random(0.999);
    bb::client_options options = time.options();
    options.retry.max_attempts = 4;
    options.retry.total_time = (milliseconds::max)();
    options.retry.first_wait = hours(24);
    options.retry.longest_wait = hours(24);
    options.retry.rate_limit_wait = hours(24);
    scripted script;
    script.reply(503).reply(429).reply(429, "", {{"Retry-After", "99999999"}}).reply(200, "{}");
    CHECK(bb::client{script, {}, options}.try_send(bb::users::current{}));
    // A day and chance's part of one more; what the cool-down adds is over by then.
    CHECK(time.waits() == std::vector<long long>{86'313'600, 172'713'600, 86'400'000});
}

TEST_CASE("waits of nothing work", "[retry]") {
    const unit::fake_time time;
    bb::client_options options = time.options();
    options.retry.first_wait = options.retry.longest_wait = options.retry.rate_limit_wait = milliseconds(0);
    options.retry.total_time = milliseconds(0);
    scripted script;
    script.reply(429).reply(503).reply(200, "{}");
    CHECK(bb::client{script, {}, options}.try_send(bb::users::current{}));
    CHECK(time.waits() == std::vector<long long>{0, 0});
}

}  // namespace test_retry_bounds
