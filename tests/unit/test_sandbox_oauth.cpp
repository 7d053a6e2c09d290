// SPDX-License-Identifier: MIT
// The authorization server in testing/sandbox.hpp: consent, grants, refresh tokens that rotate, and what it refuses.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/oauth2.hpp>

#include "sandbox_calls.hpp"

namespace bb = bitbucket;
using namespace sandbox_calls;

namespace {

const std::string token_url = "https://bitbucket.org/site/oauth2/access_token";
const std::string authorize_url = "https://bitbucket.org/site/oauth2/authorize";
const std::string loopback = "http://127.0.0.1:7999/callback";
const std::string expired = "Access token expired. Use your refresh token to obtain a new access token.";

bb::oauth2_client client_of(const sandbox& box) {
    return {box, {sandbox::oauth_key, bb::secret(sandbox::oauth_secret)}, {.retry = bb::retry_policy::none()}};
}
bb::client api_of(const sandbox& box, const bb::credentials& who) {
    return bb::client{box, who, {.retry = bb::retry_policy::none()}};
}

std::string consumer() {
    return basic(sandbox::oauth_key, sandbox::oauth_secret);
}

/// Posts a form to the token endpoint.
http_response post(const sandbox& box, const std::string& form, const std::string& authorization = consumer()) {
    http_request request{verb::post, token_url, {}, form};
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    if (!authorization.empty()) request.headers.add("Authorization", authorization);
    return box.send(request);
}
std::string error_of(const http_response& reply) {
    return std::to_string(reply.status) + ' ' + body_of(reply).value("error", "none");
}

/// Where the authorization endpoint sends the browser; empty if it shows a page.
std::string location(const sandbox& box, const std::string& url) {
    const http_response reply = send(box, verb::get, url, {}, "");
    CHECK(reply.status == (reply.headers.find("Location") == nullptr ? 400 : 302));
    return std::string(reply.headers.value("Location"));
}
std::string with_query(const std::string& query) {
    return authorize_url + '?' + query;
}
const std::string code_request = "response_type=code&client_id=sandbox-consumer";

/// A code for the registered callback, without PKCE.
std::string code_of(const sandbox& box) {
    const std::string to = location(box, with_query(code_request));
    REQUIRE(to.starts_with("https://app.example.org/callback?code="));
    return to.substr(to.find('=') + 1);
}

}  // namespace

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
    const http_response reply = send(box, verb::get, "/user", {}, bearer(first.access_token.reveal()));
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
    CHECK(send(box, verb::get, "/user", {}, bearer(kept.access_token.reveal())).status == 401);
    box.adopt_token(kept.access_token, kept.refresh_token);
    box.adopt_token(bb::secret());
    CHECK(send(box, verb::get, "/user", {}, "Bearer ").status == 401);
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

TEST_CASE("sandbox: the token endpoint refuses as RFC 6749 says, with a text for the error") {
    const sandbox box;
    const std::string good = "grant_type=client_credentials";
    CHECK(post(box, good).status == 200);
    for (const std::string& wrong :
         {std::string(), basic("x", sandbox::oauth_secret), basic(sandbox::oauth_key, "x"), basic("", ""),
          std::string("Basic !!!"), bearer(sandbox::oauth_token), basic(sandbox::email, sandbox::api_token)}) {
        INFO(wrong);
        const http_response reply = post(box, good, wrong);
        CHECK(error_of(reply) == "401 invalid_client");
        CHECK_FALSE(body_of(reply)["error_description"].get<std::string>().empty());
        CHECK(reply.headers.find("WWW-Authenticate") != nullptr);
    }
    const http_response missing = post(box, "x=y");
    CHECK(error_of(missing) == "400 invalid_grant");
    CHECK(body_of(missing)["error_description"] == "Unsupported grant type: None");
    CHECK(error_of(post(box, "grant_type=password&username=a&password=b")) == "400 unsupported_grant_type");
    CHECK(error_of(post(box, good + '&' + good)) == "400 invalid_request");
    CHECK(error_of(send(box, verb::post, token_url, good, consumer())) == "400 invalid_request");
    const http_response read_it = send(box, verb::get, token_url, {}, consumer());
    CHECK(read_it.status == 405);
    CHECK(read_it.headers.value("Allow") == "POST");
    CHECK(send(box, verb::post, authorize_url, {}, "").status == 405);
    CHECK(send(box, verb::get, "https://bitbucket.org/site/oauth2/other", {}, "").status == 404);
    CHECK(post(box, good).headers.value("Cache-Control") == "no-store");
}

