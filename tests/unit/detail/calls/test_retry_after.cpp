// SPDX-License-Identifier: MIT
// detail/calls/retry_after.hpp: seconds, and the three forms of dates that RFC 9110, section 5.6.7, wants recipients to take.
#include <bitbucket/detail/calls/retry_after.hpp>

#include "support/catch.hpp"

namespace test_retry_after {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using time_point = std::chrono::system_clock::time_point;

constexpr std::int64_t day = 86400;
constexpr std::int64_t none = -1;

// Sun, 06 Nov 1994 08:49:37 GMT
constexpr std::int64_t in_1994 = 784111777;

static_assert(noexcept(bitbucket::detail::parse_retry_after(std::declval<std::string_view>(),
                                                            std::declval<time_point&>())));

time_point at(const char* iso) {
    const auto read = bitbucket::detail::parse_instant(iso);
    REQUIRE(read.has_value());
    return time_point(seconds(read->seconds));
}

// The wait in seconds, `none` if there is none.
std::int64_t wait(std::string_view value, time_point now = time_point(seconds(in_1994))) {
    const auto read = bitbucket::detail::parse_retry_after(value, now);
    if (!read) return none;
    CHECK(*read % seconds(1) == milliseconds(0));
    return std::chrono::duration_cast<seconds>(*read).count();
}

struct row {
    const char* value;
    std::int64_t wait;
};

// A value, the time it is read at, and the wait.
struct dated_row {
    const char* value;
    const char* now;
    std::int64_t wait;
};

}  // namespace

TEST_CASE("seconds are taken up to a day, however many digits they have", "[retry]") {
    for (const row& each : {row{"0", 0},
                            {"1", 1},
                            {" \t120\r\n", 120},
                            {"007", 7},
                            {"0000000000000000000000000000007", 7},
                            {"86399", 86399},
                            {"86400", day},
                            {"86401", day},
                            {"9223372036854775807", day},
                            {"9223372036854775808", day},
                            {"18446744073709551617", day},
                            {"99999999999999999999999999999999999999", day},
                            {"", none},
                            {" ", none},
                            {"-1", none},
                            {"+1", none},
                            {"1.5", none},
                            {"1,5", none},
                            {"1 2", none},
                            {"5s", none},
                            {"0x10", none},
                            {"1e3", none},
                            {"\xD9\xA5", none}}) {
        CAPTURE(each.value);
        CHECK(wait(each.value) == each.wait);
    }
    CHECK(wait(std::string_view("5\0", 2)) == none);
    CHECK(wait(std::string(1'000'000, '0')) == 0);
    CHECK(wait(std::string(1'000'000, '9')) == day);
}

TEST_CASE("a date of any form is taken, and what is past or far is bounded", "[retry]") {
    for (const row& each : {row{"Sun, 06 Nov 1994 08:49:37 GMT", 0},
                            {"Sun, 06 Nov 1994 08:49:42 GMT", 5},
                            {"Sun, 06 Nov 1994 08:49:36 GMT", 0},
                            {"Sun, 06 Nov 1994 08:49:60 GMT", 22},
                            {"Mon, 07 Nov 1994 08:49:37 GMT", day},
                            {"Fri, 31 Dec 9999 23:59:59 GMT", day},
                            {"Sat, 01 Jan 0000 00:00:00 GMT", 0},
                            {"Tue, 06 Nov 1994 08:49:42 GMT", 5},  // the name of the day is not checked
                            {"Sunday, 06-Nov-94 08:49:42 GMT", 5},
                            {"Sunday, 06-Nov-94 08:49:36 GMT", 0},
                            {"Monday, 07-Nov-94 09:49:37 GMT", day},
                            {"Sunday, 01-Jan-95 00:00:00 GMT", day},
                            {"Sun Nov  6 08:49:42 1994", 5},
                            {"Sun Nov 06 08:49:42 1994", 5},
                            {"Sun Nov  6 08:49:36 1994", 0},
                            {"Mon Nov  7 08:49:36 1994", day - 1},
                            {"Wed Nov 16 08:49:37 1994", day},
                            {"  Sun Nov  6 08:49:42 1994\t", 5}}) {
        CAPTURE(each.value);
        CHECK(wait(each.value) == each.wait);
    }
}

