// SPDX-License-Identifier: MIT
// Repairs slightly broken JSON of error bodies, so that a reader can still find the message.
#pragma once

#include <string>
#include <string_view>

#include "../text/percent.hpp"
#include "../text/utf8.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Marks the end of a string that was cut off: U+FFFF, which is not a character and appears nowhere else.
inline constexpr std::string_view cut_mark = "\xEF\xBF\xBF";

/// The value of the escape `\\uXXXX` at an offset; -1 if there is none.
inline int escaped_unit(std::string_view text, std::size_t at) noexcept {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
    int value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const int digit = hex_digit(text[i]);
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/// A JSON text whose characters all exist: bytes that are not UTF-8 and escapes of half a surrogate pair become U+FFFD.
/// Nothing else changes, so that what is not JSON stays so. RFC 8259 (8.2) lets such texts be JSON.
BITBUCKET_COLD inline std::string with_whole_characters(std::string_view text) {
    std::string out = repair_utf8(text);
    for (std::size_t i = out.find('\\'); i != std::string::npos; i = out.find('\\', i)) {
        const int unit = escaped_unit(out, i);
        if (unit < 0xD800 || unit > 0xDFFF) {
            i += unit < 0 ? 2 : 6;
            continue;
        }
        const int low = unit < 0xDC00 ? escaped_unit(out, i + 6) : -1;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            i += 12;
            continue;
        }
        out.replace(i, 6, "\\ufffd");
        i += 6;
    }
    return out;
}

/// A JSON text with what would end the reading early put right: control characters become spaces, escapes that are none
/// become U+FFFD, and a string that the end of the text cuts off is closed behind a mark.
BITBUCKET_COLD inline std::string repaired_json(std::string_view text) {
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string out;
    out.reserve(text.size() + 1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') quoted = !quoted;
        if (!quoted || c != '\\') {
            const bool is_mark = text.substr(i, cut_mark.size()) == cut_mark;
            if (is_mark)
                out += replacement;
            else
                out += is_control(c) ? ' ' : c;
            if (is_mark) i += cut_mark.size() - 1;
            continue;
        }
        // The text may end in the middle of an escape; dropping the escape loses nothing.
        const std::string_view rest = text.substr(i);
        if (rest.size() == 1 || (rest[1] == 'u' && rest.size() < 6)) break;
        const int unit = escaped_unit(text, i);
        const bool is_high = unit >= 0xD800 && unit < 0xDC00;
        const int low = is_high ? escaped_unit(text, i + 6) : -1;
        std::size_t length = unit >= 0 ? 6 : 2;
        if (is_high && low >= 0xDC00 && low < 0xE000) length = 12;
        const bool is_alone = (unit >= 0xD800 && unit < 0xE000 && length == 6) || unit == 0xFFFF;
        const bool is_known = unit >= 0 || std::string_view("\"\\/bfnrt").find(rest[1]) != std::string_view::npos;
        out += is_alone || !is_known ? std::string_view("\\ufffd") : rest.substr(0, length);
        i += length - 1;
    }
    if (quoted) out.append(cut_mark) += '"';
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
