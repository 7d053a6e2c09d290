// SPDX-License-Identifier: MIT
// reader/simdjson.hpp: the same events, ends and positions as the default reader's, for what simdjson refuses, what it
// accepts and nlohmann does not, and what its versions read in another way.
#include <clocale>

#include "unit/reader/two_readings.hpp"

namespace test_simdjson_reader {

using unit::is_complete;
using unit::read_twice;
using unit::reading;
using names = std::vector<std::string>;

namespace {

/// A list with one value.
std::string listed(const std::string& value) {
    return '[' + value + ']';
}
/// What a single value in a list is read as; empty if it is not read.
std::string read_value(const std::string& value) {
    const reading one = read_twice(listed(value));
    return is_complete(one) && one.events.size() == 3 ? one.events[1] : std::string();
}

}  // namespace

TEST_CASE("simdjson gives every event in order, as the default reader does", "[simdjson]") {
    const reading one = read_twice(" \r\n\t{\"a\":[1,-2,3.50,\"x\",true,false,null] , \"b\" : {},\"c\":[] }\n ");
    CHECK(is_complete(one));
    CHECK(one.events == names{"{", "key a", "[", "unsigned 1", "integer -2", "real 3.50 with bits 4615063718147915776",
                              "text x", "true", "false", "null", "]", "key b", "{", "}", "key c", "[", "]", "}"});
}

TEST_CASE("numbers at every edge are the same in both readers", "[simdjson]") {
    CHECK(read_value("0") == "unsigned 0");
    CHECK(read_value("-0") == "integer 0");
    CHECK(read_value("9223372036854775807") == "unsigned 9223372036854775807");
    CHECK(read_value("9223372036854775808") == "unsigned 9223372036854775808");
    CHECK(read_value("-9223372036854775808") == "integer -9223372036854775808");
    CHECK(read_value("18446744073709551615") == "unsigned 18446744073709551615");
    // Beyond 64 bits they are real.
    CHECK(read_value("18446744073709551616").starts_with("real 18446744073709551616 "));
    CHECK(read_value("-9223372036854775809").starts_with("real -9223372036854775809 "));
    CHECK(read_value(std::string(300, '9')).starts_with("real 999"));
    // The sign of zero, and long decimals, which simdjson 3.0 misreads.
    CHECK(read_value("-0.0") == "real -0.0 with bits 9223372036854775808");
    CHECK(read_value("0.95000000000000000000") == read_value("0.95000000000000000000 "));
    CHECK(read_value("0.95000000000000000000") == "real 0.95000000000000000000 with bits 4606732058837280358");
    for (const char* good : {"1e5", "1E+5", "1e-5", "1.25e0", "1e-400", "5e-324", "2.2250738585072011e-308", "1e308",
                             "0.1000000000000000055511151231257827", "9007199254740993.0",
                             "123456789012345678901234567890", "0e0", "-1.5E-10"}) {
        CAPTURE(good);
        CHECK_FALSE(read_value(good).empty());
    }
    CHECK_FALSE(read_value("0." + std::string(2000, '1')).empty());
    for (const char* bad :
         {"-",    "01",    "-01", "1.",    ".5",     "+1",  "1e",       "1e+",       "1.e5",
          "0x10", "1_0",   "1a",  "1e400", "-1e400", "NaN", "Infinity", "-Infinity", "1e99999999999999999999",
          "--1",  "1.5.5", "00",  "1\f",   "\f1"}) {
        CAPTURE(bad);
        CHECK(read_value(bad).empty());
    }
    CHECK(read_value("1" + std::string(400, '0')).empty());
}

TEST_CASE("a real number is read in a locale with a decimal comma", "[simdjson]") {
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);  // NOLINT(concurrency-mt-unsafe)
    for (const char* name : {"de_DE.UTF-8", "de_DE", "fr_FR.UTF-8"})
        if (std::setlocale(LC_NUMERIC, name) != nullptr) break;  // NOLINT(concurrency-mt-unsafe)
    CHECK(read_value("-2.5") == "real -2.5 with bits 13836183955189006336");
    std::setlocale(LC_NUMERIC, before.c_str());  // NOLINT(concurrency-mt-unsafe)
}

