// SPDX-License-Identifier: MIT
// Proxies: which requests go through one that the environment names, and which must not.
#include <bitbucket/oauth2.hpp>

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

}  // namespace http_curl_proxies
