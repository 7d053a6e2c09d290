// SPDX-License-Identifier: MIT
// Percent-encoding (RFC 3986) of path segments and query options, and its decoder.
#pragma once

#include <string>
#include <string_view>

#include "ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

constexpr bool is_unreserved(char c) noexcept {
    return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

inline void append_percent(std::string& out, char c) {
    constexpr char hex[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(hex[byte >> 4U]);
    out.push_back(hex[byte & 15U]);
}

/// Appends a path segment; encodes all bytes except the unreserved ones, `:` and `@` (used in account IDs and
/// addresses).
inline void append_segment(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (is_unreserved(c) || c == ':' || c == '@')
            out.push_back(c);
        else
            append_percent(out, c);
    }
}

/// Appends a query option's name or value; encodes all bytes except the unreserved ones (a space as %20, a plus as
/// %2B).
inline void append_query_text(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (is_unreserved(c))
            out.push_back(c);
        else
            append_percent(out, c);
    }
}

constexpr int hex_digit(char c) noexcept {
    if (is_digit(c)) return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/// The text with every `%XX` decoded; a `%` without two hexadecimal digits stays.
inline std::string percent_decode(std::string_view text) {
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

/// Whether an encoded path hides an upward step in an encoded separator, e.g. `..%2F..`.
inline bool hides_upward_step(std::string_view path) {
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

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
