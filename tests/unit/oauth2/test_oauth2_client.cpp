// SPDX-License-Identifier: MIT
// oauth2/client.hpp, oauth2/grant.hpp, oauth2/token.hpp: what is posted for each grant, what is read of the answer, and the
// errors of the token endpoint.
#include <bitbucket/oauth2.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <sstream>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_oauth2_client {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

struct endpoint {
    scripted script;
    unit::fake_time time;

    [[nodiscard]] bb::oauth2_client client(bb::oauth2_consumer consumer = {"k3y", bb::secret("c0nsumer-secret")},
                                           std::string url = "https://bitbucket.org/site/oauth2/access_token") const {
        bb::oauth2_options options;
        options.token_url = std::move(url);
        options.clock = time.source();
        return {script, std::move(consumer), options};
    }
    [[nodiscard]] bb::testing::recorded_request sent(std::size_t number = 0) const {
        return script.requests().at(number);
    }
};

constexpr const char* full_answer =
    R"({"access_token":"eyJ.a.b","refresh_token":"r2","token_type":"bearer","state":"x","expires_in":7200,)"
    R"("scope":"repository account"})";

}  // namespace

TEST_CASE("each grant is posted as a form, with the consumer's Basic credential", "[oauth]") {
    endpoint at;
    for (int i = 0; i < 3; ++i) at.script.reply(200, full_answer);
    const auto oauth = at.client();
    oauth.send(bb::client_credentials_grant{});
    oauth.send(bb::refresh_grant{bb::secret("r1+/=")});
    oauth.send(bb::authorization_code_grant{bb::secret("c&de"), "http://127.0.0.1:8765/back", bb::secret("v3rifier")});
    CHECK(at.sent(0).body == "grant_type=client_credentials");
    CHECK(at.sent(1).body == "grant_type=refresh_token&refresh_token=r1%2B%2F%3D");
    CHECK(at.sent(2).body ==
          "grant_type=authorization_code&code=c%26de&redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2Fback&"
          "code_verifier=v3rifier");
    for (const auto& each : at.script.requests()) {
        CHECK(each.method == bb::http_method::post);
        CHECK(each.url == "https://bitbucket.org/site/oauth2/access_token");
        CHECK(each.headers.value("Authorization") == "Basic " + bb::detail::base64("k3y:c0nsumer-secret"));
        CHECK(each.headers.value("Content-Type") == "application/x-www-form-urlencoded");
        CHECK(each.headers.value("Accept") == "application/json");
    }
}

TEST_CASE("a JWT is sent in the Authorization header, and the consumer is not", "[oauth]") {
    endpoint at;
    at.script.reply(200, full_answer);
    at.client({"", bb::secret()}).send(bb::jwt_grant{bb::secret("aaa.bbb.ccc")});
    CHECK(at.sent().headers.value("Authorization") == "JWT aaa.bbb.ccc");
    CHECK(at.sent().body == "grant_type=urn%3Abitbucket%3Aoauth2%3Ajwt");
}

TEST_CASE("the answer is read with scope or scopes, and with any lifetime", "[oauth]") {
    endpoint at;
    at.script.reply(200, full_answer)
        .reply(200, R"({"access_token":"a","scopes":"account, repository:write","expires_in":"3600"})")
        .reply(200, R"({"access_token":")" + std::string(5000, 'x') + R"(","expires_in":null})")
        .reply(200, R"({"access_token":"a","expires_in":-5})");
    const auto oauth = at.client();
    const auto first = oauth.send(bb::client_credentials_grant{});
    CHECK(first.access_token == bb::secret("eyJ.a.b"));
    CHECK(first.refresh_token == bb::secret("r2"));
    CHECK(first.expires_at == at.time.wall_clock() + std::chrono::seconds(7200));
    CHECK(first.scopes == std::vector<std::string>{"repository", "account"});
    const auto second = oauth.send(bb::client_credentials_grant{});
    CHECK(second.scopes == std::vector<std::string>{"account", "repository:write"});
    CHECK(second.expires_at == at.time.wall_clock() + std::chrono::seconds(3600));
    CHECK(second.refresh_token.empty());
    const auto third = oauth.send(bb::client_credentials_grant{});
    CHECK(third.access_token.reveal().size() == 5000);
    CHECK_FALSE(third.expires_at);
    CHECK_FALSE(oauth.send(bb::client_credentials_grant{}).expires_at);
}

TEST_CASE("what the token endpoint refuses is an oauth_error with its code", "[oauth]") {
    endpoint at;
    at.script.reply(400, R"({"error_description": "Unsupported grant type: None", "error": "invalid_grant"})")
        .reply(401, R"({"error": "invalid_client"})")
        .reply(400, "Bad Request", {{"Content-Type", "text/plain"}})
        .reply(404, R"({"type":"error","error":{"message":"Resource not found"}})")
        .reply(410, "")
        .reply(302, "")
        .reply(503, R"({"error": "temporarily_unavailable"})")
        .reply(429, R"({"error": "slow_down"})");
    const auto oauth = at.client();
    const auto grant = oauth.try_send(bb::refresh_grant{bb::secret("r1")});
    REQUIRE_FALSE(grant);
    CHECK(grant.error().kind() == bb::error_kind::oauth);
    CHECK_THROWS_AS(grant.value(), bb::oauth_error);
    CHECK(grant.error().code() == "invalid_grant");
    CHECK(grant.error().status() == 400);
    CHECK(grant.error().detail() == "Unsupported grant type: None");
    CHECK_THAT(grant.error().what(), ContainsSubstring("POST /site/oauth2/access_token answered 400: invalid_grant"));
    CHECK_FALSE(grant.error().hint().empty());
    CHECK(oauth.try_send(bb::client_credentials_grant{}).error().code() == "invalid_client");
    const auto plain = oauth.try_send(bb::client_credentials_grant{}).error();
    CHECK(plain.kind() == bb::error_kind::oauth);
    CHECK(plain.code().empty());
    CHECK(plain.message() == "Bad Request");
    // A caller of the API must not take a wrong token_url for "it is gone already".
    for (const int status : {404, 410, 302}) {
        const auto other = oauth.try_send(bb::client_credentials_grant{}).error();
        CHECK(other.kind() == bb::error_kind::oauth);
        CHECK(other.status() == status);
    }
    // "Later" stays what it is, whatever code comes with it.
    const auto once = oauth.without_retries();
    const auto unavailable = once.try_send(bb::client_credentials_grant{}).error();
    CHECK(unavailable.kind() == bb::error_kind::server_error);
    CHECK(unavailable.code() == "temporarily_unavailable");
    CHECK(once.try_send(bb::client_credentials_grant{}).error().kind() == bb::error_kind::rate_limited);
}

