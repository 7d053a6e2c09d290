// SPDX-License-Identifier: MIT
// Replies as the curl transport hands them over: any status, headers, compression; and replies that are no replies.
#include "support/requests.hpp"

namespace http_curl_replies {

using namespace http_test;

namespace {

bb::http_response reply_to(std::string bytes, bb::http_method method = bb::http_method::get) {
    raw_server server(answering_once(std::move(bytes)));
    return direct_transport().send(make_request(method, server.url()));
}

bb::transport_error failure_of(std::string bytes) {
    raw_server server(answering_once(std::move(bytes)));
    auto failed = error_of<bb::transport_error>(direct_transport(), get(server.url("/secret?secret")));
    CHECK_FALSE(failed.nothing_sent());
    CHECK(server.requests().size() == 1);
    CHECK_THAT(failed.what(), ContainsSubstring(server.authority()) && !ContainsSubstring("secret"));
    return failed;
}

// A literal with NUL bytes in it.
template <std::size_t Size>
std::string bytes(const char (&text)[Size]) {
    return {text, Size - 1};
}

// `gzip -9` of "bitbucket " 40 times.
const std::string gzipped = bytes(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\xca\x2c\x49\x2a\x4d\xce\x4e\x2d\x51\x48\x1a\x65\x0d\x02\x16\x00\xba"
    "\x38\x3d\xab\x90\x01\x00\x00");

}  // namespace

TEST_CASE("a reply of any status is a reply, and nothing is followed") {
    const int status = GENERATE(200, 201, 204, 301, 302, 304, 307, 400, 401, 404, 407, 417, 429, 500, 503, 555);
    CAPTURE(status);
    raw_server server(
        answering("HTTP/1.1 " + std::to_string(status) +
                  " Whatever\r\nLocation: /elsewhere\r\nWWW-Authenticate: Basic realm=\"x\"\r\nRetry-After: 0\r\n"
                  "Content-Length: 0\r\n\r\n"));
    const auto transport = direct_transport();
    CHECK(transport.send(get(server.url())).status == status);
    const auto reply = transport.send(make_request(bb::http_method::post, server.url()));
    CHECK(reply.status == status);
    CHECK(reply.headers.value("location") == "/elsewhere");
    CHECK(server.requests().size() == 2);
}

TEST_CASE("headers keep their order, their case and their repetitions; blanks around values go") {
    const auto reply = reply_to(
        "HTTP/1.1 200 OK\r\nX-A:  one \t\r\nx-a:two\r\nX-Empty:\r\nX-Colon: a:b\r\nX-Folded: one\r\n \t two\r\n"
        "Content-Length: 0\r\n\r\n");
    const std::string folded(reply.headers.value("X-Folded"));
    CHECK_THAT(folded, Catch::Matchers::StartsWith("one ") && Catch::Matchers::EndsWith(" two"));
    CHECK(reply.headers == bb::header_list{{"X-A", "one"},
                                           {"x-a", "two"},
                                           {"X-Empty", ""},
                                           {"X-Colon", "a:b"},
                                           {"X-Folded", folded},
                                           {"Content-Length", "0"}});
}

TEST_CASE("of several replies in a row the last one counts") {
    const auto reply = reply_to(
        "HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
        "HTTP/1.1 200 OK\r\nX-Late: 1\r\nContent-Length: 2\r\n\r\nok");
    CHECK(reply.status == 200);
    CHECK(reply.headers == bb::header_list{{"X-Late", "1"}, {"Content-Length", "2"}});
    CHECK(reply.body == "ok");
}

TEST_CASE("chunks are put together, and trailers are no headers") {
    const auto reply = reply_to(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Trailer\r\n\r\n2\r\nok\r\n3;x=y\r\n...\r\n0\r\n"
        "X-Trailer: 1\r\nHTTP/1.1 500: x\r\n\r\n");
    CHECK(reply.status == 200);
    CHECK(reply.body == "ok...");
    CHECK(reply.headers == bb::header_list{{"Transfer-Encoding", "chunked"}, {"Trailer", "X-Trailer"}});
}

TEST_CASE("a body that ends with the connection, and a body of any bytes") {
    CHECK(reply_to("HTTP/1.0 200 OK\r\n\r\nuntil the end").body == "until the end");
    CHECK(reply_to(bytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\0\xFF\r\n")).body == bytes("\0\xFF\r\n"));
}

TEST_CASE("a reply to HEAD has headers only") {
    const auto reply = reply_to("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", bb::http_method::head);
    CHECK(reply.headers.value("Content-Length") == "100");
    CHECK(reply.body.empty());
}

TEST_CASE("a compressed body is handed over decompressed") {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "bitbucket ";
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ";
    CHECK(reply_to(head + std::to_string(gzipped.size()) + "\r\n\r\n" + gzipped).body == text);

    std::string damaged = gzipped;
    damaged[damaged.size() - 8] ^= 1;  // the checksum
    (void)failure_of(head + std::to_string(damaged.size()) + "\r\n\r\n" + damaged);
}

TEST_CASE("a body that is not encoded as it says is permanent, and its status is kept") {
    const std::string encoding = GENERATE("gzip", "deflate", "br", "zstd", "zebra");
    const std::string status = GENERATE("200", "404", "500");
    CAPTURE(encoding, status);
    const auto failed = failure_of("HTTP/1.1 " + status + " Whatever\r\nContent-Encoding: " + encoding +
                                   "\r\nContent-Length: 20\r\n\r\n" + std::string(20, '\xFF'));
    CHECK(failed.is_permanent());
    CHECK(std::to_string(failed.status()) == status);
    CHECK_THAT(failed.what(), ContainsSubstring("answered " + status) && ContainsSubstring("Content-Encoding"));
}

TEST_CASE("the status of a reply that breaks off is kept, and another attempt may succeed") {
    const auto failed = failure_of("HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nhalf");
    CHECK(failed.status() == 404);
    CHECK_FALSE(failed.is_permanent());
    CHECK(failure_of("HTTP/1.1 404 Not Found\r\nX-A: 1\r\n").status() == 0);
}

TEST_CASE("cookies of a reply are not sent back") {
    raw_server server(answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n"));
    const auto transport = direct_transport();
    for (int i = 0; i < 2; ++i) CHECK(transport.send(get(server.url())).headers.value("Set-Cookie") == "a=b; Path=/");
    REQUIRE(server.requests().size() == 2);
    CHECK(server.requests()[0] == server.requests()[1]);
}

TEST_CASE("what is cut off is no reply") {
    const std::string reply = GENERATE(
        as<std::string>(), "", "HTTP/1.1", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nX-A: 1\r\n",
        "HTTP/1.1 200 OK\r\nX-A: 1\r\nX-B", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n");
    CAPTURE(reply);
    (void)failure_of(reply);
}

TEST_CASE("what is no HTTP/1 is no reply") {
    const std::string reply = GENERATE(
        as<std::string>(), "an answer of HTTP/0.9\n", bytes("\0\0\0"), "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 042 Odd\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: x\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n folded at the start\r\nContent-Length: 0\r\n\r\n",
        bytes("HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 0\r\n\r\n"),
        "HTTP/1.1 200 OK\r\nX-A: a\rb\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    CAPTURE(reply);
    (void)failure_of(reply);
}

}  // namespace http_curl_replies
