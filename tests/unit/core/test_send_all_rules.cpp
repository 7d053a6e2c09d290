// SPDX-License-Identifier: MIT
// send_all.hpp: retries, limits, cool-down, tokens, cancelling and deadlines hold for requests that run at once as for one
// alone.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/extras/rate_limiter.hpp>
#include <bitbucket/send_all.hpp>
#include <bitbucket/streams.hpp>
#include <bitbucket/testing/delayed.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <map>
#include <variant>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/loop_transport.hpp"
#include "unit/support/recording_observer.hpp"

namespace test_send_all_rules {

namespace bb = bitbucket;
using bb::testing::delayed;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr const char* user = R"({"display_name":"x"})";

bb::client_options options_in(const unit::fake_time& time) {
    bb::client_options options = time.options();
    options.allow_any_credential = true;
    return options;
}

std::vector<bb::users::get> users(int count) {
    std::vector<bb::users::get> out;
    for (int i = 0; i < count; ++i) out.emplace_back("u" + std::to_string(i));
    return out;
}

/// How many outcomes are of which kind; `value` for none.
template <class Range>
std::map<std::string, int> kinds(Range&& range) {
    std::map<std::string, int> out;
    for (const auto& each : range) ++out[each ? "value" : std::string(to_string(each.error().kind()))];
    return out;
}

using counted = std::map<std::string, int>;

}  // namespace

TEST_CASE("a retry waits beside the other requests", "[send_all]") {
    const unit::fake_time time;
    scripted script;
    script.reply_to(bb::http_method::get, "/2.0/users/u0", 503);
    for (int i = 0; i < 41; ++i) script.reply(200, user);
    const bb::client api(delayed(script, milliseconds(50), time.source()), bb::anonymous{}, options_in(time));
    const auto begin = time.now();
    std::vector<std::size_t> places;
    for (const auto& each : api.send_all(users(40), {.concurrency = 4, .order = bb::outcome_order::completion})) {
        CHECK(each.has_value());
        places.push_back(each.place());
    }
    CHECK(places.size() == 40);
    CHECK(places.front() != 0);
    CHECK(script.requests().size() == 41);
    // Three lanes go on while the fourth waits half of 500 ms: 41 answers of 50 ms each are at least 11 rounds of 4.
    CHECK(time.now() - begin >= milliseconds(550));
    CHECK(time.now() - begin <= milliseconds(650));
}

TEST_CASE("what must not be repeated is sent once, beside requests that are", "[send_all]") {
    const unit::fake_time time;
    const unit::loop_transport broken{[](const bb::http_request&) -> bb::http_response { return {503, {}, {}}; }};
    const bb::client api(broken, bb::anonymous{}, options_in(time));
    using either = std::variant<bb::users::current, bb::ssh_keys::create>;
    const std::vector<either> wanted{bb::users::current{}, bb::ssh_keys::create{"me", {.key = "ssh-ed25519 AAAA"}}};
    std::vector<int> attempts;
    for (const auto& each : api.send_all(wanted)) attempts.push_back(each.error().attempts());
    CHECK(attempts == std::vector{3, 1});
    CHECK(broken.seen->started == 4);
}

TEST_CASE("a 429 to one request holds back all of the client", "[send_all]") {
    const unit::fake_time time;
    std::vector<milliseconds> sent;
    const auto begin = time.now();
    const unit::loop_transport limited{[&](const bb::http_request&) -> bb::http_response {
        sent.push_back(std::chrono::duration_cast<milliseconds>(time.now() - begin));
        if (sent.size() == 1) return {429, {{"Retry-After", "5"}}, {}};
        return {200, {}, user};
    }};
    const bb::client api(limited, bb::anonymous{}, options_in(time));
    CHECK(kinds(api.send_all(users(20), {.concurrency = 4})) == counted{{"value", 20}});
    // Three were under way already. Nothing else was sent before the time that the server asked for was over.
    REQUIRE(sent.size() == 21);
    CHECK(sent[3] < seconds(1));
    CHECK(sent[4] >= seconds(5));
}

TEST_CASE("the client's own limit counts requests that run at once", "[send_all]") {
    const unit::fake_time time;
    bb::client_options options = options_in(time);
    options.limiter = std::make_shared<bb::rate_limiter>(
        bb::rate_limiter::options{.per_hour = 7, .when_full = bb::rate_limiter::refuse});
    const unit::loop_transport at_once{[](const bb::http_request&) -> bb::http_response { return {200, {}, user}; }};
    CHECK(kinds(bb::client(at_once, bb::anonymous{}, options).send_all(users(10))) ==
          counted{{"rate_limited", 3}, {"value", 7}});
    CHECK(at_once.seen->started == 7);
}

