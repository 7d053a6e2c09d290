// SPDX-License-Identifier: MIT
// Repairs slightly broken JSON of error bodies, so that a reader can still find the message.
#pragma once

#include <string>
#include <string_view>

#include "../text/percent.hpp"

namespace bitbucket::detail {

/// Marks the end of a string that was cut off: U+FFFF, which is not a character and appears nowhere else.
inline constexpr std::string_view cut_mark = "\xEF\xBF\xBF";

/// A JSON text without the faults that would stop a reader: control characters become spaces, invalid escapes become
/// U+FFFD, and a string that the end of the text cuts off gets the mark and is closed.
inline std::string repaired_json(std::string_view text) {
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string out;
    out.reserve(text.size() + 1);
    bool quoted = false;
    // The value of the `\uXXXX` at an offset; -1 if there is none.
    const auto unit_at = [&](std::size_t at) {
        if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
        int value = 0;
        for (std::size_t i = at + 2; i < at + 6; ++i) {
            const int digit = hex_digit(text[i]);
            if (digit < 0) return -1;
            value = value * 16 + digit;
        }
        return value;
    };
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
        const int unit = unit_at(i);
        const bool is_high = unit >= 0xD800 && unit < 0xDC00;
        const int low = is_high ? unit_at(i + 6) : -1;
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

}  // namespace bitbucket::detail
