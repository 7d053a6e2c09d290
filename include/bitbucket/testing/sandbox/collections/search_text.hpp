// SPDX-License-Identifier: MIT
// Searches texts: parses the query's terms and modifiers, finds whole words in lines and paths, and makes the segments
// and lines that show them.
#pragma once

#include "../http/call.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// `repo:`, `path:`, `ext:`, `lang:` or `project:` with its value, perhaps after NOT or `-`.
struct search_modifier {
    std::string name;
    std::string value;
    bool negated = false;
};

/// A parsed query.
struct search_words {
    /// At least one term of each group must be found, in the content or in the path. OR joins terms to a group.
    std::vector<std::vector<std::string>> groups;
    /// Terms after NOT or `-`.
    std::vector<std::string> unwanted;
    std::vector<search_modifier> modifiers;

    /// All terms to mark where they are found.
    [[nodiscard]] std::vector<std::string> wanted() const {
        std::vector<std::string> out;
        for (const auto& group : groups) out.insert(out.end(), group.begin(), group.end());
        return out;
    }
};

inline bool is_word_character(char c) {
    return bitbucket::detail::is_alpha(c) || bitbucket::detail::is_digit(c) || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// A term without the punctuation around it.
inline std::string_view without_punctuation(std::string_view term) {
    while (!term.empty() && !is_word_character(term.front())) term.remove_prefix(1);
    while (!term.empty() && !is_word_character(term.back())) term.remove_suffix(1);
    return term;
}

/// AND, OR, NOT, `-`, quotes, and parentheses that hold what OR joins; no deeper nesting.
inline search_words parse_search(std::string_view text) {
    search_words out;
    bool negated = false;
    bool alternative = false;
    while (true) {
        text.remove_prefix((std::min)(text.find_first_not_of(" \t\r\n()"), text.size()));
        if (text.empty()) return out;
        if (text.front() == '-') {
            negated = true;
            text.remove_prefix(1);
            continue;
        }
        const bool quoted = text.front() == '"';
        if (quoted) text.remove_prefix(1);
        const auto end = (std::min)(text.find_first_of(quoted ? "\"" : " \t\r\n()\""), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix((std::min)(end + (quoted ? 1 : 0), text.size()));
        if (!quoted && word == "AND") continue;
        if (!quoted && (word == "NOT" || word == "OR")) {
            (word == "NOT" ? negated : alternative) = true;
            continue;
        }
        const std::string_view name = word.substr(0, word.find(':'));
        const bool modifies = name == "repo" || name == "path" || name == "ext" || name == "lang" || name == "project";
        const std::string term(without_punctuation(word));
        if (!quoted && modifies && name.size() < word.size())
            out.modifiers.push_back({std::string(name), std::string(word.substr(name.size() + 1)), negated});
        else if (negated && !term.empty())
            out.unwanted.push_back(term);
        else if (alternative && !term.empty() && !out.groups.empty())
            out.groups.back().push_back(term);
        else if (!term.empty())
            out.groups.push_back({term});
        negated = alternative = false;
    }
}

/// How much of the front of a text matches the term, ignoring case and the punctuation between words; 0 if it does not
/// match. Within one line.
inline std::size_t match_length(std::string_view text, std::string_view term) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < term.size();) {
        if (is_word_character(term[i])) {
            if (at == text.size() || bitbucket::detail::lower(text[at]) != bitbucket::detail::lower(term[i])) return 0;
            ++at;
            ++i;
            continue;
        }
        const std::size_t gap = at;
        while (i < term.size() && !is_word_character(term[i])) ++i;
        while (at < text.size() && text[at] != '\n' && !is_word_character(text[at])) ++at;
        if (at == gap) return 0;
    }
    return at;
}

/// A part of a text; `at` is `npos` if nothing was found.
struct found_part {
    std::size_t at = std::string_view::npos;
    std::size_t length = 0;
};

/// Finds a term in a text as one or more whole words, at or after `from`.
inline found_part find_term(std::string_view text, std::string_view term, std::size_t from = 0) {
    term = without_punctuation(term);
    for (std::size_t at = from; at < text.size(); ++at) {
        if (at > 0 && is_word_character(text[at - 1])) continue;
        const std::size_t length = match_length(text.substr(at), term);
        const std::size_t end = at + length;
        if (length > 0 && (end == text.size() || !is_word_character(text[end]))) return {at, length};
    }
    return {};
}

inline bool holds_term(std::string_view text, std::string_view term) {
    return find_term(text, term).length > 0;
}

/// A text as segments, those that match marked; `found` counts them.
inline json segments_of_text(std::string_view text, const std::vector<std::string>& terms, std::size_t& found) {
    json out = json::array();
    std::size_t done = 0;
    while (done < text.size()) {
        found_part next;
        for (const std::string& term : terms) {
            const found_part here = find_term(text, term, done);
            if (here.at < next.at || (here.at == next.at && here.length > next.length)) next = here;
        }
        if (next.length == 0) break;
        if (next.at > done) out.push_back({{"text", text.substr(done, next.at - done)}});
        out.push_back({{"text", text.substr(next.at, next.length)}, {"match", true}});
        ++found;
        done = next.at + next.length;
    }
    if (done < text.size()) out.push_back({{"text", text.substr(done)}});
    return out;
}

/// The runs of lines with a match, each with the line before it and the two after it.
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

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
