// SPDX-License-Identifier: MIT
// UTF-8: finds the first wrong byte of a text, repairs a text so that it can be parsed, and escapes it as JSON may.
#pragma once

#include <string>
#include <string_view>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The length (1 to 4) of the well-formed UTF-8 sequence at the front of a text that is not empty; 0 if there is none.
/// Overlong forms, surrogates and code points above U+10FFFF are not well-formed.
constexpr std::size_t utf8_sequence(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return i < text.size() && byte(i) >= low && byte(i) <= high;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = first == 0xED ? 0x9F : 0xBF;
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned low = first == 0xF0 ? 0x90 : 0x80;
        const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

/// The position of the first byte that is not well-formed UTF-8; `npos` if there is none.
constexpr std::size_t find_invalid_utf8(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = utf8_sequence(text.substr(at));
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

/// The text with every byte that is not well-formed UTF-8 replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

/// The text with JSON's `\uXXXX` for what is not ASCII, in these hexadecimal digits. Bytes that are not well-formed stay.
std::string escape_beyond_ascii(std::string_view text, std::string_view digits);

/// At most `most` bytes from the front of a text, cut between characters.
constexpr std::string_view utf8_prefix(std::string_view text, std::size_t most) noexcept {
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "text.ipp"
#endif
