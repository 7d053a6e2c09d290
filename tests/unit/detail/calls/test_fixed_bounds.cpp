// SPDX-License-Identifier: MIT
// docs/defaults.md: the bounds in its table of defaults that no option changes. They are found by trying, since most
// of them have no name outside the place that keeps them.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/detail/calls/cooldown.hpp>
#include <bitbucket/detail/calls/retry_after.hpp>
#include <bitbucket/detail/oauth2/callback.hpp>
#include <bitbucket/detail/streams/read_whole.hpp>
#include <bitbucket/extras/rate_limiter.hpp>
#include <bitbucket/json.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <bitbucket/transport/curl.hpp>
#include <bitbucket/transport/curl/patience.hpp>
#include <bitbucket/transport/curl/request.hpp>

#include "support/catch.hpp"
#include "unit/support/default_table.hpp"
#include "unit/support/fake_transport.hpp"
#include "unit/support/token_server.hpp"

namespace test_fixed_bounds {

namespace bb = bitbucket;
using bb::testing::scripted;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using unit::bytes;
using unit::rows;
using unit::text_of;

namespace {

/// The first number for which it is true, of a predicate that stays true from there on.
template <class Predicate>
std::size_t first_true(std::size_t limit, const Predicate& predicate) {
    std::size_t low = 0;
    while (low < limit) {
        const std::size_t middle = low + (limit - low) / 2;
        if (predicate(middle))
            limit = middle;
        else
            low = middle + 1;
    }
    return low;
}

bb::error refused_with(const std::string& body) {
    scripted script;
    script.reply(400, body);
    return bb::client{script}.try_send(bb::users::current{}).error();
}

rows of_errors() {
    std::string many = R"({"error":{"fields":{)";
    for (int i = 0; i < 300; ++i) many += (i == 0 ? "\"f" : ",\"f") + std::to_string(i) + R"(":"no")";
    const bb::error fields = refused_with(many + "}}}");
    std::size_t printed = 0;
    const std::string all = fields.describe();
    for (auto at = all.find("; field "); at != std::string::npos; at = all.find("; field ", at + 1)) ++printed;
    const std::string head = R"({"pad":")";
    // A text that is cut off is kept, so the last byte that has to be read is its last one.
    const std::string tail = R"(","error":{"message":"m)";
    const std::size_t unread = first_true(std::size_t{1} << 20U, [&](std::size_t size) {
        return refused_with(head + std::string(size, ' ') + tail + "\"}}").message() != "m";
    });
    const std::string what = refused_with(R"({"error":{"message":")" + std::string(2000, 'x') + "\"}}").what();
    std::size_t shown = 0;
    for (const char c : what) shown += c == 'x' ? 1U : 0U;
    const bb::error plain = refused_with(std::string(200'000, 'x'));
    return {{"body kept in an error", bytes(plain.body().size())},
            {"error body that is read", bytes(unread - 1 + head.size() + tail.size())},
            {"message taken from plain text", bytes(plain.message().size())},
            {"fields, messages and scopes kept in an error", text_of(fields.fields().size(), "entries")},
            {"fields of an error that are printed", text_of(printed, "fields")},
            {"text of one part of a printed error", bytes(shown)}};
}

/// Answers every grant with a token and lists in lists, and notes the limits that it was given.
struct nested_token {
    std::shared_ptr<std::size_t> header_bytes = std::make_shared<std::size_t>(0);
    std::size_t levels = 1;

    bb::http_response send(const bb::http_request&, const bb::transport_limits& limits) const {
        *header_bytes = limits.max_header_bytes;
        const std::size_t lists = levels - 1;
        return {200, {}, R"({"access_token":"x","a":)" + std::string(lists, '[') + '0' + std::string(lists, ']') + '}'};
    }
};

rows of_token_replies() {
    nested_token server;
    const std::size_t too_deep = first_true(1000, [&](std::size_t levels) {
        server.levels = levels + 1;
        return !bb::oauth2_client{server, {"key", bb::secret("s")}}.try_send(bb::client_credentials_grant{});
    });
    const std::size_t unparsed = first_true(4000, [](std::size_t levels) {
        try {
            return bb::parse_json(bb::json_text(std::string(levels, '[') + std::string(levels, ']'))).is_null();
        } catch (const bb::decode_error&) {
            return levels != 0;
        }
    });
    return {{"headers of a token reply", bytes(*server.header_bytes)},
            {"nesting of a token reply", text_of(too_deep, "levels")},
            {"nesting that parse_json takes", text_of(unparsed - 1, "levels")},
            {"callback of an authorization", bytes(bb::detail::max_callback)}};
}

rows of_decoding() {
    // A member that repeats is made anew each time, so that all of them count, and one takes up memory.
    constexpr std::size_t mib = std::size_t{1} << 20U;
    const std::size_t each = bb::detail::descriptor<bb::boxed<bb::repository>>.bytes;
    const std::size_t too_much = first_true(256, [&](std::size_t size) {
        std::string body = "{";
        for (std::size_t i = 0; i <= size * mib / each; ++i) body += R"("parent":{},)";
        scripted script;
        script.reply(200, body + R"("name":""})");
        const auto reply = bb::client{script}.try_send(bb::repositories::get{"w", "r"});
        if (!reply) CHECK(reply.error().kind() == bb::error_kind::decode);
        return !reply;
    });
    return {{"values decoded from one reply", bytes(too_much * mib)},
            {"JSON read into the items that a walk keeps", bytes(bb::detail::most_read_into_kept)}};
}

rows of_waits() {
    const bb::detail::cooldown cold;
    const auto now = std::chrono::steady_clock::now();
    cold.extend(0, now, hours(100));
    const auto asked = bb::detail::parse_retry_after("999999999999", {});
    REQUIRE(asked);
    bb::rate_limiter::options one;
    one.per_hour = 1;
    bb::rate_limiter limiter(one);
    CHECK(limiter.take(bb::all_requests, now).count() == 0);
    scripted script;
    for (int i = 0; i < 40; ++i) script.reply(302, "", {{"Location", "/2.0/" + std::to_string(i)}});
    CHECK_FALSE(bb::client{script}.try_send(bb::users::current{}));
    return {{"longest cool-down", text_of(cold.left(0, now))},
            {"longest Retry-After", text_of(*asked)},
            {"window of rate_limiter", text_of(limiter.take(bb::all_requests, now))},
            {"redirects in a row", text_of(script.requests().size() - 1, "hops")}};
}

// tests/http tries what the transport does with them.
rows of_streams() {
    return {{"body that streams through a transport without streams", bytes(bb::detail::most_whole_bytes)},
            {"source that is sent without asking first", bytes(bb::detail::worth_asking)},
            {"least that a stream moves within total_timeout", bytes(bb::detail::stream_step)}};
}

// --- sessions, in a time of their own ---------------------------------------------------------------------------------

/// A session whose token a 401 has renewed some time ago, and which meets another 401.
unit::token_server refused_again(seconds after, bool dead_refresh_token) {
    const unit::token_server server;
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.revoke("access-0");
    CHECK(api.try_send(bb::users::current{}));
    server.time().advance(after);
    server.revoke("access-1");
    if (dead_refresh_token)
        server.on_grant([](const std::string& body) -> std::optional<bb::http_response> {
            if (!body.ends_with("refresh-1")) return std::nullopt;
            return bb::http_response{400, {}, R"({"error":"invalid_grant"})"};
        });
    static_cast<void>(api.try_send(bb::users::current{}));
    return server;
}

/// A session whose renewal fails while its token still works, and which is used again some time later.
unit::token_server failing(seconds after) {
    const unit::token_server server;
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.on_grant([](const std::string&) { return bb::http_response{503, {}, {}}; });
    server.time().advance(minutes(119));
    CHECK(api.try_send(bb::users::current{}));
    server.time().advance(after);
    static_cast<void>(api.try_send(bb::users::current{}));
    return server;
}

/// How long the renewal of a token that still works may take.
milliseconds time_for_early_renewal() {
    const unit::token_server server;
    milliseconds given{0};
    const unit::fake_transport noting{[&](const auto& request, const auto& limits) {
        given = std::chrono::duration_cast<milliseconds>(limits.deadline.when() - server.time().now());
        return server.send(request, limits);
    }};
    bb::oauth2_options options;
    options.clock = server.time().source();
    const bb::oauth2_client tokens{noting, {"key", bb::secret("consumer-secret")}, options};
    const bb::client api = server.api(bb::oauth2_session{tokens, server.first_token()});
    server.time().advance(minutes(119));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 1);
    return given;
}

rows of_sessions() {
    const auto found = [](const auto& predicate) {
        return text_of(milliseconds(
            seconds(first_true(3600, [&](std::size_t at) { return predicate(seconds(static_cast<long long>(at))); }))));
    };
    return {{"least time between two renewals after a 401",
             found([](seconds after) { return refused_again(after, false).grants().size() == 2; })},
            {"time in which the refresh token before the last is tried",
             found([](seconds after) { return refused_again(after, true).grants().size() == 2; })},
            {"renewal of a token that still works", text_of(time_for_early_renewal())},
            {"pause after a renewal that failed",
             found([](seconds after) { return failing(after).grants().size() == 2; })}};
}

}  // namespace

TEST_CASE("the table of defaults has the fixed bounds as they are found by trying", "[defaults]") {
    rows all;
    for (const rows& some : {of_errors(), of_token_replies(), of_decoding(), of_waits(), of_streams(), of_sessions()}) {
        for (const auto& row : some) CHECK(all.insert(row).second);
    }
    unit::compare(all, false);
}

}  // namespace test_fixed_bounds
