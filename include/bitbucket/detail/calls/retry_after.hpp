// SPDX-License-Identifier: MIT
// Retry-After: how long a server asks clients to wait. Seconds, or a date in one of HTTP's three formats.
// https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
#pragma once

#include "../text/ascii.hpp"
#include "../text/calendar.hpp"
#include "../text/clock_types.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Reads an HTTP date from front to back. The grammar is strict and case-sensitive (RFC 9110, section 5.6.7). It does
/// not check that the day of the week fits the date, because nothing depends on it.
class http_date_reader {
public:
    constexpr explicit http_date_reader(std::string_view text) noexcept : rest_(text) {}

    /// The time in seconds since 1970-01-01T00:00:00Z; nothing if the text is not a date. `now`, in the same seconds,
    /// decides the century of a two-digit year.
    BITBUCKET_COLD constexpr std::optional<std::int64_t> read(std::int64_t now) noexcept {
        constexpr std::string_view full[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                             "Thursday", "Friday", "Saturday"};
        for (const std::string_view name : full)
            if (take(name)) return read_rfc850(now);
        constexpr std::string_view abbreviated[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        for (const std::string_view name : abbreviated)
            if (take(name)) return take(", ") ? read_fixdate() : read_asctime();
        return std::nullopt;
    }

private:
    // Sun, 06 Nov 1994 08:49:37 GMT
    constexpr std::optional<std::int64_t> read_fixdate() noexcept {
        const bool fits = number(2, day_) && take(" ") && month() && take(" ") && number(4, year_) && take(" ") &&
                          time_of_day() && take(" GMT");
        return fits ? finish() : std::nullopt;
    }

    // Sunday, 06-Nov-94 08:49:37 GMT
    BITBUCKET_COLD constexpr std::optional<std::int64_t> read_rfc850(std::int64_t now) noexcept {
        unsigned short_year = 0;
        const bool fits = take(", ") && number(2, day_) && take("-") && month() && take("-") && number(2, short_year) &&
                          take(" ") && time_of_day() && take(" GMT");
        if (!fits) return std::nullopt;
        // The latest year with these digits that is at most 50 years in the future.
        const std::int64_t latest = year_of(now) + 50;
        std::int64_t year = latest - latest % 100 + short_year;
        if (year > latest) year -= 100;
        if (year == latest && seconds_in(year - 50) > now) year -= 100;
        year_ = static_cast<unsigned>(year);
        return finish();
    }

    // Sun Nov  6 08:49:37 1994
    constexpr std::optional<std::int64_t> read_asctime() noexcept {
        const bool fits = take(" ") && month() && take(" ") && (take(" ") ? number(1, day_) : number(2, day_)) &&
                          take(" ") && time_of_day() && take(" ") && number(4, year_);
        return fits ? finish() : std::nullopt;
    }

    constexpr bool take(std::string_view text) noexcept {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }

    BITBUCKET_COLD constexpr bool number(std::size_t digits, unsigned& out) noexcept {
        const auto value = digit_reader(rest_).digits(digits);
        if (!value) return false;
        out = *value;
        rest_.remove_prefix(digits);
        return true;
    }

    BITBUCKET_COLD constexpr bool month() noexcept {
        constexpr std::string_view names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        for (const std::string_view name : names) {
            ++month_;
            if (take(name)) return true;
        }
        return false;
    }

    BITBUCKET_COLD constexpr bool time_of_day() noexcept {
        unsigned hour = 0;
        unsigned minute = 0;
        unsigned second = 0;
        const bool fits = number(2, hour) && take(":") && number(2, minute) && take(":") && number(2, second);
        if (!fits || hour > 23 || minute > 59 || second > 60) return false;
        // A leap second counts as the second before it, as in parse_instant.
        second_of_day_ = hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
        return true;
    }

    [[nodiscard]] constexpr std::int64_t seconds_in(std::int64_t year) const noexcept {
        return days_from_civil(year, month_, day_) * 86400 + second_of_day_;
    }

    BITBUCKET_COLD constexpr std::optional<std::int64_t> finish() const noexcept {
        if (!rest_.empty() || day_ < 1 || day_ > days_in_month(year_, month_)) return std::nullopt;
        return seconds_in(year_);
    }

    // The year of a time. For any value that a clock can hold, the guess is at most a few years off.
    static constexpr std::int64_t year_of(std::int64_t seconds) noexcept {
        std::int64_t year = 1970 + seconds / 31'556'952;
        while (days_from_civil(year, 1, 1) * 86400 > seconds) --year;
        while (days_from_civil(year + 1, 1, 1) * 86400 <= seconds) ++year;
        return year;
    }

    std::string_view rest_;
    unsigned year_ = 0;
    unsigned month_ = 0;
    unsigned day_ = 0;
    unsigned second_of_day_ = 0;
};

/// The wait that a Retry-After header asks for, from 0 to one day: its seconds, or its HTTP date minus `now`. Nothing
/// if the header is neither. Never throws.
BITBUCKET_COLD constexpr std::optional<std::chrono::milliseconds> parse_retry_after(
    std::string_view value, std::chrono::system_clock::time_point now) noexcept {
    constexpr std::int64_t most = 86400;
    value = trim(value);
    if (value.empty()) return std::nullopt;
    std::int64_t seconds = 0;
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        // A number too large to hold still asks for a wait.
        for (const char c : value)
            if (seconds < most) seconds = seconds * 10 + (c - '0');
    } else {
        const std::int64_t now_seconds =
            std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
        const auto when = http_date_reader(value).read(now_seconds);
        if (!when) return std::nullopt;
        seconds = *when - now_seconds;
    }
    return std::chrono::seconds(seconds < 0 ? 0 : seconds < most ? seconds : most);
}

/// The wait, up to one day, until a limit counts anew: the seconds that a service tells, or from 1,000,000,000 on a Unix
/// time minus `now`. Nothing if it tells none, or one that is over: that says no more than the 429 itself. Never throws.
BITBUCKET_COLD constexpr std::optional<std::chrono::milliseconds> parse_limit_reset(
    std::optional<long long> told, std::chrono::system_clock::time_point now) noexcept {
    constexpr long long first_unix_time = 1'000'000'000;
    constexpr long long most = 86400;
    if (!told) return std::nullopt;
    long long seconds = *told;
    if (seconds >= first_unix_time)
        seconds -= std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    if (seconds <= 0) return std::nullopt;
    return std::chrono::seconds(seconds < most ? seconds : most);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
