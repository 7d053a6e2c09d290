// SPDX-License-Identifier: MIT
// types/json_text.hpp and types/text_value.hpp: texts with a meaning that convert in and never out.
#include <bitbucket/types/json_text.hpp>
#include <ostream>
#include <sstream>

#include "support/catch.hpp"

namespace test_json_text {

using bitbucket::json_text;

static_assert(std::is_convertible_v<const char*, json_text>);
static_assert(std::is_convertible_v<std::string, json_text>);
static_assert(std::is_convertible_v<std::string_view, json_text>);
static_assert(!std::is_convertible_v<json_text, std::string>);
static_assert(!std::is_convertible_v<bitbucket::text_value, json_text>);
static_assert(!std::is_convertible_v<std::string, bitbucket::text_value>);

TEST_CASE("a json_text keeps its text as it is", "[json_text]") {
    CHECK(json_text().empty());
    CHECK(json_text("").empty());
    CHECK(json_text("{ \"a\" : 1 }").str() == "{ \"a\" : 1 }");
    CHECK(json_text(std::string("null")).str() == "null");
    CHECK(json_text(std::string_view("[]")) == json_text("[]"));
    CHECK_FALSE(json_text("[]") == json_text("[ ]"));
}

TEST_CASE("printing a text escapes ASCII's control characters, and keeps all other bytes", "[json_text]") {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
    std::ostringstream out;
    out << json_text(all);
    const std::string text = out.str();
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        CHECK((byte >= 0x20 && byte != 0x7F));
    }
    CHECK(text.starts_with("\\x00\\x01"));
    CHECK(text.find(" !\"#") != std::string::npos);
    CHECK(text.find("~\\x7f\x80") != std::string::npos);
    CHECK(text.size() == 256 + 33 * 3);
}

TEST_CASE("printing a text escapes what steers a terminal or turns its direction, and no other character",
          "[json_text]") {
    const auto printed = [](std::string_view text) {
        std::ostringstream out;
        out << json_text(text);
        return out.str();
    };
    CHECK(printed("a\xC2\x9B\x32Jb") == "a\\xc2\\x9b2Jb");                         // C1: CSI
    CHECK(printed("\xC2\x80\xC2\x9F\xC2\xA0") == "\\xc2\\x80\\xc2\\x9f\xC2\xA0");  // the ends of C1, and what follows
    for (const char* mark :
         {"\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9", "\xD8\x9C"})
        CHECK(printed(std::string("x") + mark + "y").find(mark) == std::string::npos);
    for (const char* kept : {"\xC3\xA4", "\xE2\x82\xAC", "\xE2\x80\x93", "\xE2\x81\xA5", "\xD8\xA7", "\xF0\x9F\x98\x80",
                             "\xC2", "\xE2\x80", "\xE2"})
        CHECK(printed(kept) == kept);
}

}  // namespace test_json_text
