// SPDX-License-Identifier: MIT
// types/json_text.hpp and types/text_value.hpp: texts with a meaning that convert in and never out.
#include <bitbucket/types/json_text.hpp>
#include <ostream>
#include <sstream>

#include "support/catch.hpp"

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

TEST_CASE("printing a text escapes control characters and nothing else", "[json_text]") {
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
