// SPDX-License-Identifier: MIT
// detail/text/utf8.hpp: what is well-formed UTF-8 and what is not, repair, and cutting between characters.
#include <bitbucket/detail/text/utf8.hpp>

#include "support/catch.hpp"

namespace test_utf8 {

using namespace bitbucket::detail;

namespace {

// The UTF-8 of any number up to 0x1FFFFF, also of those that are no code points.
std::string encode(unsigned long point) {
    const auto byte = [](unsigned long value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    const auto tail = [&](int shift) { return byte(0x80U | (point >> shift & 0x3FU)); };
    if (point < 0x80) return {byte(point)};
    if (point < 0x800) return {byte(0xC0U | point >> 6U), tail(0)};
    if (point < 0x10000) return {byte(0xE0U | point >> 12U), tail(6), tail(0)};
    return {byte(0xF0U | point >> 18U), tail(12), tail(6), tail(0)};
}

constexpr auto none = std::string_view::npos;

}  // namespace

TEST_CASE("every code point is one well-formed sequence, surrogates and what is beyond are none", "[utf8]") {
    std::size_t wrong = 0;
    for (unsigned long point = 0; point <= 0x1FFFFF; ++point) {
        const std::string text = encode(point);
        const bool valid = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
        const std::size_t expected = valid ? text.size() : 0;
        if (utf8_sequence(text) != expected) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("overlong forms, lonely and missing bytes are not well-formed", "[utf8]") {
    const std::string_view bad =
        GENERATE(as<std::string_view>{}, "\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF",
                 "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF", "\xC3",
                 "\xC3(", "\xE2\x82", "\xE2(\xA1", "\xE2\x82(", "\xF0\x9F\x98", "\xF0(\x8C\xBC", "\xF0\x90(\xBC",
                 "\xF0\x9F\x98(", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF8\x88\x80\x80\x80");
    CHECK(utf8_sequence(bad) == 0);
    CHECK(find_invalid_utf8(bad) == 0);
    CHECK(find_invalid_utf8("ab\xC3\xA4" + std::string(bad)) == 4);
    CHECK(find_invalid_utf8(repair_utf8(bad)) == none);
}

TEST_CASE("well-formed texts have no invalid byte", "[utf8]") {
    CHECK(find_invalid_utf8("") == none);
    CHECK(find_invalid_utf8(std::string_view("a\0b", 3)) == none);
    CHECK(find_invalid_utf8("Gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x98\x80") == none);
    CHECK(find_invalid_utf8("\xEF\xBB\xBF") == none);
}

TEST_CASE("repair replaces each wrong byte and keeps the rest", "[utf8]") {
    CHECK(repair_utf8("") == "");
    CHECK(repair_utf8("\xF0\x9F\x98\x80") == "\xF0\x9F\x98\x80");
    CHECK(repair_utf8("a\xFF"
                      "b") ==
          "a\xEF\xBF\xBD"
          "b");
    CHECK(repair_utf8("\xE2\x82") == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(repair_utf8("\xC3(") == "\xEF\xBF\xBD(");
}

TEST_CASE("what is not ASCII is escaped as JSON may do it", "[utf8]") {
    constexpr const char* digits = "0123456789abcdef";
    CHECK(escape_beyond_ascii("", digits) == "");
    CHECK(escape_beyond_ascii("a\"\n\x7F", digits) == "a\"\n\x7F");
    CHECK(escape_beyond_ascii("\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF", digits) == R"(\u0080\u07ff\u0800\uffff)");
    CHECK(escape_beyond_ascii("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", "0123456789ABCDEF") == R"(\uD800\uDC00\uDBFF\uDFFF)");
    CHECK(escape_beyond_ascii("\xC3(\xFF", digits) == "\xC3(\xFF");
}

TEST_CASE("a prefix is cut between characters and never longer than asked", "[utf8]") {
    const std::string text = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z";  // 1, 2, 3, 4, 1 bytes
    const std::size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
    for (std::size_t most = 0; most < std::size(expected); ++most) {
        CAPTURE(most);
        CHECK(utf8_prefix(text, most).size() == expected[most]);
    }
    CHECK(utf8_prefix("", 0).empty());
    CHECK(utf8_prefix("abc", 3) == "abc");
    CHECK(utf8_prefix("abc", none) == "abc");
    CHECK(utf8_prefix(std::string(10, '\x80'), 5).size() <= 5);
}

}  // namespace test_utf8
