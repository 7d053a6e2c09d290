// SPDX-License-Identifier: MIT
// reply_length.hpp: what headers say of a body's length and place.
#include <bitbucket/detail/streams/reply_length.hpp>

#include "support/catch.hpp"

namespace test_reply_length {

namespace bb = bitbucket;

TEST_CASE("a Content-Range is read whole or not at all") {
    const auto first = [](const char* range) { return bb::detail::length_of(206, {{"Content-Range", range}}).first; };
    const auto total = [](const char* range) { return bb::detail::length_of(206, {{"Content-Range", range}}).total; };
    CHECK(first("bytes 0-0/1") == 0);
    CHECK(first("Bytes 5-9/10") == 5);
    CHECK(total("bytes 5-9/10") == 10);
    CHECK(first("bytes 5-9/*") == 5);
    CHECK_FALSE(total("bytes 5-9/*"));
    for (const char* bad :
         {"", "bytes", "bytes ", "bytes */10", "bytes 5-9", "bytes 9-5/10", "bytes 5-10/10", "bytes -5/10",
          "bytes 5-/10", "bytes +5-9/10", "bytes 5/10-9", "items 5-9/10", "bytes 99999999999999999999-5/10"}) {
        CAPTURE(bad);
        CHECK_FALSE(first(bad));
        CHECK_FALSE(total(bad));
    }
}

TEST_CASE("the Content-Length counts where the body is not compressed") {
    CHECK(bb::detail::length_of(200, {}).first == 0);
    CHECK_FALSE(bb::detail::length_of(200, {}).total);
    CHECK(bb::detail::length_of(200, {{"content-length", "12"}}).total == 12);
    CHECK_FALSE(bb::detail::length_of(200, {{"Content-Length", "x"}}).total);
    CHECK_FALSE(bb::detail::length_of(200, {{"Content-Length", "12"}, {"Content-Encoding", "br"}}).total);
}

}  // namespace test_reply_length
