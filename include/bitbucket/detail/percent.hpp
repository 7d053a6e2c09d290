// SPDX-License-Identifier: MIT
// Percent-encoding (RFC 3986) and Base64 (RFC 4648): the two encodings that requests are made of.
#pragma once

#include <string>
#include <string_view>

#include "ascii.hpp"

namespace bitbucket::detail {

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

/// One path segment: all bytes but the unreserved ones, `:` and `@` (which account IDs and addresses hold) encoded.
inline void append_segment(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (is_unreserved(c) || c == ':' || c == '@')
            out.push_back(c);
        else
            append_percent(out, c);
    }
}

/// A query option's name or value: all bytes but the unreserved ones encoded (a space as %20, a plus as %2B).
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

inline std::string base64(std::string_view bytes) {
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

/// The bytes of a Base64 text up to its padding; empty if it is none.
inline std::string decode_base64(std::string_view text) {
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

/// Base64 with the alphabet for URLs and without padding (RFC 4648, section 5), as PKCE writes it.
inline std::string base64url(std::string_view bytes) {
    std::string out = base64(bytes);
    while (out.ends_with('=')) out.pop_back();
    for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
    return out;
}

}  // namespace bitbucket::detail
