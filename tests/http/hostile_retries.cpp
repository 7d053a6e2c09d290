// SPDX-License-Identifier: MIT
// Hostile servers and a client with the default retries and bounds: what another attempt would meet too is not tried
// again, and what may pass is.
#include <bitbucket/testing/clocks.hpp>
#include "support/calls.hpp"
#include "support/compress.hpp"
#include "support/tls_server.hpp"

namespace http_hostile_retries {

using namespace http_test;

namespace {

const std::string user = R"({"display_name":"x"})";

/// The error of a client with all defaults, but for the timeout, which is one transfer with nothing behind it.
bb::error failure_by_default(const std::string& base_url, bb::curl_options how = impatient()) {
    const bb::error failed = failure_at(api_at(defaults_at(base_url), std::move(how)));
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK(failed.is_permanent());
    CHECK(failed.attempts() == 1);
    return failed;
}
bb::error failure_by_default(const raw_server& server) {
    bb::error failed = failure_by_default(server.url("/2.0"));
    CHECK(server.accepted() == 1);
    return failed;
}

/// How often a server is asked that always fails in the same way. Nothing is waited in between.
std::size_t attempts_at(const std::string& base_url, bb::curl_options how = impatient()) {
    bb::client_options options = defaults_at(base_url);
    std::size_t waits = 0;
    options.clock = bb::testing::sleeping_by([&](auto, const auto&) { ++waits; });
    const bb::error failed = failure_at(api_at(options, std::move(how)));
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK_FALSE(failed.is_permanent());
    CHECK(static_cast<std::size_t>(failed.attempts()) == waits + 1);
    return waits + 1;
}

}  // namespace

TEST_CASE("a slow trickle costs one total timeout by default") {
    raw_server server([](raw_server::connection& client) {
        if (!client.read_request() || !client.send(open_head)) return;
        while (client.pause(200ms) && client.send(" ")) {
        }
    });
    CHECK_THAT(failure_by_default(server).message(), ContainsSubstring("total_timeout"));
}

TEST_CASE("a body without end is read once by default, and never kept in more than its bound") {
    const std::string part(65536, ' ');
    const std::string head = GENERATE(as<std::string>(), open_head, "HTTP/1.1 500 Oops\r\n\r\n",
                                      "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n");
    raw_server server(without_end(head, part));
    CHECK_THAT(failure_by_default(server).message(), ContainsSubstring("max_body_bytes"));
}

TEST_CASE("a compressed bomb is unpacked once by default") {
    const std::string packed = packed_spaces(std::size_t{256} * 1024 * 1024);
    raw_server server(answering(reply_of("200 OK", packed, "Content-Encoding: gzip\r\n")));
    CHECK_THAT(failure_by_default(server).message(), ContainsSubstring("max_body_bytes"));
}

TEST_CASE("a certificate that is refused is looked at once by default") {
    const authority ours;
    const auto wish = GENERATE(values<certificate_wish>(
        {{.common_name = "api.example.org", .alternative_name = "DNS:api.example.org"}, {.valid_to_days = 0}}));
    const identity shown = ours.sign(wish);
    const tls_context context(shown);
    raw_server server(over_tls(context, answering_tls(json_reply(user))));
    bb::curl_options how = impatient();
    how.ca_file = ours.file();
    const bb::error failed = failure_by_default("https://" + server.authority() + "/2.0", how);
    CHECK(failed.nothing_sent());
    CHECK(server.accepted() == 1);
    CHECK(server.requests().empty());
}

TEST_CASE("a reply that is no proper HTTP is asked for once by default") {
    const std::string ok = "HTTP/1.1 200 OK\r\n";
    const std::string long_line(300'000, 'x');
    for (const std::string& reply :
         {std::string("HTTP/1.1 2000 OK\r\n\r\n"), user, ok + "no colon\r\n\r\n", ok + "Content-Length: x\r\n\r\n",
          ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n" + user, std::string("HTTP/9.9 200 OK\r\n\r\n"),
          ok + "X-A: " + long_line + "\r\n\r\n", ok + "Content-Encoding: zebra\r\n\r\n" + user,
          ok + "Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n" + user}) {
        CAPTURE(reply.substr(0, 100));
        raw_server server(answering_once(reply));
        CHECK_FALSE(failure_by_default(server).nothing_sent());
    }
}

TEST_CASE("a connection that breaks is tried again by default") {
    const std::string start =
        GENERATE(as<std::string>(), "", "HTTP/1.1 200 OK\r\nX-A", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}");
    const bool reset = GENERATE(false, true);
    CAPTURE(start, reset);
    raw_server server([=](raw_server::connection& client) {
        client.read_request();
        client.send(start);
        if (reset) client.break_off();
    });
    CHECK(attempts_at(server.url("/2.0")) == 3);
    CHECK(server.requests().size() == 3);
}

TEST_CASE("a connection that is never made is tried again by default") {
    SECTION("it is refused") {
        const loopback_socket nobody;
        CHECK(attempts_at("http://" + nobody.authority() + "/2.0") == 3);
    }
    SECTION("the handshake breaks off") {
        raw_server server([](raw_server::connection& client) { client.read_anything(); });
        CHECK(attempts_at("https://" + server.authority() + "/2.0") == 3);
        CHECK(server.accepted() == 3);
    }
    SECTION("it takes too long") {
        raw_server server([](raw_server::connection& client) {
            client.read_anything();
            client.wait_until_closed();
        });
        bb::curl_options how = impatient();
        how.connect_timeout = 100ms;
        CHECK(attempts_at("https://" + server.authority() + "/2.0", how) == 3);
    }
}

}  // namespace http_hostile_retries
