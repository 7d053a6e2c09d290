// SPDX-License-Identifier: MIT
// oauth2/session.hpp: when a token is renewed, what happens to the new one, and what when that fails.
#include <bitbucket/api/projects.hpp>
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>

#include "support/catch.hpp"
#include "unit/support/token_server.hpp"

namespace test_oauth2_session {

namespace bb = bitbucket;
using std::chrono::minutes;
using std::chrono::seconds;
using strings = std::vector<std::string>;

namespace {

std::string refresh_of(int number) {
    return "grant_type=refresh_token&refresh_token=refresh-" + std::to_string(number);
}

bb::http_response refusal() {
    return {400, {}, R"({"error":"invalid_grant","error_description":"gone"})"};
}

}  // namespace

TEST_CASE("a token is used until shortly before it expires, and then renewed first", "[oauth]") {
    const unit::token_server server;
    const bb::oauth2_session session{server.client(), server.first_token(), {.skew = minutes(5)}};
    const bb::client api = server.api(session);
    api.send(bb::users::current{});
    server.time().advance(minutes(114));
    api.send(bb::users::current{});
    CHECK(server.grants().empty());
    server.time().advance(minutes(2));
    api.send(bb::users::current{});
    api.send(bb::users::current{});
    CHECK(server.grants() == strings{refresh_of(0)});
    CHECK(server.api_tokens() == strings{"access-0", "access-0", "access-1", "access-1"});
    CHECK(session.current().refresh_token == bb::secret("refresh-1"));
    server.time().advance(minutes(116));
    api.send(bb::users::current{});
    CHECK(server.grants() == strings{refresh_of(0), refresh_of(1)});
}

TEST_CASE("a 401 renews the token once, and the call goes on", "[oauth]") {
    const unit::token_server server;
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.revoke("access-0");
    const auto reply = api.exchange(bb::users::current{});
    CHECK(reply.value.display_name == "Mia");
    CHECK(reply.attempts == 2);
    CHECK(server.grants() == strings{refresh_of(0)});
    CHECK(server.api_tokens() == strings{"access-0", "access-1"});
}

TEST_CASE("a POST is sent again after a 401 too, for it was not carried out", "[oauth]") {
    const unit::token_server server;
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.revoke("access-0");
    CHECK(api.try_send(bb::projects::create{"acme", {.key = "WEB", .name = "Web"}}));
    CHECK(server.api_tokens() == strings{"access-0", "access-1"});
}

TEST_CASE("a 401 that means no permission does not renew again and again", "[oauth]") {
    const unit::token_server server;
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.forbid_everything();
    for (int i = 0; i < 5; ++i) {
        const auto reply = api.try_send(bb::users::current{});
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::unauthorized);
        CHECK_FALSE(reply.error().hint().empty());
    }
    CHECK(server.grants() == strings{refresh_of(0)});
    CHECK(server.api_tokens().size() == 6);
    server.time().advance(minutes(2));
    static_cast<void>(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 2);
}

TEST_CASE("the new token is handed over before it is used, and kept back if that fails", "[oauth]") {
    const unit::token_server server;
    strings stored;
    bool broken = true;
    const bb::oauth2_session session{server.client(), server.first_token(), {.on_refresh = [&](const auto& next) {
                                         if (broken)
                                             throw std::runtime_error("disk full: " + next.access_token.reveal());
                                         stored.push_back(next.refresh_token.reveal());
                                         CHECK(server.api_tokens() == strings{"access-0"});
                                     }}};
    const bb::client api = server.api(session);
    // The old one goes on being used while it works.
    server.time().advance(minutes(119));
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants() == strings{refresh_of(0)});
    server.time().advance(minutes(2));
    const auto reply = api.try_send(bb::users::current{});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == bb::error_kind::oauth);
    CHECK(reply.error().describe().find("access-1") == std::string::npos);
    CHECK(session.current().access_token == bb::secret("access-0"));
    CHECK(session.current().refresh_token == bb::secret("refresh-0"));
    CHECK(server.api_tokens() == strings{"access-0"});
    // What could not be stored is offered again, also long after the old refresh token has died.
    server.time().advance(minutes(20));
    broken = false;
    CHECK(api.try_send(bb::users::current{}));
    CHECK(stored == strings{"refresh-1"});
    CHECK(server.grants() == strings{refresh_of(0)});
    CHECK(server.api_tokens() == strings{"access-0", "access-1"});
}

TEST_CASE("a token that could not be stored is not forgotten when the token endpoint fails too", "[oauth]") {
    const unit::token_server server;
    bool broken = true;
    const bb::oauth2_session session{server.client(), server.first_token(), {.on_refresh = [&](const auto&) {
                                         if (broken) throw std::runtime_error("disk full");
                                     }}};
    const bb::client api = server.api(session);
    server.time().advance(minutes(125));
    CHECK_FALSE(api.try_send(bb::users::current{}));
    // Its access token expires before it is stored, and then the endpoint is down for a while.
    server.time().advance(minutes(130));
    server.on_grant([](const std::string&) { return bb::http_response{503, {}, {}}; });
    broken = false;
    CHECK_FALSE(api.try_send(bb::users::current{}));
    server.on_grant({});
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants() == strings{refresh_of(0), refresh_of(1), refresh_of(1)});
}

