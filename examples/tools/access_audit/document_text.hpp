// SPDX-License-Identifier: MIT
// Text from elsewhere, made fit for documents: `visible` shows what would steer or hide, `html_text` and
// `markdown_text` make the rest inert.
#pragma once

#include "../support/text.hpp"

namespace examples {

/// Characters that `shown` leaves alone and a document must not hold unseen: the other direction marks, spaces without
/// width, tags, and codes that are no characters. The joiners U+200C and U+200D stay, for scripts and emoji need them.
constexpr bool is_hidden(char32_t code) {
    constexpr code_range ranges[] = {{0x00AD, 0x00AD}, {0x061C, 0x061C},   {0x115F, 0x1160},   {0x180B, 0x180F},
                                     {0x200B, 0x200B}, {0x200E, 0x200F},   {0x2060, 0x206F},   {0x3164, 0x3164},
                                     {0xFDD0, 0xFDEF}, {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF9, 0xFFFB},
                                     {0xFFFE, 0xFFFF}, {0xE0000, 0xE0FFF}, {0xF0000, 0x10FFFF}};
    return is_in(ranges, code) || (code & 0xFFFEU) == 0xFFFEU;
}

/// The text with everything escaped that `shown` escapes, and with every `is_hidden` as its code.
inline std::string visible(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const character next = first_character(text);
        const std::string_view bytes = text.substr(0, next.length);
        if (next.valid && is_hidden(next.code)) {
            if (next.code > 0xFFFF) out += "\\U" + escaped(next.code >> 16U, false).substr(2);
            out += next.code > 0xFFFF ? escaped(next.code & 0xFFFFU, false).substr(2) : escaped(next.code, false);
        } else {
            out += shown(bytes);
        }
        text.remove_prefix(next.length);
    }
    return out;
}

/// The text for the content of an element or a quoted attribute of HTML.
inline std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : visible(text)) switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out.push_back(c);
        }
    return out;
}

/// The text for the inside of a line or of a table's cell of Markdown. What could be markup, HTML, a link or the end of
/// a cell stands as a character reference, which all dialects show as that character, and none takes for markup. A word
/// joiner, which is not seen, keeps `@` from notifying anybody, and `://` and `www.` from becoming links.
inline std::string markdown_text(std::string_view text) {
    constexpr std::string_view harmless = " ,.:;-()'\"=+?%/";
    const std::string plain = visible(text);
    std::string out;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const char c = plain[i];
        const auto code = static_cast<unsigned char>(c);
        const std::string_view rest = std::string_view(plain).substr(i);
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool is_digit = c >= '0' && c <= '9';
        // A dash is harmless, two become a long one.
        const bool is_dash = rest.starts_with("--") || (c == '-' && i > 0 && plain[i - 1] == '-');
        if (is_letter || is_digit || code >= 0x80 || (harmless.find(c) != std::string_view::npos && !is_dash))
            out.push_back(c);
        else
            out += "&#" + std::to_string(code) + ';';
        const bool is_link =
            rest.starts_with("://") || (c == 'w' && rest.starts_with("w.")) || (c == 'W' && rest.starts_with("W."));
        if (c == '@' || is_link) out += "&#8288;";
    }
    return out;
}

}  // namespace examples