TEST_CASE("texts and keys are unescaped in both readers alike", "[simdjson]") {
    CHECK(read_value(R"("\"\\\/\b\f\n\r\t\u0041\u00e9\u4e2d\ud83d\ude00")") ==
          "text \"\\/\b\f\n\r\tA\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80");
    CHECK(read_value(R"("a\u0000b")") == std::string("text a\0b", 8));
    CHECK(read_value("\"\x7F\xEF\xBF\xBF\xEF\xBB\xBF\"") == "text \x7F\xEF\xBF\xBF\xEF\xBB\xBF");
    CHECK(read_twice(R"({"\u0061b":1,"a\"b":2,"\\":3,"":4})").events == names{"{", "key ab", "unsigned 1", "key a\"b",
                                                                              "unsigned 2", "key \\", "unsigned 3",
                                                                              "key ", "unsigned 4", "}"});
    for (const char* bad : {R"("\ud800")",
                            R"("\udc00")",
                            R"("\ud800\ud800")",
                            R"("\ud800\u0041")",
                            R"("\ud800x")",
                            R"("\ude00\ud83d")",
                            R"("\u12")",
                            R"("\u12g4")",
                            R"("\x41")",
                            R"("\'")",
                            "\"a\tb\"",
                            "\"a\nb\"",
                            "\"\x80\"",
                            "\"\xC3\"",
                            "\"\xC0\x80\"",
                            "\"\xED\xA0\x80\"",
                            "\"\xF4\x90\x80\x80\"",
                            "\"\xE2\x82\"",
                            "\"\xF8\x88\x80\x80\x80\"",
                            "'a'",
                            "\"a",
                            "a\"",
                            "\"a\"b",
                            "\"\\\""}) {
        CAPTURE(bad);
        CHECK(read_value(bad).empty());
        CHECK_FALSE(is_complete(read_twice(std::string("{\"k\":{},") + bad + ":1}")));
    }
    // Of every length around those of vectors, with an escape at each end.
    for (std::size_t length = 0; length < 140; ++length) {
        const std::string inside(length, 'x');
        CHECK(read_value('"' + inside + '"') == "text " + inside);
        CHECK(read_value("\"\\n" + inside + "\\t\"") == "text \n" + inside + "\t");
        CHECK(is_complete(read_twice("{\"" + inside + "\":\"\\\\\",\"" + inside + "\\u00e9\":0}")));
    }
}

TEST_CASE("duplicate keys are all given", "[simdjson]") {
    CHECK(read_twice(R"({"a":1,"a":[2],"\u0061":3})").events ==
          names{"{", "key a", "unsigned 1", "key a", "[", "unsigned 2", "]", "key a", "unsigned 3", "}"});
}

TEST_CASE("what is not one object or list is the default reader's", "[simdjson]") {
    for (const char* text : {"",
                             " ",
                             "\n",
                             "7",
                             "-7.5",
                             "\"a\"",
                             "true",
                             "null",
                             "\xEF\xBB\xBF[]",
                             "\xEF\xBB\xBF{\"a\":1}",
                             "\xEF\xBB\xBF\xEF\xBB\xBF[]",
                             "\xEF\xBB[]",
                             "\xFE\xFF",
                             " \xEF\xBB\xBF[]",
                             "tru",
                             "7 7",
                             "7]",
                             "12345678901234567890123",
                             "nul",
                             "\"\\ud800\""}) {
        CAPTURE(text);
        read_twice(text);
    }
    CHECK(is_complete(read_twice("\xEF\xBB\xBF[1]")));
    CHECK(is_complete(read_twice(" 7 ")));
    CHECK_FALSE(is_complete(read_twice("")));
}

TEST_CASE("NUL is refused before the first event, wherever it stands", "[simdjson]") {
    const std::string sample = R"({"a":[1,"b",null]} )";
    for (std::size_t at = 0; at <= sample.size(); ++at) {
        std::string text = sample;
        text.insert(at, 1, '\0');
        const reading one = read_twice(text);
        CHECK(one.events.empty());
        CHECK(one.position == at + 1);
    }
}

