// SPDX-License-Identifier: MIT
// The values of the query language: strings, numbers, booleans, null, dates and date-times, as text that cannot change
// the structure of a query.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
#pragma once

#include <charconv>
#include <chrono>

#include "../detail/text/ascii.hpp"
#include "../detail/text/utf8.hpp"
#include "../types/open_enum.hpp"
#include "../types/timestamp.hpp"
#include "../types/uuid.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The query language's `null`, for tests of absence: `field("assignee") == null`.
struct null_type {};
/// The value itself.
inline constexpr null_type null{};

/// A number of any precision, as text: an optional minus, digits, and optionally a point and more digits. Anything else
/// is a `usage_error` when the request is sent.
class query_number {
public:
    explicit query_number(given_text text) : text_(std::move(text)) {}
    /// The number as it was given.
    [[nodiscard]] const std::string& str() const noexcept { return text_; }

private:
    std::string text_;
};

namespace detail {

/// A value as a query writes it, or what is wrong with it.
struct query_literal {
    std::string text;
    std::string problem;
};

inline query_literal null_pointer_literal() {
    return {{}, std::string("a string of a query") + is_null_pointer};
}

/// The vendor documents no escapes; docs/decisions/0021 says what is assumed.
inline query_literal string_literal(std::string_view value) {
    query_literal out{"\"", {}};
    // A server that decodes overlong forms leniently would find quotes in them.
    if (find_invalid_utf8(value) != std::string_view::npos) return {{}, "a string of a query must be UTF-8"};
    for (const char c : value) {
        if (is_control(c)) return {{}, "a string of a query must not have a control character"};
        if (c == '"' || c == '\\') out.text += '\\';
        out.text += c;
    }
    out.text += '"';
    return out;
}

inline query_literal number_literal(std::string_view text) {
    std::string_view rest = text;
    if (rest.starts_with('-')) rest.remove_prefix(1);
    bool point = false;
    bool digit = false;
    bool good = !rest.empty();
    for (const char c : rest) {
        if (c == '.')
            good = good && digit && !std::exchange(point, true);
        else
            good = good && is_digit(c);
        digit = is_digit(c);
    }
    if (!good || !digit) return {{}, "a number of a query must be written like 1 or -10.302"};
    return {std::string(text), {}};
}

inline void append_number(std::string& out, long long number, std::size_t width) {
    const std::string digits = std::to_string(number);
    if (digits.size() < width) out.append(width - digits.size(), '0');
    out += digits;
}

inline query_literal date_literal(std::chrono::year_month_day date) {
    const int year = static_cast<int>(date.year());
    if (!date.ok() || year < 0 || year > 9999) return {{}, "a date of a query must be in the years 0 to 9999"};
    query_literal out;
    append_number(out.text, year, 4);
    append_number(out.text += '-', static_cast<unsigned>(date.month()), 2);
    append_number(out.text += '-', static_cast<unsigned>(date.day()), 2);
    return out;
}

/// In UTC, to the millisecond, with the offset written out. Only for the years 0 to 9999.
inline query_literal utc_literal(std::chrono::sys_time<std::chrono::milliseconds> when) {
    const auto day = std::chrono::floor<std::chrono::days>(when);
    query_literal out = date_literal(day);
    const long long ms = (when - day).count();
    append_number(out.text += 'T', ms / 3'600'000, 2);
    append_number(out.text += ':', ms / 60'000 % 60, 2);
    append_number(out.text += ':', ms / 1000 % 60, 2);
    if (ms % 1000 != 0) append_number(out.text += '.', ms % 1000, 3);
    out.text += "+00:00";
    return out;
}

/// A time of any precision; cut to milliseconds.
template <class Duration>
query_literal time_literal(const std::chrono::time_point<std::chrono::system_clock, Duration>& when) {
    // Checked before conversion: as milliseconds, distant times overflow and would look like near ones.
    const auto seconds =
        std::chrono::duration_cast<std::chrono::duration<long double>>(when.time_since_epoch()).count();
    const bool in_range = seconds >= -62'167'219'200.0L && seconds < 253'402'300'800.0L;
    if (!in_range) return {{}, "a time of a query must be in the years 0 to 9999"};
    return utc_literal(std::chrono::floor<std::chrono::milliseconds>(when));
}

template <class T>
inline constexpr bool is_time_point = false;
template <class Duration>
inline constexpr bool is_time_point<std::chrono::time_point<std::chrono::system_clock, Duration>> = true;

/// Every type that the language has a literal for.
template <class T>
query_literal literal_of(const T& value) {
    if constexpr (std::is_same_v<T, null_type> || std::is_same_v<T, std::nullptr_t>) {
        return {"null", {}};
    } else if constexpr (std::is_same_v<T, bool>) {
        return {value ? "true" : "false", {}};
    } else if constexpr (std::is_integral_v<T>) {
        return {std::to_string(value), {}};
    } else if constexpr (std::is_floating_point_v<T>) {
        char digits[512];
        const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed);
        if (end.ec != std::errc()) return {{}, "the number of a query is too long: give it as a query_number"};
        return number_literal({digits, static_cast<std::size_t>(end.ptr - digits)});
    } else if constexpr (std::is_same_v<T, query_number>) {
        return number_literal(value.str());
    } else if constexpr (named_enum<T>) {
        return string_literal(to_string(value));
    } else if constexpr (std::is_same_v<T, std::chrono::year_month_day>) {
        return date_literal(value);
    } else if constexpr (is_time_point<T>) {
        return time_literal(value);
    } else if constexpr (std::is_same_v<T, timestamp>) {
        if (!value.is_valid()) return {{}, "a timestamp of a query is not an ISO-8601 time"};
        // Not to_sys_time, which holds only the years 1678 to 2261.
        return time_literal(value.to_sys_seconds() + std::chrono::floor<std::chrono::milliseconds>(value.subseconds()));
    } else if constexpr (std::is_base_of_v<text_value, T>) {
        // Empty where the server left it out, or made from a null pointer: no query means that.
        if (value.empty()) return {{}, "a value of a query is empty"};
        return string_literal(value.str());
    } else {
        const text_argument text = value;
        return text.is_null() ? null_pointer_literal() : string_literal(text);
    }
}

template <class T>
concept string_like = std::is_convertible_v<const T&, std::string_view> && !std::is_same_v<T, std::nullptr_t>;

template <class T>
concept time_like = is_time_point<T> || std::is_same_v<T, std::chrono::year_month_day> || std::is_same_v<T, timestamp>;

/// Characters are refused, because they could mean a number or a string.
template <class T>
inline constexpr bool is_character =
    std::is_same_v<T, char> || std::is_same_v<T, wchar_t> || std::is_same_v<T, char8_t> ||
    std::is_same_v<T, char16_t> || std::is_same_v<T, char32_t>;

template <class T>
concept number_like =
    (std::is_arithmetic_v<T> && !std::is_same_v<T, bool> && !is_character<T>) || std::is_same_v<T, query_number>;

template <class T>
concept null_like = std::is_same_v<T, null_type> || std::is_same_v<T, std::nullptr_t>;

/// Ranges, except text, which is one value.
template <class T>
concept list_like = !string_like<std::remove_cvref_t<T>> && requires(T& values) {
    std::begin(values);
    std::end(values);
};

template <class T>
concept queryable = string_like<T> || std::is_same_v<T, bool> || number_like<T> || null_like<T> || time_like<T> ||
                    named_enum<T> || std::is_base_of_v<text_value, T>;

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