TEST_CASE("every month and every name of a day is known in each form", "[retry]") {
    const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int number = 0;
    for (const std::string month : months) {
        CAPTURE(month);
        ++number;
        const std::string digits = (number < 10 ? "0" : "") + std::to_string(number);
        const auto now = at(("2026-" + digits + "-14T12:00:00Z").c_str());
        CHECK(wait("Sat, 14 " + month + " 2026 12:00:30 GMT", now) == 30);
        CHECK(wait("Saturday, 14-" + month + "-26 12:00:30 GMT", now) == 30);
        CHECK(wait("Sat " + month + " 14 12:00:30 2026", now) == 30);
    }
    for (const std::string name : {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}) {
        CAPTURE(name);
        CHECK(wait(name.substr(0, 3) + ", 06 Nov 1994 08:49:42 GMT") == 5);
        CHECK(wait(name + ", 06-Nov-94 08:49:42 GMT") == 5);
        CHECK(wait(name.substr(0, 3) + " Nov  6 08:49:42 1994") == 5);
    }
}

TEST_CASE("a year of two digits is never more than 50 years in the future", "[retry]") {
    for (const dated_row& each : {dated_row{"Friday, 01-Jan-00 00:00:05 GMT", "1999-12-31T23:59:59Z", 6},
                                  {"Friday, 31-Dec-99 23:59:59 GMT", "2000-01-01T00:00:00Z", 0},
                                  {"Thursday, 01-Jan-70 00:00:10 GMT", "1970-01-01T00:00:00Z", 10},
                                  {"Thursday, 01-Jan-00 00:00:10 GMT", "2099-12-31T23:59:59Z", 11},
                                  // 2076 is 50 years away from 2026 to the second, and one more is too many.
                                  {"Saturday, 20-Nov-76 12:00:00 GMT", "2026-11-20T12:00:00Z", day},
                                  {"Saturday, 20-Nov-76 12:00:01 GMT", "2026-11-20T12:00:00Z", 0},
                                  {"Saturday, 20-Nov-77 12:00:00 GMT", "2026-11-20T12:00:00Z", 0},
                                  {"Saturday, 20-Nov-75 12:00:00 GMT", "2026-11-20T12:00:00Z", day},
                                  {"Saturday, 20-Nov-25 12:00:00 GMT", "2026-11-20T12:00:00Z", 0},
                                  {"Saturday, 20-Nov-26 12:00:09 GMT", "2026-11-20T12:00:00Z", 9},
                                  // 29 February is there in 2000, in 1996 and in 2096, and in neither 1999 nor 2100.
                                  {"Tuesday, 29-Feb-00 00:00:07 GMT", "2000-02-29T00:00:00Z", 7},
                                  {"Monday, 29-Feb-99 00:00:07 GMT", "2000-02-29T00:00:00Z", none},
                                  {"Monday, 29-Feb-96 00:00:07 GMT", "2096-02-29T00:00:00Z", 7},
                                  {"Monday, 29-Feb-00 00:00:07 GMT", "2099-02-28T00:00:00Z", none}}) {
        CAPTURE(each.value, each.now);
        CHECK(wait(each.value, at(each.now)) == each.wait);
    }
}

