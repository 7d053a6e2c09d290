// SPDX-License-Identifier: MIT
// detail/json/scalar_conversions.hpp: the lenient conversions, through the decoder that uses them.
#include <bitbucket/types/timestamp.hpp>
#include <bitbucket/types/uuid.hpp>

#include "decode_text.hpp"

namespace test_scalar_conversions {

using namespace decode_text;
namespace bb = bitbucket;

namespace {

enum class size_name { first, second };

}  // namespace
}  // namespace test_scalar_conversions

template <>
struct bitbucket::enum_names<test_scalar_conversions::size_name> {
    static constexpr const char* values[] = {"first", "second"};
};

namespace test_scalar_conversions {

namespace {

struct sample {
    std::string text;
    bb::uuid id;
    bb::open_enum<size_name> size;
    std::optional<bool> flag;
    std::optional<std::int64_t> number;
    std::optional<bb::timestamp> when;
    std::vector<std::string> names;
    std::vector<std::int64_t> numbers;
    bb::json_text any;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("text", self.text);
        member("id", self.id);
        member("size", self.size);
        member("flag", self.flag);
        member("number", self.number);
        member("when", self.when);
        member("names", self.names);
        member("numbers", self.numbers);
        member("any", self.any);
    }
};

// Decodes with one member set to a JSON value, over a value that was there before.
sample with(std::string_view member, std::string_view value) {
    const std::string name(member);
    const std::string before = name == "text" || name == "id" || name == "size" || name == "any" ? "\"before\""
                               : name == "flag"                                                  ? "true"
                               : name == "when"                                                  ? "\"2018-03-14\""
                               : name == "number"                                                ? "42"
                                                                                                 : "[1,2]";
    return decoded<sample>("{\"" + name + "\":" + before + ",\"" + name + "\":" + std::string(value) + "}");
}

struct text_case {
    const char* json;
    const char* expected;
};
struct number_case {
    const char* json;
    std::optional<std::int64_t> expected;
};
struct flag_case {
    const char* json;
    std::optional<bool> expected;
};

}  // namespace

TEST_CASE("a text takes every scalar, and is empty for null and containers", "[scalars]") {
    const auto one = GENERATE(values<text_case>({
        {"\"a\"", "a"},
        {"\"\"", ""},
        {"null", ""},
        {"true", "true"},
        {"false", "false"},
        {"0", "0"},
        {"-12", "-12"},
        {"18446744073709551615", "18446744073709551615"},
        {"1.50", "1.50"},
        {"-1E+2", "-1E+2"},
        {"123456789012345678901234567890", "123456789012345678901234567890"},
        {"{}", ""},
        {"[\"x\"]", ""},
        {"{\"text\":\"inner\"}", ""},
    }));
    CAPTURE(one.json);
    CHECK(with("text", one.json).text == one.expected);
    CHECK(with("id", one.json).id.str() == one.expected);
    CHECK(with("size", one.json).size.str() == one.expected);
}

TEST_CASE("a number takes texts, bools and whole reals, and is absent for the rest", "[scalars]") {
    const auto one = GENERATE(values<number_case>({
        {"0", 0},
        {"-7", -7},
        {"9223372036854775807", INT64_MAX},
        {"-9223372036854775808", INT64_MIN},
        {"9223372036854775808", std::nullopt},
        {"18446744073709551615", std::nullopt},
        {"1e30", std::nullopt},
        {"3.0", 3},
        {"1e3", 1000},
        {"-0.0", 0},
        {"3.5", std::nullopt},
        {"9007199254740992.0", std::nullopt},
        {"9007199254740991.0", 9007199254740991},
        {"123456789012345678901234567890", std::nullopt},
        {"\"12\"", 12},
        {"\"-12\"", -12},
        {"\"9223372036854775807\"", INT64_MAX},
        {"\"9223372036854775808\"", std::nullopt},
        {"\"\"", std::nullopt},
        {"\" 1\"", std::nullopt},
        {"\"1 \"", std::nullopt},
        {"\"+1\"", std::nullopt},
        {"\"0x10\"", std::nullopt},
        {"\"abc\"", std::nullopt},
        {"\"1\\u0000\"", std::nullopt},
        {"true", 1},
        {"false", 0},
        {"null", std::nullopt},
        {"{}", std::nullopt},
        {"[1]", std::nullopt},
    }));
    CAPTURE(one.json);
    CHECK(with("number", one.json).number == one.expected);
}

