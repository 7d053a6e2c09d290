// SPDX-License-Identifier: MIT
// How a transfer of the curl transport ends before its time: deadline, cancel token, connect and total timeouts.
#include "support/requests.hpp"

namespace http_curl_stopping {

using namespace http_test;

namespace {

// A call is stopped within a second. The rest is for a machine that is busy with something else; a transfer that were
// not stopped would take a minute, which is the total timeout.
class stopwatch {
public:
    ~stopwatch() { CHECK(std::chrono::steady_clock::now() - start_ < 20s); }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void says_nothing(raw_server::connection& client) {
    client.read_request();
    client.wait_until_closed();
}

// A byte now and then, so that the transfer is never idle for long.
void trickles(raw_server::connection& client) {
    client.read_request();
    client.send("HTTP/1.1 200 OK\r\n\r\n");
    while (client.send("x") && client.pause(5ms)) {
    }
}

// Never answers the first message of TLS: a connection that is being made for ever.
void never_shakes_hands(raw_server::connection& client) {
    client.read_anything();
    client.wait_until_closed();
}

std::string as_https(const raw_server& server) {
    return "https://" + server.authority() + "/";
}

}  // namespace

TEST_CASE("nothing is sent past the deadline, or when cancelled before") {
    raw_server server(answering(ok_reply));
    bb::cancel_source source;
    source.cancel();
    CHECK(error_of<bb::deadline_exceeded>(direct_transport(), get(server.url()), until(0s)).nothing_sent());
    CHECK(error_of<bb::deadline_exceeded>(direct_transport(), get(server.url()), until(-1h)).nothing_sent());
    CHECK(error_of<bb::cancelled>(direct_transport(), get(server.url()), following(source.token())).nothing_sent());
    CHECK(untouched(server));
}

TEST_CASE("a deadline that is not reached changes nothing") {
    raw_server server(answering(ok_reply));
    bb::transport_limits limits = until(1h);
    const bb::cancel_source source;
    limits.cancel = source.token();
    CHECK(direct_transport().send(get(server.url()), limits).body == "ok");
}

TEST_CASE("the deadline ends a transfer") {
    const raw_server::script script = GENERATE(as<raw_server::script>(), says_nothing, trickles);
    raw_server server(script);
    const stopwatch watch;
    CHECK_FALSE(error_of<bb::deadline_exceeded>(direct_transport(), get(server.url()), until(60ms)).nothing_sent());
}

TEST_CASE("the deadline ends the making of a connection, and then nothing was sent") {
    raw_server server(never_shakes_hands);
    const stopwatch watch;
    CHECK(error_of<bb::deadline_exceeded>(direct_transport(), get(as_https(server)), until(60ms)).nothing_sent());
}

TEST_CASE("another thread cancels a transfer", "[threads]") {
    bb::cancel_source source;
    const bool trickling = GENERATE(false, true);
    raw_server server([&](raw_server::connection& client) {
        client.read_request();
        source.cancel();
        if (!trickling) return client.wait_until_closed();
        client.send("HTTP/1.1 200 OK\r\n\r\n");
        while (client.send("x") && client.pause(5ms)) {
        }
    });
    const stopwatch watch;
    const auto stopped = error_of<bb::cancelled>(direct_transport(), get(server.url()), following(source.token()));
    CHECK_FALSE(stopped.nothing_sent());
    CHECK(server.requests().size() == 1);
}

TEST_CASE("another thread cancels the making of a connection, and then nothing was sent", "[threads]") {
    bb::cancel_source source;
    raw_server server([&](raw_server::connection& client) {
        client.read_anything();
        source.cancel();
        client.wait_until_closed();
    });
    const stopwatch watch;
    CHECK(error_of<bb::cancelled>(direct_transport(), get(as_https(server)), following(source.token())).nothing_sent());
}

TEST_CASE("the total timeout ends a transfer") {
    const raw_server::script script = GENERATE(as<raw_server::script>(), says_nothing, trickles);
    raw_server server(script);
    auto options = direct();
    options.total_timeout = 60ms;
    const stopwatch watch;
    const auto failed = error_of<bb::transport_error>(bb::curl_transport(options), get(server.url()), until(1h));
    CHECK_THAT(failed.what(), ContainsSubstring("total_timeout") && ContainsSubstring("60 ms"));
    CHECK_FALSE(failed.nothing_sent());
    CHECK(failed.is_permanent());
}

TEST_CASE("the connect timeout ends the making of a connection, and only that") {
    raw_server silent(never_shakes_hands);
    auto options = direct();
    options.connect_timeout = 60ms;
    const bb::curl_transport transport(options);
    {
        const stopwatch watch;
        const auto failed = error_of<bb::transport_error>(transport, get(as_https(silent)));
        CHECK_THAT(failed.what(), ContainsSubstring("connect_timeout"));
        CHECK(failed.nothing_sent());
        CHECK_FALSE(failed.is_permanent());
    }
    raw_server slow([](raw_server::connection& client) {
        client.read_request();
        if (client.pause(100ms)) client.send(ok_reply);
    });
    CHECK(transport.send(get(slow.url())).body == "ok");
}

TEST_CASE("the total timeout counts while the connection is made, and then nothing was sent") {
    raw_server server(never_shakes_hands);
    auto options = direct();
    options.total_timeout = 60ms;
    const stopwatch watch;
    const auto failed = error_of<bb::transport_error>(bb::curl_transport(options), get(as_https(server)));
    CHECK_THAT(failed.what(), ContainsSubstring("total_timeout"));
    CHECK(failed.nothing_sent());
}

TEST_CASE("a transport goes on after a stop, on another connection") {
    raw_server server([](raw_server::connection& client) {
        if (client.number() == 0) return says_nothing(client);
        while (client.read_request() && client.send(ok_reply)) {
        }
    });
    const auto transport = direct_transport();
    (void)error_of<bb::deadline_exceeded>(transport, get(server.url()), until(60ms));
    CHECK(transport.send(get(server.url())).body == "ok");
    CHECK(server.accepted() == 2);
}

}  // namespace http_curl_stopping
