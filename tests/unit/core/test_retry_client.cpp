// SPDX-License-Identifier: MIT
// retry.hpp in the client: what is sent again after which end, how long is waited, and when it is enough.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/fake_transport.hpp"

namespace test_retry_client {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

using waits = std::vector<long long>;

const bb::users::current get;
const bb::ssh_keys::create post{"me", {.key = "ssh-ed25519 AAAA"}};
const bb::ssh_keys::update put{"me", "{k}", {}};
const bb::ssh_keys::remove remove_key{"me", "{k}"};

// How often a request is sent when every attempt ends with this status, or without a reply if it is 0.
template <class Operation>
std::size_t attempts(const Operation& request, int status, bool nothing_sent = false, bool repeat_unsafe = false) {
    unit::fake_time time;
    scripted script;
    for (int i = 0; i < 5; ++i) {
        if (status == 0)
            script.fail(bb::transport_error("broken", nothing_sent));
        else
            script.reply(status);
    }
    bb::client_options options = time.options();
    options.retry.total_time = std::chrono::hours(1);
    options.retry.repeat_unsafe = repeat_unsafe;
    const auto reply = bb::client(script, {}, options).try_send(request);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().attempts() == static_cast<int>(script.requests().size()));
    CHECK(time.waits().size() + 1 == script.requests().size());
    for (const auto& each : script.requests()) CHECK(each.body == request.body());
    return script.requests().size();
}

// The waits of a GET that is answered by this status and header again and again.
waits waits_of(int status, double random, bb::header_list headers = {}, bb::retry_policy policy = {}) {
    unit::fake_time time;
    time.set_random(random);
    scripted script;
    for (int i = 0; i < 20; ++i) script.reply(status, "", headers);
    bb::client_options options = time.options();
    options.retry = policy;
    CHECK_FALSE(bb::client(script, {}, options).try_send(get));
    return time.waits();
}

bb::retry_policy patient(int max_attempts) {
    bb::retry_policy policy;
    policy.max_attempts = max_attempts;
    policy.total_time = std::chrono::hours(100);
    return policy;
}

}  // namespace

TEST_CASE("what is sent again, by status and method", "[retry]") {
    for (const int status : {500, 502, 503, 504, 555}) {
        CAPTURE(status);
        CHECK(attempts(get, status) == 3);
        CHECK(attempts(put, status) == 3);
        CHECK(attempts(remove_key, status) == 3);
        CHECK(attempts(post, status) == 1);
        CHECK(attempts(post, status, false, true) == 3);
    }
    CHECK(attempts(get, 429) == 3);
    CHECK(attempts(post, 429) == 3);
    for (const int status : {301, 400, 401, 403, 404, 408, 409, 410, 501}) {
        CAPTURE(status);
        CHECK(attempts(get, status) == 1);
        CHECK(attempts(post, status, false, true) == 1);
    }
}

TEST_CASE("what is sent again when no reply comes", "[retry]") {
    CHECK(attempts(get, 0) == 3);
    CHECK(attempts(put, 0) == 3);
    CHECK(attempts(remove_key, 0) == 3);
    CHECK(attempts(post, 0) == 1);
    CHECK(attempts(post, 0, true) == 3);
    CHECK(attempts(post, 0, false, true) == 3);
}

TEST_CASE("a failure that another attempt would meet too is not tried again", "[retry]") {
    for (const bool nothing_sent : {false, true}) {
        CAPTURE(nothing_sent);
        unit::fake_time time;
        scripted script;
        const bb::transport_error too_large("too large", nothing_sent, bb::transport_error::permanent);
        for (int i = 0; i < 8; ++i) script.fail(too_large);
        bb::client_options options = time.options();
        options.retry.repeat_unsafe = true;
        const bb::client api{script, {}, options};
        const auto check = [&](const auto& reply, bool unclear) {
            REQUIRE_FALSE(reply);
            CHECK(reply.error().kind() == bb::error_kind::transport);
            CHECK(reply.error().is_permanent());
            CHECK(reply.error().nothing_sent() == nothing_sent);
            CHECK(reply.error().outcome_unclear() == unclear);
            CHECK(reply.error().attempts() == 1);
        };
        check(api.try_send(get), false);
        check(api.try_send(put), !nothing_sent);
        check(api.try_send(remove_key), !nothing_sent);
        check(api.try_send(post), !nothing_sent);
        CHECK(script.requests().size() == 4);
        CHECK(time.waits().empty());
    }
    CHECK_FALSE(bb::transport_error("broken").is_permanent());
    CHECK_FALSE(bb::transport_error("broken", true).is_permanent());
}

TEST_CASE("a success after failures is a success, and tells the attempts", "[retry]") {
    unit::fake_time time;
    scripted script;
    script.fail(bb::transport_error("broken")).reply(503).reply(200, R"({"display_name":"Mia"})");
    const auto reply = bb::client(script, {}, time.options()).try_exchange(get);
    REQUIRE(reply);
    CHECK(reply->value.display_name == "Mia");
    CHECK(reply->attempts == 3);
    CHECK_FALSE(reply->repeated);
    CHECK(time.waits() == waits{250, 500});
}

