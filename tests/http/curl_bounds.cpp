// SPDX-License-Identifier: MIT
// The curl transport's caps on bodies and headers: exact, counted after decompression, and the end of the transfer.
#include "support/requests.hpp"

namespace http_curl_bounds {

using namespace http_test;

namespace {

bb::transport_limits body_limit(std::size_t bytes) {
    bb::transport_limits limits;
    limits.max_body_bytes = bytes;
    return limits;
}
bb::transport_limits header_limit(std::size_t bytes) {
    bb::transport_limits limits;
    limits.max_header_bytes = bytes;
    return limits;
}

// Sends the start, then the rest again and again until the client has had enough.
raw_server::script endless(std::string start, std::string again) {
    return [start = std::move(start), again = std::move(again)](raw_server::connection& client) {
        if (!client.read_request() || !client.send(start)) return;
        while (client.send(again)) {
        }
    };
}

// gzip of as many zero bytes as asked for (a multiple of 258, and one more), 159 to 1: a block of fixed codes in which
// "the byte before, 258 times" repeats.
std::string zeros_as_gzip(std::size_t repeats) {
    std::string out("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10);
    unsigned pending = 0;
    unsigned count = 0;
    const auto bits = [&](std::string_view text) {
        for (const char bit : text) {
            pending |= (bit == '1' ? 1U : 0U) << count;
            if (++count == 8) {
                out.push_back(static_cast<char>(pending));
                pending = count = 0;
            }
        }
    };
    bits(
        "1"
        "10");         // the last block; fixed codes
    bits("00110000");  // a zero byte
    for (std::size_t i = 0; i < repeats; ++i)
        bits(
            "11000101"
            "00000");
    bits("0000000");  // the end of the block
    bits("0000000");  // whatever is left of the last byte
    return out;
}

}  // namespace

TEST_CASE("a body may be as large as the limit and not larger") {
    const std::string head =
        GENERATE(as<std::string>(), "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789",
                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n6\r\n456789\r\n0\r\n\r\n",
                 "HTTP/1.0 200 OK\r\n\r\n0123456789");
    raw_server server(answering_once(head));
    const auto transport = direct_transport();
    CHECK(transport.send(get(server.url()), body_limit(10)).body == "0123456789");
    const auto failed = error_of<bb::transport_error>(transport, get(server.url()), body_limit(9));
    CHECK_THAT(failed.what(), ContainsSubstring("max_body_bytes") && ContainsSubstring(" 9"));
    CHECK_FALSE(failed.nothing_sent());
}

TEST_CASE("a limit of nothing allows an empty body") {
    raw_server server(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    CHECK(direct_transport().send(get(server.url()), body_limit(0)).status == 200);
}

TEST_CASE("a body without end is cut at the limit, and the transport goes on") {
    raw_server server([](raw_server::connection& client) {
        if (client.number() == 0)
            endless("HTTP/1.1 200 OK\r\n\r\n", std::string(65536, 'x'))(client);
        else
            answering_once(ok_reply)(client);
    });
    const auto transport = direct_transport();
    const auto failed = error_of<bb::transport_error>(transport, get(server.url()), body_limit(1'000'000));
    CHECK_THAT(failed.what(), ContainsSubstring("max_body_bytes") && ContainsSubstring("1000000"));
    CHECK(transport.send(get(server.url())).body == "ok");
}

TEST_CASE("what counts is the size after decompression") {
    const std::string packed = zeros_as_gzip(40'000);
    CHECK(packed.size() < 70'000);
    raw_server server(answering_once("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                                     std::to_string(packed.size()) + "\r\n\r\n" + packed));
    const auto failed = error_of<bb::transport_error>(direct_transport(), get(server.url()), body_limit(1'000'000));
    CHECK_THAT(failed.what(), ContainsSubstring("max_body_bytes") && ContainsSubstring("1000000"));
}

TEST_CASE("headers may be as large as the limit and not larger") {
    const std::string head = "HTTP/1.1 200 OK\r\nX-A: 0123456789\r\nContent-Length: 2\r\n\r\n";
    raw_server server(answering(head + "ok"));
    const auto transport = direct_transport();
    CHECK(transport.send(get(server.url()), header_limit(head.size())).body == "ok");
    const auto failed = error_of<bb::transport_error>(transport, get(server.url()), header_limit(head.size() - 1));
    CHECK_THAT(failed.what(),
               ContainsSubstring("max_header_bytes") && ContainsSubstring(std::to_string(head.size() - 1)));
    CHECK_FALSE(failed.nothing_sent());
}

TEST_CASE("headers without end are cut at the limit") {
    const std::string start = "HTTP/1.1 200 OK\r\n";
    const auto script =
        GENERATE_COPY(endless(start, "X-A: 0123456789\r\n"), endless("", "HTTP/1.1 100 Continue\r\n\r\n"),
                      endless(start + "X-A: 1\r\n", " and so on\r\n"),
                      endless(start + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X-Trailer: 0123456789\r\n"));
    raw_server server(script);
    const auto failed = error_of<bb::transport_error>(direct_transport(), get(server.url()), header_limit(20'000));
    CHECK_THAT(failed.what(), ContainsSubstring("max_header_bytes") && ContainsSubstring("20000"));
}

TEST_CASE("a header line without end is an error that says so") {
    raw_server server(endless("HTTP/1.1 200 OK\r\nX-A: ", std::string(65536, 'x')));
    const auto failed = error_of<bb::transport_error>(direct_transport(), get(server.url()));
    CHECK_THAT(failed.what(), ContainsSubstring("header"));
    CHECK_FALSE(failed.nothing_sent());
}

}  // namespace http_curl_bounds
