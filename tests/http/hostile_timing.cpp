// SPDX-License-Identifier: MIT
// Servers that never come to an end and never stop either: the total timeout ends each, all at the same time.
#include <bitbucket/api/ssh_keys.hpp>

#include <future>

#include "support/calls.hpp"
#include "support/compress.hpp"

namespace http_hostile_timing {

using namespace http_test;

namespace {

// Sends the start, and then a little every now and then, as long as the client listens.
raw_server::script drip(std::string start, std::string again, std::chrono::milliseconds pause) {
    return [=](raw_server::connection& client) {
        if (!client.read_request() || !client.send(start)) return;
        while (client.pause(pause) && client.send(again)) {
        }
    };
}

struct slow_server {
    const char* name;
    raw_server::script script;
};

std::vector<slow_server> slow_servers() {
    const std::string ok = "HTTP/1.1 200 OK\r\n";
    return {
        {"says nothing", drip("", "", 100ms)},
        {"one byte of the status line a second", drip("H", "T", 1s)},
        {"one byte of a header a second", drip(ok + "X-A: ", "x", 1s)},
        {"one byte of the body a second", drip(open_head, " ", 1s)},
        {"one byte of an error a second", drip("HTTP/1.1 500 Oops\r\n\r\n", "x", 1s)},
        {"an interim reply a second", drip("", "HTTP/1.1 102 Processing\r\n\r\n", 1s)},
        {"a chunk a second", drip(ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n", 1s)},
        {"half a body and then silence", drip(ok + "Content-Length: 20\r\n\r\n{", "", 100ms)},
        {"an extension of a chunk without end",
         without_end(ok + "Transfer-Encoding: chunked\r\n\r\n1;x=", std::string(1024, 'x'))},
        {"zeros before a chunk's size", drip(ok + "Transfer-Encoding: chunked\r\n\r\n", "0", 300ms)},
        {"gzip of nothing without end",  // empty stored blocks
         without_end(ok + "Content-Encoding: gzip\r\n\r\n" + bytes("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"),
                     bytes("\x00\x00\x00\xff\xff\x00\x00\x00\xff\xff\x00\x00\x00\xff\xff"))},
    };
}

}  // namespace

TEST_CASE("the total timeout ends whatever a slow server does", "[threads]") {
    const auto scripts = slow_servers();
    std::vector<std::unique_ptr<raw_server>> servers;
    for (const slow_server& each : scripts) servers.push_back(std::make_unique<raw_server>(each.script));
    const bounds within;
    std::vector<std::future<bb::result<bb::account>>> calls;
    for (const auto& server : servers)
        calls.push_back(std::async(std::launch::async,
                                   [&api_of = *server] { return api_at(api_of).try_send(bb::users::current{}); }));
    for (std::size_t i = 0; i < calls.size(); ++i) {
        CAPTURE(scripts[i].name);
        const auto outcome = calls[i].get();
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().kind() == bb::error_kind::transport);
        CHECK_FALSE(outcome.error().nothing_sent());
    }
}

TEST_CASE("the deadline of a call ends it before the total timeout does, with all its attempts") {
    raw_server server(drip("HTTP/1.1 200 OK\r\n\r\n", " ", 20ms));
    bb::client_options options = options_at(server.url("/2.0"));
    options.retry.max_attempts = 100;
    const auto start = std::chrono::steady_clock::now();
    CHECK(failure_at(api_at(options), {.deadline = bb::deadline::after(300ms)}).kind() ==
          bb::error_kind::deadline_exceeded);
    CHECK(std::chrono::steady_clock::now() - start < 2s);
}

TEST_CASE("a change that the deadline ends before it was sent is not unclear") {
    raw_server server([](raw_server::connection& client) {
        client.read_anything();
        client.wait_until_closed();
    });
    const bool connects = GENERATE(true, false);
    bb::client_options options = options_at((connects ? "http://" : "https://") + server.authority() + "/2.0");
    options.allow_any_credential = true;
    const bb::client api = api_at(options);
    const bb::error failed = failure_of([&] {
        api.send(bb::ssh_keys::create{"me", {.key = "ssh-ed25519 AAAA"}}, {.deadline = bb::deadline::after(200ms)});
    });
    CHECK(failed.kind() == bb::error_kind::deadline_exceeded);
    CHECK(failed.nothing_sent() != connects);
    CHECK(failed.outcome_unclear() == connects);
}

TEST_CASE("the deadline of a call covers its redirects and its retries") {
    int turn = 0;
    const bool redirects = GENERATE(true, false);
    raw_server server([&](raw_server::connection& client) {
        while (client.read_request() && client.pause(50ms)) {
            const std::string to = "Location: /2.0/user?" + std::to_string(++turn) + "\r\n";
            client.send(redirects ? reply_of("302 Found", "", to) : reply_of("503 Busy", "", "Retry-After: 0\r\n"));
        }
    });
    bb::client_options options = options_at(server.url("/2.0"));
    options.retry.max_attempts = 1000;
    CHECK(failure_at(api_at(options), {.deadline = bb::deadline::after(200ms)}).kind() ==
          bb::error_kind::deadline_exceeded);
    CHECK(server.requests().size() < 10);
}

}  // namespace http_hostile_timing