TEST_CASE("sandbox: the browser is sent only where the consumer lives") {
    const sandbox box;
    const auto allowed = [&](const std::string& redirect_uri) {
        std::string query = code_request + "&state=s&redirect_uri=";
        bb::detail::append_query_text(query, redirect_uri);
        return location(box, with_query(query)).starts_with(redirect_uri);
    };
    CHECK(allowed("http://127.0.0.1:1/"));
    CHECK(allowed("http://127.0.0.1:65535/any/path?a=b"));
    CHECK(allowed("http://localhost:8080/callback"));
    CHECK(allowed("https://app.example.org/callback"));
    CHECK(allowed("https://app.example.org/callback?tenant=1"));
    CHECK(allowed("https://app.example.org/callback/deep"));
    for (const char* wrong :
         {"https://app.example.org/", "https://app.example.org/callback.evil", "http://app.example.org/callback",
          "https://app.example.org/callback/../steal", "https://app.example.org.evil.example/callback",
          "https://evil.example/https://app.example.org/callback", "https://127.0.0.1/callback",
          "http://127.0.0.1.evil.example/", "http://127.0.0.1@evil.example/", "http://127.0.0.1:1/#x", "javascript:x",
          "http://127.0.0.2/", "/callback", "http://127.0.0.1:1/\r\nSet-Cookie: x"}) {
        INFO(wrong);
        CHECK_FALSE(allowed(wrong));
    }
    CHECK(location(box, with_query("response_type=code&client_id=other")).empty());
    CHECK(location(box, with_query("response_type=code")).empty());
    CHECK(location(box, with_query(code_request + "&client_id=sandbox-consumer")).empty());
}

TEST_CASE("sandbox: what is wrong with a consent is told to the redirect URI, with the state") {
    const sandbox box;
    const auto told = [&](const std::string& query) {
        const std::string to = location(box, with_query("client_id=sandbox-consumer&state=a%20b%26c&" + query));
        CHECK(to.ends_with("&state=a%20b%26c"));
        const auto begin = to.find("error=") + 6;
        return to.substr(begin, to.find('&') - begin);
    };
    CHECK(told("x=y") == "invalid_request");
    CHECK(told("response_type=id_token") == "unsupported_response_type");
    CHECK(told("response_type=code&scope=account%20nonsense") == "invalid_scope");
    CHECK(told("response_type=code&code_challenge=abc") == "invalid_request");
    CHECK(told("response_type=code&code_challenge=abc&code_challenge_method=plain") == "invalid_request");
    CHECK(told("response_type=code&code_challenge_method=S256") == "invalid_request");
    CHECK(location(box, with_query(code_request + "&redirect_uri=http%3A%2F%2F127.0.0.1%2F%3Fa%3Db&state=s"))
              .starts_with("http://127.0.0.1/?a=b&code="));
}

TEST_CASE("sandbox: the authorization server counts, fails and loses replies like the API, and runs are alike") {
    sandbox box;
    box.fail_next(503);
    CHECK(post(box, "grant_type=client_credentials").status == 503);
    box.lose_next_reply();
    CHECK_THROWS_AS(post(box, "grant_type=client_credentials"), bb::transport_error);
    CHECK(box.request_count() == 2);
    box.limit_requests(1);
    CHECK(post(box, "grant_type=client_credentials").status == 200);
    CHECK(post(box, "grant_type=client_credentials").status == 429);

    const sandbox one;
    const sandbox two;
    CHECK(code_of(one) == code_of(two));
    CHECK(post(one, "grant_type=client_credentials").body == post(two, "grant_type=client_credentials").body);
    // A base path of its own changes nothing.
    const sandbox moved{{.base_path = "/rest"}};
    CHECK(post(moved, "grant_type=client_credentials").status == 200);
}
