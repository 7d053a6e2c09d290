// SPDX-License-Identifier: MIT
// Numbers with a fraction as text and back, in the notation of JSON whatever the process's locale. The floating-point
// half of <charconv> would do, but the oldest standard library that is supported lacks it.
#pragma once

#include <cfloat>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether a number is neither an infinity nor "not a number"; JSON has neither.
constexpr bool is_finite(double value) noexcept {
    return value >= -DBL_MAX && value <= DBL_MAX;
}

/// The shortest text that reads as this number again; of a `single` one, as this float. The number is finite.
inline std::string decimal_text(double value, bool single) {
    if (value == 0) return "0";  // and not "-0"
    char text[48] = {};
    const int most = single ? FLT_DECIMAL_DIG : DBL_DECIMAL_DIG;
    for (int digits = single ? FLT_DIG : DBL_DIG; digits <= most; ++digits) {
        static_cast<void>(std::snprintf(text, sizeof(text), "%.*g", digits, value));
        const double back = std::strtod(text, nullptr);
        if (single ? static_cast<float>(back) == static_cast<float>(value) : back == value) break;
    }
    std::string out;
    for (const char c : std::string_view(text)) {
        if (is_digit(c) || c == 'e' || c == '-' || c == '+')
            out += c;
        else if (out.back() != '.')  // the locale's decimal point, of one byte or several
            out += '.';
    }
    return out;
}

/// Reads a whole text as a number of JSON; nothing for anything else, and for a number that is too large.
inline std::optional<double> parse_decimal(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t first = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        return at > first;
    };
    const auto skip = [&](std::string_view any) {
        const bool found = at < text.size() && any.find(text[at]) != std::string_view::npos;
        at += found ? 1 : 0;
        return found;
    };
    skip("-");
    if (!digits()) return std::nullopt;
    const std::size_t point = at;
    const bool has_fraction = skip(".");
    if (has_fraction && !digits()) return std::nullopt;
    if (skip("eE")) {
        skip("+-");
        if (!digits()) return std::nullopt;
    }
    if (at != text.size()) return std::nullopt;

    std::string local(text);
    if (has_fraction) {
        // What this locale puts between the digits of one half.
        char half[16] = {};
        static_cast<void>(std::snprintf(half, sizeof(half), "%.1f", 0.5));
        const std::string_view shown = half;
        if (shown.size() > 2) local.replace(point, 1, shown.substr(1, shown.size() - 2));
    }
    const double value = std::strtod(local.c_str(), nullptr);
    if (!is_finite(value)) return std::nullopt;
    return value;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
