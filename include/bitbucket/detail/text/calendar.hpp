// SPDX-License-Identifier: MIT
// Calendar arithmetic on plain integers, and the ISO-8601 reader behind timestamp. The operators of <chrono>'s
// calendar types cost more compile time than this whole file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar. `month` 1 to 12, `day` 1 to 31.
constexpr std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) noexcept {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto year_of_era = static_cast<unsigned>(year - era * 400);
    const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

constexpr bool is_leap_year(std::int64_t year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr unsigned days_in_month(std::int64_t year, unsigned month) noexcept {
    constexpr unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

/// A point in time: whole seconds since 1970-01-01T00:00:00Z (floored) and the rest in nanoseconds (0 to 999,999,999).
struct instant {
    std::int64_t seconds = 0;
    std::int32_t nanoseconds = 0;
    std::int32_t offset_minutes = 0;
};

/// Reads digits from the front of a text.
class digit_reader {
public:
    constexpr explicit digit_reader(std::string_view text) noexcept : rest_(text) {}

    /// Exactly `count` digits as a number; nothing, and consumes nothing, if there are fewer.
    constexpr std::optional<unsigned> digits(std::size_t count) noexcept {
        if (rest_.size() < count) return std::nullopt;
        unsigned value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
            value = value * 10 + static_cast<unsigned>(rest_[i] - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }
    constexpr bool take(char c) noexcept {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    [[nodiscard]] constexpr bool next_is_digit() const noexcept {
        return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
    }
    /// The next digit, which has to be there.
    constexpr std::int32_t digit() noexcept {
        const auto value = static_cast<std::int32_t>(rest_.front() - '0');
        rest_.remove_prefix(1);
        return value;
    }
    [[nodiscard]] constexpr bool done() const noexcept { return rest_.empty(); }

private:
    std::string_view rest_;
};

/// The nanoseconds of a fraction of any length; digits past the ninth are cut off.
constexpr std::optional<std::int32_t> read_fraction(digit_reader& in) noexcept {
    std::int32_t value = 0;
    int count = 0;
    while (in.next_is_digit()) {
        const std::int32_t digit = in.digit();
        if (count < 9) value = value * 10 + digit;
        ++count;
    }
    if (count == 0) return std::nullopt;
    for (; count < 9; ++count) value *= 10;
    return value;
}

/// Minutes east of UTC: `Z`, nothing (which means UTC), `+hh:mm`, `+hhmm` or `+hh`.
constexpr std::optional<std::int32_t> read_offset(digit_reader& in) noexcept {
    if (in.done() || in.take('Z') || in.take('z')) return 0;
    const bool east = in.take('+');
    if (!east && !in.take('-')) return std::nullopt;
    const auto hours = in.digits(2);
    if (!hours || *hours > 23) return std::nullopt;
    unsigned minutes = 0;
    if (in.take(':') || in.next_is_digit()) {
        const auto read = in.digits(2);
        if (!read || *read > 59) return std::nullopt;
        minutes = *read;
    }
    const auto total = static_cast<std::int32_t>(*hours * 60 + minutes);
    return east ? total : -total;
}

/// Reads an ISO-8601 date, or date and time: `2018-03-14`, `2018-03-14T13:17:05.196003+00:00`. The separator may be a
/// space, a leap second counts as the second before it. Nothing for any other text.
constexpr std::optional<instant> parse_instant(std::string_view text) noexcept {
    digit_reader in(text);
    const auto year = in.digits(4);
    if (!year || !in.take('-')) return std::nullopt;
    const auto month = in.digits(2);
    if (!month || *month < 1 || *month > 12 || !in.take('-')) return std::nullopt;
    const auto day = in.digits(2);
    if (!day || *day < 1 || *day > days_in_month(*year, *month)) return std::nullopt;

    instant result;
    std::int64_t second_of_day = 0;
    if (in.take('T') || in.take('t') || in.take(' ')) {
        const auto hour = in.digits(2);
        if (!hour || *hour > 23 || !in.take(':')) return std::nullopt;
        const auto minute = in.digits(2);
        if (!minute || *minute > 59) return std::nullopt;
        unsigned second = 0;
        if (in.take(':')) {
            const auto read = in.digits(2);
            if (!read || *read > 60) return std::nullopt;
            second = *read == 60 ? 59 : *read;
            if (in.take('.') || in.take(',')) {
                const auto fraction = read_fraction(in);
                if (!fraction) return std::nullopt;
                result.nanoseconds = *fraction;
            }
        }
        second_of_day = std::int64_t{*hour} * 3600 + std::int64_t{*minute} * 60 + second;
        const auto offset = read_offset(in);
        if (!offset) return std::nullopt;
        result.offset_minutes = *offset;
    }
    if (!in.done()) return std::nullopt;
    result.seconds = days_from_civil(*year, *month, *day) * 86400 + second_of_day -
                     static_cast<std::int64_t>(result.offset_minutes) * 60;
    return result;
}

/// Appends `value` in decimal, with leading zeros up to `width` digits.
void append_padded(std::string& out, std::int64_t value, int width);

/// The instant in UTC as `YYYY-MM-DDTHH:MM:SS[.fffffffff]Z`; the fraction only if there is one. Years 0 to 9999.
std::string format_instant(const instant& when);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "text.ipp"
#endif
