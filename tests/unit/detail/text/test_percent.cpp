// SPDX-License-Identifier: MIT
// detail/text/percent.hpp and base64.hpp: percent-encoding of segments and queries, decoding, and the vectors of RFC 4648.
#include <bitbucket/detail/text/base64.hpp>
#include <bitbucket/detail/text/percent.hpp>

#include "support/catch.hpp"

namespace test_percent {

using namespace bitbucket::detail;

namespace {

std::string segment(std::string_view text) {
    std::string out;
    append_segment(out, text);
    return out;
}

std::string query_text(std::string_view text) {
    std::string out;
    append_query_text(out, text);
    return out;
}

std::string every_byte() {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
    return all;
}

}  // namespace

TEST_CASE("a segment keeps unreserved characters, colon and at, and encodes the rest once", "[percent]") {
    CHECK(segment("azAZ09-._~") == "azAZ09-._~");
    CHECK(segment("557058:ba89") == "557058:ba89");
    CHECK(segment("me@example.org") == "me@example.org");
    CHECK(segment("{a}") == "%7Ba%7D");
    CHECK(segment("a/b") == "a%2Fb");
    CHECK(segment("a\\b") == "a%5Cb");
    CHECK(segment("100%") == "100%25");
    CHECK(segment("%2F") == "%252F");
    CHECK(segment("a b") == "a%20b");
    CHECK(segment("?#[]!$&'()*+,;=") == "%3F%23%5B%5D%21%24%26%27%28%29%2A%2B%2C%3B%3D");
    CHECK(segment("\xC3\xA4\xF0\x9F\x98\x80") == "%C3%A4%F0%9F%98%80");
    CHECK(segment(std::string_view("\0\n\x7f", 3)) == "%00%0A%7F");
    CHECK(segment("") == "");
}

TEST_CASE("a query text keeps unreserved characters only", "[percent]") {
    CHECK(query_text("azAZ09-._~") == "azAZ09-._~");
    CHECK(query_text("a b+c") == "a%20b%2Bc");
    CHECK(query_text("name ~ \"x\" & y=1") == "name%20~%20%22x%22%20%26%20y%3D1");
    CHECK(query_text("+values.owner,-links") == "%2Bvalues.owner%2C-links");
    CHECK(query_text(":@/?") == "%3A%40%2F%3F");
}

TEST_CASE("encoding leaves only characters that a URL can hold, and decoding leads back", "[percent]") {
    const std::string all = every_byte();
    for (const std::string& encoded : {segment(all), query_text(all)}) {
        for (const char c : encoded) CHECK((is_unreserved(c) || c == '%' || c == ':' || c == '@'));
        CHECK(percent_decode(encoded) == all);
    }
}

TEST_CASE("decoding takes both cases, and leaves what is no escape", "[percent]") {
    CHECK(percent_decode("%41%4a%4A") == "AJJ");
    CHECK(percent_decode("%2e%2E") == "..");
    CHECK(percent_decode("%252e") == "%2e");
    CHECK(percent_decode("a+b") == "a+b");
    CHECK(percent_decode("%00") == std::string(1, '\0'));
    for (const char* same : {"", "%", "%4", "a%", "a%4", "%g1", "%1g", "%%", "% 41", "%-1"}) {
        CAPTURE(same);
        CHECK(percent_decode(same) == same);
    }
    CHECK(percent_decode("%%41") == "%A");
    CHECK(percent_decode("%4%41") == "%4A");
}

TEST_CASE("base64 gives the vectors of RFC 4648, section 10", "[percent]") {
    CHECK(base64("") == "");
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("foob") == "Zm9vYg==");
    CHECK(base64("fooba") == "Zm9vYmE=");
    CHECK(base64("foobar") == "Zm9vYmFy");
}

TEST_CASE("base64 takes every byte, in one line", "[percent]") {
    CHECK(base64(std::string_view("\xFB\xFF\xBF", 3)) == "+/+/");
    CHECK(base64(std::string_view("\xFF\xFF\xFF", 3)) == "////");
    CHECK(base64(std::string_view("\0\0\0", 3)) == "AAAA");
    CHECK(base64(std::string_view("\0", 1)) == "AA==");
    CHECK(base64("user:p\xC3\xA4ss") == "dXNlcjpww6Rzcw==");
    const std::string large = base64(std::string(5000, 'x'));
    CHECK(large.size() == 6668);
    CHECK(large.find('\n') == std::string::npos);
}
TEST_CASE("base64 decodes to what it was made from, and garbage to nothing", "[percent]") {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
    for (std::size_t size = 0; size <= all.size(); ++size)
        CHECK(decode_base64(base64(all.substr(0, size))) == all.substr(0, size));
    CHECK(decode_base64("Zm8") == "fo");
    CHECK(decode_base64("Z").empty());
    for (const char* bad : {"Zm 8", "Zm8-", "Zm8_", "\xFF", "=Zm8="}) CHECK(decode_base64(bad).empty());
}

TEST_CASE("base64 for URLs has its own two digits and no padding", "[percent]") {
    CHECK(base64url("\xFB\xFF\xBF") == "-_-_");
    CHECK(base64url("") == "");
    CHECK(base64url("f") == "Zg");
    CHECK(base64url("fo") == "Zm8");
    CHECK(base64url("foo") == "Zm9v");
}

}  // namespace test_percent
