// SPDX-License-Identifier: MIT
// sink.hpp: which replies reach a sink, its bound, its progress, and what makes a body whole.
#include <bitbucket/streams/callback_sink.hpp>
#include <bitbucket/streams/stream_sink.hpp>

#include <sstream>

#include "support/stream_errors.hpp"

namespace test_sink {

using namespace stream_test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a success reaches a sink, and nothing else does") {
    for (const int status : {100, 199, 300, 304, 400, 404, 416, 500, 555}) {
        std::ostringstream out;
        bb::stream_sink sink(out);
        CHECK_FALSE(sink.begin(status, {{"Content-Length", "4"}}));
        sink.finish();
        CHECK_FALSE(sink.is_complete());
    }
    for (const int status : {200, 201, 203}) {
        std::ostringstream out;
        bb::stream_sink sink(out);
        REQUIRE(sink.begin(status, {{"Content-Length", "4"}}));
        sink.write("bo");
        sink.write("dy");
        CHECK_FALSE(sink.is_complete());
        sink.finish();
        CHECK(sink.is_complete());
        CHECK(out.str() == "body");
        CHECK(sink.received() == 4);
        CHECK(sink.total() == 4);
    }
}

TEST_CASE("a body that is not as long as was said is not whole") {
    std::ostringstream out;
    bb::stream_sink sink(out);
    REQUIRE(sink.begin(200, {{"Content-Length", "5"}}));
    sink.write("body");
    CHECK_THAT(message_of<bb::transport_error>([&] { sink.finish(); }), ContainsSubstring("4 of 5 bytes"));
    CHECK_FALSE(sink.is_complete());
}

TEST_CASE("progress is told after each piece, with the total where that is known") {
    using row = std::pair<std::uint64_t, std::optional<std::uint64_t>>;
    std::vector<row> seen;
    bb::callback_sink sink([](std::string_view) {});
    sink.on_progress(
        [&](std::uint64_t so_far, std::optional<std::uint64_t> total) { seen.emplace_back(so_far, total); });
    bb::header_list headers;
    std::optional<std::uint64_t> total;
    SECTION("the length is said") {
        headers.add("Content-Length", "4");
        total = 4;
    }
    SECTION("it is not") {}
    SECTION("it is that of the compressed bytes") {
        headers = {{"Content-Length", "3"}, {"Content-Encoding", "gzip"}};
    }
    SECTION("there is an encoding that changes nothing") {
        headers = {{"Content-Length", "4"}, {"Content-Encoding", "identity"}};
        total = 4;
    }
    REQUIRE(sink.begin(200, headers));
    sink.write("b");
    sink.write("ody");
    sink.finish();
    CHECK(seen == std::vector<row>{{1, total}, {4, total}});
}

TEST_CASE("a sink's own bound counts, at the length that is said and at the bytes that come") {
    std::ostringstream out;
    bb::stream_sink sink(out);
    sink.max_bytes(4);
    SECTION("what fits") {
        give(sink, "body");
        sink.finish();
        CHECK(sink.is_complete());
    }
    SECTION("the length") {
        CHECK_THAT(message_of<bb::transport_error>([&] { (void)sink.begin(200, {{"Content-Length", "5"}}); }),
                   ContainsSubstring("max_bytes, which is 4"));
        CHECK(out.str().empty());
    }
    SECTION("the bytes") {
        REQUIRE(sink.begin(200, {}));
        sink.write("bod");
        CHECK_THAT(message_of<bb::transport_error>([&] { sink.write("y!"); }),
                   ContainsSubstring("max_bytes, which is 4"));
        CHECK(out.str() == "bod");
    }
}

TEST_CASE("a sink that cannot take anything back goes on, and does not begin again") {
    std::ostringstream out;
    bb::stream_sink sink(out);
    CHECK(sink.wants_identity());
    REQUIRE(sink.begin(200, {{"Content-Length", "6"}}));
    sink.write("abc");
    SECTION("the rest") {
        REQUIRE(sink.begin(206, {{"Content-Range", "bytes 3-5/6"}, {"Content-Length", "3"}}));
        sink.write("def");
        sink.finish();
        CHECK(out.str() == "abcdef");
        CHECK(sink.total() == 6);
        CHECK_THAT(message_of<bb::transport_error>([&] { (void)sink.begin(200, {}); }),
                   ContainsSubstring("a reply before"));
    }
    SECTION("a part that does not fit") {
        for (const char* range : {"bytes 2-5/6", "bytes 4-5/6", "bytes 0-5/6", "bytes */6", "lines 3-5/6", "bytes 3-5",
                                  "bytes 3-6/6", "bytes 5-3/6", ""})
            CHECK_THAT(message_of<bb::transport_error>([&] { (void)sink.begin(206, {{"Content-Range", range}}); }),
                       ContainsSubstring("not asked for"));
    }
    SECTION("from the beginning") {
        CHECK_THAT(message_of<bb::transport_error>([&] { (void)sink.begin(200, {}); }),
                   ContainsSubstring("has 3 bytes of an earlier reply and cannot begin again"));
    }
    SECTION("a failure in between changes nothing") {
        CHECK_FALSE(sink.begin(503, {}));
        REQUIRE(sink.begin(206, {{"Content-Range", "bytes 3-5/*"}}));
        sink.write("def");
        sink.finish();
        CHECK(out.str() == "abcdef");
    }
}

TEST_CASE("what a callback throws comes out, and a stream that fails is said") {
    bb::callback_sink throwing([](std::string_view) { throw 42; });
    REQUIRE(throwing.begin(200, {}));
    CHECK_THROWS_AS(throwing.write("x"), int);

    std::ostringstream out;
    bb::stream_sink sink(out);
    REQUIRE(sink.begin(200, {}));
    sink.write("abc");
    out.setstate(std::ios::badbit);
    CHECK_THAT(message_of<bb::transport_error>([&] { sink.write("d"); }), ContainsSubstring("after 3 bytes"));
    CHECK_THAT(bb::stream_sink(out).problem(), ContainsSubstring("has failed before"));
    CHECK(bb::stream_sink(out).allow_compression().wants_identity() == false);
}

}  // namespace test_sink