TEST_CASE("what is no date is no wish at all", "[retry]") {
    for (const char* garbage : {"soon",
                                "Sun",
                                "Sunday",
                                "Sunday,",
                                "Sun, ",
                                "Sun, 06 Nov 1994",
                                "Sun, 06 Nov 1994 08:49:37",
                                "Sun, 06 Nov 1994 08:49:37 ",
                                "Sun, 06 Nov 1994 08:49:37 CET",
                                "Sun, 06 Nov 1994 08:49:37 gmt",
                                "Sun, 06 Nov 1994 08:49:37 GMT x",
                                "Sun, 06 Nov 1994 08:49+02 GMT",
                                "Sun, 06 Nov 1994 08:49:61 GMT",
                                "Sun, 06 Nov 1994 08:60:37 GMT",
                                "Sun, 06 Nov 1994 24:00:00 GMT",
                                "Sun, 00 Nov 1994 08:49:37 GMT",
                                "Sun, 31 Nov 1994 08:49:37 GMT",
                                "Sun, 29 Feb 1994 08:49:37 GMT",
                                "Sun, 6 Nov 1994 08:49:37 GMT",
                                "Sun, 06 nov 1994 08:49:37 GMT",
                                "Sun, 06 anF 1994 08:49:37 GMT",
                                "Sun, 06 Nov 94 08:49:37 GMT",
                                "Sun, 06-Nov-1994 08:49:37 GMT",
                                "Sun,x06xNovx1994x08:49:37 GMT",
                                "sun, 06 Nov 1994 08:49:37 GMT",
                                "Xyz, 06 Nov 1994 08:49:37 GMT",
                                "06 Nov 1994 08:49:37 GMT",
                                "Sun, -6 Nov 1994 08:49:37 GMT",
                                "Sunday, 06 Nov 1994 08:49:37 GMT",
                                "Sunday, 06-Nov-1994 08:49:37 GMT",
                                "Sunday, 06-Nov-94 08:49:37",
                                "Sunday, 6-Nov-94 08:49:37 GMT",
                                "Sunday 06-Nov-94 08:49:37 GMT",
                                "Sun Nov 6 08:49:37 1994",
                                "Sun Nov  06 08:49:37 1994",
                                "Sun Nov   6 08:49:37 1994",
                                "Sun Nov  0 08:49:37 1994",
                                "Sun Nov  6 08:49:37 1994 GMT",
                                "Sun Nov  6 08:49:37 94",
                                "Sun, Nov  6 08:49:37 1994",
                                "Sunday Nov  6 08:49:37 1994",
                                "1994-11-06T08:49:37Z",
                                "                          GMT"}) {
        CAPTURE(garbage);
        CHECK(wait(garbage) == none);
    }
    // Every beginning of a date is none.
    for (const std::string whole :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
        for (std::size_t length = 0; length < whole.size(); ++length) CHECK(wait(whole.substr(0, length)) == none);
}

TEST_CASE("a clock at the ends of its range does no harm", "[retry]") {
    for (const time_point now : {(time_point::min)(), time_point(), (time_point::max)()})
        for (const char* value :
             {"Fri, 31 Dec 9999 23:59:59 GMT", "Sat, 01 Jan 0000 00:00:00 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
              "Sunday, 06-Nov-00 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"}) {
            CAPTURE(value);
            const auto read = wait(value, now);
            CHECK(read >= 0);
            CHECK(read <= day);
        }
    CHECK(wait("Fri, 31 Dec 9999 23:59:59 GMT", (time_point::min)()) == day);
    CHECK(wait("Fri, 01 Jan 2262 00:00:00 GMT", (time_point::max)()) == 0);
}

TEST_CASE("a limit that counts anew at a Unix time is waited for", "[retry]") {
    const std::chrono::system_clock::time_point now{std::chrono::seconds(1'793'000'000)};
    const auto wait = [&](std::optional<long long> told) { return bitbucket::detail::parse_limit_reset(told, now); };
    CHECK(wait(1'793'000'090) == std::chrono::seconds(90));
    CHECK(wait(999'999'999) == std::chrono::hours(24));
    CHECK(wait((std::numeric_limits<long long>::max)()) == std::chrono::hours(24));
    CHECK(wait(60) == std::chrono::seconds(60));
    for (const long long over : {0LL, -5LL, 1'000'000'000LL, 1'793'000'000LL}) CHECK_FALSE(wait(over));
    CHECK_FALSE(wait(std::nullopt));
}

}  // namespace test_retry_after
