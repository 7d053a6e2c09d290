// SPDX-License-Identifier: MIT
// query/literal.hpp by table: how every kind of value stands in a query, and which values are refused.
#include <bitbucket/models/permission.hpp>
#include <bitbucket/query.hpp>
#include <limits>
#include <locale>
#include <sstream>

#include "support/catch.hpp"

namespace test_query_literals {

namespace bb = bitbucket;
using bb::field;
using bb::query_number;
using bb::timestamp;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

/// The literal, or a `!` and the problem.
template <class Value>
std::string literal(const Value& value) {
    const bb::filter made = field("x") == value;
    if (!made.problem().empty()) return "!" + std::string(made.problem());
    return made.str().substr(4);
}

/// The number that a literal is, whatever the process's locale.
double number_in(const std::string& text) {
    std::istringstream in(text);
    in.imbue(std::locale::classic());
    double out = 0;
    in >> out;
    return out;
}

constexpr const char* bad_number = "!a number of a query must be written like 1 or -10.302";
constexpr const char* bad_time = "!a time of a query must be in the years 0 to 9999";
constexpr const char* bad_date = "!a date of a query must be in the years 0 to 9999";

/// The first moment of a year, in seconds.
sys_seconds start_of(int year) {
    return sys_days(std::chrono::year(year) / January / 1);
}

}  // namespace

TEST_CASE("integers are written in full to the ends of their types", "[query]") {
    CHECK(literal(0) == "0");
    CHECK(literal(-7) == "-7");
    CHECK(literal((std::numeric_limits<std::int64_t>::min)()) == "-9223372036854775808");
    CHECK(literal((std::numeric_limits<std::int64_t>::max)()) == "9223372036854775807");
    CHECK(literal((std::numeric_limits<std::uint64_t>::max)()) == "18446744073709551615");
    CHECK(literal(std::int8_t{-128}) == "-128");
    CHECK(literal(std::uint8_t{65}) == "65");
    CHECK(literal(std::uint16_t{65535}) == "65535");
}

