// SPDX-License-Identifier: MIT
// timestamp: a point in time as the API writes it, with the text it was written in.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#standard-iso-8601-timestamps
#pragma once

#include <limits>

#include "../detail/text/calendar.hpp"
#include "../detail/text/clock_types.hpp"
#include "text_value.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// An ISO-8601 date or date-time with up to nine fraction digits and any offset; no offset means UTC.
///
/// The text is kept as it came (`str()`), even if it cannot be read as a time; then `is_valid()` is false and the time
/// is 1970-01-01T00:00:00Z. `==` compares the texts, `<` the times (invalid texts come first).
class timestamp : public text_value {
public:
    timestamp() = default;
    timestamp(std::string text) : text_value(std::move(text)) { parse(); }   // NOLINT(google-explicit-constructor)
    timestamp(std::string_view text) : timestamp(std::string(text)) {}       // NOLINT(google-explicit-constructor)
    timestamp(const char* text) : timestamp(detail::text_or_empty(text)) {}  // NOLINT(google-explicit-constructor)
    /// A time of the system clock, written in UTC with as many digits as needed.
    template <class Duration>
    timestamp(const std::chrono::time_point<std::chrono::system_clock, Duration>& when)  // NOLINT
        : timestamp(from_epoch(when.time_since_epoch())) {}

    /// Whether the text could be read as a time.
    [[nodiscard]] bool is_valid() const noexcept { return valid_; }
    /// The time in UTC, rounded down to the second.
    [[nodiscard]] std::chrono::sys_seconds to_sys_seconds() const noexcept {
        return std::chrono::sys_seconds(std::chrono::seconds(at_.seconds));
    }
    /// The time in UTC, to the nanosecond. Such a time point holds only the years 1678 to 2261; times outside become
    /// the nearest one inside.
    [[nodiscard]] std::chrono::sys_time<std::chrono::nanoseconds> to_sys_time() const noexcept;
    /// The part below the second, 0 to 999,999,999 ns.
    [[nodiscard]] std::chrono::nanoseconds subseconds() const noexcept {
        return std::chrono::nanoseconds(at_.nanoseconds);
    }
    /// The offset that the text was written with, east of UTC.
    [[nodiscard]] std::chrono::minutes offset() const noexcept { return std::chrono::minutes(at_.offset_minutes); }

    friend bool operator==(const timestamp& a, const timestamp& b) noexcept { return a.text_ == b.text_; }
    friend bool operator<(const timestamp& a, const timestamp& b) noexcept {
        if (a.valid_ != b.valid_) return b.valid_;
        if (a.at_.seconds != b.at_.seconds) return a.at_.seconds < b.at_.seconds;
        return a.at_.nanoseconds < b.at_.nanoseconds;
    }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const timestamp& value) {
        detail::print_word(out, value.text_);
        return out;
    }

private:
    void parse() noexcept;

    template <class Duration>
    static std::string from_epoch(Duration since) {
        // Not std::chrono::floor: it overflows at the ends of the range, where it converts whole seconds back to
        // nanoseconds.
        auto whole = std::chrono::duration_cast<std::chrono::seconds>(since);
        auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(since - whole);
        if (rest.count() < 0) {
            rest += std::chrono::seconds(1);
            whole -= std::chrono::seconds(1);
        }
        detail::instant at;
        at.seconds = static_cast<std::int64_t>(whole.count());
        at.nanoseconds = static_cast<std::int32_t>(rest.count());
        return detail::format_instant(at);
    }

    detail::instant at_;
    bool valid_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "types.ipp"
#endif
