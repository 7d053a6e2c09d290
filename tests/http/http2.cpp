// SPDX-License-Identifier: MIT
// HTTP/2 over TLS, which the curl transport asks for, with a server that others keep (nghttpd): connections, bounds,
// certificates and threads. Skipped where that server, or HTTP/2 in libcurl, is missing.
#include <curl/curl.h>
#include <bitbucket/api/ssh_keys.hpp>

#include <atomic>
#include <thread>

#include "support/calls.hpp"
#include "support/h2_server.hpp"
#include "support/sources.hpp"

namespace http_http2 {

using namespace http_test;

namespace {

constexpr const char* user = R"({"display_name":"x"})";

bool can_run() {
    if (h2_server::program().empty()) {
        WARN("skipped: nghttpd is not installed (Debian's package nghttp2-server)");
        return false;
    }
    if ((curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP2) == 0) {
        WARN("skipped: this libcurl has no HTTP/2");
        return false;
    }
    return true;
}

bb::curl_options trusting(const std::string& ca_file) {
    bb::curl_options options = impatient();
    options.ca_file = ca_file;
    return options;
}

bb::client_options options_at(const h2_server& server) {
    bb::client_options options = http_test::options_at(server.url("/2.0"));
    options.allow_any_credential = true;
    return options;
}

const bb::ssh_keys::create& change() {
    static const bb::ssh_keys::create made{"me", {.key = "ssh-ed25519 AAAA", .label = "laptop"}};
    return made;
}

}  // namespace

TEST_CASE("HTTP/2 is spoken where the server speaks it, and one connection serves all requests") {
    if (!can_run()) return;
    const authority ours;
    h2_server server(ours.sign(), {"--echo-upload", "--trailer=x-late: 1"});
    server.put("/2.0/user", user);
    const bb::client api = api_at(options_at(server), trusting(ours.file()));
    for (int i = 0; i < 3; ++i) CHECK(api.send(bb::users::current{}).display_name == "x");
    CHECK(api.send(change()).label == "laptop");
    const auto missing = api.try_send(bb::users::get{"{b15b6026-9c02-4626-b4ad-b905f99f763a}"});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind() == bb::error_kind::not_found);
    const auto reply = api.exchange(bb::users::current{});
    CHECK(reply.headers.value("Content-Length") == std::to_string(reply.body.size()));
    CHECK(reply.headers.find("X-Late") == nullptr);

    INFO(server.log());
    CHECK(server.count("The negotiated protocol: h2\n") == 1);
    CHECK(server.requests() == 6);
    CHECK(server.connections() == 1);
    CHECK(server.count(":method: POST") == 1);
    CHECK(server.count(":path: /2.0/users/%7Bb15b6026-9c02-4626-b4ad-b905f99f763a%7D\n") == 1);
    CHECK(server.count(std::string("authorization: Bearer ") + token) == 6);
    CHECK(server.count("x-late: 1") > 0);
}

TEST_CASE("the bounds of bodies and headers hold over HTTP/2, and the client is as good as before") {
    if (!can_run()) return;
    const authority ours;
    h2_server server(ours.sign());
    server.put("/2.0/user", user);
    server.put("/2.0/users/me", std::string(std::size_t{4} * 1024 * 1024, ' '));
    bb::client_options options = options_at(server);
    options.max_body_bytes = std::size_t{64} * 1024;
    const bb::client small = api_at(options, trusting(ours.file()));
    for (int i = 0; i < 2; ++i) {
        CHECK_THAT(failure_of([&] { (void)small.send(bb::users::get{"me"}); }).message(),
                   ContainsSubstring("max_body_bytes"));
        CHECK(small.send(bb::users::current{}).display_name == "x");
    }
    options.max_header_bytes = 64;
    const bb::error failed = failure_at(api_at(options, trusting(ours.file())));
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK_THAT(failed.message(), ContainsSubstring("max_header_bytes"));
}