TEST_CASE("one refused token is renewed once for all", "[send_all]") {
    struct renewing final : bb::token_source {
        int renewals = 0;
        bool renewed = false;
        bb::secret token(const bb::call_options&) override { return bb::secret(renewed ? "second" : "first"); }
        bb::secret token_after_refusal(const bb::secret& refused, const bb::call_options&) override {
            if (refused == bb::secret("first") && !std::exchange(renewed, true)) ++renewals;
            return bb::secret("second");
        }
    };
    const auto tokens = std::make_shared<renewing>();
    const unit::loop_transport strict{[](const bb::http_request& request) -> bb::http_response {
        if (request.headers.value("Authorization") == "Bearer second") return {200, {}, user};
        return {401, {}, R"({"error":{"message":"Token is invalid, expired, or not supported for this endpoint."}})"};
    }};
    const unit::fake_time time;
    const bb::client api(strict, std::shared_ptr<bb::token_source>(tokens), options_in(time));
    CHECK(kinds(api.send_all(users(10), {.concurrency = 4})) == counted{{"value", 10}});
    CHECK(tokens->renewals == 1);
    // Four were under way with the first token.
    CHECK(strict.seen->started == 14);
}

TEST_CASE("cancelling ends what is under way and what is queued", "[send_all]") {
    const unit::fake_time time;
    const unit::loop_transport at_once{[](const bb::http_request&) -> bb::http_response { return {200, {}, user}; }};
    const bb::client api(at_once, bb::anonymous{}, options_in(time));
    bb::cancel_source stop;
    counted seen;
    for (const auto& each : api.send_all(users(50), {.concurrency = 4, .cancel = stop.token()})) {
        ++seen[each ? "value" : std::string(to_string(each.error().kind()))];
        if (each.place() == 9) stop.cancel();
    }
    CHECK(seen["value"] + seen["cancelled"] == 50);
    CHECK(seen["value"] >= 10);
    // Nothing was begun after that.
    CHECK(at_once.seen->started <= 18);
}

TEST_CASE("a deadline covers everything", "[send_all]") {
    const unit::fake_time time;
    scripted script;
    for (int i = 0; i < 100; ++i) script.reply(200, user);
    const bb::client api(delayed(script, milliseconds(50), time.source()), bb::anonymous{}, options_in(time));
    const auto until = bb::deadline::at(time.now() + milliseconds(220));
    // Four rounds of ten take 200 ms.
    CHECK(kinds(api.send_all(users(100), {.concurrency = 10, .deadline = until})) ==
          counted{{"deadline_exceeded", 60}, {"value", 40}});
    CHECK(script.unused() >= 50);
}

TEST_CASE("the end of the range gives up what is under way, and the observer hears of it", "[send_all]") {
    const auto log = std::make_shared<unit::recording_observer>();
    const unit::loop_transport at_once{[](const bb::http_request&) -> bb::http_response { return {200, {}, user}; }};
    bb::client_options options;
    options.allow_any_credential = true;
    options.observer = log;
    {
        std::vector<bb::users::get> wanted = users(3);
        wanted[1] = bb::users::get("9-polls");
        auto range = bb::client(at_once, bb::anonymous{}, options).send_all(wanted);
        CHECK(range.begin()->place() == 0);
        CHECK(at_once.seen->running == 1);
    }
    CHECK(at_once.seen->running == 0);
    CHECK(at_once.seen->stopped == 1);
    CHECK_THAT(log->all(), ContainsSubstring("cancelled"));
    std::size_t begun = 0;
    std::size_t ended = 0;
    for (const std::string& line : log->calls()) {
        begun += line.find("begin") != std::string::npos ? 1U : 0U;
        ended += line.find("end") != std::string::npos ? 1U : 0U;
    }
    CAPTURE(log->all());
    CHECK(begun == 3);
    CHECK(ended == 3);
}

TEST_CASE("what an observer and a transport of the user's do does not stop the others", "[send_all]") {
    const unit::loop_transport odd{[](const bb::http_request& request) -> bb::http_response {
        if (request.url.ends_with("/u1")) throw std::runtime_error("secret-in-a-foreign-exception");
        return {200, {}, user};
    }};
    const unit::fake_time time;
    const bb::client api(odd, bb::anonymous{}, options_in(time));
    for (const auto& each : api.send_all(users(3))) {
        CHECK(each.has_value() == (each.place() != 1));
        if (!each) CHECK(each.error().kind() == bb::error_kind::transport);
        if (!each) CHECK_THAT(each.error().what(), !ContainsSubstring("secret-in"));
    }
}

}  // namespace test_send_all_rules
