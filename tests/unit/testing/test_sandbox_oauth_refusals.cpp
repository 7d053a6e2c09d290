// SPDX-License-Identifier: MIT
// The authorization server in testing/sandbox.hpp: what it refuses, with which words, and how it fails.
#include "unit/support/sandbox_oauth.hpp"

namespace test_sandbox_oauth_refusals {

using namespace sandbox_calls;

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
    CHECK(error_of(send(box, http_method::post, token_url, good, consumer())) == "400 invalid_request");
    const http_response read_it = send(box, http_method::get, token_url, {}, consumer());
    CHECK(read_it.status == 405);
    CHECK(read_it.headers.value("Allow") == "POST");
    CHECK(send(box, http_method::post, authorize_url, {}, "").status == 405);
    CHECK(send(box, http_method::get, "https://bitbucket.org/site/oauth2/other", {}, "").status == 404);
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

}  // namespace test_sandbox_oauth_refusals
