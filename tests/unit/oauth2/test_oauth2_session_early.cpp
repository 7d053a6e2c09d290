// SPDX-License-Identifier: MIT
// oauth2/session.hpp: the renewal of a token that still works costs no call anything, and short-lived tokens are not
// renewed over and over.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>

#include "support/catch.hpp"
#include "unit/support/token_server.hpp"

namespace test_oauth2_session_early {

namespace bb = bitbucket;
using std::chrono::minutes;
using std::chrono::seconds;
using strings = std::vector<std::string>;

namespace {

bb::http_response token_for(int expires_in) {
    return {
        200, {}, R"({"access_token":"short","refresh_token":"next","expires_in":)" + std::to_string(expires_in) + "}"};
}

/// A client that retries as the library does by default.
bb::oauth2_client patient(const unit::token_server& server) {
    return {server, {"key", bb::secret("consumer-secret")}, {.clock = server.time().source()}};
}

}  // namespace

TEST_CASE("a token that still works is used while the token endpoint is down", "[oauth]") {
    const unit::token_server server;
    server.on_grant([](const std::string&) { return bb::http_response{503, {}, {}}; });
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.time().advance(minutes(119));
    for (int i = 0; i < 5; ++i) CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 1);
    server.time().advance(seconds(11));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 2);
    // Once it has expired, the failure is the call's.
    server.time().advance(minutes(2));
    const auto reply = api.try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == bb::error_kind::server_error);
    server.on_grant({});
    CHECK(api.try_send(bb::users::current{}));
}

TEST_CASE("a token that lives no longer than the skew is renewed once, not for ever", "[oauth]") {
    for (const int lifetime : {0, 1, 60, 120, 3600}) {
        for (const auto skew : {seconds(120), seconds(7200)}) {
            CAPTURE(lifetime, skew.count());
            const unit::token_server server;
            server.on_grant([=](const std::string&) { return std::optional(token_for(lifetime)); });
            const bool own = lifetime == 60;
            const bb::oauth2_session session =
                own ? bb::oauth2_session{server.client(), bb::client_credentials_grant{}, {.skew = skew}}
                    : bb::oauth2_session{server.client(), server.first_token(), {.skew = skew}};
            const bb::client api = server.api(session);
            server.time().advance(minutes(125));
            CHECK(api.try_send(bb::users::current{}));
            CHECK(server.grants().size() == 1);
            // One that is dead on arrival is all that this server gives; every call asks for another, once.
            CHECK(api.try_send(bb::users::current{}));
            CHECK(server.grants().size() == (lifetime == 0 ? 2 : 1));
            if (lifetime < 60) continue;
            // Half its life, or what the skew leaves of it.
            const seconds used = (std::max)(seconds(lifetime / 2), seconds(lifetime) - skew);
            server.time().advance(used - seconds(1));
            CHECK(api.try_send(bb::users::current{}));
            CHECK(server.grants().size() == 1);
            server.time().advance(seconds(2));
            CHECK(api.try_send(bb::users::current{}));
            CHECK(server.grants().size() == 2);
        }
    }
}

TEST_CASE("the renewal of a token that works is tried once, and briefly", "[oauth]") {
    const unit::token_server server;
    bool hangs = false;
    server.on_grant([&](const std::string&) -> std::optional<bb::http_response> {
        if (!hangs) return bb::http_response{429, {}, {}};
        // As a transport does whose peer says nothing until the deadline.
        server.time().advance(seconds(10));
        throw bb::deadline_exceeded();
    });
    const bb::client api = server.api(bb::oauth2_session{patient(server), server.first_token()});
    server.time().advance(seconds(7100));
    const auto before = server.time().now();
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 1);
    CHECK(server.time().now() == before);
    hangs = true;
    server.time().advance(seconds(11));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 2);
    // Once the token has expired there is no way without a new one, and it is tried as often as the policy says.
    hangs = false;
    server.time().advance(seconds(100));
    const auto reply = api.try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == bb::error_kind::rate_limited);
    CHECK(server.grants().size() == 2U + static_cast<unsigned>(reply.error().attempts()));
    CHECK(reply.error().attempts() > 1);
}

