// SPDX-License-Identifier: MIT
// curl_options: the user agent, proxies, and what is refused; and the failures in which nothing was sent.
#include <filesystem>
#include <fstream>

#include "support/environment.hpp"
#include "support/requests.hpp"

namespace http_curl_options {

using namespace http_test;

namespace {

std::string user_agent(const std::string& request) {
    for (const std::string& line : header_lines(request))
        if (line.starts_with("User-Agent: ")) return line.substr(12);
    return {};
}

}  // namespace

TEST_CASE("the application stands in front of the library in the user agent") {
    raw_server server(answering(ok_reply));
    auto options = direct();
    options.application = "my-tool/1.2 (t\xC3\xB6st)";
    const bb::curl_transport transport(options);
    (void)transport.send(get(server.url()));
    (void)transport.send(make_request(bb::http_method::get, server.url(), {{"user-agent", "mine"}}));
    REQUIRE(server.requests().size() == 2);
    CHECK(user_agent(server.requests()[0]) == options.application + " bitbucket-cpp/" + bb::version);
    CHECK(user_agent(server.requests()[1]).empty());
    CHECK_THAT(server.requests()[1], ContainsSubstring("\r\nuser-agent: mine\r\n"));
}

TEST_CASE("options that are not usable are named when a request is sent") {
    struct row {
        std::string option;
        bb::curl_options options;
    };
    const auto with = [](std::string option, auto change) {
        row result{std::move(option), direct()};
        change(result.options);
        return result;
    };
    const auto proxy = [&](std::string address) {
        return with("proxy", [&](auto& o) { o.proxy = address, o.direct = false; });
    };
    raw_server server(answering(ok_reply));
    for (const row& bad : {with("application", [](auto& o) { o.application = "a\r\nX-Evil: 1"; }),
                           with("application", [](auto& o) { o.application = std::string("a\0b", 3); }),
                           with("application", [](auto& o) { o.application = "a\tb"; }),
                           with("ca_file", [](auto& o) { o.ca_file = std::string("a\0b", 3); }),
                           with("ca_dir", [](auto& o) { o.ca_dir = "a\nb"; }),
                           with("client_certificate", [](auto& o) { o.client_certificate = "a\nb"; }),
                           with("client_key", [](auto& o) { o.client_key = "a\nb"; }),
                           with("client_certificate", [](auto& o) { o.client_key = "key.pem"; }),
                           with("client_certificate", [](auto& o) { o.client_key_password = bb::secret("secret"); }),
                           with("client_key_password", [](auto& o) { o.client_key_password = bb::secret("secret\n"); }),
                           with("client_key_password",
                                [](auto& o) { o.client_key_password = bb::secret::from_env("NO_SUCH_VARIABLE"); }),
                           with("connect_timeout", [](auto& o) { o.connect_timeout = 0ms; }),
                           with("connect_timeout", [](auto& o) { o.connect_timeout = 24h + 1ms; }),
                           with("total_timeout", [](auto& o) { o.total_timeout = -1ms; }),
                           with("total_timeout", [](auto& o) { o.total_timeout = std::chrono::milliseconds::max(); }),
                           with("direct", [](auto& o) { o.proxy = "http://secret@127.0.0.1"; }),
                           proxy("ftp://secret@127.0.0.1"),
                           proxy("http://secret@127.0.0.1:99999"),
                           proxy("http://"),
                           proxy("http://127.0.0.1\r\nsecret"),
                           proxy(std::string("http://127.0.0.1\0secret", 23))}) {
        CAPTURE(bad.option);
        const auto refused = error_of<bb::usage_error>(bb::curl_transport(bad.options), get(server.url()));
        CHECK_THAT(refused.what(),
                   ContainsSubstring("curl_options") && ContainsSubstring(bad.option) && !ContainsSubstring("secret"));
    }
    CHECK(untouched(server));
}

TEST_CASE("the least and the most of the timeouts are usable") {
    raw_server server(answering(ok_reply));
    auto options = direct();
    options.connect_timeout = options.total_timeout = 24h;
    CHECK(bb::curl_transport(options).send(get(server.url())).body == "ok");
    options.connect_timeout = options.total_timeout = 1ms;
    CHECK_NOTHROW(bb::curl_transport(options));
}

TEST_CASE("requests go through the proxy that was given") {
    raw_server proxy(answering(ok_reply));
    bb::curl_options options;
    options.proxy = GENERATE(as<std::string>(), "", "http://") + proxy.authority();
    const support::environment_variable none("no_proxy", nullptr);
    const support::environment_variable none_too("NO_PROXY", nullptr);
    CHECK(bb::curl_transport(options).send(get("http://bitbucket.invalid/a?b")).body == "ok");
    REQUIRE(proxy.requests().size() == 1);
    CHECK(first_line(proxy.requests()[0]) == "GET http://bitbucket.invalid/a?b HTTP/1.1");
}

TEST_CASE("the proxy of the environment is used unless the transport goes directly") {
    raw_server proxy(answering(ok_reply));
    const support::environment_variable set("http_proxy", proxy.authority().c_str());
    const support::environment_variable none("no_proxy", nullptr);
    const support::environment_variable none_too("NO_PROXY", nullptr);
    CHECK(bb::curl_transport().send(get("http://bitbucket.invalid/")).body == "ok");
    CHECK(proxy.requests().size() == 1);
    CHECK_THROWS_AS(direct_transport().send(get("http://bitbucket.invalid/")), bb::transport_error);
    CHECK(proxy.requests().size() == 1);
}

TEST_CASE("passwords in the user's .netrc are not used") {
    const std::filesystem::path home = std::filesystem::temp_directory_path() / ("netrc-" + std::to_string(::getpid()));
    std::filesystem::create_directory(home);
    std::ofstream(home / ".netrc") << "machine 127.0.0.1 login user password swordfish\n";
    raw_server server(answering(ok_reply));
    {
        const support::environment_variable set("HOME", home.c_str());
        (void)direct_transport().send(get(server.url()));
    }
    std::filesystem::remove_all(home);
    REQUIRE(server.requests().size() == 1);
    CHECK(server.requests()[0].find("Authorization") == std::string::npos);
}

TEST_CASE("a proxy that refuses a tunnel sees nothing of the request") {
    raw_server proxy(answering_once("HTTP/1.1 502 Bad Gateway\r\nX-Proxy: 1\r\nContent-Length: 0\r\n\r\n"));
    bb::curl_options options;
    options.proxy = "http://user:swordfish@" + proxy.authority();
    bb::transport_limits headers_up_to_one_byte;  // of the server; the proxy's own do not count
    headers_up_to_one_byte.max_header_bytes = 1;
    const support::environment_variable none("no_proxy", nullptr);
    const support::environment_variable none_too("NO_PROXY", nullptr);
    const auto failed =
        error_of<bb::transport_error>(bb::curl_transport(options),
                                      make_request(bb::http_method::post, "https://bitbucket.invalid/path",
                                                   {{"Authorization", "Bearer secret"}}, "secret"),
                                      headers_up_to_one_byte);
    CHECK(failed.nothing_sent());
    CHECK_THAT(failed.what(), ContainsSubstring("https://bitbucket.invalid: ") && !ContainsSubstring("swordfish") &&
                                  !ContainsSubstring("max_header_bytes"));
    REQUIRE(proxy.requests().size() == 1);
    CHECK(first_line(proxy.requests()[0]) == "CONNECT bitbucket.invalid:443 HTTP/1.1");
    CHECK_THAT(proxy.requests()[0], ContainsSubstring("Proxy-Authorization: Basic") && !ContainsSubstring("secret") &&
                                        !ContainsSubstring("/path"));
}

TEST_CASE("a bad proxy in the environment does not show its password") {
    const support::environment_variable set("http_proxy", "nonsense://user:swordfish@127.0.0.1:1");
    const support::environment_variable none("no_proxy", nullptr);
    const support::environment_variable none_too("NO_PROXY", nullptr);
    const auto failed = error_of<bb::transport_error>(bb::curl_transport(), get("http://bitbucket.invalid/"));
    CHECK(failed.nothing_sent());
    CHECK_THAT(failed.what(), !ContainsSubstring("swordfish"));
}

TEST_CASE("a refused connection: nothing was sent") {
    const loopback_socket nobody_listens;
    const auto failed =
        error_of<bb::transport_error>(direct_transport(), get("http://" + nobody_listens.authority() + "/a?secret"));
    CHECK(failed.nothing_sent());
    CHECK(failed.status() == 0);
    CHECK_THAT(failed.what(), ContainsSubstring(nobody_listens.authority()) && !ContainsSubstring("secret"));
}

TEST_CASE("a host name that does not exist: nothing was sent") {
    // A label of more than 63 letters: the resolver refuses it without asking anybody.
    const auto failed =
        error_of<bb::transport_error>(direct_transport(), get("http://" + std::string(64, 'a') + ".invalid/"));
    CHECK(failed.nothing_sent());
    CHECK_THAT(failed.what(), ContainsSubstring("resolve host"));
}

TEST_CASE("a server that speaks no TLS: nothing was sent") {
    raw_server server([](raw_server::connection& client) {
        if (client.read_anything()) client.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    });
    const auto failed = error_of<bb::transport_error>(
        direct_transport(), make_request(bb::http_method::post, "https://" + server.authority() + "/",
                                         {{"Authorization", "Bearer secret"}}, "secret"));
    CHECK(failed.nothing_sent());
    CHECK_THAT(failed.what(), ContainsSubstring("SSL"));
    CHECK(server.count("\x16") >= 1);  // a handshake, and nothing but handshakes
    CHECK(server.count("\x16") == server.requests().size());
    for (const std::string& sent : server.requests()) CHECK(sent.find("secret") == std::string::npos);
}

TEST_CASE("a file of certificates that cannot be read is named, and nothing was sent") {
    raw_server server([](raw_server::connection& client) { client.read_anything(); });
    auto options = direct();
    options.ca_file =
        GENERATE(as<std::string>(), BITBUCKET_SOURCE_DIR "/no-such-file.pem", BITBUCKET_SOURCE_DIR "/LICENSE");
    const auto refused = error_of<bb::usage_error>(
        bb::curl_transport(options),
        make_request(bb::http_method::post, "https://" + server.authority() + "/", {}, "secret"));
    CHECK_THAT(refused.what(), ContainsSubstring("ca_file"));
    server.wait_for_closed(1);
    CHECK(server.count("\x16") == server.requests().size());  // at most the first message of a handshake
}

}  // namespace http_curl_options
