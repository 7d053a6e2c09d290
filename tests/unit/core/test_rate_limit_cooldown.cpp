// SPDX-License-Identifier: MIT
// detail/calls/cooldown.hpp, detail/calls/send_gate.hpp: threads that back off together after a 429, and what a call looks at before
// each send.
#include <bitbucket/api/user_properties.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_rate_limit_cooldown {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const bb::header_list in_ten_minutes{{"Retry-After", "600"}};

/// Lets a call pass, or wait, as it is told; passes when the list is at its end.
struct told_limiter final : bb::request_limiter {
    std::vector<milliseconds> answers;
    std::size_t asked = 0;

    explicit told_limiter(std::vector<milliseconds> from) : answers(std::move(from)) {}
    milliseconds take(const bb::rate_group&, clock::time_point) override {
        const std::size_t turn = asked++;
        return turn < answers.size() ? answers[turn] : milliseconds(0);
    }
    [[nodiscard]] bool waits() const noexcept override { return true; }
};

/// A token that has a successor when it is refused.
struct two_tokens final : bb::token_source {
    bb::secret token(const bb::call_options&) override { return bb::secret("first-token"); }
    bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override {
        return bb::secret("second-token");
    }
};

/// While a call of the client sleeps for the first time, another one of it meets a 429.
void meet_429_in_first_sleep(const unit::fake_time& time, const bb::client& api, bool& asleep) {
    time.on_sleep([&] {
        if (std::exchange(asleep, true)) return;
        CHECK(api.try_send(bb::users::current{}).error().status() == 429);
    });
}

