// SPDX-License-Identifier: MIT
// Results of a code search in the shape of grep's output: repository:path:line:text, a line each.
#pragma once

#include <bitbucket/extras/search_text.hpp>

#include "../support/color.hpp"
#include "../support/text.hpp"

namespace examples {

/// What is printed of a result.
struct grep_style {
    bool color = false;
    bool line_numbers = false;
    /// How often the file has what was searched for, instead of where.
    bool count = false;
};

/// The full name of the repository of a result; empty if the result does not say.
inline std::string repository_of(const bitbucket::code_search_result& hit) {
    const bool known = hit.file && hit.file->commit && hit.file->commit->repository;
    return known ? hit.file->commit->repository->full_name : std::string();
}

/// The lines of a result that have a match. A file that is found by its path alone is a line without text, one whose
/// place is not known is printed all the same. Everything from the server is escaped. The colours are grep's: magenta
/// names, green numbers, cyan separators.
inline std::string grep_lines(const bitbucket::code_search_result& hit, const grep_style& style) {
    namespace bb = bitbucket;
    const bb::search_marks marks = style.color ? bb::color_marks : bb::no_marks;
    const std::string colon = painted(":", "36", style.color);
    // Where the path was found its matches are what is coloured; a colour around them would end with the first.
    const bool path_is_marked = style.color && bb::path_has_match(hit);
    const std::string path = bb::marked_path(hit, marks);
    const std::string place = painted(shown(repository_of(hit)), "35", style.color) + colon +
                              (path_is_marked ? path : painted(path, "35", style.color));
    if (style.count) return place + colon + std::to_string(hit.content_match_count.value_or(0)) + '\n';

    std::string out;
    for (const bb::search_content_match& run : hit.content_matches) {
        for (const bb::search_line& line : run.lines) {
            if (!bb::has_match(line)) continue;
            out += place + colon;
            if (style.line_numbers)
                out += painted(line.line ? std::to_string(*line.line) : "?", "32", style.color) + colon;
            out += bb::marked_text(line, marks) + '\n';
        }
    }
    return out.empty() ? place + '\n' : out;
}

}  // namespace examples