TEST_CASE("floating numbers are as short as they can be, without an exponent", "[query]") {
    CHECK(literal(-10.302) == "-10.302");
    CHECK(literal(0.1) == "0.1");
    CHECK(literal(0.1F) == "0.1");
    CHECK(literal(0.1 + 0.2) == "0.30000000000000004");
    CHECK(literal(5.0) == "5");
    CHECK(literal(-0.0) == "-0");
    CHECK(literal(1e22) == "10000000000000000000000");
    CHECK(literal(1e-7) == "0.0000001");
    for (const double each : {(std::numeric_limits<double>::max)(), (std::numeric_limits<double>::min)(),
                              -std::numeric_limits<double>::denorm_min(), 1e300, 123456789.123456789}) {
        CAPTURE(each);
        CHECK(number_in(literal(each)) == each);
        CHECK(literal(each).find_first_not_of("-.0123456789") == std::string::npos);
    }
    for (const double each : {std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
        CHECK(literal(each) == bad_number);
        CHECK(literal(static_cast<float>(each)) == bad_number);
    }
    const std::string long_one = literal((std::numeric_limits<long double>::max)());
    CHECK((long_one == "!the number of a query is too long: give it as a query_number" || long_one.size() < 512));
}

TEST_CASE("a query_number has any precision, and is a number", "[query]") {
    const std::string digits(400, '7');
    for (const std::string& good :
         {std::string("1"), std::string("-10.302"), std::string("0.00"), digits, "-" + digits + "." + digits})
        CHECK(literal(query_number(good)) == good);
    for (const char* bad : {"", "-", "--1", "+1", "1.", ".5", "-.5", "1.2.3", "1..2", "1e5", "0x10", " 1", "1 ",
                            "1 OR 2", "1,5", "nan", "\xD9\xA1"}) {
        CAPTURE(bad);
        CHECK(literal(query_number(bad)) == bad_number);
    }
}

TEST_CASE("dates of the years 0 to 9999 are written, others refused", "[query]") {
    CHECK(literal(2015y / 3 / 4) == "2015-03-04");
    CHECK(literal(0y / 1 / 1) == "0000-01-01");
    CHECK(literal(9999y / 12 / 31) == "9999-12-31");
    CHECK(literal(2024y / 2 / 29) == "2024-02-29");
    for (const year_month_day& bad : {2023y / 2 / 29, 2023y / 13 / 1, 2023y / 1 / 0, year(-1) / 12 / 31,
                                      year(10000) / 1 / 1, (year::max)() / 1 / 1, (year::min)() / 1 / 1})
        CHECK(literal(bad) == bad_date);
}

TEST_CASE("times of any precision are written in UTC, cut to the millisecond", "[query]") {
    const sys_days day = 2015y / 3 / 4;
    CHECK(literal(day) == "2015-03-04T00:00:00+00:00");
    CHECK(literal(time_point_cast<hours>(day) + 14h) == "2015-03-04T14:00:00+00:00");
    CHECK(literal(day + 14h + 8min) == "2015-03-04T14:08:00+00:00");
    CHECK(literal(day + 14h + 8min + 59s) == "2015-03-04T14:08:59+00:00");
    CHECK(literal(day + 14h + 8min + 59s + 123ms) == "2015-03-04T14:08:59.123+00:00");
    CHECK(literal(day + 14h + 8min + 59s + 7ms) == "2015-03-04T14:08:59.007+00:00");
    CHECK(literal(day + 14h + 8min + 59s + 123999us) == "2015-03-04T14:08:59.123+00:00");
    CHECK(literal(day + 999999ns) == "2015-03-04T00:00:00+00:00");
    CHECK(literal(day + duration<double>(1.5)) == "2015-03-04T00:00:01.500+00:00");
    CHECK(literal(sys_time<duration<std::int32_t>>(seconds(0))) == "1970-01-01T00:00:00+00:00");
    CHECK(literal(sys_time<weeks>(weeks(1))) == "1970-01-08T00:00:00+00:00");
    // Before 1970 the earlier millisecond, too.
    CHECK(literal(sys_days(1970y / 1 / 1) - 1ns) == "1969-12-31T23:59:59.999+00:00");
}

TEST_CASE("times at and beyond the ends of the calendar are written or refused, never another time", "[query]") {
    CHECK(literal(start_of(0)) == "0000-01-01T00:00:00+00:00");
    CHECK(literal(start_of(10000) - 1ms) == "9999-12-31T23:59:59.999+00:00");
    CHECK(literal(start_of(0) - 1ms) == bad_time);
    CHECK(literal(start_of(10000)) == bad_time);
    // In milliseconds these overflow.
    CHECK(literal((sys_seconds::max)()) == bad_time);
    CHECK(literal((sys_seconds::min)()) == bad_time);
    CHECK(literal((sys_days::max)()) == bad_time);
    CHECK(literal((sys_days::min)()) == bad_time);
    CHECK(literal((sys_time<hours>::max)()) == bad_time);
    CHECK(literal((sys_time<years>::max)()) == bad_time);
    CHECK(literal((sys_time<milliseconds>::max)()) == bad_time);
    CHECK(literal(sys_time<duration<double>>(duration<double>(std::numeric_limits<double>::quiet_NaN()))) == bad_time);
    CHECK(literal(sys_time<duration<double>>(duration<double>(1e300))) == bad_time);
    // 2^32 days after 1970, which a calendar of 32 bits takes for that day.
    using long_days = duration<std::int64_t, days::period>;  // libc++ counts days in 32 bits
    CHECK(literal(sys_time<long_days>(long_days(4294967296))) == bad_time);
    // As far as nanoseconds go.
    CHECK(literal((sys_time<nanoseconds>::max)()) == "2262-04-11T23:47:16.854+00:00");
    CHECK(literal((sys_time<nanoseconds>::min)()) == "1677-09-21T00:12:43.145+00:00");
}

TEST_CASE("timestamps are written in UTC, whatever their offset and their year", "[query]") {
    struct row {
        const char* text;
        const char* made;
    };
    for (const row& each :
         {row{"2015-03-04T14:08:59.123+02:00", "2015-03-04T12:08:59.123+00:00"},
          row{"2015-03-04T14:08:59-07:00", "2015-03-04T21:08:59+00:00"},
          row{"2015-03-04T14:08:59Z", "2015-03-04T14:08:59+00:00"},
          row{"2015-03-04T14:08:59", "2015-03-04T14:08:59+00:00"}, row{"2015-03-04", "2015-03-04T00:00:00+00:00"},
          row{"2015-03-04T14:08:59.999999999Z", "2015-03-04T14:08:59.999+00:00"},
          row{"2015-12-31T23:30:00-01:00", "2016-01-01T00:30:00+00:00"},
          row{"0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00"},
          row{"1500-06-07T00:00:00.5Z", "1500-06-07T00:00:00.500+00:00"},
          row{"9999-12-31T23:59:59.9999Z", "9999-12-31T23:59:59.999+00:00"}, row{"9999-12-31T23:59:59-01:00", bad_time},
          row{"0000-01-01T00:00:00+01:00", bad_time}, row{"", "!a timestamp of a query is not an ISO-8601 time"},
          row{"yesterday", "!a timestamp of a query is not an ISO-8601 time"},
          row{"2015-02-30", "!a timestamp of a query is not an ISO-8601 time"}}) {
        CAPTURE(each.text);
        CHECK(literal(timestamp(each.text)) == each.made);
    }
}

TEST_CASE("texts, enumerations and identifiers are strings", "[query]") {
    const char array[] = "a\"b\\c";
    const char* pointer = array;
    for (const std::string& made : {literal(array), literal(pointer), literal(std::string(array)),
                                    literal(std::string_view(array)), literal("a\"b\\c")})
        CHECK(made == R"("a\"b\\c")");
    CHECK(literal("") == R"("")");
    CHECK(literal(bb::permission_level::create_repo) == R"("create-repo")");
    CHECK(literal(bb::open_enum<bb::permission_level>("newer")) == R"("newer")");
    CHECK(literal(bb::uuid("d301aafa-d676-4ee0-88be-962be7417567")) == R"("{d301aafa-d676-4ee0-88be-962be7417567}")");
    CHECK(literal(bb::uuid("x\"y")) == R"("x\"y")");
    const char* nothing = nullptr;
    CHECK_THAT(literal(nothing), Catch::Matchers::StartsWith("!a string of a query is a null pointer"));
    CHECK(literal("a\nb") == "!a string of a query must not have a control character");
    CHECK(literal(bb::uuid("a\nb")) == "!a string of a query must not have a control character");
}

TEST_CASE("null and the booleans are words", "[query]") {
    CHECK(literal(bb::null) == "null");
    CHECK(literal(nullptr) == "null");
    CHECK(literal(true) == "true");
    CHECK(literal(false) == "false");
    CHECK((field("x") != nullptr).str() == "x != null");
}

}  // namespace test_query_literals