/// The end of a call that has to wait for the limiter, and meanwhile another call of the client meets a 429.
bb::error after_limiter(const scripted& script, const std::shared_ptr<told_limiter>& limiter, std::size_t sent) {
    const unit::fake_time time;
    bb::client_options options = time.options();
    options.allow_any_credential = true;
    options.limiter = limiter;
    const bb::client api{script, bb::credentials(std::make_shared<two_tokens>()), options};
    bool asleep = false;
    meet_429_in_first_sleep(time, api, asleep);
    const auto reply = api.try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(time.waits() == std::vector<long long>{10'000});
    CHECK(script.requests().size() == sent);
    CHECK(reply.error().kind() == bb::error_kind::rate_limited);
    CHECK(reply.error().status() == 0);
    CHECK_THAT(reply.error().message(), ContainsSubstring("600 s"));
    return reply.error();
}

}  // namespace

TEST_CASE("after a 429 the other calls of the client wait too", "[limits]") {
    unit::fake_time time;
    scripted script;
    script.reply(429, "", {{"Retry-After", "20"}}).reply(200, "{}").reply(200, "{}");
    const bb::client api{script, {}, time.options()};
    // The first call is waiting for its second attempt when another one begins, in the hook of its sleep.
    int calls = 0;
    time.on_sleep([&] {
        if (++calls > 1) return;
        time.advance(seconds(-15));
        const bb::client copy = api;
        copy.send(bb::users::current{});
    });
    api.send(bb::users::current{});
    // The second call came 5 s into the wait of 20 s: it waited for the rest, and half of a first wait more.
    CHECK(time.waits() == std::vector<long long>{20'000, 15'250});
    CHECK(script.requests().size() == 3);
}

TEST_CASE("a call that would have to wait too long is not sent at all", "[limits]") {
    unit::fake_time time;
    scripted script;
    script.reply(429, "", {{"Retry-After", "600"}}).reply(200, "{}").reply(200, "{}");
    const bb::client api{script, bb::access_token{bb::secret("t")}, time.options()};
    const auto first = api.try_send(bb::users::current{});
    CHECK(first.error().status() == 429);
    CHECK(first.error().attempts() == 1);
    const auto second = api.try_send(bb::users::current{});
    REQUIRE_FALSE(second);
    CHECK(second.error().kind() == bb::error_kind::rate_limited);
    CHECK(second.error().nothing_sent());
    CHECK(second.error().attempts() == 0);
    CHECK_THAT(second.error().message(), ContainsSubstring("600 s"));
    CHECK_FALSE(second.error().hint().empty());
    CHECK(script.requests().size() == 1);
    // Other groups are counted by themselves.
    CHECK(api.try_send(bb::user_properties::get{"me", "app", "name"}));
    time.advance(minutes(10));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(time.waits().empty());
}

TEST_CASE("nobody is held back for more than an hour, and not at all without retries", "[limits]") {
    unit::fake_time time;
    scripted script;
    script.reply(429, "", {{"Retry-After", "99999999"}}).reply(200, "{}").reply(429).reply(200, "{}");
    const bb::client api{script, {}, time.options()};
    CHECK_FALSE(api.try_send(bb::users::current{}));
    time.advance(hours(1));
    CHECK(api.try_send(bb::users::current{}));
    bb::client_options once = time.options();
    once.retry = bb::retry_policy::none();
    const bb::client plain{script, {}, once};
    CHECK_FALSE(plain.try_send(bb::users::current{}));
    CHECK(plain.try_send(bb::users::current{}));
    CHECK(time.waits().empty());
}

TEST_CASE("all that an anonymous caller sends is held back together", "[limits]") {
    unit::fake_time time;
    scripted script;
    script.reply(429, "", in_ten_minutes);
    const bb::client api{script, {}, time.options()};
    CHECK(api.try_send(bb::users::current{}).error().status() == 429);
    const auto other = api.try_send(bb::user_properties::get{"me", "app", "name"});
    REQUIRE_FALSE(other);
    CHECK(other.error().status() == 0);
    CHECK(script.requests().size() == 1);
}

TEST_CASE("a call that the limiter has let wait is not sent into a cool-down, and takes no place", "[limits]") {
    const auto limiter = std::make_shared<told_limiter>(std::vector{milliseconds(10'000)});
    scripted script;
    script.reply(429, "", in_ten_minutes);
    const bb::error failed = after_limiter(script, limiter, 1);
    CHECK(failed.attempts() == 0);
    CHECK(failed.nothing_sent());
    CHECK(limiter->asked == 2);
}

TEST_CASE("neither is its redirect, nor what it sends with a renewed token", "[limits]") {
    const bool redirected = GENERATE(true, false);
    const auto limiter = std::make_shared<told_limiter>(std::vector{milliseconds(0), milliseconds(10'000)});
    scripted script;
    if (redirected)
        script.reply(302, "", {{"Location", "/2.0/elsewhere"}});
    else
        script.reply(401);
    script.reply(429, "", in_ten_minutes);
    const bb::error failed = after_limiter(script, limiter, 2);
    CHECK(failed.attempts() == 1);
    CHECK_FALSE(failed.nothing_sent());
    CHECK_FALSE(failed.outcome_unclear());
    CHECK(limiter->asked == 3);
}

TEST_CASE("a redirect out of the API is followed in a cool-down, and not counted", "[limits]") {
    const unit::fake_time time;
    const auto limiter = std::make_shared<told_limiter>(std::vector<milliseconds>());
    bb::client_options options = time.options();
    options.limiter = limiter;
    scripted script;
    script.reply(302, "", {{"Location", "https://storage.example.com/x"}}).reply(200, "{}");
    CHECK(bb::client{script, {}, options}.try_send(bb::users::current{}));
    CHECK(limiter->asked == 1);
}

TEST_CASE("a call whose retry falls into a cool-down that is too long ends with its own last failure", "[limits]") {
    const unit::fake_time time;
    scripted script;
    script.reply(503, R"({"error":{"message":"busy"}})").reply(429, "", in_ten_minutes);
    const bb::client api{script, {}, time.options()};
    bool asleep = false;
    meet_429_in_first_sleep(time, api, asleep);
    const auto reply = api.try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().status() == 503);
    CHECK(reply.error().message() == "busy");
    CHECK(script.requests().size() == 2);
}

}  // namespace test_rate_limit_cooldown
