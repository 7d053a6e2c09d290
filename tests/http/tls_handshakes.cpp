// SPDX-License-Identifier: MIT
// TLS that is too old, breaks off, or is none; and redirects between https and http.
#include <bitbucket/transport/curl/request.hpp>

#include "support/calls.hpp"
#include "support/tls_server.hpp"

namespace http_tls_handshakes {

using namespace http_test;

namespace {

const std::string user = json_reply(R"({"display_name":"x"})");

std::string https(const raw_server& server) {
    return "https://" + server.authority();
}

bb::client api_over_tls(const raw_server& server, const authority& trusted) {
    bb::curl_options options = impatient();
    options.ca_file = trusted.file();
    return api_at(options_at(https(server) + "/2.0"), options);
}

// Whether a client that takes any version gets through to the server.
bool opens_for_anybody(const raw_server& server) {
    const openssl_ptr<CURL, curl_easy_cleanup> easy(curl_easy_init());
    const std::string url = https(server);
    bb::detail::curl_set(easy.get(), CURLOPT_URL, url.c_str());
    bb::detail::curl_set(easy.get(), CURLOPT_PROXY, "");
    bb::detail::curl_set(easy.get(), CURLOPT_SSL_VERIFYPEER, 0L);
    bb::detail::curl_set(easy.get(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_0));
    bb::detail::curl_set(easy.get(), CURLOPT_SSL_CIPHER_LIST, "ALL:@SECLEVEL=0");
    bb::detail::curl_set(easy.get(), CURLOPT_NOBODY, 1L);
    return curl_easy_perform(easy.get()) == CURLE_OK;
}

}  // namespace

TEST_CASE("TLS 1.2 and 1.3 are spoken, 1.0 and 1.1 are not") {
    const authority ours;
    const identity shown = ours.sign();
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const tls_context context(shown, version, version);
        raw_server server(over_tls(context, answering_tls(user)));
        CHECK(api_over_tls(server, ours).send(bb::users::current{}).display_name == "x");
    }
    for (const auto& [oldest, newest] : {std::pair<int, int>{TLS1_VERSION, TLS1_VERSION},
                                         {TLS1_1_VERSION, TLS1_1_VERSION},
                                         {TLS1_VERSION, TLS1_1_VERSION}}) {
        CAPTURE(oldest, newest);
        const tls_context context(shown, oldest, newest);
        raw_server server(over_tls(context, answering_tls(reply_of("200 OK", ""))));
        const bb::error failed = failure_at(api_over_tls(server, ours));
        CHECK(failed.kind() == bb::error_kind::transport);
        CHECK(failed.nothing_sent());
        CHECK_THAT(failed.message(), ContainsSubstring("version") || ContainsSubstring("protocol"));
        CHECK(server.requests().empty());
        // The server is not at fault.
        CHECK(opens_for_anybody(server));
    }
}

TEST_CASE("a server that goes away during the handshake is a transport_error, and nothing was sent") {
    const authority ours;
    const bool reset = GENERATE(false, true);
    const std::string says = GENERATE(as<std::string>(), "", "\x16\x03\x03", bytes("\x15\x03\x03\x00\x02\x02\x28"),
                                      bytes("\x16\x03\x03\xff\xff\x02"), bytes("\x16\x03\x03\x00\x04\x02\xff\xff\xff"),
                                      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "SSH-2.0-OpenSSH_9.2\r\n");
    raw_server server([=](raw_server::connection& client) {
        client.read_anything();
        client.send(says);
        if (reset) client.break_off();
    });
    const bb::error failed = failure_at(api_over_tls(server, ours));
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK(failed.nothing_sent());
    for (const std::string& sent : server.requests()) {
        CHECK_THAT(sent, !ContainsSubstring(token));
        CHECK_FALSE(sent.starts_with("GET"));
    }
}

TEST_CASE("a plain http server on an https URL sees no request") {
    const authority ours;
    raw_server server([](raw_server::connection& client) {
        if (client.read_anything()) client.send(reply_of("400 Bad Request", "this is not TLS"));
    });
    const bb::error failed = failure_at(api_over_tls(server, ours));
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK(failed.nothing_sent());
    CHECK_THAT(failed.message(), ContainsSubstring("SSL") || ContainsSubstring("TLS"));
    CHECK(server.count("\x16") == server.requests().size());
}

TEST_CASE("a TLS server on an http URL is a transport_error") {
    const authority ours;
    const identity shown = ours.sign();
    const tls_context context(shown);
    raw_server server(over_tls(context, answering_tls(user)));
    CHECK(failure_at(server).kind() == bb::error_kind::transport);
    CHECK(server.requests().empty());
}

TEST_CASE("a reply over TLS that was cut on its way is never taken for a whole one") {
    // libcurl takes the end of a connection for the end of TLS, and OpenSSL is told to. Without a length, only the JSON
    // shows that something is missing.
    const authority ours;
    const identity shown = ours.sign();
    const tls_context context(shown);
    const bool goodbye = GENERATE(true, false);
    const std::string head =
        GENERATE(as<std::string>(), "Content-Length: 20\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n14\r\n", "\r\n");
    raw_server server(over_tls(context, [=](tls_connection& client) {
        client.read_request();
        client.send("HTTP/1.1 200 OK\r\n" + head + R"({"display_name":"x)");
        if (goodbye) client.say_goodbye();
    }));
    const bb::error failed = failure_at(api_over_tls(server, ours));
    CHECK(failed.kind() == (head == "\r\n" ? bb::error_kind::decode : bb::error_kind::transport));
}

TEST_CASE("a connection over TLS that dies while it is kept is replaced") {
    const authority ours;
    const identity shown = ours.sign();
    const tls_context context(shown);
    const bool goodbye = GENERATE(true, false);
    raw_server server(over_tls(context, [=](tls_connection& client) {
        if (client.read_request()) client.send(user);
        if (goodbye) client.say_goodbye();
    }));
    const bb::client api = api_over_tls(server, ours);
    for (std::size_t i = 1; i <= 3; ++i) {
        CHECK(api.send(bb::users::current{}).display_name == "x");
        server.wait_for_closed(i);
    }
    CHECK(server.requests().size() == 3);
}

TEST_CASE("https is never redirected to http") {
    const authority ours;
    const identity shown = ours.sign();
    const tls_context context(shown);
    const int status = GENERATE(301, 302, 303, 307, 308);
    raw_server plain(answering(user));
    raw_server server(over_tls(context, answering_tls(reply_of(std::to_string(status) + " Found", "",
                                                               "Location: " + plain.url("/a") + "\r\n"))));
    const bb::error failed = failure_at(api_over_tls(server, ours));
    CHECK(failed.kind() == bb::error_kind::other_status);
    CHECK(failed.status() == status);
    CHECK_THAT(failed.message(), ContainsSubstring("from https to http"));
    CHECK(plain.accepted() == 0);
}

TEST_CASE("http that is redirected to https goes there without the credential") {
    const authority ours;
    const identity shown = ours.sign();
    const tls_context context(shown);
    raw_server secure(over_tls(context, answering_tls(user)));
    raw_server server(answering(reply_of("302 Found", "", "Location: " + https(secure) + "/a\r\n")));
    bb::curl_options options = impatient();
    options.ca_file = ours.file();
    const bb::client api = api_at(options_at(server.url("/2.0")), options);
    CHECK(api.send(bb::users::current{}.header("X-Own", token)).display_name == "x");
    REQUIRE(secure.requests().size() == 1);
    CHECK_THAT(secure.requests()[0], !ContainsSubstring(token) && !ContainsSubstring("Authorization"));
}

}  // namespace http_tls_handshakes
