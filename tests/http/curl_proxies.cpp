// SPDX-License-Identifier: MIT
// Proxies: which requests go through one that the environment names, which must not, and what a proxy that refuses
// comes to: how often it is asked, and what the error says.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/testing/clocks.hpp>

#include "support/calls.hpp"
#include "support/environment.hpp"

namespace http_curl_proxies {

using namespace http_test;

namespace {

/// Names a proxy in every variable that libcurl reads, while it lives.
class proxied_environment {
public:
    explicit proxied_environment(const std::string& proxy)
        : http_("http_proxy", proxy.c_str()),
          https_("https_proxy", proxy.c_str()),
          all_("all_proxy", proxy.c_str()),
          upper_all_("ALL_PROXY", proxy.c_str()) {}

private:
    support::environment_variable http_;
    support::environment_variable https_;
    support::environment_variable all_;
    support::environment_variable upper_all_;
    support::environment_variable none_{"no_proxy", nullptr};
    support::environment_variable upper_none_{"NO_PROXY", nullptr};
};

// Options for a proxy, with a password that must not be shown.
bb::curl_options through(const std::string& scheme, const raw_server& proxy) {
    bb::curl_options options;
    options.proxy = scheme + "://Hummel:swordfish@" + proxy.authority();
    return options;
}

// What a client with the default retries reports about `users::current`; it does not really wait.
bb::error refusal_of(const bb::curl_options& how, const std::string& base_url) {
    bb::client_options options = defaults_at(base_url);
    options.clock = bb::testing::no_waiting();
    const bb::client api(bb::curl_transport(how), bb::access_token{bb::secret(token)}, options);
    const bb::error failed = failure_of([&] { (void)api.send(bb::users::current{}); });
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK_THAT(failed.describe(), !ContainsSubstring("swordfish") && !ContainsSubstring("Hummel"));
    return failed;
}

std::string tunnel_reply(int status) {
    return "HTTP/1.1 " + std::to_string(status) + " Whatever\r\nProxy-Authenticate: Basic realm=\"x\"\r\n" +
           "Content-Length: 0\r\n\r\n";
}

// A SOCKS 5 proxy that asks for a password, and then gives these answers, to the password and to the request.
raw_server::script socks(std::string to_password, std::string to_request) {
    return [=](raw_server::connection& client) {
        if (!client.read_anything() || !client.send(bytes("\x05\x02")) || !client.read_anything()) return;
        if (!client.send(to_password) || !client.read_anything()) return;
        client.send(to_request);
    };
}
std::string socks_reply(char code) {
    std::string reply = bytes("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00");
    reply[1] = code;
    return reply;
}

// The same address by another name.
std::string named(const raw_server& server, const std::string& host) {
    return "http://" + host + server.authority().substr(server.authority().find(':'));
}

}  // namespace

TEST_CASE("a token for this machine does not go to the proxy of the environment") {
    raw_server proxy(answering(json_reply(R"({"display_name":"proxy"})")));
    raw_server server(answering(json_reply(R"({"display_name":"server"})")));
    const proxied_environment set(proxy.authority());
    const std::string host = GENERATE("127.0.0.1", "localhost");
    const bb::client api(bb::curl_transport(), bb::access_token{bb::secret(token)},
                         options_at(named(server, host) + "/2.0"));
    CHECK(api.send(bb::users::current{}).display_name == "server");
    REQUIRE(server.requests().size() == 1);
    CHECK_THAT(server.requests()[0], ContainsSubstring(token));
    CHECK(proxy.accepted() == 0);
}

TEST_CASE("the secrets for a token endpoint on this machine do not go to the proxy of the environment") {
    raw_server proxy(answering(json_reply(R"({"access_token":"proxy"})")));
    raw_server server(answering(json_reply(R"({"access_token":"server"})")));
    const proxied_environment set(proxy.authority());
    bb::oauth2_options options;
    options.token_url = server.url("/token");
    const bb::oauth2_client oauth(bb::curl_transport(), {"key", bb::secret(token)}, options);
    CHECK(oauth.send(bb::client_credentials_grant{}).access_token == bb::secret("server"));
    CHECK(server.requests().size() == 1);
    CHECK(proxy.accepted() == 0);
}

TEST_CASE("a redirect to this machine does not go to the proxy of the environment") {
    raw_server proxy(answering(ok_reply));
    raw_server storage(answering(json_reply(R"({"display_name":"storage"})")));
    raw_server server(answering(reply_of("302 Found", "", "Location: " + storage.url("/a") + "\r\n")));
    const proxied_environment set(proxy.authority());
    const bb::client api(bb::curl_transport(), bb::anonymous{}, options_at(server.url("/2.0")));
    CHECK(api.send(bb::users::current{}).display_name == "storage");
    CHECK(proxy.accepted() == 0);
}

TEST_CASE("other machines are asked through the proxy of the environment, and so is https to this one") {
    raw_server proxy(answering(ok_reply));
    const proxied_environment set(proxy.authority());
    CHECK(bb::curl_transport().send(get("http://127.0.0.1.example.invalid/a")).body == "ok");
    CHECK(bb::curl_transport().send(get("http://127.0.0.999/a")).body == "ok");
    (void)error_of<bb::transport_error>(bb::curl_transport(), get("https://127.0.0.1:1/a"));
    REQUIRE(proxy.requests().size() == 3);
    CHECK(first_line(proxy.requests()[2]) == "CONNECT 127.0.0.1:1 HTTP/1.1");
}

TEST_CASE("a proxy that the program names is used for this machine too") {
    raw_server proxy(answering(ok_reply));
    const proxied_environment none("");
    bb::curl_options options;
    options.proxy = proxy.authority();
    CHECK(bb::curl_transport(options).send(get("http://127.0.0.1:1/a")).body == "ok");
    CHECK(proxy.requests().size() == 1);
}

TEST_CASE("a proxy that wants another password, or forbids the server, is asked once") {
    const int status = GENERATE(302, 400, 401, 403, 404, 405, 407, 501, 511);
    CAPTURE(status);
    raw_server proxy(answering_once(tunnel_reply(status)));
    const proxied_environment none("");
    const bb::error failed = refusal_of(through("http", proxy), "https://bitbucket.invalid/2.0");
    CHECK(failed.is_permanent());
    CHECK(failed.nothing_sent());
    CHECK(failed.status() == status);
    CHECK(failed.attempts() == 1);
    CHECK_THAT(failed.message(),
               ContainsSubstring("the proxy " + proxy.authority() + " refused with status " + std::to_string(status)));
    CHECK(proxy.requests().size() == 1);
}

TEST_CASE("a proxy that cannot connect right now is asked again") {
    const int status = GENERATE(408, 429, 500, 502, 503, 504);
    CAPTURE(status);
    raw_server proxy(answering_once(tunnel_reply(status)));
    const proxied_environment none("");
    const bb::error failed = refusal_of(through("http", proxy), "https://bitbucket.invalid/2.0");
    CHECK_FALSE(failed.is_permanent());
    CHECK(failed.status() == status);
    CHECK(failed.attempts() == 3);
    CHECK_THAT(failed.message(), ContainsSubstring(proxy.authority()));
    CHECK(proxy.requests().size() == 3);
}

TEST_CASE("the proxy of the environment is named when it refuses") {
    raw_server proxy(answering_once(tunnel_reply(407)));
    const proxied_environment set("http://Hummel:swordfish@" + proxy.authority());
    const bb::error failed = refusal_of({}, "https://bitbucket.invalid/2.0");
    CHECK(failed.status() == 407);
    CHECK_THAT(failed.message(), ContainsSubstring("the proxy " + proxy.authority() + " refused with status 407"));
    CHECK(proxy.requests().size() == 1);
}

TEST_CASE("a 407 to a request without a tunnel comes from the proxy too, and nothing was done") {
    raw_server proxy(answering(tunnel_reply(407)));
    const proxied_environment none("");
    bb::client_options options = defaults_at("http://bitbucket.invalid/2.0");
    options.allow_any_credential = options.allow_plain_http = true;
    const bb::client api(bb::curl_transport(through("http", proxy)), bb::access_token{bb::secret(token)}, options);
    const bb::error failed = failure_of([&] { api.send(bb::ssh_keys::create{"me", {.key = "ssh-ed25519 AAAA"}}); });
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK(failed.is_permanent());
    CHECK_FALSE(failed.outcome_unclear());
    CHECK(failed.status() == 407);
    CHECK_THAT(failed.message(), ContainsSubstring("the proxy " + proxy.authority() + " refused with status 407"));
    CHECK_THAT(failed.describe(), !ContainsSubstring("swordfish"));
    CHECK(proxy.requests().size() == 1);
}

TEST_CASE("a SOCKS proxy that refuses the password or the server is asked once") {
    const std::string to_password = GENERATE(bytes("\x01\x01"), bytes("\x01\x00"));
    raw_server proxy(socks(to_password, socks_reply('\x02')));
    const proxied_environment none("");
    const bb::error failed = refusal_of(through("socks5h", proxy), "https://bitbucket.invalid/2.0");
    CHECK(failed.is_permanent());
    CHECK(failed.nothing_sent());
    CHECK(failed.attempts() == 1);
    CHECK_THAT(failed.message(), ContainsSubstring("the proxy " + proxy.authority() + " did not connect"));
    CHECK(proxy.accepted() == 1);
}

TEST_CASE("a SOCKS proxy that does not reach the server is asked again") {
    raw_server proxy(socks(bytes("\x01\x00"), socks_reply(GENERATE('\x01', '\x03', '\x04', '\x05', '\x06'))));
    const proxied_environment none("");
    const bb::error failed = refusal_of(through("socks5h", proxy), "https://bitbucket.invalid/2.0");
    CHECK_FALSE(failed.is_permanent());
    CHECK(failed.attempts() == 3);
    CHECK(proxy.accepted() == 3);
}

TEST_CASE("an address in the environment that is no proxy's is permanent, and its variable is named") {
    const std::string address =
        GENERATE("nonsense://Hummel:swordfish@127.0.0.1:1", "http://Hummel:swordfish@127.0.0.1:99999");
    const proxied_environment set(address);
    const bb::error failed = refusal_of({}, "https://bitbucket.invalid/2.0");
    CHECK(failed.is_permanent());
    CHECK(failed.attempts() == 1);
    CHECK_THAT(failed.message(), ContainsSubstring("https_proxy"));
}

}  // namespace http_curl_proxies
