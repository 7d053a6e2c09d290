// SPDX-License-Identifier: MIT
// rate_limit.hpp, rate_limiter.hpp: what the headers say, and the client's own limit.
#include <bitbucket/api/downloads.hpp>
#include <bitbucket/api/source.hpp>
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

bb::rate_limit limit_in(const bb::header_list& headers) {
    return bb::rate_limit::of(headers, bb::bitbucket_cloud);
}

/// An API that counts all requests together, and tells when it counts anew.
constexpr bb::service counted{
    .name = "Counted",
    .base_url = "https://counted.test",
    .limit_headers = {.limit = "x-limit", .remaining = "x-left", .reset = "x-reset", .near_limit = "x-near"}};
struct count_of_it : bb::request<count_of_it, bb::path<>, bb::json_text> {
    static constexpr bb::operation_info info{
        .name = "count", .method = bb::http_method::get, .path = "/count", .belongs_to = &counted};
    using request::request;
};

/// A webhook's operation as a user would declare it.
struct list_hooks : bb::request<list_hooks, bb::path<bb::workspace_ref>, bb::json_text> {
    static constexpr bb::operation_info info{
        .name = "list_hooks", .method = bb::http_method::get, .path = "/workspaces/{workspace}/hooks"};
    using request::request;
};

/// How long a client of that API waits after a 429 with these headers.
std::vector<long long> waits_after(const bb::header_list& headers) {
    const unit::fake_time time;
    scripted script;
    script.reply(429, "", headers).reply(200, "{}");
    bb::client_options options = time.options();
    options.retry.total_time = hours(48);
    (void)bb::client_of<counted>{script, {}, options}.try_send(count_of_it{});
    return time.waits();
}

struct observing final : bb::observer {
    bb::rate_limit last;
    void on_response(const bb::response_event& event) noexcept override { last = event.limit(); }
};

}  // namespace

TEST_CASE("the headers are read from replies, pages, errors and events", "[limits]") {
    const bb::rate_limit expected{.limit = 1000, .resource = "api", .near_limit = true};
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
    CHECK(limit_in(api.try_send(bb::users::current{}).error().headers()) == expected);
}

TEST_CASE("headers that are missing or strange are read as far as they make sense", "[limits]") {
    CHECK(limit_in({}) == bb::rate_limit{});
    CHECK(limit_in({{"x-ratelimit-limit", " 60 "}, {"X-RATELIMIT-NEARLIMIT", "False"}}) ==
          bb::rate_limit{.limit = 60, .near_limit = false});
    CHECK(limit_in({{"X-RateLimit-Limit", "-1"}, {"X-RateLimit-NearLimit", "maybe"}}) == bb::rate_limit{});
    CHECK(limit_in({{"X-RateLimit-Limit", std::string(400, '9')}}).limit == std::nullopt);
    CHECK(limit_in({{"X-RateLimit-Remaining", "5"}}) == bb::rate_limit{});
}

TEST_CASE("groups are counted as documented", "[limits]") {
    const auto group_of = [](const bb::operation_info& info, bb::credential_kind who = bb::credential_kind::oauth) {
        return bb::bitbucket_cloud.group_of(info, who);
    };
    CHECK(group_of(bb::users::get::info).name == std::string("api"));
    CHECK(group_of(bb::source::get_file::info).name == std::string("raw file"));
    CHECK(group_of(bb::downloads::get::info).name == std::string("archive"));
    CHECK(group_of(list_hooks::info).name == std::string("webhook"));
    CHECK(group_of(bb::user_properties::get::info).name == std::string("application property"));
    CHECK(group_of(bb::user_properties::get::info, bb::credential_kind::anonymous).name == std::string("anonymous"));
    CHECK(&counted.group_of(count_of_it::info, bb::credential_kind::anonymous) == &bb::all_requests);
    bb::rate_limiter limiter;
    const auto now = bb::request_limiter::clock::now();
    const std::size_t documented[] = {1000, 5000, 5000, 1000, 2000, 60};
    std::size_t at = 0;
    for (const bb::rate_group& group : bb::bitbucket_rate_groups) {
        std::size_t count = 0;
        while (count < 6000 && limiter.take(group, now).count() == 0) ++count;
        CHECK(count == documented[at++]);
    }
    int unlimited = 0;
    while (unlimited < 6000 && limiter.take(bb::all_requests, now).count() == 0) ++unlimited;
    CHECK(unlimited == 6000);
}

TEST_CASE("another service's limits are read and kept by its own headers", "[limits]") {
    scripted script;
    script.reply(200, "{}", {{"X-Limit", "600"}, {"X-Left", "3"}, {"X-Reset", "42"}, {"X-RateLimit-Limit", "9"}});
    const auto seen = std::make_shared<observing>();
    bb::client_options options;
    options.observer = seen;
    const bb::client_of<counted> api{script, {}, options};
    const bb::rate_limit expected{.limit = 600, .remaining = 3, .reset = 42};
    CHECK(api.exchange(count_of_it{}).limit() == expected);
    CHECK(seen->last == expected);
}

TEST_CASE("after a 429 without Retry-After a client waits until the limit counts anew", "[limits]") {
    CHECK(waits_after({{"x-reset", "42"}}) == std::vector<long long>{42'000});
    CHECK(waits_after({{"x-reset", "42"}, {"Retry-After", "7"}}) == std::vector<long long>{7'000});
    CHECK(waits_after({{"x-reset", "999999999"}}) == std::vector<long long>{86'400'000});
    // Larger numbers are Unix times, which are all far away for the clock of the tests, in 1994.
    CHECK(waits_after({{"x-reset", "1000000000"}}) == std::vector<long long>{86'400'000});
    // What is over, or no number, says nothing: the policy decides.
    for (const char* nothing : {"0", "-1", "soon", ""}) CHECK(waits_after({{"x-reset", nothing}}) == waits_after({}));
}

TEST_CASE("the hour rolls: a place is free again an hour after it was taken", "[limits]") {
    bb::rate_limiter limiter(limit(2));
    const auto start = bb::request_limiter::clock::now();
    const auto take = [&](milliseconds at) { return limiter.take(bb::bitbucket_rate_groups[0], start + at); };
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
        milliseconds take(const bb::rate_group&, clock::time_point) override {
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
