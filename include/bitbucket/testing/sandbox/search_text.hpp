// SPDX-License-Identifier: MIT
// Searching in texts: the query's terms and modifiers, whole words found in lines and paths, and the segments and
// lines that show them.
#pragma once

#include "exchange.hpp"

namespace bitbucket::testing::sandbox_detail {

/// A query, taken apart. All terms must be found, in the content or in the path.
struct code_query {
    std::vector<std::string> terms;
    /// Terms after NOT or `-`.
    std::vector<std::string> unwanted;
    /// Of `repo:`, `path:`, `ext:`, `lang:` and `project:`.
    std::vector<option> modifiers;
};

inline code_query parse_code_query(std::string_view text) {
    code_query out;
    bool negated = false;
    while (!(text = bitbucket::detail::trim(text)).empty()) {
        if (text.front() == '-') {
            negated = true;
            text.remove_prefix(1);
            continue;
        }
        const bool quoted = text.front() == '"';
        if (quoted) text.remove_prefix(1);
        const auto end = (std::min)(text.find(quoted ? '"' : ' '), text.size());
        const std::string word(text.substr(0, end));
        text.remove_prefix((std::min)(end + (quoted ? 1 : 0), text.size()));
        if (word.empty() || (!quoted && word == "AND")) continue;
        if (!quoted && word == "NOT") {
            negated = true;
            continue;
        }
        const auto colon = word.find(':');
        const std::string name = colon == std::string::npos ? std::string() : word.substr(0, colon);
        const bool modifies = name == "repo" || name == "path" || name == "ext" || name == "lang" || name == "project";
        if (!quoted && modifies)
            out.modifiers.push_back({name, word.substr(colon + 1)});
        else
            (negated ? out.unwanted : out.terms).push_back(word);
        negated = false;
    }
    return out;
}

/// Where a term stands in a text as a whole word, at or behind `from`, whatever the case; `npos` if nowhere.
inline std::size_t find_term(std::string_view text, std::string_view term, std::size_t from = 0) {
    const auto is_word = [](char c) {
        return bitbucket::detail::is_alpha(c) || bitbucket::detail::is_digit(c) || c == '_';
    };
    for (std::size_t at = from; at + term.size() <= text.size(); ++at) {
        if (!bitbucket::detail::equal_ignoring_case(text.substr(at, term.size()), term)) continue;
        const std::size_t end = at + term.size();
        const bool begins = at == 0 || !is_word(text[at - 1]) || !is_word(term.front());
        const bool ends = end == text.size() || !is_word(text[end]) || !is_word(term.back());
        if (begins && ends) return at;
    }
    return std::string_view::npos;
}

/// A text as segments, those that match marked; `found` counts them.
inline json segments_of_text(std::string_view text, const std::vector<std::string>& terms, std::size_t& found) {
    json out = json::array();
    std::size_t done = 0;
    while (done < text.size()) {
        std::size_t first = std::string_view::npos;
        std::size_t length = 0;
        for (const std::string& term : terms) {
            const std::size_t at = find_term(text, term, done);
            if (at == std::string_view::npos || at > first || (at == first && term.size() <= length)) continue;
            first = at;
            length = term.size();
        }
        if (first == std::string_view::npos) break;
        if (first > done) out.push_back({{"text", text.substr(done, first - done)}});
        out.push_back({{"text", text.substr(first, length)}, {"match", true}});
        ++found;
        done = first + length;
    }
    if (done < text.size()) out.push_back({{"text", text.substr(done)}});
    return out;
}

/// The runs of lines that hold a match, each with the line before it and the two behind it.
inline json content_matches_of(std::string_view text, const std::vector<std::string>& terms, std::size_t& found) {
    struct shown_line {
        json segments;
        bool is_match;
    };
    std::vector<shown_line> lines;
    while (!text.empty()) {
        const auto end = (std::min)(text.find('\n'), text.size());
        const std::size_t before = found;
        json segments = segments_of_text(text.substr(0, end), terms, found);
        lines.push_back({std::move(segments), found > before});
        text.remove_prefix((std::min)(end + 1, text.size()));
    }
    json out = json::array();
    std::size_t shown_to = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].is_match) continue;
        const std::size_t first = i == 0 ? 0 : i - 1;
        if (out.empty() || first > shown_to) out.push_back({{"lines", json::array()}});
        for (std::size_t k = (std::max)(first, shown_to); k < lines.size() && k <= i + 2; ++k) {
            out.back()["lines"].push_back({{"line", k + 1}, {"segments", lines[k].segments}});
            shown_to = k + 1;
        }
    }
    return out;
}

}  // namespace bitbucket::testing::sandbox_detail
