// SPDX-License-Identifier: MIT
// detail/text/ascii.hpp: comparison without case or locale, trimming, header syntax, digits.
#include <bitbucket/detail/text/ascii.hpp>

#include "support/catch.hpp"

namespace test_ascii {

using namespace bitbucket::detail;

static_assert(lower('A') == 'a' && lower('Z') == 'z' && lower('@') == '@' && lower('[') == '[');
static_assert(lower('\xC4') == '\xC4', "only ASCII has cases here");
static_assert(equal_ignoring_case("Content-TYPE", "content-type"));
static_assert(!equal_ignoring_case("a", "ab") && !equal_ignoring_case("[", "{") && equal_ignoring_case("", ""));
static_assert(starts_with_ignoring_case("HTTPS://x", "https://") && !starts_with_ignoring_case("http", "https"));
static_assert(!is_alpha('@') && !is_alpha('[') && !is_alpha('`') && !is_alpha('{') && is_alpha('a') && is_alpha('Z'));
static_assert(is_control('\0') && is_control('\x1f') && is_control('\x7f') && !is_control(' ') && !is_control('\x80'));
static_assert(trim("  a b \r\n") == "a b" && trim(" \t").empty() && trim("").empty() && trim("a") == "a");
static_assert(is_http_token("X-Request-Id") && is_http_token("!#$%&'*+-.^_`|~09"));
static_assert(!is_http_token("") && !is_http_token("a b") && !is_http_token("a:") && !is_http_token("a\n"));
static_assert(!is_http_token("\xC3\xA4") && !is_http_token("(a)") && !is_http_token("a\""));
static_assert(is_header_value("") && is_header_value("a\tb") && is_header_value("\xC3\xA4 {}\"'"));
static_assert(!is_header_value("a\nb") && !is_header_value("a\r") && !is_header_value(std::string_view("a\0b", 3)) &&
              !is_header_value("\x7f"));
static_assert(parse_digits("0") == 0 && parse_digits("007") == 7 && parse_digits("999999999999999999") > 0);
static_assert(parse_digits("") == -1 && parse_digits("1000000000000000000") == -1 && parse_digits("-1") == -1 &&
              parse_digits("+1") == -1 && parse_digits(" 1") == -1 && parse_digits("1x") == -1);

TEST_CASE("to_lower changes ASCII letters and nothing else", "[ascii]") {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
    const std::string lowered = to_lower(all);
    REQUIRE(lowered.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool upper = i >= 'A' && i <= 'Z';
        CHECK(static_cast<unsigned char>(lowered[i]) == (upper ? i + 32 : i));
    }
}

TEST_CASE("a header value may hold every byte but control characters", "[ascii]") {
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        const bool control = (byte < 32 && byte != 9) || byte == 127;
        CAPTURE(byte);
        CHECK(is_header_value(std::string_view(&c, 1)) == !control);
    }
}

}  // namespace test_ascii
