// SPDX-License-Identifier: MIT
// The curl transport's connections: kept alive, shared by copies and threads, and never used to send a change twice.
#include <atomic>
#include <thread>

#include "support/requests.hpp"

namespace http_curl_connections {

using namespace http_test;

TEST_CASE("a connection is used again, also by copies of the transport") {
    raw_server server(answering(ok_reply));
    const auto transport = direct_transport();
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): the copy is what is tested
    const bb::curl_transport copy = transport;
    for (int i = 0; i < 3; ++i) {
        CHECK(transport.send(get(server.url())).body == "ok");
        CHECK(copy.send(make_request(bb::http_method::post, server.url(), {}, "{}")).body == "ok");
    }
    CHECK(server.requests().size() == 6);
    CHECK(server.accepted() == 1);
}

TEST_CASE("with no idle handles every request has its own connection") {
    raw_server server(answering(ok_reply));
    auto options = direct();
    options.max_idle_handles = 0;
    const bb::curl_transport transport(options);
    for (int i = 0; i < 3; ++i) CHECK(transport.send(get(server.url())).body == "ok");
    CHECK(server.accepted() == 3);
}

TEST_CASE("the transport can be moved and erased") {
    raw_server server(answering(ok_reply));
    bb::curl_transport transport = direct_transport();
    bb::curl_transport moved = std::move(transport);
    const bb::any_transport erased(std::move(moved));
    CHECK(erased.send(get(server.url()), {}).body == "ok");
}

TEST_CASE("16 threads share one transport", "[threads]") {
    constexpr int threads = 16;
    constexpr int each = 50;
    raw_server server(answering(ok_reply));
    const auto transport = direct_transport();
    std::atomic<int> good = 0;
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&, t] {
            const bb::http_method method = t % 2 == 0 ? bb::http_method::get : bb::http_method::post;
            for (int i = 0; i < each; ++i) {
                try {
                    const auto reply = transport.send(make_request(method, server.url()), {});
                    if (reply.status == 200 && reply.body == "ok") ++good;
                } catch (const bb::error&) {  // not counted as good
                }
            }
        });
    for (std::thread& worker : workers) worker.join();

    CHECK(good == threads * each);
    CHECK(server.requests().size() == std::size_t{threads * each});
    CHECK(server.accepted() <= std::size_t{threads});
}

namespace {

// Answers the first request on the first connection, reads the second one there and closes without an answer.
// All later connections are answered.
void dies_while_kept(raw_server::connection& client) {
    if (client.number() == 0) {
        if (client.read_request() && client.send(ok_reply)) client.read_request();
        return;
    }
    while (client.read_request() && client.send(ok_reply)) {
    }
}

}  // namespace

TEST_CASE("a change is not sent again when a kept connection dies") {
    const bb::http_method method =
        GENERATE(bb::http_method::post, bb::http_method::put, bb::http_method::patch, bb::http_method::delete_);
    const std::string body = GENERATE("", "{}");
    CAPTURE(to_string(method), body);
    raw_server server(dies_while_kept);
    const auto transport = direct_transport();
    CHECK(transport.send(get(server.url())).status == 200);

    const auto failed = error_of<bb::transport_error>(transport, make_request(method, server.url(), {}, body));
    CHECK_THAT(failed.what(), ContainsSubstring("not sent again"));
    CHECK_FALSE(failed.nothing_sent());
    CHECK(server.count(to_string(method)) == 1);

    // The transport is as good as before.
    CHECK(transport.send(make_request(method, server.url(), {}, body)).status == 200);
    CHECK(server.count(to_string(method)) == 2);
}

TEST_CASE("a read is sent again when a kept connection dies, which shows that the server provokes it") {
    raw_server server(dies_while_kept);
    const auto transport = direct_transport();
    CHECK(transport.send(make_request(bb::http_method::post, server.url())).status == 200);
    CHECK(transport.send(get(server.url())).status == 200);
    CHECK(server.count("GET") == 2);
    CHECK(server.accepted() == 2);
}

TEST_CASE("a change over a new connection that dies is sent once") {
    raw_server server(answering_once(""));
    const auto failed =
        error_of<bb::transport_error>(direct_transport(), make_request(bb::http_method::post, server.url()));
    CHECK_FALSE(failed.nothing_sent());
    CHECK(server.count("POST") == 1);
}

TEST_CASE("a connection that the server closed in the meantime is not used for a change") {
    raw_server server(answering_once(ok_reply));
    const auto transport = direct_transport();
    CHECK(transport.send(get(server.url())).status == 200);
    server.wait_for_closed(1);
    CHECK(transport.send(make_request(bb::http_method::post, server.url(), {}, "{}")).status == 200);
    CHECK(server.count("POST") == 1);
    CHECK(server.accepted() == 2);
}

TEST_CASE("bytes behind a reply are not taken for the next one") {
    raw_server server(answering(std::string(ok_reply) + "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
    const auto transport = direct_transport();
    CHECK(transport.send(get(server.url())).status == 200);
    CHECK(transport.send(get(server.url())).status == 200);
}

}  // namespace http_curl_connections