TEST_CASE("a certificate that does not fit is refused before anything is sent") {
    if (!can_run()) return;
    const authority ours;
    const authority others("Others");
    struct row {
        identity shown;
        std::string trusted;
        const char* host;
        const char* reason;
    };
    const row rows[] = {
        {ours.sign({.common_name = "a.example", .alternative_name = "DNS:a.example"}), ours.file(), "127.0.0.1",
         "name"},
        {ours.sign(), ours.file(), "localhost", "name"},
        {ours.sign({.valid_from_days = -30, .valid_to_days = -1}), ours.file(), "127.0.0.1", "expired"},
        {identity(certificate_wish{}), ours.file(), "127.0.0.1", "certificate"},
        {others.sign(), ours.file(), "127.0.0.1", "certificate"},
        {ours.sign(), "", "127.0.0.1", "certificate"},
    };
    for (const row& each : rows) {
        h2_server server(each.shown);
        server.put("/2.0/user", user);
        bb::client_options options = options_at(server);
        options.base_url = server.url("/2.0", each.host);
        const bb::client api = api_at(options, trusting(each.trusted));
        for (const bb::error& failed : {failure_at(api), failure_of([&] { (void)api.send(change()); })}) {
            CHECK(failed.kind() == bb::error_kind::transport);
            CHECK(failed.nothing_sent());
            CHECK_THAT(failed.message(), ContainsSubstring(each.reason));
        }
        INFO(server.log());
        CHECK(server.count("[ALPN] client offers:") > 0);
        CHECK(server.requests() == 0);
    }
}

TEST_CASE("a server that goes away and comes back finds a change once") {
    if (!can_run()) return;
    const authority ours;
    h2_server server(ours.sign(), {"--echo-upload"});
    server.put("/2.0/user", user);
    const bb::client api = api_at(options_at(server), trusting(ours.file()));
    CHECK(api.send(bb::users::current{}).display_name == "x");
    server.stop();
    CHECK(failure_at(api).kind() == bb::error_kind::transport);
    server.start();
    CHECK(api.send(bb::users::current{}).display_name == "x");
    server.stop();
    server.start();
    CHECK(api.send(change()).label == "laptop");
    CHECK(server.count(":method: POST") == 1);
}

TEST_CASE("bodies stream over HTTP/2, both ways at once, and a source that ends early ends its stream alone") {
    if (!can_run()) return;
    const authority ours;
    h2_server server(ours.sign(), {"--echo-upload"});
    const bb::curl_transport transport(trusting(ours.file()));
    constexpr std::uint64_t large = 3'000'000;
    keeping_receiver receiver;
    const auto reply = transport.send(sending(std::make_shared<odd_source>(large), server.url("/x")), into(receiver));
    CHECK(reply.status == 200);
    CHECK(receiver.body == odd_source::text(large));

    const auto failed = error_of<bb::transport_error>(
        transport, sending(std::make_shared<odd_source>(large, large - 1), server.url("/x")));
    CHECK_THAT(failed.what(), ContainsSubstring("it became shorter"));
    CHECK(transport.send(sending(std::make_shared<odd_source>(10), server.url("/x"))).body == odd_source::text(10));
    INFO(server.log());
    CHECK(server.count("content-length: 3000000") >= 2);
}

TEST_CASE("8 threads share a client that speaks HTTP/2", "[threads]") {
    if (!can_run()) return;
    constexpr int threads = 8;
    constexpr int each = 25;
    const authority ours;
    h2_server server(ours.sign());
    server.put("/2.0/user", user);
    const bb::client api = api_at(options_at(server), trusting(ours.file()));
    std::atomic<int> good = 0;
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&] {
            for (int i = 0; i < each; ++i) {
                const auto found = api.try_send(bb::users::current{});
                if (found && found->display_name == "x") ++good;
            }
        });
    for (std::thread& worker : workers) worker.join();
    CHECK(good == threads * each);
    CHECK(server.requests() == std::size_t{threads * each});
    CHECK(server.connections() <= std::size_t{threads});
    CHECK(server.count("The negotiated protocol: h2\n") == server.connections());
}

}  // namespace http_http2
