// SPDX-License-Identifier: MIT
// Connections that die, break off, answer too early or say more than was asked, seen by a whole client.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/testing/clocks.hpp>

#include <future>

#include "support/calls.hpp"

namespace http_hostile_connections {

using namespace http_test;

namespace {

const std::string user = json_reply(R"({"display_name":"asked"})");
const std::string other = json_reply(R"({"display_name":"not asked"})");

std::string name_from(const bb::client& api) {
    return api.send(bb::users::current{}).display_name;
}
void add_key(const bb::client& api) {
    api.send(bb::ssh_keys::create{"me", {.key = "ssh-ed25519 AAAA"}});
}

// The library refuses to add keys with an access token otherwise.
bb::client any_credential(const raw_server& server) {
    bb::client_options options = options_at(server.url("/2.0"));
    options.allow_any_credential = true;
    return api_at(options);
}

}  // namespace

TEST_CASE("a connection that is closed or broken off at once is a transport_error") {
    const bool reset = GENERATE(false, true);
    const bool reads = GENERATE(false, true);
    CAPTURE(reset, reads);
    raw_server server([=](raw_server::connection& client) {
        if (reads) client.read_request();
        if (reset) client.break_off();
    });
    const bb::error failed = failure_at(server);
    CHECK(failed.kind() == bb::error_kind::transport);
    // A server that resets without reading may do so before the first byte is on its way.
    if (reads || !reset) CHECK_FALSE(failed.nothing_sent());
}

TEST_CASE("a connection that is broken off inside a reply is a transport_error") {
    const std::string start = GENERATE(as<std::string>(), "HTTP/1.1 200 OK\r\nX-A", "HTTP/1.1 100 Continue\r\n\r\n",
                                       "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
                                       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}", open_head);
    raw_server server([=](raw_server::connection& client) {
        client.read_request();
        client.send(start);
        client.break_off();
    });
    CHECK(failure_at(server).kind() == bb::error_kind::transport);
}

TEST_CASE("a kept connection that dies costs a read nothing, and a change is not sent again") {
    raw_server server([](raw_server::connection& client) {
        if (client.number() % 2 == 0) {
            if (client.read_request() && client.send(user)) client.read_request();
            return;
        }
        while (client.read_request() && client.send(user)) {
        }
    });
    {
        const bb::client api = any_credential(server);
        CHECK(name_from(api) == "asked");
        CHECK(name_from(api) == "asked");
        CHECK(server.accepted() == 2);
    }
    const bb::client api = any_credential(server);
    CHECK(name_from(api) == "asked");
    const bb::error failed = failure_of([&] { add_key(api); });
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK_FALSE(failed.nothing_sent());
    CHECK(server.count("POST") == 1);
}

TEST_CASE("kept connections that the server has closed are not used again") {
    raw_server server(answering_once(user));
    const bb::client api = any_credential(server);
    for (std::size_t i = 1; i <= 3; ++i) {
        CHECK(name_from(api) == "asked");
        server.wait_for_closed(i);
    }
    CHECK(server.requests().size() == 3);
}

TEST_CASE("bytes that nobody asked for are never the reply to the next request") {
    SECTION("they come with the reply") {
        raw_server server(answering(user + other));
        const bb::client api = api_at(server);
        for (int i = 0; i < 3; ++i) CHECK(name_from(api) == "asked");
    }
    SECTION("they come behind a reply without a body") {
        raw_server server([](raw_server::connection& client) {
            if (client.read_request()) client.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n" + other);
            while (client.read_request() && client.send(user)) {
            }
        });
        const bb::client api = api_at(server);
        CHECK(failure_at(api).kind() == bb::error_kind::other_status);
        CHECK(name_from(api) == "asked");
    }
    SECTION("they come while the connection is idle") {
        std::promise<void> replied;
        std::promise<void> spoken;
        raw_server server([&](raw_server::connection& client) {
            if (client.number() == 0 && client.read_request() && client.send(user)) {
                replied.get_future().wait();
                client.send(other);
                spoken.set_value();
            }
            while (client.read_request() && client.send(user)) {
            }
        });
        const bb::client api = api_at(server);
        CHECK(name_from(api) == "asked");
        replied.set_value();
        spoken.get_future().wait();
        for (int i = 0; i < 3; ++i) CHECK(name_from(api) == "asked");
        CHECK(server.accepted() == 2);
    }
}

TEST_CASE("a last attempt that does not connect does not undo the first one") {
    auto server = std::make_unique<raw_server>([](raw_server::connection& client) { client.read_request(); });
    bb::client_options options = options_at(server->url("/2.0"));
    options.allow_any_credential = true;
    options.retry.max_attempts = 2;
    options.retry.repeat_unsafe = true;
    options.clock = bb::testing::sleeping_by([&](auto, const auto&) { server.reset(); });
    const bb::client api = api_at(options);
    const bb::error failed = failure_of([&] { add_key(api); });
    CHECK(failed.attempts() == 2);
    CHECK_FALSE(failed.nothing_sent());
}

TEST_CASE("a server may answer before it has read the request") {
    raw_server server([](raw_server::connection& client) {
        client.send(user);
        client.wait_until_closed();
    });
    CHECK(name_from(api_at(server)) == "asked");
}

TEST_CASE("a server that answers and hangs up inside a long request is not waited for") {
    const std::string answer =
        reply_of("400 Bad Request", R"({"error":{"message":"too long"}})", "Connection: close\r\n");
    const bool reset = GENERATE(false, true);
    raw_server server([=](raw_server::connection& client) {
        client.pause(100ms);
        client.send(answer);
        if (reset) client.break_off();
    });
    const bb::client api = any_credential(server);
    const bb::ssh_keys::create request{"me", {.key = std::string(3'000'000, 'A')}};
    const bounds within;
    const bb::error failed = failure_of([&] { api.send(request); });
    // It is up to the timing whether the answer is still there to be read when sending fails.
    CHECK((failed.kind() == bb::error_kind::bad_request || failed.kind() == bb::error_kind::transport));
    CHECK_FALSE(failed.nothing_sent());
}

}  // namespace http_hostile_connections
