// SPDX-License-Identifier: MIT
// rate_limit.hpp, rate_limiter.hpp: what the headers say, and the client's own limit.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/user_properties.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/extras/rate_limiter.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/fake_transport.hpp"
#include "unit/support/key_pages.hpp"

namespace test_rate_limit {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const bb::header_list limited{
    {"X-RateLimit-Limit", "1000"}, {"X-RateLimit-Resource", "api"}, {"X-RateLimit-NearLimit", "true"}};

bb::rate_limiter::options limit(std::size_t per_hour,
                                bb::rate_limiter::full_action when_full = bb::rate_limiter::wait) {
    bb::rate_limiter::options out;
    out.per_hour = per_hour;
    out.when_full = when_full;
    return out;
}

struct observing final : bb::observer {
    bb::rate_limit last;
    void on_response(const bb::response_event& event) noexcept override { last = event.limit(); }
};

}  // namespace

TEST_CASE("the headers are read from replies, pages, errors and events", "[limits]") {
    const bb::rate_limit expected{1000, "api", true};
    scripted script;
    script.reply(200, "{}", limited).reply(200, unit::key_page(1, 1), limited).reply(404, "", limited);
    bb::client_options options;
    const auto seen = std::make_shared<observing>();
    options.observer = seen;
    const bb::client api{script, {}, options};
    CHECK(api.exchange(bb::users::current{}).limit() == expected);
    CHECK(seen->last == expected);
    auto pages = api.pages(bb::ssh_keys::list{"me"});
    CHECK_FALSE(pages.begin() == pages.end());
    CHECK(pages.limit() == expected);
    CHECK(bb::rate_limit::of(api.try_send(bb::users::current{}).error().headers()) == expected);
}

TEST_CASE("headers that are missing or strange are read as far as they make sense", "[limits]") {
    CHECK(bb::rate_limit::of({}) == bb::rate_limit{});
    CHECK(bb::rate_limit::of({{"x-ratelimit-limit", " 60 "}, {"X-RATELIMIT-NEARLIMIT", "False"}}) ==
          bb::rate_limit{60, "", false});
    CHECK(bb::rate_limit::of({{"X-RateLimit-Limit", "-1"}, {"X-RateLimit-NearLimit", "maybe"}}) == bb::rate_limit{});
    CHECK(bb::rate_limit::of({{"X-RateLimit-Limit", std::string(400, '9')}}).limit == std::nullopt);
}

TEST_CASE("groups are counted as documented", "[limits]") {
    static_assert(bb::rate_group_of(bb::users::get::info) == bb::rate_group::api);
    static_assert(bb::rate_group_of(bb::user_properties::get::info) == bb::rate_group::properties);
    static_assert(bb::documented_limit(bb::rate_group::api) == 1000);
    static_assert(bb::documented_limit(bb::rate_group::properties) == 2000);
    bb::rate_limiter limiter;
    const auto now = bb::request_limiter::clock::now();
    const auto fits = [&](bb::rate_group group, bb::credential_kind who) {
        int count = 0;
        while (count < 3000 && limiter.take(group, who, now).count() == 0) ++count;
        return count;
    };
    CHECK(fits(bb::rate_group::api, bb::credential_kind::oauth) == 1000);
    CHECK(fits(bb::rate_group::properties, bb::credential_kind::oauth) == 2000);
    CHECK(fits(bb::rate_group::api, bb::credential_kind::anonymous) == 60);
    CHECK(fits(bb::rate_group::properties, bb::credential_kind::anonymous) == 0);
}

TEST_CASE("the hour rolls: a place is free again an hour after it was taken", "[limits]") {
    bb::rate_limiter limiter(limit(2));
    const auto start = bb::request_limiter::clock::now();
    const auto take = [&](milliseconds at) {
        return limiter.take(bb::rate_group::api, bb::credential_kind::oauth, start + at);
    };
    CHECK(take(milliseconds(0)).count() == 0);
    CHECK(take(minutes(30)).count() == 0);
    CHECK(take(minutes(40)) == minutes(20));
    CHECK(take(hours(1)).count() == 0);
    CHECK(take(hours(1)) == minutes(30));
}