TEST_CASE("a success without a token is a decode_error that keeps no body", "[oauth]") {
    for (const char* body : {"{}", "", "[]", "<html>", R"({"access_token":""})", R"({"access_token":null})"}) {
        endpoint at;
        at.script.reply(200, body);
        const auto reply = at.client().try_send(bb::client_credentials_grant{});
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::decode);
        CHECK(reply.error().body().empty());
    }
}

TEST_CASE("what cannot work is refused before anything is sent", "[oauth]") {
    endpoint at;
    const auto problem = [&](const bb::oauth2_client& oauth, const bb::oauth2_grant& grant) {
        const auto reply = oauth.try_send(grant);
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::usage);
        CHECK(reply.error().attempts() == 0);
        return reply.error().message();
    };
    const bb::client_credentials_grant plain;
    CHECK_THAT(problem(at.client({"", bb::secret("s")}), plain), ContainsSubstring("key must not be empty"));
    CHECK_THAT(problem(at.client({"k", bb::secret()}), plain), ContainsSubstring("secret must not be empty"));
    CHECK_THAT(problem(at.client({"k", bb::secret::from_env("BITBUCKET_NOT_SET")}), plain),
               ContainsSubstring("BITBUCKET_NOT_SET is not set"));
    CHECK_THAT(problem(at.client({"k:k", bb::secret("s")}), plain), ContainsSubstring("colon"));
    CHECK_THAT(problem(at.client({"k", bb::secret("s\r\nX: y")}), plain), ContainsSubstring("control character"));
    CHECK_THAT(problem(at.client({"k", bb::secret("s")}, "http://bitbucket.org/t"), plain), ContainsSubstring("https"));
    CHECK_THAT(problem(at.client({"k", bb::secret("s")}, "nowhere"), plain), ContainsSubstring("token_url"));
    CHECK_THAT(problem(at.client(), bb::refresh_grant{bb::secret()}), ContainsSubstring("refresh_token"));
    CHECK_THAT(problem(at.client(), bb::jwt_grant{bb::secret("a b")}), ContainsSubstring("JWT"));
    CHECK_THAT(problem(at.client(), bb::jwt_grant{bb::secret()}), ContainsSubstring("JWT"));
    CHECK(at.script.requests().empty());
    at.script.reply(200, full_answer);
    CHECK(at.client({"k", bb::secret("s")}, "http://127.0.0.1:8080/t").try_send(plain));
}

TEST_CASE("an authorization code is sent once, and the other grants as often as the policy says", "[oauth]") {
    const auto attempts = [](const bb::oauth2_grant& grant, bool nothing_sent) {
        endpoint at;
        for (int i = 0; i < 3; ++i) at.script.fail(bb::transport_error("broken", nothing_sent));
        CHECK_FALSE(at.client().try_send(grant));
        return at.script.requests().size();
    };
    const bb::authorization_code_grant code{bb::secret("c"), "", bb::secret()};
    CHECK(attempts(code, false) == 1);
    CHECK(attempts(code, true) == 3);
    CHECK(attempts(bb::refresh_grant{bb::secret("r")}, false) == 3);
    CHECK(attempts(bb::client_credentials_grant{}, false) == 3);
}

TEST_CASE("a token can be kept as text and read again, and is never printed", "[oauth][secrets]") {
    bb::oauth2_token token{bb::secret("acc3ss-t0ken"), bb::secret("r3fresh-t0ken")};
    token.expires_at = std::chrono::system_clock::time_point(std::chrono::milliseconds(1784111777123));
    token.scopes = {"account", "repository:write"};
    const auto again = bb::token_from_stored_text(bb::to_stored_text(token));
    REQUIRE(again);
    CHECK(*again == token);
    const bb::oauth2_token bare{bb::secret("a")};
    CHECK(bb::token_from_stored_text(bb::to_stored_text(bare)).value() == bare);
    std::ostringstream out;
    out << token << bb::to_stored_text(token) << bb::refresh_grant{bb::secret("r3fresh-t0ken")};
    CHECK(out.str().find("t0ken") == std::string::npos);
    CHECK_THAT(out.str(), ContainsSubstring("repository:write") && ContainsSubstring("grant_type=refresh_token"));
    for (const char* text : {"", "{}", "acc3ss-t0ken", R"({"refresh_token":"r"})", R"({"access_token":"a")"}) {
        const auto broken = bb::token_from_stored_text(bb::secret(text));
        REQUIRE_FALSE(broken);
        CHECK(broken.error().kind() == bb::error_kind::usage);
    }
}

}  // namespace test_oauth2_client
