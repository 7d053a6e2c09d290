// SPDX-License-Identifier: MIT
// Servers whose status lines and headers are wrong, seen by a whole client: each is a transport_error, at once.
#include "support/calls.hpp"

namespace http_hostile_heads {

using namespace http_test;

namespace {

const std::string user = R"({"display_name":"x"})";
const std::string length = "Content-Length: " + std::to_string(user.size()) + "\r\n";

// What a client makes of one reply, whatever that is.
bb::result<bb::account> outcome_of(std::string reply) {
    raw_server server(answering_once(std::move(reply)));
    const bounds within;
    return api_at(server).try_send(bb::users::current{});
}

bb::error refusal_of(const std::string& reply) {
    CAPTURE(reply.substr(0, 200));
    const auto outcome = outcome_of(reply);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind() == bb::error_kind::transport);
    CHECK_FALSE(outcome.error().nothing_sent());
    return outcome.error();
}

}  // namespace

TEST_CASE("the reply that the wrong ones are made of is right") {
    const auto outcome = outcome_of("HTTP/1.1 200 OK\r\n" + length + "\r\n" + user);
    REQUIRE(outcome);
    CHECK(outcome->display_name == "x");
}

TEST_CASE("garbage in place of a status line is refused") {
    for (const std::string& line : {std::string("HTTP/1.1  200 OK"),
                                    std::string("HTTP/1.1 2000 OK"),
                                    std::string("HTTP/1.1 1000 OK"),
                                    std::string("HTTP/1.1 20 OK"),
                                    std::string("HTTP/1.1 -20 OK"),
                                    std::string("HTTP/1.1 2 00"),
                                    std::string("HTTP/1.1 200OK"),
                                    std::string("HTTP/1.1 abc OK"),
                                    std::string("HTTP/1.1 000 OK"),
                                    std::string("HTTP/1.1 099 OK"),
                                    std::string("HTTP/1.1"),
                                    std::string("HTTP/1.1\t200 OK"),
                                    std::string("HTTP/9.9 200 OK"),
                                    std::string("HTTP/1.1.1 200 OK"),
                                    std::string("HTTP 200 OK"),
                                    std::string("ICY 200 OK"),
                                    std::string("RTSP/1.0 200 OK"),
                                    std::string(" HTTP/1.1 200 OK"),
                                    std::string("\r\nHTTP/1.1 200 OK"),
                                    std::string("HTTP/1.1 200 O\rK"),
                                    bytes("HTTP/1.1 200 O\0K"),
                                    bytes("\0"),
                                    std::string("SSH-2.0-OpenSSH_9.2"),
                                    bytes("\x15\x03\x01\x00\x02\x02\x28")})
        (void)refusal_of(line + "\r\n" + length + "\r\n" + user);
}

TEST_CASE("a reply of HTTP/0.9 is refused") {
    (void)refusal_of(user);
    (void)refusal_of("<html>" + std::string(100'000, 'x'));
}

TEST_CASE("any status of three digits is a reply, and one that nobody has heard of is other_status") {
    for (const int status : {299, 300, 304, 399, 418, 499, 600, 999}) {
        CAPTURE(status);
        const auto outcome = outcome_of("HTTP/1.1 " + std::to_string(status) + "\r\n" + length + "\r\n" + user);
        if (status == 299) {
            CHECK(outcome);
            continue;
        }
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().kind() == bb::error_kind::other_status);
        CHECK(outcome.error().status() == status);
    }
}

TEST_CASE("header lines that can be read in two ways are refused") {
    for (const std::string& line :
         {std::string("X-A: b\rX-C: d\r\n"), std::string("\rX-A: b\r\n"), bytes("X-A: a\0b\r\n"), bytes("X\0A: b\r\n"),
          bytes("\0\r\n"), std::string(": b\r\n"), std::string("no colon\r\n")})
        (void)refusal_of("HTTP/1.1 200 OK\r\n" + line + length + "\r\n" + user);
}

TEST_CASE("lines that end with CR alone are no lines") {
    (void)refusal_of("HTTP/1.1 200 OK\rContent-Length: 20\r\r" + user);
    (void)refusal_of("HTTP/1.1 200 OK\r\nContent-Length: 20\r\r" + user);
}

TEST_CASE("a length that is none, is two, or is beyond all bounds is refused") {
    for (const char* value :
         {"-1", "-20", "+20", "0x14", "20 x", "20, 20", "20, 5", "2 0", "20.0", "1e1", "9223372036854775807",
          "9223372036854775808", "18446744073709551616", "99999999999999999999999999999999", "5\r\nContent-Length: 20",
          "20\r\nContent-Length: 5", "20\r\ncontent-length: 020"})
        (void)refusal_of("HTTP/1.1 200 OK\r\nContent-Length: " + std::string(value) + "\r\n\r\n" + user);
}

TEST_CASE("a length that is said twice in the same words is one length") {
    CHECK(outcome_of("HTTP/1.1 200 OK\r\n" + length + length + "\r\n" + user));
}

TEST_CASE("a length that is too long is half a reply, one that is too short cuts it") {
    (void)refusal_of("HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n" + user);
    (void)refusal_of("HTTP/1.1 200 OK\r\nContent-Length: 999999999999999999\r\n\r\n" + user);
    const auto cut = outcome_of("HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\n" + user);
    REQUIRE_FALSE(cut);
    CHECK(cut.error().kind() == bb::error_kind::decode);
}

TEST_CASE("of a length and chunks the chunks count") {
    const std::string chunks = "\r\n14\r\n" + user + "\r\n0\r\n\r\n";
    CHECK(outcome_of("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n" + chunks));
    CHECK(outcome_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n" + chunks));
}

TEST_CASE("headers and interim replies without end are cut at max_header_bytes") {
    const std::string start = "HTTP/1.1 200 OK\r\n";
    for (const auto& [head, again] :
         {std::pair<std::string, std::string>{start, "X-A: " + std::string(1000, 'x') + "\r\n"},
          {start, "a:\r\na:\r\na:\r\na:\r\na:\r\na:\r\na:\r\na:\r\n"},
          {start + "X-A: 1\r\n", " " + std::string(1000, 'x') + "\r\n"},
          {"", "HTTP/1.1 100 Continue\r\n\r\n"},
          {"", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"},
          {start + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X-A: 1\r\n"}}) {
        CAPTURE(again);
        raw_server server(without_end(head, again));
        const bb::error failed = failure_at(server);
        CHECK(failed.kind() == bb::error_kind::transport);
        CHECK_THAT(failed.message(), ContainsSubstring("header"));
    }
}

TEST_CASE("a header line without end is a transport_error") {
    raw_server server(without_end("HTTP/1.1 200 OK\r\nX-A: ", std::string(65536, 'x')));
    CHECK(failure_at(server).kind() == bb::error_kind::transport);
}

TEST_CASE("a switch to another protocol that nobody asked for is refused") {
    (void)refusal_of("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n" +
                     json_reply(user));
}

}  // namespace http_hostile_heads