TEST_CASE("a client waits for its own limit, within deadline and cancel token", "[limits]") {
    unit::fake_time time;
    scripted script;
    for (int i = 0; i < 3; ++i) script.reply(200, "{}");
    bb::client_options options = time.options();
    options.limiter = std::make_shared<bb::rate_limiter>(limit(1));
    const bb::client api{script, bb::access_token{bb::secret("t")}, options};
    api.send(bb::users::current{});
    const auto late = api.try_send(bb::users::current{}, {.deadline = bb::deadline::at(time.now() + minutes(10))});
    REQUIRE_FALSE(late);
    CHECK(late.error().kind() == bb::error_kind::deadline_exceeded);
    CHECK(time.waits().empty());
    api.send(bb::users::current{});
    CHECK(time.waits() == std::vector<long long>{3'600'000});
    bb::cancel_source cancel;
    time.on_sleep([&] { cancel.cancel(); });
    CHECK(api.try_send(bb::users::current{}, {.cancel = cancel.token()}).error().kind() == bb::error_kind::cancelled);
    CHECK(script.requests().size() == 2);
}

TEST_CASE("a client refuses beyond its own limit where that is wished, and retries and pages count", "[limits]") {
    unit::fake_time time;
    scripted script;
    script.reply(503).reply(200, unit::key_page(1, 1, unit::page_url(2))).reply(200, unit::key_page(2, 1));
    bb::client_options options = time.options();
    options.limiter = std::make_shared<bb::rate_limiter>(limit(2, bb::rate_limiter::refuse));
    const bb::client api{script, bb::access_token{bb::secret("t")}, options};
    int pages = 0;
    for (const auto& page : api.try_pages(bb::ssh_keys::list{"me"})) {
        if (page) {
            ++pages;
            continue;
        }
        CHECK(page.error().kind() == bb::error_kind::rate_limited);
        CHECK(page.error().nothing_sent());
        CHECK_THAT(page.error().what(), ContainsSubstring("own limit"));
    }
    CHECK(pages == 1);
    CHECK(script.requests().size() == 2);
    CHECK_THROWS_AS(api.send(bb::users::current{}), bb::rate_limited);
}

TEST_CASE("what the client's own limit waits is not part of the time for retries", "[limits]") {
    unit::fake_time time;
    bb::client_options options = time.options();
    options.limiter = std::make_shared<bb::rate_limiter>(limit(1));
    scripted script;
    script.reply(200, "{}").reply(503).reply(200, "{}");
    const bb::client api{script, bb::access_token{bb::secret("t")}, options};
    api.send(bb::users::current{});
    const auto reply = api.try_exchange(bb::users::current{});
    REQUIRE(reply);
    CHECK(reply->attempts == 2);
    CHECK(time.waits() == std::vector<long long>{3'600'000, 250, 3'599'750});
}

TEST_CASE("the rest of a call is part of it, as without a limit", "[limits]") {
    unit::fake_time time;
    bb::client_options options = time.options();
    options.limiter = std::make_shared<bb::rate_limiter>(limit(1));
    const unit::fake_transport slow{[time](auto&, auto&) {
        time.advance(seconds(20));
        return bb::http_response{503, {}, {}};
    }};
    const bb::client api{slow, bb::access_token{bb::secret("t")}, options};
    const auto reply = api.try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().attempts() == 2);
    CHECK(time.waits() == std::vector<long long>{250, 3'579'750});
    CHECK(reply.error().elapsed() == hours(1) + seconds(20));
}

TEST_CASE("a limiter that asks for more than any clock holds is asked again each day", "[limits]") {
    struct limiter final : bb::request_limiter {
        int asked = 0;
        milliseconds take(bb::rate_group, bb::credential_kind, clock::time_point) override {
            return ++asked < 3 ? (milliseconds::max)() : milliseconds(0);
        }
        [[nodiscard]] bool waits() const noexcept override { return true; }
    };
    unit::fake_time time;
    bb::client_options options = time.options();
    options.limiter = std::make_shared<limiter>();
    scripted script;
    script.reply(200, "{}");
    const bb::client api{script, {}, options};
    const auto late = api.try_send(bb::users::current{}, {.deadline = bb::deadline::at(time.now() + hours(23))});
    CHECK(late.error().kind() == bb::error_kind::deadline_exceeded);
    CHECK(late.error().nothing_sent());
    CHECK(time.waits().empty());
    CHECK(api.try_send(bb::users::current{}));
    CHECK(time.waits() == std::vector<long long>{86'400'000});
}

}  // namespace test_rate_limit
