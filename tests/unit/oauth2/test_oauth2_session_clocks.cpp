// SPDX-License-Identifier: MIT
// oauth2/session.hpp: ages are measured on the steady clock, whatever happens to the wall clock; extreme settings; and
// callbacks that make a call with their own session.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>

#include "support/catch.hpp"
#include "unit/support/token_server.hpp"

namespace test_oauth2_session_clocks {

namespace bb = bitbucket;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using wall_clock = std::chrono::system_clock;

TEST_CASE("a wall clock that is set, back or forward, renews no token and keeps none", "[oauth]") {
    for (const int years : {-1, 1}) {
        CAPTURE(years);
        const unit::token_server server;
        const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
        server.time().set_wall_clock(years * hours(24 * 365));
        CHECK(api.try_send(bb::users::current{}));
        CHECK(server.grants().empty());
        server.time().advance(minutes(119));
        CHECK(api.try_send(bb::users::current{}));
        CHECK(server.grants().size() == 1);
        // The same with a token that the session has got itself, and again.
        server.time().set_wall_clock(years * hours(24 * 365));
        server.time().advance(minutes(117));
        CHECK(api.try_send(bb::users::current{}));
        CHECK(server.grants().size() == 1);
        server.time().advance(minutes(2));
        CHECK(api.try_send(bb::users::current{}));
        CHECK(server.grants().size() == 2);
        CHECK(server.api_tokens().back() == "access-2");
    }
}

TEST_CASE("a wall clock that is set back after a failure or a 401 does not stop the next renewal", "[oauth]") {
    const unit::token_server server;
    server.on_grant([](const std::string&) { return bb::http_response{503, {}, {}}; });
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.time().advance(minutes(119));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 1);
    server.time().set_wall_clock(hours(-24 * 365));
    server.on_grant({});
    server.time().advance(seconds(11));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 2);
    server.time().set_wall_clock(hours(-24 * 365));
    server.time().advance(minutes(2));
    server.revoke("access-1");
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 3);
}

TEST_CASE("a stored token keeps the time that it has left when the session takes it", "[oauth]") {
    const unit::token_server server;
    const bb::oauth2_token stored = bb::token_from_stored_text(bb::to_stored_text(server.first_token())).value();
    server.time().advance(minutes(90));
    const bb::client api = server.api(bb::oauth2_session{server.client(), stored});
    server.time().set_wall_clock(hours(-48));
    server.time().advance(minutes(27));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().empty());
    server.time().advance(minutes(2));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 1);
}

TEST_CASE("any skew, time of expiry and deadline works", "[oauth]") {
    for (const seconds skew : {(seconds::max)(), (seconds::min)(), seconds(-1), seconds(0)}) {
        CAPTURE(skew.count());
        const unit::token_server server;
        const bb::oauth2_session session{server.client(), server.first_token(), {.skew = skew}};
        const bb::client api = server.api(session);
        CHECK(api.try_send(bb::users::current{}));
        // More than any life: renewed at once, and then at half of each life.
        const std::size_t renewed = skew > seconds(0) ? 1 : 0;
        CHECK(server.grants().size() == renewed);
        CHECK(api.try_send(bb::users::current{}));
        CHECK(server.grants().size() == renewed);
        server.time().advance(minutes(119));
        CHECK(api.try_send(bb::users::current{}));
        CHECK(server.grants().size() == 2 * renewed);
        server.time().advance(minutes(2));
        CHECK(api.try_send(bb::users::current{}));
        CHECK(server.grants().size() == (renewed == 1 ? 2 : 1));
    }
    for (const auto expiry : {(wall_clock::time_point::max)(), (wall_clock::time_point::min)()}) {
        const unit::token_server server;
        bb::oauth2_token token = server.first_token();
        token.expires_at = expiry;
        const bb::client api = server.api(bb::oauth2_session{server.client(), token});
        CHECK(api.try_send(bb::users::current{}));
        CHECK(server.grants().size() == (expiry < wall_clock::time_point() ? 1 : 0));
    }
    // The renewal of a token that still works looks at the deadline before anything else does.
    const unit::token_server server;
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.time().advance(minutes(119));
    using steady = std::chrono::steady_clock::time_point;
    for (const steady when : {(steady::min)(), (steady::max)() - seconds(1)}) {
        const auto reply = api.try_send(bb::users::current{}, {.deadline = bb::deadline::at(when)});
        CHECK(reply.has_value() == (when > steady()));
        if (!reply) CHECK(reply.error().kind() == bb::error_kind::deadline_exceeded);
    }
}

TEST_CASE("a callback that makes a call with its own session gets an error, and so does who asked", "[oauth]") {
    for (const bool reloads : {false, true}) {
        for (const bool swallows : {false, true}) {
            CAPTURE(reloads, swallows);
            const unit::token_server server;
            std::optional<bb::client> own;
            std::vector<bb::error> inner;
            const auto call = [&] {
                const auto reply = own->try_send(bb::users::current{});
                if (!reply) inner.push_back(reply.error());
                if (!reply && !swallows) reply.error().raise();
            };
            bb::oauth2_session_options options;
            if (reloads) {
                server.on_grant([](const std::string&) {
                    return std::optional(bb::http_response{400, {}, R"({"error":"invalid_grant"})"});
                });
                options.reload = [&]() -> std::optional<bb::oauth2_token> {
                    call();
                    return std::nullopt;
                };
            } else {
                options.on_refresh = [&](const bb::oauth2_token&) { call(); };
            }
            own.emplace(server.api(bb::oauth2_session{server.client(), server.first_token(), options}));
            server.time().advance(minutes(130));
            const auto reply = own->try_send(bb::users::current{});
            REQUIRE(inner.size() == 1);
            CHECK(inner[0].kind() == bb::error_kind::usage);
            CHECK(inner[0].message().find("own session") != std::string::npos);
            // What the callback does with the error is its own affair.
            CHECK(reply.has_value() == (swallows && !reloads));
            if (!reply && !swallows) {
                CHECK(reply.error().kind() == bb::error_kind::usage);
                CHECK(reply.error().message() == inner[0].message());
            }
        }
    }
}

}  // namespace test_oauth2_session_clocks
