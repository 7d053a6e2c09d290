// SPDX-License-Identifier: MIT
// detail/json/json_writer.hpp: commas, escapes and numbers of the JSON that we write; a JSON library reads it back.
#include <bitbucket/detail/json/json_writer.hpp>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>

#include "support/catch.hpp"

namespace test_json_writer {

using namespace bitbucket::detail;

namespace {

std::string written(std::string_view text) {
    std::string out;
    json_writer(out).string(text);
    return out;
}

template <class Integer>
std::string written_number(Integer value) {
    std::string out;
    json_writer(out).integer(value);
    return out;
}

}  // namespace

TEST_CASE("commas stand between members and items, and nowhere else", "[json_writer]") {
    std::string out;
    json_writer json(out);
    json.start(true);
    json.key("a");
    json.start(false);
    json.end(false);
    json.key("b");
    json.start(false);
    json.boolean(true);
    json.null();
    json.string("");
    json.start(true);
    json.end(true);
    json.start(false);
    json.integer(std::int64_t{1});
    json.end(false);
    json.integer(std::int64_t{-2});
    json.end(false);
    json.key("");
    json.raw("1.50");
    json.key("c,:{[");
    json.string(",:{[");
    json.key("d");
    json.start(true);
    json.key("e");
    json.boolean(false);
    json.end(true);
    json.end(true);
    CHECK(out == R"({"a":[],"b":[true,null,"",{},[1],-2],"":1.50,"c,:{[":",:{[","d":{"e":false}})");
    CHECK_FALSE(json.repaired());
}

TEST_CASE("strings that end like structure do not swallow the comma behind them", "[json_writer]") {
    for (const char* tricky : {"{", "[", ":", ",", "\\", "\""}) {
        std::string out;
        json_writer json(out);
        json.start(false);
        json.string(tricky);
        json.string(tricky);
        json.end(false);
        CAPTURE(out);
        CHECK(nlohmann::json::parse(out) == nlohmann::json::array({tricky, tricky}));
    }
}

TEST_CASE("strings are escaped as JSON wants it", "[json_writer]") {
    CHECK(written("a\"b\\c/d") == R"("a\"b\\c/d")");
    CHECK(written("\n\r\t") == R"("\n\r\t")");
    CHECK(written(std::string_view("\0\x01\x1f\x08\x0c", 5)) == R"("\u0000\u0001\u001f\u0008\u000c")");
    CHECK(written("\xC3\xA4\xF0\x9F\x98\x80") == "\"\xC3\xA4\xF0\x9F\x98\x80\"");
    std::string all;
    for (int byte = 0; byte < 128; ++byte) all.push_back(static_cast<char>(byte));
    CHECK(nlohmann::json::parse(written(all)) == all);
}

TEST_CASE("bytes that are not UTF-8 are replaced, and the writer remembers", "[json_writer]") {
    std::string out;
    json_writer json(out);
    json.start(true);
    json.key("a");
    json.string("ok");
    CHECK_FALSE(json.repaired());
    json.key("b\xFF");
    json.string("c");
    CHECK(json.repaired());
    json.end(true);
    CHECK(out == "{\"a\":\"ok\",\"b\xEF\xBF\xBD\":\"c\"}");
    CHECK(written("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST_CASE("whole numbers are written in full", "[json_writer]") {
    CHECK(written_number(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(written_number(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
    CHECK(written_number(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    CHECK(written_number(std::int64_t{0}) == "0");
}

TEST_CASE("scalars are written as they were read", "[json_writer]") {
    std::string out;
    json_writer json(out);
    json.start(false);
    json_scalar value;
    json.scalar(value);
    value.kind = json_scalar::type::boolean;
    value.boolean = true;
    json.scalar(value);
    value.kind = json_scalar::type::integer;
    value.integer = -7;
    json.scalar(value);
    value.kind = json_scalar::type::unsigned_integer;
    value.unsigned_integer = 18446744073709551615U;
    json.scalar(value);
    value.kind = json_scalar::type::real;
    value.real = 0.1;
    value.text = "1.00e-1";
    json.scalar(value);
    value.kind = json_scalar::type::string;
    value.text = "\"";
    json.scalar(value);
    json.end(false);
    CHECK(out == R"([null,true,-7,18446744073709551615,1.00e-1,"\""])");
}

}  // namespace test_json_writer