TEST_CASE("a bool takes texts and the numbers 0 and 1, and is absent for the rest", "[scalars]") {
    const auto one = GENERATE(values<flag_case>({
        {"true", true},
        {"false", false},
        {"\"true\"", true},
        {"\"false\"", false},
        {"1", true},
        {"0", false},
        {"1.0", true},
        {"0.0", false},
        {"2", std::nullopt},
        {"-1", std::nullopt},
        {"0.5", std::nullopt},
        {"\"\"", std::nullopt},
        {"\"True\"", std::nullopt},
        {"\"yes\"", std::nullopt},
        {"\"1\"", std::nullopt},
        {"null", std::nullopt},
        {"{}", std::nullopt},
        {"[]", std::nullopt},
        {"18446744073709551615", std::nullopt},
    }));
    CAPTURE(one.json);
    CHECK(with("flag", one.json).flag == one.expected);
}

TEST_CASE("a timestamp is absent for null and an empty text, and keeps what it cannot read", "[scalars]") {
    CHECK(with("when", "\"2019-01-02T03:04:05Z\"").when == bb::timestamp("2019-01-02T03:04:05Z"));
    CHECK_FALSE(with("when", "null").when.has_value());
    CHECK_FALSE(with("when", "\"\"").when.has_value());
    CHECK_FALSE(with("when", "[]").when.has_value());
    CHECK_FALSE(with("when", "{\"when\":\"2019-01-02\"}").when.has_value());
    const sample odd = with("when", "\"gestern\"");
    REQUIRE(odd.when.has_value());
    CHECK_FALSE(odd.when->is_valid());
    CHECK(odd.when->str() == "gestern");
}

TEST_CASE("a list takes one text for a list of it, converts scalars, and is empty for other kinds", "[scalars]") {
    CHECK(with("names", "[\"a\",1,true,null,2.5]").names == std::vector<std::string>{"a", "1", "true", "", "2.5"});
    CHECK(with("names", "\"binary\"").names == std::vector<std::string>{"binary"});
    CHECK(with("names", "null").names.empty());
    CHECK(with("names", "{}").names.empty());
    CHECK(with("names", "5").names.empty());
    CHECK(with("names", "[]").names.empty());
    CHECK(with("numbers", "[\"3\",4.0,true]").numbers == std::vector<std::int64_t>{3, 4, 1});
    CHECK(with("numbers", "\"3\"").numbers.empty());
}

TEST_CASE("an empty text in the place of a list is no item", "[scalars]") {
    CHECK(with("names", "\"\"").names.empty());
}

TEST_CASE("a member of any JSON type is kept as compact text", "[scalars]") {
    CHECK(with("any", "null").any.str() == "null");
    CHECK(with("any", "\"a\\u00e4\\n\"").any.str() == "\"a\xC3\xA4\\n\"");
    CHECK(with("any", "true").any.str() == "true");
    CHECK(with("any", "1.50e+3").any.str() == "1.50e+3");
    CHECK(with("any", "-9223372036854775808").any.str() == "-9223372036854775808");
    CHECK(with("any", "123456789012345678901234567890").any.str() == "123456789012345678901234567890");
    CHECK(with("any", " { \"b\" : [ 1 , { } , [ ] , null ] , \"a\" : \"x\" } ").any.str() ==
          R"({"b":[1,{},[],null],"a":"x"})");
    CHECK(with("any", "[[[\"\\\"\"]]]").any.str() == R"([[["\""]]])");
}

}  // namespace test_scalar_conversions