TEST_CASE("broken structure ends in the same place with the same events", "[simdjson]") {
    for (const char* text : {"[",
                             "{",
                             "]",
                             "}",
                             "[1",
                             "[1,",
                             "[1,]",
                             "[,1]",
                             "[1 2]",
                             "[1}",
                             "{]",
                             "{\"a\"}",
                             "{\"a\":}",
                             "{\"a\":1,}",
                             "{,}",
                             "{\"a\" 1}",
                             "{\"a\":1 \"b\":2}",
                             "{a:1}",
                             "{1:2}",
                             "{\"a\":1]",
                             "[[1]",
                             "[[1]]]",
                             "[1]]",
                             "[1]}",
                             "[1] 2",
                             "[1][2]",
                             "[1],",
                             "{}{}",
                             "{} {}",
                             "{\"a\":{}",
                             "{\"a\":[{}]",
                             "[{\"a\":]",
                             "[{\"a\"]",
                             "[{]",
                             "[}]",
                             "[:]",
                             "[\"a\":1]",
                             "{\"a\":1:2}",
                             "[tru]",
                             "[truex]",
                             "[true1]",
                             "[nul]",
                             "[nulll]",
                             "[fals]",
                             "[falsee]",
                             "[True]",
                             "[null\"a\"]",
                             "[1\"a\"]",
                             "[\"a\"1]",
                             "[\"a\"\"b\"]",
                             "[1]\f",
                             "\f[1]",
                             "[1\x1A"
                             "2]",
                             "{\"a\"\x1A"
                             "1}",
                             "[1\f2]",
                             "[1]//",
                             "/**/[1]",
                             "[1,\n\n2,x]",
                             "[[[[",
                             "]]]]",
                             "{{}}",
                             "[[],[[]],{}",
                             "{\"a\":[}",
                             "{\"a\":[1}]}",
                             "[1]   x",
                             "[1]\t\n ",
                             "[\xC2\xA0"
                             "1]"}) {
        CAPTURE(text);
        read_twice(text);
    }
}

TEST_CASE("a text that breaks off anywhere is the same in both readers", "[simdjson]") {
    const std::string sample =
        R"({"values":[{"n":-12.50e+1,"t":"\u00e9\n\ud83d\ude00 x","b":[true,false,null]},[],{}],"next":""})";
    REQUIRE(is_complete(read_twice(sample)));
    for (std::size_t length = 0; length < sample.size(); ++length)
        CHECK_FALSE(is_complete(read_twice(std::string_view(sample).substr(0, length))));
    // What stands behind the text that is read must not count.
    CHECK_FALSE(is_complete(read_twice(std::string_view("[[1]]").substr(0, 4))));
    CHECK_FALSE(is_complete(read_twice(std::string_view("{\"a\":{}}").substr(0, 7))));
}

TEST_CASE("a byte that is replaced anywhere is the same in both readers", "[simdjson]") {
    const std::string sample = R"({"a":[{"n":-1.5e1,"t":"\u00e9\n\ud83d\ude00"},true,null]})";
    for (std::size_t at = 0; at < sample.size(); ++at)
        for (const char other : {'"',  '\\', '{', '}', '[', ']', ':',    ',',    ' ',    '\n',
                                 '\0', '0',  '-', 'e', 'u', 'x', '\x80', '\xC3', '\x1A', '\x0C'}) {
            std::string text = sample;
            text[at] = other;
            INFO(at << " is " << static_cast<int>(other));
            read_twice(text);
        }
}

TEST_CASE("any depth is read as by the default reader", "[simdjson]") {
    for (const std::size_t levels : {1U, 127U, 128U, 129U, 130U, 1000U, 1024U, 1025U}) {
        CAPTURE(levels);
        const std::string lists = std::string(levels, '[') + std::string(levels, ']');
        std::string objects;
        for (std::size_t i = 0; i < levels; ++i) objects += R"({"k":)";
        objects += '1' + std::string(levels, '}');
        for (const std::string& text : {lists, objects, listed("1," + lists + ",2"), lists.substr(1), lists + ']'}) {
            constexpr std::size_t all = static_cast<std::size_t>(-1);
            CHECK(unit::read_by(&unit::read_with_simdjson, text, all) ==
                  unit::read_by(&bitbucket::detail::read_with_nlohmann, text, all));
        }
    }
    std::string deep(200'000, '[');
    CHECK_FALSE(is_complete(unit::read_by(&unit::read_with_simdjson, deep, 300)));
}

}  // namespace test_simdjson_reader
