// SPDX-License-Identifier: MIT
// detail/text/calendar.hpp: the integer calendar against <chrono>'s, and formatting as the way back.
#include <bitbucket/detail/text/calendar.hpp>
#include <chrono>

#include "support/catch.hpp"

namespace test_calendar {

using namespace bitbucket::detail;
namespace chrono = std::chrono;

static_assert(days_from_civil(1970, 1, 1) == 0 && days_from_civil(1969, 12, 31) == -1);
static_assert(days_from_civil(2000, 3, 1) == 11017 && days_from_civil(0, 3, 1) == -719468);
static_assert(is_leap_year(2000) && !is_leap_year(1900) && is_leap_year(2024) && !is_leap_year(2023));
static_assert(days_in_month(2024, 2) == 29 && days_in_month(2023, 2) == 28 && days_in_month(2023, 12) == 31);
static_assert(parse_instant("2018-03-14T13:17:05.196003+00:00")->nanoseconds == 196003000);
static_assert(!parse_instant("2018-03-14T13:17:05.196003+00:0"));

TEST_CASE("days agree with <chrono> for every day of the years 0 to 9999", "[calendar]") {
    std::int64_t wrong = 0;
    const chrono::sys_days last = chrono::year(9999) / 12 / 31;
    for (chrono::sys_days day = chrono::year(0) / 1 / 1; day <= last; day += chrono::days(1)) {
        const chrono::year_month_day date(day);
        const auto counted = days_from_civil(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                             static_cast<unsigned>(date.day()));
        if (counted != day.time_since_epoch().count()) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("an instant that was formatted parses to itself", "[calendar]") {
    std::int64_t wrong = 0;
    // Steps of an odd number of seconds, so that all times of the day and days of the year are met.
    for (std::int64_t seconds = -62167219200; seconds <= 253402300799; seconds += 9999991) {
        instant one;
        one.seconds = seconds;
        one.nanoseconds = static_cast<std::int32_t>((seconds % 3 + 3) % 3 * 123456789);
        const std::string text = format_instant(one);
        const auto read = parse_instant(text);
        if (!read || read->seconds != one.seconds || read->nanoseconds != one.nanoseconds || read->offset_minutes != 0)
            ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("instants are formatted in UTC", "[calendar]") {
    instant one;
    CHECK(format_instant(one) == "1970-01-01T00:00:00Z");
    one.seconds = -1;
    one.nanoseconds = 999999999;
    CHECK(format_instant(one) == "1969-12-31T23:59:59.999999999Z");
    one = instant{1521033425, 0, 120};
    CHECK(format_instant(one) == "2018-03-14T13:17:05Z");
    one = instant{-62167219200, 0, 0};
    CHECK(format_instant(one) == "0000-01-01T00:00:00Z");
}

TEST_CASE("digits are read exactly or not at all", "[calendar]") {
    digit_reader in("12a4");
    CHECK_FALSE(in.digits(3).has_value());
    CHECK(in.digits(2) == 12U);
    CHECK_FALSE(in.next_is_digit());
    CHECK_FALSE(in.digits(1).has_value());
    CHECK_FALSE(in.take('b'));
    CHECK(in.take('a'));
    CHECK(in.digits(1) == 4U);
    CHECK(in.done());
    CHECK_FALSE(in.digits(1).has_value());
    CHECK_FALSE(in.take('\0'));
}

TEST_CASE("numbers are padded with zeros, and longer ones are kept", "[calendar]") {
    std::string out;
    append_padded(out, 0, 2);
    append_padded(out, 7, 4);
    append_padded(out, 12345, 4);
    append_padded(out, 5, 1);
    CHECK(out == "000007123455");
}

}  // namespace test_calendar