TEST_CASE("a later failure of another kind ends the call with that one", "[retry]") {
    unit::fake_time time;
    scripted script;
    script.reply(503).reply(403, R"({"error":{"message":"no"}})");
    const auto reply = bb::client(script, {}, time.options()).try_send(get);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == bb::error_kind::forbidden);
    CHECK(reply.error().attempts() == 2);
}

TEST_CASE("the waits of a call", "[retry]") {
    CHECK(waits_of(503, 0.0) == waits{0, 0});
    CHECK(waits_of(503, 0.5) == waits{250, 500});
    CHECK(waits_of(503, 0.999) == waits{499, 999});
    CHECK(waits_of(503, 0.5, {}, patient(8)) == waits{250, 500, 1000, 2000, 4000, 4000, 4000});
    CHECK(waits_of(503, 0.5, {}, bb::retry_policy::none()).empty());
    CHECK(waits_of(429, 0.5, {}, patient(4)) == waits{10'250, 10'500, 11'000});
    CHECK(waits_of(429, 0.0, {}, bb::retry_policy::none()).empty());
}

TEST_CASE("Retry-After decides how long is waited", "[retry]") {
    const auto after = [](const char* value) { return bb::header_list{{"retry-after", value}}; };
    CHECK(waits_of(429, 0.5, after("3")) == waits{3000, 3000});
    CHECK(waits_of(503, 0.5, after("0")) == waits{0, 0});
    CHECK(waits_of(429, 0.5, after("Sun, 06 Nov 1994 08:49:42 GMT")) == waits{5000, 0});
    CHECK(waits_of(429, 0.5, after("Sun, 06 Nov 1994 08:49:00 GMT")) == waits{0, 0});
    CHECK(waits_of(503, 0.5, after("soon")) == waits{250, 500});
    CHECK(waits_of(429, 0.5, after("-1"), patient(2)) == waits{10'250});
    // More than the policy has time for: not waited at all.
    bb::retry_policy half_a_minute = patient(3);
    half_a_minute.total_time = seconds(30);
    CHECK(waits_of(429, 0.5, after("30"), half_a_minute) == waits{30'000});
    CHECK(waits_of(429, 0.5, after("31"), half_a_minute).empty());
    CHECK(waits_of(429, 0.5, after("99999999999999999999999")).empty());
    CHECK(waits_of(429, 0.5, after("Fri, 31 Dec 9999 23:59:59 GMT"), patient(2)) == waits{86'400'000});
    // A status that is not tried again is not for the asking either.
    CHECK(waits_of(404, 0.5, after("1")).empty());
}

TEST_CASE("no wait is begun that goes beyond the total time", "[retry]") {
    bb::retry_policy policy = patient(10);
    policy.total_time = milliseconds(1800);
    CHECK(waits_of(503, 0.5, {}, policy) == waits{250, 500, 1000});
    policy.total_time = milliseconds(1750);
    CHECK(waits_of(503, 0.5, {}, policy) == waits{250, 500, 1000});
    policy.total_time = milliseconds(1749);
    CHECK(waits_of(503, 0.5, {}, policy) == waits{250, 500});
    policy.total_time = milliseconds(0);
    CHECK(waits_of(503, 0.5, {}, policy).empty());
}

TEST_CASE("the time that the attempts take counts too", "[retry]") {
    unit::fake_time time;
    int sent = 0;
    const unit::fake_transport slow{[&sent, time](auto&, auto&) {
        ++sent;
        time.advance(seconds(20));
        return bb::http_response{503, {}, {}};
    }};
    bb::client_options options = time.options();
    options.retry.total_time = seconds(40);
    const auto reply = bb::client(slow, {}, options).try_send(get);
    REQUIRE_FALSE(reply);
    CHECK(sent == 2);
    CHECK(reply.error().attempts() == 2);
    CHECK(reply.error().elapsed() == milliseconds(40'250));
    CHECK_THAT(reply.error().what(), ContainsSubstring("(2 attempts in 40250 ms)"));
}

TEST_CASE("the default policy has time for all its attempts after a 429", "[retry]") {
    unit::fake_time time;
    int sent = 0;
    const unit::fake_transport limited{[&sent, time](auto&, auto&) {
        ++sent;
        time.advance(milliseconds(80));
        return bb::http_response{429, {}, {}};
    }};
    CHECK_FALSE(bb::client(limited, {}, time.options()).try_send(get));
    CHECK(sent == bb::retry_policy{}.max_attempts);
}

TEST_CASE("a decode_error is not tried again", "[retry]") {
    unit::fake_time time;
    scripted script;
    script.reply(200, "<html>").reply(200, "{}");
    CHECK_FALSE(bb::client(script, {}, time.options()).try_send(get));
    CHECK(script.requests().size() == 1);
}

}  // namespace test_retry_client
