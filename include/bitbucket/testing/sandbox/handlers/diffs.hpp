// SPDX-License-Identifier: MIT
// Redirects the diffs of pull requests, and answers what they lead to: the diff of two commits, `source..destination`.
#pragma once

#include "../store/file_changes.hpp"
#include "pull_request_place.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Two commits of a repository, and the files that the first one is compared with: what both have in common, or those of
/// the second one without `topic`.
struct diff_place {
    repository_place at;
    const commit_record* source = nullptr;
    const commit_record* destination = nullptr;
    source_files common = {}, base = {};
    std::vector<std::string> conflicts = {};
};

/// One commit alone is compared with the one before it.
inline diff_place require_diff(const call& in) {
    diff_place out{require_repository(in)};
    const source_history& history = out.at.repository->history;
    const std::string& spec = in.arguments[2];
    const auto dots = (std::min)(spec.find(".."), spec.size());
    out.source = history.resolve(spec.substr(0, dots));
    if (out.source != nullptr)
        out.destination = history.resolve(dots == spec.size() ? out.source->parent : spec.substr(dots + 2));
    if (out.destination == nullptr) refuse(404, "Commit not found", spec);
    if (const commit_record* base = history.base_of(out.source->hash, out.destination->hash)) out.common = base->files;
    out.base = in.value("topic", "true") == "true" ? out.common : out.destination->files;
    out.conflicts = merge_files(out.common, out.destination->files, out.source->files).conflicts;
    return out;
}

/// The changes that the options leave, each with its lines.
inline std::vector<std::pair<file_change, line_change>> changed_files(const call& in, const diff_place& at) {
    std::vector<std::pair<file_change, line_change>> out;
    for (const file_change& each : changes_between(at.base, at.source->files, in.value("renames", "true") == "true")) {
        bool wanted = in.find("path") == nullptr;
        for (const option& path : in.options)
            wanted |= path.name == "path" && (path.value == each.path() || is_below(each.path(), path.value));
        const bool ignores_blanks = in.value("ignore_whitespace") == "true";
        line_change lines(each, ignores_blanks);
        if (wanted && (!each.is_binary() || in.value("binary", "true") == "true") &&
            !(ignores_blanks && lines.is_empty()))
            out.emplace_back(each, std::move(lines));
    }
    return out;
}

inline answer get_diff(const call& in) {
    const long long around = in.number("context", 3);
    if (around < 0) refuse(400, "Bad request", "context is not a number");
    const diff_place at = require_diff(in);
    answer out{200, nullptr};
    for (const auto& [change, lines] : changed_files(in, at))
        out.text += diff_text(change, lines, static_cast<std::size_t>(around));
    return out;
}

inline answer get_diffstat(const call& in) {
    const diff_place at = require_diff(in);
    listing all;
    for (const auto& [change, lines] : changed_files(in, at)) {
        const bool clashes = std::count(at.conflicts.begin(), at.conflicts.end(), change.path()) != 0;
        json entry = {{"type", "diffstat"}, {"status", clashes ? "merge conflict" : change.status()}};
        entry["lines_added"] = lines.after_end - lines.first;
        entry["lines_removed"] = lines.before_end - lines.first;
        entry["old"] = change.before == nullptr ? json() : render_file(in, at.at, *at.destination, *change.before);
        entry["new"] = change.after == nullptr ? json() : render_file(in, at.at, *at.source, *change.after);
        all.add(change.path(), std::move(entry));
    }
    return page_of(in, std::move(all));
}

/// The commits as mails, the oldest first.
inline answer get_patch(const call& in) {
    const diff_place at = require_diff(in);
    const source_history& history = at.at.repository->history;
    answer out{200, nullptr};
    for (const commit_record* each : history.between(at.source->hash, at.destination->hash)) {
        std::string mail = "From " + each->hash + " Mon Sep 17 00:00:00 2001\nFrom: " + each->author +
                           "\nDate: " + each->date + "\nSubject: [PATCH] " + each->message + "\n---\n";
        const commit_record* parent = history.find(each->parent);
        const source_files before = parent == nullptr ? source_files() : parent->files;
        for (const file_change& change : changes_between(before, each->files, true))
            mail += diff_text(change, line_change(change, false), 3);
        out.text = mail + "-- \n\n" + out.text;
    }
    return out;
}

/// Nobody has documented what the live API answers; this has a form of its own.
inline answer get_conflicts(const call& in) {
    json out = {{"values", json::array()}};
    for (const std::string& path : require_diff(in).conflicts) out["values"].push_back({{"path", path}});
    return {200, std::move(out)};
}

/// Redirects a part of a pull request to that of its two commits. The options are lost, as on the live API.
inline answer redirect_diff(const call& in) {
    const pull_request_place at = require_pull_request(in);
    std::string part = in.resource.substr(in.resource.rfind('/'));
    if (part == "/conflicts") part = "/file-conflicts";
    const std::string query = "?from_pullrequest_id=" + std::to_string(at.of->id) + "&topic=true";
    return answer_with_location(302, url_of(in, *at.at.workspace, *at.at.repository) + part + '/' + at.of->source.hash +
                                         ".." + at.of->destination.hash + query);
}

inline constexpr handler_entry diffs_handlers[] = {{"diffs::get", get_diff, true},
                                                   {"diffs::get_diffstat", get_diffstat, true},
                                                   {"diffs::get_patch", get_patch, true},
                                                   {"diffs::get_conflicts", get_conflicts, true}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