TEST_CASE("the renewal of a token that works leaves a call half of its time", "[oauth]") {
    const unit::token_server server;
    server.on_grant([&](const std::string&) -> std::optional<bb::http_response> {
        // Says nothing until the time is over.
        server.time().advance(std::chrono::duration_cast<std::chrono::milliseconds>(server.grant_deadline().when() -
                                                                                    server.time().now()));
        throw bb::deadline_exceeded();
    });
    const bb::client api = server.api(bb::oauth2_session{patient(server), server.first_token()});
    server.time().advance(seconds(7100));
    const auto begin = server.time().now();
    CHECK(api.try_send(bb::users::current{}, {.deadline = bb::deadline::at(begin + seconds(4))}));
    CHECK(server.time().now() - begin == seconds(2));
    CHECK(server.api_tokens().size() == 1);
}

TEST_CASE("a renewal that asks twice takes no longer", "[oauth]") {
    const unit::token_server server;
    const auto begin = server.time().now();
    server.on_grant([&](const std::string&) -> std::optional<bb::http_response> {
        server.time().advance(seconds(9));
        if (server.grants().size() == 1) return bb::http_response{400, {}, R"({"error":"invalid_grant"})"};
        throw bb::deadline_exceeded();
    });
    const bb::oauth2_token other{bb::secret("a"), bb::secret("r")};
    bb::oauth2_token stale = server.first_token();
    stale.expires_at = server.time().wall_clock() + seconds(100);
    bb::oauth2_token dead = other;
    dead.expires_at = server.time().wall_clock() - seconds(1);
    const bb::client api =
        server.api(bb::oauth2_session{patient(server), stale, {.reload = [&] { return std::optional(dead); }}});
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 2);
    CHECK(server.grant_deadline().when() - begin == seconds(10));
}

TEST_CASE("a short-lived token that could not be stored is offered again, not replaced", "[oauth]") {
    const unit::token_server server;
    server.on_grant([](const std::string&) { return std::optional(token_for(100)); });
    int offered = 0;
    const bb::client api = server.api(
        bb::oauth2_session{server.client(), server.first_token(), {.on_refresh = [&](const bb::oauth2_token&) {
                               if (++offered < 3) throw std::runtime_error("disk full");
                           }}});
    server.time().advance(minutes(125));
    CHECK_FALSE(api.try_send(bb::users::current{}));
    CHECK_FALSE(api.try_send(bb::users::current{}));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(offered == 3);
    CHECK(server.grants().size() == 1);
}

TEST_CASE("a refresh token that is dead ends no call while the access token works", "[oauth]") {
    const unit::token_server server;
    server.on_grant(
        [](const std::string&) { return std::optional(bb::http_response{400, {}, R"({"error":"invalid_grant"})"}); });
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.time().advance(minutes(119));
    for (int i = 0; i < 5; ++i) {
        CHECK(api.try_send(bb::users::current{}));
        server.time().advance(seconds(11));
    }
    CHECK(server.grants().size() == 1);
    server.time().advance(minutes(1));
    const auto reply = api.try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().code() == "invalid_grant");
}

TEST_CASE("a call that is cancelled or out of time while its 401 is looked into ends with that", "[oauth]") {
    for (const bool cancels : {true, false}) {
        const unit::token_server server;
        bb::cancel_source stop;
        server.on_grant([&](const std::string&) -> std::optional<bb::http_response> {
            if (!cancels) throw bb::deadline_exceeded(true);
            stop.cancel();
            throw bb::cancelled(true);
        });
        const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
        server.revoke("access-0");
        const auto reply = api.try_send(bb::users::current{}, {.cancel = stop.token()});
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == (cancels ? bb::error_kind::cancelled : bb::error_kind::deadline_exceeded));
        CHECK(reply.error().attempts() == 1);
        CHECK_FALSE(reply.error().nothing_sent());
    }
}

}  // namespace test_oauth2_session_early
