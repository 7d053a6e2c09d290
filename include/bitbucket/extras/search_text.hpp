// SPDX-License-Identifier: MIT
// Renders results of a code search as text: lines with their numbers and marked matches, safe to print to a terminal.
//
//   for (const code_search_result& hit : api.each(search)) std::cout << marked_result(hit, {.marks = color_marks});
#pragma once

#include "../detail/text/utf8.hpp"
#include "../models/code_search.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The texts before and after each match.
struct search_marks {
    /// Comes before a match.
    text_argument before;
    /// Comes after a match.
    text_argument behind;
};
/// Leaves matches as they are.
inline constexpr search_marks no_marks{"", ""};
/// For people; a `**` in the file looks the same.
inline constexpr search_marks plain_marks{"**", "**"};
/// Bold red, for terminals.
inline constexpr search_marks color_marks{"\x1b[1;31m", "\x1b[m"};

/// How a result is rendered.
struct search_style {
    /// How matches are marked.
    search_marks marks = plain_marks;
    /// Whether each line begins with its number.
    bool line_numbers = true;
    /// Whether to show lines without a match, too, if the server sends them.
    bool context = true;
};

namespace detail {

/// Appends a text in printable form: characters that control a terminal, and bytes that are not UTF-8, become \xNN.
/// Tabs stay if `tabs_stay`, because they indent code.
inline void append_printable(std::string& out, std::string_view text, bool tabs_stay) {
    constexpr char hex[] = "0123456789abcdef";
    while (!text.empty()) {
        const std::size_t length = utf8_sequence(text);
        const bool tab = text.front() == '\t' && tabs_stay;
        if (length > 0 && (tab || steering_character(text) == 0)) {
            out.append(text.substr(0, length));
            text.remove_prefix(length);
            continue;
        }
        // Takes one byte at a time of what is not UTF-8: the next bytes may form a character.
        for (std::size_t left = length == 0 ? 1 : length; left > 0; --left) {
            const auto byte = static_cast<unsigned char>(text.front());
            ((out += "\\x") += hex[byte >> 4U]) += hex[byte & 15U];
            text.remove_prefix(1);
        }
    }
}

inline std::string printable(std::string_view text, bool tabs_stay) {
    std::string out;
    append_printable(out, text, tabs_stay);
    return out;
}

/// The last segment of a line may contain the line end; files with Windows line ends leave `\r` there.
inline std::string_view without_line_end(std::string_view text) noexcept {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

inline std::string marked_segments(const std::vector<search_segment>& segments, search_marks marks, bool is_line) {
    std::string out;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const bool ends_line = is_line && i + 1 == segments.size();
        const std::string_view text = ends_line ? without_line_end(segments[i].text) : segments[i].text;
        const bool match = segments[i].match.value_or(false) && !text.empty();
        if (match) out += marks.before.str();
        append_printable(out, text, is_line);
        if (match) out += marks.behind.str();
    }
    return out;
}

inline bool segments_match(const std::vector<search_segment>& segments) noexcept {
    for (const search_segment& segment : segments)
        if (segment.match.value_or(false)) return true;
    return false;
}

}  // namespace detail

/// Whether the line has a match; otherwise it is context.
[[nodiscard]] inline bool has_match(const search_line& line) noexcept {
    return detail::segments_match(line.segments);
}
/// Whether the path has a match.
[[nodiscard]] inline bool path_has_match(const code_search_result& hit) noexcept {
    return detail::segments_match(hit.path_matches);
}

/// The text of a line with its matches between marks, without the line end. Characters that control a terminal, and
/// bytes that are not UTF-8, become `\xNN`, so that the marks are the only escape sequences; tabs stay.
[[nodiscard]] inline std::string marked_text(const search_line& line, search_marks marks = plain_marks) {
    return detail::marked_segments(line.segments, marks, true);
}

/// The path of a file with its matches between marks, escaped as above, including tabs. Empty if the result has no
/// path.
[[nodiscard]] inline std::string marked_path(const code_search_result& hit, search_marks marks = plain_marks) {
    const std::string_view path = hit.file ? std::string_view(hit.file->path) : std::string_view();
    std::string whole;
    for (const search_segment& segment : hit.path_matches) whole += segment.text;
    // Segments that do not add up to the path are not used.
    if (!path.empty() && whole != path) return detail::printable(path, false);
    return detail::marked_segments(hit.path_matches, marks, false);
}

/// A line as `grep -n` prints it: `12:` before one with a match, `12-` before context. No line break.
[[nodiscard]] inline std::string marked_line(const search_line& line, const search_style& style = {}) {
    std::string out;
    if (style.line_numbers) {
        out += line.line ? std::to_string(*line.line) : "?";
        out += has_match(line) ? ':' : '-';
    }
    return out += marked_text(line, style.marks);
}

/// A result as text: its path, then its lines, with `--` between runs that are not adjacent. Each line ends with a line
/// break. The server does not send all lines of a file with many matches.
[[nodiscard]] inline std::string marked_result(const code_search_result& hit, const search_style& style = {}) {
    std::string out = marked_path(hit, style.marks) + '\n';
    bool first_run = true;
    for (const search_content_match& run : hit.content_matches) {
        std::string lines;
        for (const search_line& line : run.lines)
            if (style.context || has_match(line)) (lines += marked_line(line, style)) += '\n';
        if (lines.empty()) continue;
        if (style.context && !first_run) out += "--\n";
        first_run = false;
        out += lines;
    }
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI
