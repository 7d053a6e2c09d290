// SPDX-License-Identifier: MIT
// Tables that fit a terminal: pull requests of a repository, and those that wait for a review.
#pragma once

#include <algorithm>
#include <bitbucket/extras/review_inbox.hpp>
#include <vector>

#include "../support/formats.hpp"
#include "../support/wrap.hpp"
#include "words.hpp"

namespace examples::pr {

/// A column whose cells may be cut, and how narrow it may get.
struct elastic_column {
    std::size_t place;
    std::size_t least;
};

/// Cuts cells so that the table is not wider than `columns`: those of the first elastic column as far as it lets them, then
/// those of the next one.
inline void fit(const row& header, std::vector<row>& rows, const std::vector<elastic_column>& elastic,
                std::size_t columns) {
    constexpr std::size_t gap = 2;
    std::vector<std::size_t> widths;
    std::size_t all = gap * (header.size() - 1);
    for (std::size_t i = 0; i < header.size(); ++i) {
        std::size_t width = display_width(header[i]);
        for (row& line : rows) {
            line[i] = shown_line(line[i]);
            width = (std::max)(width, display_width(line[i]));
        }
        widths.push_back(width);
        all += width;
    }
    for (const auto& [place, least] : elastic) {
        if (all <= columns) return;
        const std::size_t spare = widths[place] > least ? widths[place] - least : 0;
        const std::size_t narrower = (std::min)(spare, all - columns);
        for (row& line : rows) line[place] = cut_to_width(line[place], widths[place] - narrower);
        all -= narrower;
    }
}

/// The pull requests of a repository. `here` is its full name.
inline std::string list_table(const std::vector<bb::pull_request>& all, const std::string& here, const style& looks) {
    if (all.empty()) return "There are no such pull requests.\n";
    const row header = {"PR", "TITLE", "BRANCH", "AUTHOR", "CHANGED", "STATE"};
    std::vector<row> rows;
    rows.reserve(all.size());
    for (const bb::pull_request& each : all)
        rows.push_back({'#' + std::to_string(each.id.value_or(0)), each.title, branch_of(each.source, here),
                        name_of_optional(each.author), day_of(each.updated_on ? each.updated_on : each.created_on),
                        state_of(each)});
    fit(header, rows, {{2, 16}, {3, 10}, {1, 12}}, looks.columns);
    return as_table(header, rows, [&](const std::string& cell, std::size_t, std::size_t column) {
        const char* paint = column == 0 ? yellow : column == 5 ? color_of(cell) : faint;
        return painted(cell, paint, looks.color && column != 1 && column != 3);
    });
}

/// What a reviewer has said so far.
inline std::string words_for(bb::review_so_far said) {
    switch (said) {
        case bb::review_so_far::approved:
            return "approved";
        case bb::review_so_far::changes_requested:
            return "changes asked";
        case bb::review_so_far::commented:
            return "commented";
        case bb::review_so_far::nothing:
            break;
    }
    return "waits";
}

/// What waits for a review.
inline std::string inbox_table(const std::vector<bb::waiting_review>& all, const style& looks) {
    if (all.empty()) return "Nothing waits for your review.\n";
    const row header = {"REPOSITORY", "PR", "TITLE", "AUTHOR", "OPENED", "YOU"};
    std::vector<row> rows;
    rows.reserve(all.size());
    for (const bb::waiting_review& each : all) {
        const bb::pull_request& one = each.pull_request;
        rows.push_back({each.repository, '#' + std::to_string(one.id.value_or(0)),
                        (one.draft == true ? "[draft] " : "") + one.title, name_of_optional(one.author),
                        day_of(one.created_on), words_for(each.said)});
    }
    fit(header, rows, {{0, 16}, {3, 10}, {2, 12}}, looks.columns);
    return as_table(header, rows, [&](const std::string& cell, std::size_t, std::size_t column) {
        const char* paint = column == 1 ? yellow : column == 5 ? color_of(cell) : faint;
        return painted(cell, paint, looks.color && column != 2 && column != 3);
    });
}

}  // namespace examples::pr
