// SPDX-License-Identifier: MIT
// Defines the functions on texts that the headers of this folder declare.
#pragma once

#include "base64.hpp"
#include "calendar.hpp"
#include "decimal.hpp"
#include "percent.hpp"
#include "utf8.hpp"
#include "uuid_text.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_INLINE std::string repair_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = utf8_sequence(text);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            text.remove_prefix(1);
        } else {
            out.append(text.substr(0, length));
            text.remove_prefix(length);
        }
    }
    return out;
}

BITBUCKET_INLINE std::string escape_beyond_ascii(std::string_view text, std::string_view digits) {
    std::string out;
    const auto append_unit = [&](unsigned unit) {
        out += "\\u";
        for (const unsigned shift : {12U, 8U, 4U, 0U}) out.push_back(digits[(unit >> shift) & 15U]);
    };
    while (!text.empty()) {
        const std::size_t length = utf8_sequence(text);
        unsigned point = static_cast<unsigned char>(text.front()) & (0xFFU >> (length + 1));
        for (std::size_t i = 1; i < length; ++i) point = (point << 6U) | (static_cast<unsigned char>(text[i]) & 63U);
        if (length < 2) {
            out.push_back(text.front());
        } else if (point < 0x10000) {
            append_unit(point);
        } else {
            append_unit(0xD7C0 + (point >> 10U));
            append_unit(0xDC00 + (point & 0x3FFU));
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return out;
}

BITBUCKET_INLINE std::string decimal_text(double value, bool single) {
    // The bits of two numbers are compared, because -ffast-math makes the processor take the smallest ones for 0.
    const auto bits = [](double of) { return std::bit_cast<std::uint64_t>(of); };
    if (bits(value) << 1U == 0) return "0";  // and not "-0"
    char text[48] = {};
    const int most = single ? FLT_DECIMAL_DIG : DBL_DECIMAL_DIG;
    for (int digits = single ? FLT_DIG : DBL_DIG; digits <= most; ++digits) {
        static_cast<void>(std::snprintf(text, sizeof(text), "%.*g", digits, value));
        const double back = std::strtod(text, nullptr);
        if (single ? static_cast<float>(back) == static_cast<float>(value) : bits(back) == bits(value)) break;
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

BITBUCKET_INLINE std::optional<double> parse_decimal(std::string_view text) {
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

BITBUCKET_INLINE void append_percent(std::string& out, char c) {
    constexpr char hex[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(hex[byte >> 4U]);
    out.push_back(hex[byte & 15U]);
}

BITBUCKET_INLINE void append_segment(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (is_unreserved(c) || c == ':' || c == '@')
            out.push_back(c);
        else
            append_percent(out, c);
    }
}

BITBUCKET_INLINE void append_query_text(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (is_unreserved(c))
            out.push_back(c);
        else
            append_percent(out, c);
    }
}

BITBUCKET_INLINE std::string percent_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
            out.push_back(static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

BITBUCKET_INLINE bool hides_upward_step(std::string_view path) {
    const std::string plain = percent_decode(path);
    std::size_t at = 0;
    while (at <= plain.size()) {
        const auto end = plain.find_first_of("/\\", at);
        if (std::string_view(plain).substr(at, end == std::string::npos ? end : end - at) == "..") return true;
        if (end == std::string::npos) return false;
        at = end + 1;
    }
    return false;
}

BITBUCKET_INLINE std::string base64(std::string_view bytes) {
    constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t have = bytes.size() - i < 3 ? bytes.size() - i : 3;
        unsigned group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8U | (k < have ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) out.push_back(k <= have ? digits[group >> (18U - 6U * k) & 63U] : '=');
    }
    return out;
}

BITBUCKET_INLINE std::string decode_base64(std::string_view text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    unsigned have = 0;
    for (const char c : text.substr(0, text.find('='))) {
        const auto digit = digits.find(c);
        if (digit == std::string_view::npos) return {};
        bits = bits << 6U | static_cast<unsigned>(digit);
        have += 6;
        if (have < 8) continue;
        have -= 8;
        out.push_back(static_cast<char>(static_cast<unsigned char>(bits >> have & 0xFFU)));
    }
    return out;
}

BITBUCKET_INLINE std::string base64url(std::string_view bytes) {
    std::string out = base64(bytes);
    while (out.ends_with('=')) out.pop_back();
    for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
    return out;
}

BITBUCKET_INLINE std::string with_braces(std::string text) {
    if (!has_uuid_shape(text)) return text;
    text.insert(text.begin(), '{');
    text.push_back('}');
    return text;
}

BITBUCKET_INLINE void append_padded(std::string& out, std::int64_t value, int width) {
    char digits[20];
    int count = 0;
    do {
        digits[count++] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value != 0);
    for (int i = count; i < width; ++i) out.push_back('0');
    while (count > 0) out.push_back(digits[--count]);
}

BITBUCKET_INLINE std::string format_instant(const instant& when) {
    std::int64_t days = when.seconds / 86400;
    std::int64_t rest = when.seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        --days;
    }
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t day_of_era = days - era * 146097;
    const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);

    std::string out;
    append_padded(out, year < 0 ? 0 : year, 4);
    out.push_back('-');
    append_padded(out, month, 2);
    out.push_back('-');
    append_padded(out, day_of_year - (153 * shifted_month + 2) / 5 + 1, 2);
    out.push_back('T');
    append_padded(out, rest / 3600, 2);
    out.push_back(':');
    append_padded(out, rest / 60 % 60, 2);
    out.push_back(':');
    append_padded(out, rest % 60, 2);
    if (when.nanoseconds != 0) {
        out.push_back('.');
        if (when.nanoseconds % 1'000'000 == 0)
            append_padded(out, when.nanoseconds / 1'000'000, 3);
        else if (when.nanoseconds % 1'000 == 0)
            append_padded(out, when.nanoseconds / 1'000, 6);
        else
            append_padded(out, when.nanoseconds, 9);
    }
    out.push_back('Z');
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
