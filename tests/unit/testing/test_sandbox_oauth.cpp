// SPDX-License-Identifier: MIT
// The authorization server in testing/sandbox.hpp: consent, grants, and refresh tokens that rotate.
#include "unit/support/sandbox_oauth.hpp"

namespace test_sandbox_oauth {

using namespace sandbox_calls;

TEST_CASE("sandbox: a user's consent becomes a token that the API takes") {
    const sandbox box;
    const bb::oauth2_client oauth = client_of(box);
    const bb::authorization_request request = oauth.authorize({.redirect_uri = loopback, .scopes = {"account"}});
    const std::string callback = location(box, request.url());
    CHECK(callback.starts_with(loopback + "?code="));
    const bb::oauth2_token token = oauth.send(request.accept(callback));
    CHECK(token.access_token.reveal().size() > 1900);
    CHECK_FALSE(token.refresh_token.empty());
    CHECK(token.scopes == std::vector<std::string>{"account"});
    REQUIRE(token.expires_at);
    CHECK(*token.expires_at > std::chrono::system_clock::now() + std::chrono::minutes(110));
    CHECK(*token.expires_at <= std::chrono::system_clock::now() + std::chrono::minutes(120));

    const bb::client api = api_of(box, bb::oauth2_session{oauth, token});
    const auto current = api.exchange(bb::users::current{});
    CHECK(current.value.uuid == bb::uuid(sandbox::user));
    CHECK(current.headers.value("X-Credential-Type") == "oauth");
    CHECK(current.headers.value("X-OAuth-Scopes") == "account");
    const auto refused = api.try_send(bb::repositories::get{"acme", "site"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().status() == 403);
    CHECK(refused.error().granted_scopes() == std::vector<std::string>{"account"});
}

TEST_CASE("sandbox: client credentials act as the owner and have no refresh token") {
    const sandbox box;
    const bb::oauth2_client oauth = client_of(box);
    const bb::oauth2_token token = oauth.send(bb::client_credentials_grant{});
    CHECK(token.refresh_token.empty());
    CHECK(token.scopes.size() > 3);
    const bb::client api = api_of(box, bb::oauth2_session{oauth, bb::client_credentials_grant{}});
    CHECK(api.send(bb::users::current{}).uuid == bb::uuid(sandbox::user));
    // A session of this grant asks again when its token has expired.
    sandbox same = box;
    CHECK(api.send(bb::repositories::get{"acme", "site"}).slug == "site");
    same.expire_access_tokens();
    const bb::client other = api_of(box, bb::oauth2_session{oauth, token});
    const auto dead = other.try_send(bb::users::current{});
    REQUIRE_FALSE(dead);
    CHECK(dead.error().message() == expired);
}

TEST_CASE("sandbox: the JWT grant takes the one JWT, case-sensitively, and no consumer") {
    const sandbox box;
    const bb::oauth2_token token = client_of(box).send(bb::jwt_grant{bb::secret(sandbox::jwt)});
    CHECK(token.refresh_token.empty());
    CHECK(read(box, "/user", bearer(token.access_token.reveal()))["uuid"] == sandbox::user);
    const std::string form = "grant_type=urn:bitbucket:oauth2:jwt";
    CHECK(error_of(post(box, form, "JWT another.signed.jwt")) == "401 invalid_client");
    CHECK(error_of(post(box, form, std::string("jwt ") + sandbox::jwt)) == "401 invalid_client");
    CHECK(error_of(post(box, form)) == "401 invalid_client");
    CHECK(error_of(post(box, form, "")) == "401 invalid_client");
}

TEST_CASE("sandbox: the implicit grant hands a token to the browser, and no refresh token") {
    const sandbox box;
    const bb::oauth2_client oauth = client_of(box);
    const bb::implicit_request request = oauth.authorize_implicit({.scopes = {"account", "repository"}});
    const std::string callback = location(box, request.url());
    CHECK(callback.starts_with("https://app.example.org/callback#access_token="));
    const auto token = request.accept(callback);
    REQUIRE(token);
    CHECK(token->refresh_token.empty());
    CHECK(token->scopes == std::vector<std::string>{"account", "repository"});
    CHECK(read(box, "/user", bearer(token->access_token.reveal()))["uuid"] == sandbox::user);
    CHECK(location(box, with_query("response_type=token&client_id=sandbox-consumer&scope=nonsense&state=s"))
              .starts_with("https://app.example.org/callback#error=invalid_scope&"));
}

TEST_CASE("sandbox: a code works once, also when the first try fails") {
    const sandbox box;
    const std::string code = code_of(box);
    CHECK(post(box, "grant_type=authorization_code&code=" + code).status == 200);
    CHECK(error_of(post(box, "grant_type=authorization_code&code=" + code)) == "400 invalid_grant");
    const std::string other = code_of(box);
    CHECK(other != code);
    CHECK(error_of(post(box, "grant_type=authorization_code&code_verifier=x&code=" + other)) == "400 invalid_grant");
    CHECK(error_of(post(box, "grant_type=authorization_code&code=" + other)) == "400 invalid_grant");
    // One who is not the consumer does not use it up.
    const std::string third = code_of(box);
    CHECK(error_of(post(box, "grant_type=authorization_code&code=" + third, basic("x", "y"))) == "401 invalid_client");
    CHECK(post(box, "grant_type=authorization_code&code=" + third).status == 200);
    CHECK(error_of(post(box, "grant_type=authorization_code&code=no-such-code")) == "400 invalid_grant");
    CHECK(error_of(post(box, "grant_type=authorization_code")) == "400 invalid_request");
}

TEST_CASE("sandbox: a code needs the verifier and the redirect URI of its request") {
    const sandbox box;
    const bb::oauth2_client oauth = client_of(box);
    const auto exchanged = [&](const std::string& redirect_uri, const bb::secret& verifier) {
        const bb::authorization_request request = oauth.authorize({.redirect_uri = loopback});
        const std::string callback = location(box, request.url());
        const auto begin = callback.find('=') + 1;
        const bb::secret code(callback.substr(begin, callback.find('&') - begin));
        const auto token = oauth.try_send(bb::authorization_code_grant{
            code, redirect_uri, verifier.reveal() == "own" ? request.code_verifier() : verifier});
        return token ? "token" : token.error().code();
    };
    CHECK(exchanged(loopback, bb::secret("own")) == "token");
    CHECK(exchanged(loopback, bb::secret(std::string(43, 'a'))) == "invalid_grant");
    CHECK(exchanged(loopback, bb::secret()) == "invalid_grant");
    CHECK(exchanged("", bb::secret("own")) == "invalid_grant");
    CHECK(exchanged(loopback + '/', bb::secret("own")) == "invalid_grant");
    // RFC 7636, appendix B.
    const std::string to =
        location(box, with_query(code_request + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&"
                                                "code_challenge_method=S256"));
    CHECK(post(box, "grant_type=authorization_code&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&code=" +
                        to.substr(to.find('=') + 1))
              .status == 200);
}

TEST_CASE("sandbox: refresh tokens rotate, and the exchanged one works until the grace ends") {
    sandbox box;
    const bb::oauth2_client oauth = client_of(box);
    const bb::oauth2_token first = oauth.send(bb::authorization_code_grant{bb::secret(code_of(box)), "", bb::secret()});
    const bb::oauth2_token second = oauth.send(bb::refresh_grant{first.refresh_token});
    CHECK_FALSE(second.refresh_token == first.refresh_token);
    CHECK_FALSE(second.access_token == first.access_token);
    CHECK(second.scopes == first.scopes);
    const bb::oauth2_token again = oauth.send(bb::refresh_grant{first.refresh_token});
    CHECK_FALSE(again.refresh_token == second.refresh_token);
    // Access tokens that are valid side by side.
    CHECK(read(box, "/user", bearer(first.access_token.reveal()))["uuid"] == sandbox::user);
    CHECK(read(box, "/user", bearer(second.access_token.reveal()))["uuid"] == sandbox::user);

    box.end_grace();
    const auto late = oauth.try_send(bb::refresh_grant{first.refresh_token});
    REQUIRE_FALSE(late);
    CHECK(late.error().code() == "invalid_grant");
    CHECK_FALSE(late.error().hint().empty());
    CHECK(oauth.try_send(bb::refresh_grant{second.refresh_token}));
    CHECK(error_of(post(box, "grant_type=refresh_token")) == "400 invalid_request");
    CHECK(error_of(post(box, "grant_type=refresh_token&refresh_token=unknown")) == "400 invalid_grant");
}

TEST_CASE("sandbox: a session renews the token that has expired, and stores the new one") {
    sandbox box;
    const bb::oauth2_client oauth = client_of(box);
    const bb::oauth2_token first = oauth.send(bb::authorization_code_grant{bb::secret(code_of(box)), "", bb::secret()});
    std::vector<bb::oauth2_token> stored;
    const bb::oauth2_session session{
        oauth, first, {.on_refresh = [&](const bb::oauth2_token& next) { stored.push_back(next); }}};
    const bb::client api = api_of(box, session);
    CHECK(api.send(bb::users::current{}).uuid == bb::uuid(sandbox::user));
    CHECK(stored.empty());
    box.expire_access_tokens();
    const http_response reply = send(box, http_method::get, "/user", {}, bearer(first.access_token.reveal()));
    CHECK(reply.status == 401);
    CHECK(body_of(reply)["error"]["message"] == expired);
    CHECK(api.send(bb::users::current{}).uuid == bb::uuid(sandbox::user));
    REQUIRE(stored.size() == 1);
    CHECK(session.current() == stored.front());
    // The constant tokens have not been issued, so they do not expire.
    CHECK(read(box, "/user", bearer(sandbox::oauth_token))["uuid"] == sandbox::user);
}

TEST_CASE("sandbox: a token of an earlier sandbox works when it is adopted, and is not issued a second time") {
    bb::oauth2_token kept;
    {
        const sandbox before;
        kept = client_of(before).send(bb::authorization_code_grant{bb::secret(code_of(before)), "", bb::secret()});
    }
    sandbox box;
    CHECK(send(box, http_method::get, "/user", {}, bearer(kept.access_token.reveal())).status == 401);
    box.adopt_token(kept.access_token, kept.refresh_token);
    box.adopt_token(bb::secret());
    CHECK(send(box, http_method::get, "/user", {}, "Bearer ").status == 401);
    CHECK(read(box, "/user", bearer(kept.access_token.reveal()))["uuid"] == sandbox::user);
    // Its numbers begin anew, and leave out those that are taken.
    CHECK_FALSE(client_of(box).send(bb::client_credentials_grant{}).access_token == kept.access_token);
    bb::secret newest = kept.refresh_token;
    for (int i = 0; i < 4; ++i) {
        const bb::oauth2_token next = client_of(box).send(bb::refresh_grant{newest});
        CHECK_FALSE(next.access_token == kept.access_token);
        CHECK_FALSE(next.refresh_token == kept.refresh_token);
        newest = next.refresh_token;
    }
}

}  // namespace test_sandbox_oauth