TEST_CASE("a refresh token that somebody else exchanged still works for some minutes", "[oauth]") {
    const unit::token_server server;
    const bb::oauth2_token mine = server.first_token();
    // Another process renews it; ours does not know.
    server.client().send(bb::refresh_grant{mine.refresh_token});
    server.time().advance(minutes(5));
    server.revoke("access-0");
    CHECK(server.api(bb::oauth2_session{server.client(), mine}).try_send(bb::users::current{}));
}

TEST_CASE("the token before the last one helps out when the last one is refused", "[oauth]") {
    const unit::token_server server;
    const bb::oauth2_session session{server.client(), server.first_token()};
    const bb::client api = server.api(session);
    server.revoke("access-0");
    CHECK(api.try_send(bb::users::current{}));
    server.time().advance(minutes(3));
    server.revoke("access-1");
    server.on_grant(
        [](const std::string& body) { return body == refresh_of(1) ? std::optional(refusal()) : std::nullopt; });
    CHECK(api.try_send(bb::users::current{}));
    CHECK(server.grants() == strings{refresh_of(0), refresh_of(1), refresh_of(0)});
    // Ten minutes after its first use it is not even tried.
    server.time().advance(minutes(15));
    server.revoke("access-2");
    server.on_grant([](const std::string&) { return refusal(); });
    CHECK_FALSE(api.try_send(bb::users::current{}));
    CHECK(server.grants().size() == 4);
}

TEST_CASE("a stored token that is stale is replaced by the one that is stored now", "[oauth]") {
    const unit::token_server server;
    const bb::oauth2_token mine = server.first_token();
    const bb::oauth2_token theirs = server.client().send(bb::refresh_grant{mine.refresh_token});
    server.time().advance(minutes(30));
    server.revoke("access-0");
    int asked = 0;
    const bb::oauth2_session session{server.client(), mine, {.reload = [&]() -> std::optional<bb::oauth2_token> {
                                         ++asked;
                                         return theirs;
                                     }}};
    CHECK(server.api(session).try_send(bb::users::current{}));
    CHECK(asked == 1);
    CHECK(session.current() == theirs);
    CHECK(server.api_tokens() == strings{"access-0", "access-1"});
}

TEST_CASE("a dead refresh token is not sent again for every call", "[oauth]") {
    const unit::token_server server;
    server.on_grant([](const std::string&) { return refusal(); });
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.time().advance(minutes(130));
    for (int i = 0; i < 4; ++i) {
        const auto reply = api.try_send(bb::users::current{});
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::oauth);
        CHECK(reply.error().code() == "invalid_grant");
        CHECK_FALSE(reply.error().hint().empty());
    }
    CHECK(server.grants().size() == 1);
    CHECK(server.api_tokens().empty());
}

TEST_CASE("client credentials are asked for again instead of refreshed", "[oauth]") {
    const unit::token_server server;
    const bb::client api = server.api(bb::oauth2_session{server.client(), bb::client_credentials_grant{}});
    CHECK(server.grants().empty());
    api.send(bb::users::current{});
    server.revoke("access-1");
    server.time().advance(minutes(5));
    api.send(bb::users::current{});
    server.time().advance(minutes(121));
    api.send(bb::users::current{});
    CHECK(server.grants() == strings(3, "grant_type=client_credentials"));
    CHECK(server.api_tokens() == strings{"access-1", "access-1", "access-2", "access-3"});
}

TEST_CASE("a token that nothing can renew is used as it is", "[oauth]") {
    const unit::token_server server;
    bb::oauth2_token bare = server.first_token();
    bare.refresh_token = {};
    const bb::client api = server.api(bb::oauth2_session{server.client(), bare});
    server.time().advance(minutes(300));
    CHECK(api.try_send(bb::users::current{}));
    server.revoke("access-0");
    CHECK(api.try_send(bb::users::current{}).error().kind() == bb::error_kind::unauthorized);
    CHECK(server.grants().empty());
    const bb::client empty = server.api(bb::oauth2_session{server.client(), bb::oauth2_token{}});
    CHECK(empty.try_send(bb::users::current{}).error().kind() == bb::error_kind::usage);
}

TEST_CASE("a walk renews its token between two pages", "[oauth]") {
    const unit::token_server server;
    bb::oauth2_token token = server.first_token();
    token.expires_at = server.time().wall_clock() + minutes(3);
    const bb::client api = server.api(bb::oauth2_session{server.client(), token});
    std::size_t pages = 0;
    for (const auto& page : api.try_pages(bb::ssh_keys::list{"{me}"})) {
        CHECK(page);
        ++pages;
        server.time().advance(minutes(2));
    }
    CHECK(pages == 2);
    CHECK(server.api_tokens() == strings{"access-0", "access-1"});
}

}  // namespace test_oauth2_session
