// SPDX-License-Identifier: MIT
// The answer to a code search: results with their lines and segments, and the page that holds them.
#pragma once

#include "../page.hpp"
#include "commit_file.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A piece of a line or path; `match` is true if it matches the search.
struct search_segment {
    std::string text;
    std::optional<bool> match;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("text", self.text);
        member("match", self.match);
    }
};

/// A line of a file; without segments it is empty or just context.
struct search_line {
    std::optional<std::int64_t> line;
    std::vector<search_segment> segments;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("line", self.line);
        member("segments", self.segments);
    }
};

/// A run of neighbouring lines with at least one match.
struct search_content_match {
    std::vector<search_line> lines;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("lines", self.lines);
    }
};

/// A file that the search found.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-search/
struct code_search_result {
    std::string type;
    std::optional<std::int64_t> content_match_count;
    std::vector<search_content_match> content_matches;
    std::vector<search_segment> path_matches;
    std::optional<commit_file> file;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("content_match_count", self.content_match_count);
        member("content_matches", self.content_matches);
        member("path_matches", self.path_matches);
        member("file", self.file);
    }
};

/// A page of search results. The server's order is not stable: pages may repeat some results and miss others.
struct code_search_page {
    using item_type = code_search_result;

    std::vector<code_search_result> values;
    std::string next;
    std::string previous;
    std::optional<std::int64_t> size;
    std::optional<std::int64_t> page;
    std::optional<std::int64_t> pagelen;
    /// Whether the server searched for something other than what was asked.
    std::optional<bool> query_substituted;

    /// `next` as a link to start a walk from.
    [[nodiscard]] page_link next_link() const { return page_link(next); }
    /// `previous` as a link to start a walk from.
    [[nodiscard]] page_link previous_link() const { return page_link(previous); }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("size", self.size);
        member("page", self.page);
        member("pagelen", self.pagelen);
        member("query_substituted", self.query_substituted);
        member.link("next", self.next);
        member("previous", self.previous);
        member.needed("values", self.values);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
