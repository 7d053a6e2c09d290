// SPDX-License-Identifier: MIT
// types/timestamp.hpp: every spelling that the API is known to send, the edges of time, and time points going in.
#include <bitbucket/types/timestamp.hpp>
#include <ostream>
#include <sstream>

#include "support/catch.hpp"

namespace test_timestamp {

using bitbucket::timestamp;
using namespace std::chrono_literals;
namespace chrono = std::chrono;

namespace {

struct spelling {
    const char* text;
    std::int64_t seconds;
    std::int64_t nanoseconds;
    int offset;
};

std::int64_t seconds_of(const timestamp& value) {
    return value.to_sys_seconds().time_since_epoch().count();
}

}  // namespace

TEST_CASE("a timestamp reads every spelling of a time, and keeps it", "[timestamp]") {
    const auto one = GENERATE(values<spelling>({
        {"2018-03-14T13:17:05+00:00", 1521033425, 0, 0},
        {"2018-03-14T13:17:05.196+00:00", 1521033425, 196000000, 0},
        {"2018-03-14T13:17:05.19600+00:00", 1521033425, 196000000, 0},
        {"2018-03-14T13:17:05.196003+00:00", 1521033425, 196003000, 0},
        {"2018-03-14T13:17:05.196003127+00:00", 1521033425, 196003127, 0},
        {"2018-03-14T13:17:05.1960031279999999999999+00:00", 1521033425, 196003127, 0},
        {"2018-03-14T13:17:05.1Z", 1521033425, 100000000, 0},
        {"2018-03-14T13:17:05,25Z", 1521033425, 250000000, 0},
        {"2018-03-14T13:17:05Z", 1521033425, 0, 0},
        {"2018-03-14T13:17:05z", 1521033425, 0, 0},
        {"2018-03-14T13:17:05", 1521033425, 0, 0},
        {"2018-03-14T13:17:05.000000", 1521033425, 0, 0},
        {"2018-03-14t13:17:05Z", 1521033425, 0, 0},
        {"2018-03-14 13:17:05+00:00", 1521033425, 0, 0},
        {"2018-03-14T15:17:05+02:00", 1521033425, 0, 120},
        {"2018-03-14T15:17:05+0200", 1521033425, 0, 120},
        {"2018-03-14T15:17:05+02", 1521033425, 0, 120},
        {"2018-03-14T18:47:05.5+05:30", 1521033425, 500000000, 330},
        {"2018-03-14T05:17:05-08:00", 1521033425, 0, -480},
        {"2018-03-14T09:47:05-0330", 1521033425, 0, -210},
        {"2018-03-14T13:17:05-00:00", 1521033425, 0, 0},
        {"2018-03-15T13:16:05+23:59", 1521033425, 0, 1439},
        {"2018-03-14T13:17Z", 1521033420, 0, 0},
        {"2018-03-14", 1520985600, 0, 0},
        {"1970-01-01T00:00:00Z", 0, 0, 0},
        {"1969-12-31T23:59:59.25Z", -1, 250000000, 0},
        {"1970-01-01T00:00:00+00:01", -60, 0, 1},
        {"2000-02-29T00:00:00Z", 951782400, 0, 0},
        {"2016-12-31T23:59:60Z", 1483228799, 0, 0},
        {"0001-01-01T00:00:00Z", -62135596800, 0, 0},
        {"9999-12-31T23:59:59.999999999Z", 253402300799, 999999999, 0},
    }));
    const timestamp value(one.text);
    CAPTURE(one.text);
    REQUIRE(value.is_valid());
    CHECK(value.str() == one.text);
    CHECK(seconds_of(value) == one.seconds);
    CHECK(value.subseconds().count() == one.nanoseconds);
    CHECK(value.offset() == chrono::minutes(one.offset));
}

TEST_CASE("a timestamp keeps a text that is no time, and says so", "[timestamp]") {
    const std::string text = GENERATE(
        as<std::string>{}, "", "yesterday", "2018", "2018-03", "2018-3-14", "18-03-14", "2018-00-14", "2018-13-14",
        "2018-03-00", "2018-03-32", "2018-02-29", "1900-02-29", "2018-04-31", "2018-03-14T", "2018-03-14T13",
        "2018-03-14T13:", "2018-03-14T24:00:00Z", "2018-03-14T13:60:00Z", "2018-03-14T13:17:61Z",
        "2018-03-14T13:17:05.Z", "2018-03-14T13:17:05.+00:00", "2018-03-14T13:17:05+", "2018-03-14T13:17:05+2",
        "2018-03-14T13:17:05+24:00", "2018-03-14T13:17:05+02:60", "2018-03-14T13:17:05+02:", "2018-03-14T13:17:05+02:0",
        "2018-03-14T13:17:05+02:00x", "2018-03-14T13:17:05ZZ", "2018-03-14T13:17:05Z ", " 2018-03-14T13:17:05Z",
        "2018-03-14Z", "+2018-03-14", "-2018-03-14T13:17:05Z", "12018-03-14T13:17:05Z", "2018/03/14", "20180314",
        "2018-03-14X13:17:05Z", "2018-03-14T-1:17:05Z", "2018-03-14T13:17:0\xD9\xA5Z");
    const timestamp value(text);
    CHECK_FALSE(value.is_valid());
    CHECK(value.str() == text);
    CHECK(seconds_of(value) == 0);
    CHECK(value.subseconds() == 0ns);
    CHECK(value.to_sys_time() == chrono::sys_time<chrono::nanoseconds>());
    CHECK_FALSE(timestamp(text + std::string(1, '\0')).is_valid());
}

TEST_CASE("a timestamp beyond what nanoseconds can count becomes the nearest time point", "[timestamp]") {
    using nanos = chrono::sys_time<chrono::nanoseconds>;
    CHECK(timestamp("0001-01-01T00:00:00Z").to_sys_time() == nanos::min());
    CHECK(timestamp("1677-01-01T00:00:00Z").to_sys_time() == nanos::min());
    CHECK(timestamp("2263-01-01T00:00:00Z").to_sys_time() == nanos::max());
    CHECK(timestamp("9999-12-31T23:59:59.999999999Z").to_sys_time() == nanos::max());
    CHECK(timestamp("1678-01-01T00:00:00.5Z").to_sys_time() == nanos(-9214560000s + 500ms));
    CHECK(timestamp("2261-12-31T23:59:59.999999999Z").to_sys_time() == nanos(9214646399999999999ns));
    CHECK(timestamp("1969-12-31T23:59:59.25Z").to_sys_time() == nanos(-750ms));
}

TEST_CASE("a timestamp made from a time point reads back as the same time", "[timestamp]") {
    const auto since = GENERATE(0ns, 1ns, -1ns, 250ms, -250ms, 1521033425196003127ns, -1521033425196003127ns, -86400s,
                                chrono::nanoseconds::max(), chrono::nanoseconds::min());
    const chrono::sys_time<chrono::nanoseconds> when(since);
    const timestamp value(when);
    CAPTURE(value.str());
    REQUIRE(value.is_valid());
    CHECK(value.to_sys_time() == when);
    CHECK(value.str().back() == 'Z');
}

TEST_CASE("a timestamp takes time points of every precision, and writes them in UTC", "[timestamp]") {
    CHECK(timestamp(chrono::sys_seconds(1521033425s)).str() == "2018-03-14T13:17:05Z");
    CHECK(timestamp(chrono::sys_days(chrono::year(2024) / 2 / 29)).str() == "2024-02-29T00:00:00Z");
    CHECK(timestamp(chrono::sys_time<chrono::hours>(-1h)).str() == "1969-12-31T23:00:00Z");
    CHECK(timestamp(chrono::sys_days(chrono::year(1) / 1 / 1)).str() == "0001-01-01T00:00:00Z");
    CHECK(timestamp(chrono::sys_seconds(253402300799s)).str() == "9999-12-31T23:59:59Z");
    CHECK(timestamp(chrono::sys_time<chrono::duration<double>>(chrono::duration<double>(0.5))).subseconds() == 500ms);
    CHECK(timestamp(chrono::system_clock::now()).is_valid());
}

TEST_CASE("a timestamp writes no more fraction digits than it needs", "[timestamp]") {
    CHECK(timestamp(chrono::sys_time<chrono::milliseconds>(1521033425196ms)).str() == "2018-03-14T13:17:05.196Z");
    CHECK(timestamp(chrono::sys_time<chrono::microseconds>(-1us)).str() == "1969-12-31T23:59:59.999999Z");
    CHECK(timestamp(chrono::sys_time<chrono::nanoseconds>(1ns)).str() == "1970-01-01T00:00:00.000000001Z");
}

TEST_CASE("timestamps are equal by text and ordered by time", "[timestamp]") {
    const timestamp utc("2018-03-14T13:17:05Z");
    const timestamp east("2018-03-14T15:17:05+02:00");
    CHECK_FALSE(utc == east);
    CHECK_FALSE(utc < east);
    CHECK_FALSE(east < utc);
    CHECK(utc < timestamp("2018-03-14T13:17:05.000000001Z"));
    CHECK(timestamp("1969-12-31T23:59:59.5Z") < timestamp("1970-01-01"));
    CHECK(timestamp("no time") < timestamp("0001-01-01"));
    CHECK_FALSE(timestamp("0001-01-01") < timestamp("no time"));
    CHECK_FALSE(timestamp("a") < timestamp("b"));
}

TEST_CASE("a timestamp prints its text with control characters escaped", "[timestamp]") {
    std::ostringstream out;
    out << timestamp("2018-03-14") << timestamp("\n");
    CHECK(out.str() == "2018-03-14\\x0a");
}

}  // namespace test_timestamp
