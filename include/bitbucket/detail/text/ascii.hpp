// SPDX-License-Identifier: MIT
// Small text functions that ignore the locale: case-insensitive comparison, trimming, header syntax.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

inline std::string to_lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = lower(c);
    return out;
}

/// Whether two texts are equal. Short ones, as names of members are, take less time than a call of memcmp.
inline bool equal_short(std::string_view a, std::string_view b) noexcept {
    const auto same = [&](auto word, std::size_t at) {
        auto other = word;
        std::memcpy(&word, a.data() + at, sizeof(word));
        std::memcpy(&other, b.data() + at, sizeof(other));
        return word == other;
    };
    const std::size_t size = a.size();
    if (size != b.size()) return false;
    if (size > 16) return a == b;
    if (size >= 8) return same(std::uint64_t{}, 0) && same(std::uint64_t{}, size - 8);
    if (size >= 4) return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - 4);
    return size == 0 || (a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1]);
}

constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

constexpr bool starts_with_ignoring_case(std::string_view text, std::string_view start) noexcept {
    return text.size() >= start.size() && equal_ignoring_case(text.substr(0, start.size()), start);
}

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
constexpr bool is_alpha(char c) noexcept {
    return lower(c) >= 'a' && lower(c) <= 'z';
}
constexpr bool is_control(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F;
}

constexpr std::string_view trim(std::string_view text) noexcept {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

/// Whether a text is a `token` of RFC 9110, section 5.6.2, as a header's name must be.
constexpr bool is_http_token(std::string_view text) noexcept {
    if (text.empty()) return false;
    for (const char c : text)
        if (!is_alpha(c) && !is_digit(c) && std::string_view("!#$%&'*+-.^_`|~").find(c) == std::string_view::npos)
            return false;
    return true;
}

/// Whether a text can be a header's value: it has no control character except tab.
constexpr bool is_header_value(std::string_view text) noexcept {
    for (const char c : text)
        if (is_control(c) && c != '\t') return false;
    return true;
}

/// The number in a text of 1 to 18 digits; -1 for any other text.
constexpr long long parse_digits(std::string_view text) noexcept {
    if (text.empty() || text.size() > 18) return -1;
    long long value = 0;
    for (const char c : text) {
        if (!is_digit(c)) return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
