// SPDX-License-Identifier: MIT
// Retry-After: whatever a server writes, the wait is from 0 to one day; and the three forms of one date mean the same.
#include <bitbucket/detail/calls/retry_after.hpp>

#include "support/fuzz.hpp"

namespace {

using bitbucket::detail::parse_retry_after;
using fuzz::check;
using clock_type = std::chrono::system_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds day{86400};

void check_wait(std::string_view value, clock_type::time_point now) {
    const auto wait = parse_retry_after(value, now);
    check(!wait || (*wait >= seconds(0) && *wait <= day), "a wait is from 0 to one day", value);
    const auto padded = parse_retry_after(" \t" + std::string(value) + "\r\n", now);
    check(padded == wait, "white space around the value does not count", value);
}

// A date made of the parts of an ISO text, 2018-03-14T13:17:05Z.
void check_forms(std::int64_t when, std::int64_t now) {
    const std::string iso = bitbucket::detail::format_instant({when, 0, 0});
    const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const char* days[] = {"Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"};
    const std::string month = months[std::stoi(iso.substr(5, 2)) - 1];
    const std::string name = days[when / 86400 % 7];
    const std::string date = iso.substr(8, 2);
    const std::string time = iso.substr(11, 8);
    const std::string year = iso.substr(0, 4);
    const std::string spaced = date[0] == '0' ? " " + date.substr(1) : date;

    const clock_type::time_point clock{seconds(now)};
    const std::int64_t left = when - now;
    const milliseconds expected = seconds(left < 0 ? 0 : left > day.count() ? day.count() : left);
    const std::string fixdate = name.substr(0, 3) + ", " + date + ' ' + month + ' ' + year + ' ' + time + " GMT";
    const std::string asctime = name.substr(0, 3) + ' ' + month + ' ' + spaced + ' ' + time + ' ' + year;
    const std::string rfc850 = name + ", " + date + '-' + month + '-' + year.substr(2) + ' ' + time + " GMT";
    check(parse_retry_after(fixdate, clock) == expected, "a date is read", fixdate);
    check(parse_retry_after(asctime, clock) == expected, "a date of asctime is read", asctime);
    // Two digits tell the year only within 50 years; less here, for leap days.
    const std::int64_t near = std::int64_t{49} * 365 * 86400;
    if (left < near && left > -near) check(parse_retry_after(rfc850, clock) == expected, "an old date is read", rfc850);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    for (const auto now : {clock_type::time_point(seconds(784111777)), clock_type::time_point(seconds(4102444799)),
                           clock_type::time_point(), (clock_type::time_point::min)(), (clock_type::time_point::max)()})
        check_wait(text, now);
    // Any two times from 1970 to 2169, in seconds.
    constexpr std::uint64_t range = 6'307'200'000;
    const auto when = static_cast<std::uint64_t>(fuzz::number_of(text)) % range;
    const auto now = static_cast<std::uint64_t>(fuzz::number_of(text.substr(size < 8 ? size : 8))) % range;
    check_forms(static_cast<std::int64_t>(when), static_cast<std::int64_t>(now));
    check_forms(static_cast<std::int64_t>(when), static_cast<std::int64_t>(when - when % 100'000));
    return 0;
}
