// SPDX-License-Identifier: MIT
// Bodies that go to a receiver while they arrive from the curl transport: what it gets, what stays in the reply, and what
// ends a transfer.
#include "support/calls.hpp"
#include "support/compress.hpp"
#include "support/sources.hpp"

namespace http_stream_downloads {

using namespace http_test;

TEST_CASE("a receiver gets the body of the final reply in pieces, beyond any bound") {
    const std::string body = odd_source::text(GENERATE(0U, 1U, 3'000'000U));
    raw_server server(
        answering("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n" + reply_of("206 Partial", body, "ETag: \"e\"\r\n")));
    keeping_receiver receiver;
    bb::transport_limits limits = into(receiver);
    limits.max_body_bytes = 10;
    const auto reply = direct_transport().send(get(server.url()), limits);
    CHECK(reply.status == 206);
    CHECK(reply.headers.value("ETag") == "\"e\"");
    CHECK(reply.body.empty());
    CHECK(receiver.statuses == std::vector<int>{206});
    CHECK(receiver.lines == reply.headers);
    CHECK(receiver.body == body);
    if (body.size() > 100'000) CHECK(receiver.writes > 1);
}

TEST_CASE("a body that the receiver does not want stays in the reply, and its end is dropped beyond the bound") {
    const std::string body = odd_source::text(200'000);
    raw_server server(answering(reply_of("500 Internal Server Error", body)));
    keeping_receiver receiver;
    bb::transport_limits limits = into(receiver);
    const auto transport = direct_transport();
    CHECK(transport.send(get(server.url()), limits).body == body);
    for (const std::size_t most :
         {std::size_t{0}, std::size_t{1}, std::size_t{100'000}, body.size() - 1, body.size()}) {
        limits.max_body_bytes = most;
        const auto reply = transport.send(get(server.url()), limits);
        CHECK(reply.status == 500);
        CHECK(reply.body == body.substr(0, most));
    }
    CHECK(receiver.body.empty());
}

TEST_CASE("the body of an error has no end, and the call has one") {
    raw_server server(without_end("HTTP/1.1 503 Busy\r\n\r\n", std::string(10'000, 'x')));
    keeping_receiver receiver;
    const bounds within;
    const auto reply = direct_transport().send(get(server.url()), into(receiver));
    CHECK(reply.status == 503);
    CHECK(reply.body.size() == bb::transport_limits{}.max_body_bytes);
}

TEST_CASE("compressed bodies reach the receiver decompressed, unless it counts the stored bytes") {
    const std::string packed = packed_spaces(100'000);
    raw_server server([&](raw_server::connection& client) {
        while (client.read_request()) {
            const bool may = client.last_request().find("\r\nAccept-Encoding:") != std::string::npos;
            client.send(may ? reply_of("200 OK", packed, "Content-Encoding: gzip\r\n") : reply_of("200 OK", "stored"));
        }
    });
    keeping_receiver receiver;
    receiver.identity = GENERATE(false, true);
    CHECK(direct_transport().send(get(server.url()), into(receiver)).status == 200);
    CHECK(receiver.body.find_first_not_of(' ') == (receiver.identity ? 0 : std::string::npos));
    CHECK(receiver.body.size() >= (receiver.identity ? 6U : 100'000U));
    const bool asked = server.requests()[0].find("\r\nAccept-Encoding:") != std::string::npos;
    CHECK(asked != receiver.identity);
}

TEST_CASE("what a receiver throws comes out unchanged, and the transport works on") {
    raw_server server(answering(reply_of("200 OK", odd_source::text(1'000'000))));
    const auto transport = direct_transport();
    keeping_receiver receiver;
    SECTION("at the beginning") {
        receiver.throws_in_begin = true;
    }
    SECTION("at the first byte") {
        receiver.throws_after = 0;
    }
    SECTION("later") {
        receiver.throws_after = 500'000;
    }
    CHECK_THROWS_AS(transport.send(get(server.url()), into(receiver)), std::runtime_error);
    keeping_receiver next;
    CHECK(transport.send(get(server.url()), into(next)).status == 200);
    CHECK(next.body.size() == 1'000'000);
}

TEST_CASE("a body that breaks off is an error, and the receiver keeps what came") {
    raw_server server(answering_once("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n12345"));
    keeping_receiver receiver;
    const auto failed = [&] {
        try {
            (void)direct_transport().send(get(server.url()), into(receiver));
        } catch (const bb::transport_error& found) {
            return found;
        }
        throw std::logic_error("no error");
    }();
    CHECK(failed.status() == 200);
    CHECK_FALSE(failed.is_permanent());
    CHECK(receiver.body == "12345");
}

TEST_CASE("headers are bounded with a receiver too") {
    raw_server server(answering("HTTP/1.1 200 OK\r\nX-Long: " + std::string(100'000, 'x') + "\r\n\r\n"));
    keeping_receiver receiver;
    bb::transport_limits limits = into(receiver);
    limits.max_header_bytes = 10'000;
    CHECK_THROWS_AS(direct_transport().send(get(server.url()), limits), bb::transport_error);
    CHECK(receiver.statuses.empty());
}

TEST_CASE("a stream that moves may take longer than total_timeout, and one that stalls may not") {
    bb::curl_options options = direct();
    options.total_timeout = 400ms;
    const bb::curl_transport transport(options);
    keeping_receiver receiver;
    SECTION("it moves") {
        raw_server server([](raw_server::connection& client) {
            if (!client.read_request()) return;
            client.send("HTTP/1.1 200 OK\r\nContent-Length: 800000\r\n\r\n");
            for (int i = 0; i < 8; ++i)
                if (!client.pause(120ms) || !client.send(std::string(100'000, 'x'))) return;
        });
        CHECK(transport.send(get(server.url()), into(receiver)).status == 200);
        CHECK(receiver.body.size() == 800'000);
    }
    SECTION("it stalls") {
        raw_server server([](raw_server::connection& client) {
            if (!client.read_request()) return;
            client.send("HTTP/1.1 200 OK\r\nContent-Length: 800000\r\n\r\n" + std::string(100'000, 'x'));
            while (client.pause(50ms) && client.send("x")) {
            }
        });
        const auto failed = error_of<bb::transport_error>(transport, get(server.url()), into(receiver));
        CHECK_THAT(failed.what(), ContainsSubstring("stalled") && ContainsSubstring("400 ms"));
        CHECK_FALSE(failed.is_permanent());
    }
    SECTION("nothing comes") {
        raw_server server([](raw_server::connection& client) { client.wait_until_closed(); });
        const auto failed = error_of<bb::transport_error>(transport, get(server.url()), into(receiver));
        CHECK_THAT(failed.what(), ContainsSubstring("no complete reply within curl_options::total_timeout"));
        CHECK(failed.is_permanent());
    }
    SECTION("the server thinks after a slow upload") {
        raw_server server([](raw_server::connection& client) {
            if (!client.read_request()) return;
            if (client.pause(250ms)) client.send(ok_reply);
        });
        class slow_source : public bb::text_source {
        public:
            slow_source() : text_source(std::string(400'000, 'x')) {}
            [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
                std::this_thread::sleep_for(50ms);
                return text_source::read(to, most);
            }
        };
        CHECK(transport.send(sending(std::make_shared<slow_source>(), server.url())).status == 200);
    }
}

}  // namespace http_stream_downloads
