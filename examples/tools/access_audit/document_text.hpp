// SPDX-License-Identifier: MIT
// Text from elsewhere, made fit for documents: `html_text` and `markdown_text` show what would steer or hide as every
// other output does (`shown`), and make the rest inert.
#pragma once

#include "../support/text.hpp"

namespace examples {

/// The text for the content of an element or a quoted attribute of HTML.
inline std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : shown(text)) switch (c) {
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
/// a cell is written as a character reference, which all dialects show as that character, and none takes for markup. A
/// word joiner, which is not seen, keeps `@` from notifying anybody, and `://` and `www.` from becoming links.
inline std::string markdown_text(std::string_view text) {
    constexpr std::string_view harmless = " ,.:;-()'\"=+?%/";
    const std::string plain = shown(text);
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
