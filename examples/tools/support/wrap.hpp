// SPDX-License-Identifier: MIT
// Texts as their authors typed them, made to fit a terminal: lines are kept, long ones are broken at blanks.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "text.hpp"

namespace examples {

/// A line without its line break, escaped, with tabs as four blanks.
inline std::string shown_line(std::string_view line) {
    std::string out;
    for (const char c : line) out += c == '\t' ? "    " : std::string(1, c);
    return shown(out);
}

/// Appends a line of at most `columns`, broken at blanks; what follows a break is as far in as the line itself. A word
/// that is longer, such as an address, stays whole.
inline void append_wrapped(std::string& out, std::string_view line, std::size_t indent, std::size_t columns) {
    const std::size_t first = (std::min)(line.find_first_not_of(' '), line.size());
    // Text that is typed far to the right would have no room left.
    const std::size_t inner = indent + ((std::min)(first, columns / 2));
    std::string now(inner, ' ');
    bool is_empty = true;
    for (std::size_t at = first; at < line.size();) {
        const std::size_t word_begin = line.find_first_not_of(' ', at);
        if (word_begin == std::string_view::npos) break;
        const std::string_view word = line.substr(word_begin, line.find(' ', word_begin) - word_begin);
        const std::size_t blanks = is_empty ? 0 : word_begin - at;
        if (!is_empty && display_width(now) + blanks + display_width(word) > columns) {
            out += now + '\n';
            now.assign(inner, ' ');
        } else {
            now.append(blanks, ' ');
        }
        now += word;
        is_empty = false;
        at = word_begin + word.size();
    }
    out += (is_empty ? "" : now) + '\n';
}

/// The text in lines of at most `columns`, each `indent` blanks in. Safe to print. Lines may end with LF or CR LF; empty
/// ones at the end are left out.
inline std::string wrapped(std::string_view text, std::size_t indent, std::size_t columns) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
    std::string out;
    while (!text.empty()) {
        const std::size_t end = (std::min)(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix((std::min)(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        append_wrapped(out, shown_line(line), indent, columns);
    }
    return out;
}

/// One line, cut to what is left of `columns`.
inline std::string cut_line(std::string_view text, std::size_t columns) {
    return cut_to_width(shown_line(text), columns);
}

}  // namespace examples
