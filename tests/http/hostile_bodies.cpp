// SPDX-License-Identifier: MIT
// Servers whose bodies are endless, bombs, half, or not what their headers say, seen by a whole client.
#include <bitbucket/api/ssh_keys.hpp>

#include "support/calls.hpp"
#include "support/compress.hpp"

namespace http_hostile_bodies {

using namespace http_test;

namespace {

const std::string user = R"({"display_name":"x"})";
const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string encoded(const std::string& coding, const std::string& body, const std::string& status = "200 OK") {
    return reply_of(status, body, "Content-Encoding: " + coding + "\r\n");
}

bb::error failure_on(std::string reply) {
    CAPTURE(reply.substr(0, 200));
    raw_server server(answering_once(std::move(reply)));
    return failure_at(server);
}

bb::result<bb::account> outcome_of(std::string reply) {
    raw_server server(answering_once(std::move(reply)));
    return api_at(server).try_send(bb::users::current{});
}

}  // namespace

TEST_CASE("a body without end is cut at max_body_bytes") {
    const std::string part(65536, ' ');
    for (const auto& [head, again] :
         {std::pair<std::string, std::string>{open_head, part},
          {"HTTP/1.1 500 Oops\r\n\r\n", part},
          {"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", part},
          {chunked, "10000\r\n" + part + "\r\n"},
          {chunked,
           "1\r\n \r\n1\r\n \r\n1\r\n \r\n1\r\n \r\n1\r\n \r\n1\r\n \r\n1\r\n \r\n1\r\n \r\n1\r\n \r\n1\r\n \r\n"}}) {
        CAPTURE(head);
        raw_server server(without_end(head, again));
        bb::client_options options = options_at(server.url("/2.0"));
        if (again.size() < 100) options.max_body_bytes = 100'000;  // such a server takes its time
        const bb::error failed = failure_at(api_at(options));
        CHECK(failed.kind() == bb::error_kind::transport);
        CHECK_THAT(failed.message(), ContainsSubstring("max_body_bytes"));
    }
}

TEST_CASE("a compressed bomb is cut at max_body_bytes, in an error too") {
    const std::string packed = packed_spaces(std::size_t{256} * 1024 * 1024);
    REQUIRE(packed.size() < 2'000'000);
    for (const char* status : {"200 OK", "500 Oops", "404 Not Found"}) {
        const bb::error failed = failure_on(encoded("gzip", packed, status));
        CHECK(failed.kind() == bb::error_kind::transport);
        CHECK_THAT(failed.message(), ContainsSubstring("max_body_bytes"));
    }
}

TEST_CASE("a bomb inside a bomb is cut at max_body_bytes") {
    const std::string packed = packed_again(packed_spaces(std::size_t{1024} * 1024 * 1024));
    REQUIRE(packed.size() < 100'000);  // 1 GiB
    const bb::error failed = failure_on(encoded("gzip, gzip", packed));
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK_THAT(failed.message(), ContainsSubstring("max_body_bytes"));
}

TEST_CASE("a bomb of brotli is cut at max_body_bytes, or brotli is not known") {
    // The first two of the blocks into which `brotli` packs 256 MiB of spaces, 16 MiB each.
    const std::string packed = bytes(
        "\xcf\xff\xff\x7f\xf8\x25\x40\xe2\xb1\x40\x20\xf7\xfe\x9f\xff\xff\xff\xf0\x4b\x00\xc4\x61\x01\x80\xee\xfd\x3f"
        "\xff\xff\xff\xe1\x97\x00\x88\xc3\x22\x00\xdd\xfb\x7f\xfe\xff\xff\xc3\x2f\x01\x10");
    const bb::error failed = failure_on(encoded("br", packed));
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK_THAT(failed.message(), ContainsSubstring("max_body_bytes") || ContainsSubstring("ncoding"));
}

TEST_CASE("more codings around a body than anybody needs are refused") {
    std::string codings = "gzip";
    for (int i = 0; i < 200; ++i) codings += ", gzip";
    CHECK(failure_on(encoded(codings, user)).kind() == bb::error_kind::transport);
}

TEST_CASE("a coding that lies is a transport_error") {
    for (const char* coding : {"gzip", "deflate", "br", "zstd", "zebra", "gzip, deflate"})
        CHECK(failure_on(encoded(coding, user)).kind() == bb::error_kind::transport);
}

TEST_CASE("a compressed body that is not said to be one is no JSON") {
    CHECK(failure_on(reply_of("200 OK", unfinished_gzip(user))).kind() == bb::error_kind::decode);
}

TEST_CASE("a compressed body that breaks off is never taken for a whole one") {
    const bb::error failed = failure_on(encoded("gzip", unfinished_gzip(user)));
    CHECK((failed.kind() == bb::error_kind::decode || failed.kind() == bb::error_kind::transport));
}

TEST_CASE("half a reply is a transport_error") {
    for (const std::string& reply : {"HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n" + user, chunked + "14\r\n" + user,
                                     chunked + "14\r\n" + user + "\r\n", chunked + "14\r\n" + user + "\r\n0",
                                     chunked + "15\r\n" + user, chunked, std::string("HTTP/1.1 200 OK\r\nX-A")})
        CHECK(failure_on(reply).kind() == bb::error_kind::transport);
}

TEST_CASE("a body that ends with the connection is whole only if its JSON is") {
    CHECK(outcome_of(open_head + user));
    CHECK(failure_on(open_head + user.substr(0, 19)).kind() == bb::error_kind::decode);
}

TEST_CASE("chunks of a broken size are a transport_error") {
    for (const char* size : {"", "G", "-14", "+14", " 14", "0x14", "13", "16", "7FFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFF",
                             "FFFFFFFFFFFFFFFFF", "10000000000000014", "14\r\n\r\n"}) {
        CAPTURE(size);
        CHECK(failure_on(chunked + size + "\r\n" + user + "\r\n0\r\n\r\n").kind() == bb::error_kind::transport);
    }
}

TEST_CASE("an extension of a chunk may be long, and is not kept") {
    const bounds within;
    const auto outcome = outcome_of(chunked + "14;x=" + std::string(1'000'000, 'x') + "\r\n" + user + "\r\n0\r\n\r\n");
    REQUIRE(outcome);
    CHECK(outcome->display_name == "x");
}

TEST_CASE("trailers change nothing") {
    raw_server server(answering_once(chunked + "14\r\n" + user +
                                     "\r\n0\r\nContent-Length: 3\r\nX-Trailer: 1\r\nRetry-After: 100\r\n\r\n"));
    const auto got = api_at(server).exchange(bb::users::current{});
    CHECK(got.value.display_name == "x");
    CHECK(got.headers == bb::header_list{{"Transfer-Encoding", "chunked"}});
}

TEST_CASE("a reply that has no body by its status is not given one") {
    raw_server server(answering("HTTP/1.1 204 No Content\r\nContent-Length: 20\r\n\r\n" + user));
    const bb::client api(bb::curl_transport(impatient()), bb::anonymous{}, options_at(server.url("/2.0")));
    for (int i = 0; i < 2; ++i) CHECK(api.exchange(bb::ssh_keys::remove{"me", "{k}"}).body.empty());
    const bb::error failed = failure_on("HTTP/1.1 304 Not Modified\r\nContent-Length: 20\r\n\r\n" + user);
    CHECK(failed.kind() == bb::error_kind::other_status);
    CHECK(failed.body().empty());
}

TEST_CASE("of an error body of 10 MB a small part is kept") {
    const std::string text(10'000'000, 'x');
    for (const std::string& body : {text, R"({"error":{"message":")" + text + "\"}}", "<html><title>" + text}) {
        const auto reply = reply_of("503 Service Unavailable", body);
        raw_server server(answering_once(reply));
        const bb::error failed = failure_at(server);
        CHECK(failed.kind() == bb::error_kind::server_error);
        CHECK(failed.body().size() == 65536);
        CHECK(std::string(failed.what()).size() < 1000);
    }
}

}  // namespace http_hostile_bodies
