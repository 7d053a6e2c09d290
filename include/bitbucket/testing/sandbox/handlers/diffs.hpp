// SPDX-License-Identifier: MIT
// Redirects the diffs of pull requests, and answers what they lead to: the diff of two commits, `source..destination`.
#pragma once

#include "../store/file_changes.hpp"
#include "pull_request_place.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Two commits of a repository. With `topic` the first one is compared with what both have in common.
struct diff_place {
    repository_place at;
    const commit_record* source = nullptr;
    const commit_record* destination = nullptr;
    source_files base = {};
};

inline diff_place require_diff(const call& in) {
    diff_place out{require_repository(in)};
    const source_history& history = out.at.repository->history;
    const auto dots = in.arguments[2].find("..");
    out.source = history.resolve(in.arguments[2].substr(0, dots));
    if (out.source != nullptr)
        out.destination = dots == std::string::npos ? history.find(out.source->parent)
                                                    : history.resolve(in.arguments[2].substr(dots + 2));
    if (out.destination == nullptr) refuse(404, "Commit not found", in.arguments[2]);
    const std::string* topic = in.find("topic");
    const commit_record* base = topic != nullptr && *topic == "false"
                                    ? out.destination
                                    : history.base_of(out.source->hash, out.destination->hash);
    if (base != nullptr) out.base = base->files;
    return out;
}

inline std::vector<std::string> conflicts_of(const diff_place& at) {
    const commit_record* base = at.at.repository->history.base_of(at.source->hash, at.destination->hash);
    return merge_files(base == nullptr ? source_files() : base->files, at.destination->files, at.source->files)
        .conflicts;
}

inline bool is_set(const call& in, const char* name, bool otherwise) {
    const std::string* value = in.find(name);
    return value == nullptr ? otherwise : *value == "true";
}

/// The changes that the options leave, each with its lines.
inline std::vector<std::pair<file_change, line_change>> changed_files(const call& in, const diff_place& at) {
    std::vector<std::pair<file_change, line_change>> out;
    for (const file_change& each : changes_between(at.base, at.source->files, is_set(in, "renames", true))) {
        bool wanted = in.find("path") == nullptr;
        for (const option& path : in.options)
            wanted =
                wanted || (path.name == "path" && (path.value == each.path() || is_below(each.path(), path.value)));
        const bool ignores_blanks = is_set(in, "ignore_whitespace", false);
        line_change lines(each, ignores_blanks);
        const bool is_binary = (each.after != nullptr ? each.after : each.before)->text.find('\0') != std::string::npos;
        if (!wanted || (is_binary && !is_set(in, "binary", true))) continue;
        if (!ignores_blanks || !lines.is_empty()) out.emplace_back(each, std::move(lines));
    }
    return out;
}

inline answer text_answer(std::string text) {
    answer out{200, nullptr};
    out.text = std::move(text);
    return out;
}

inline answer get_diff(const call& in) {
    const std::string* context = in.find("context");
    const long long around = context == nullptr ? 3 : bitbucket::detail::parse_digits(*context);
    if (around < 0) refuse(400, "Bad request", "context is not a number");
    const diff_place at = require_diff(in);
    std::string out;
    for (const auto& [change, lines] : changed_files(in, at))
        out += diff_text(change, lines, static_cast<std::size_t>(around));
    return text_answer(std::move(out));
}

inline answer get_diffstat(const call& in) {
    const diff_place at = require_diff(in);
    const std::vector<std::string> conflicts = conflicts_of(at);
    listing all;
    for (const auto& [change, lines] : changed_files(in, at)) {
        const bool clashes = std::find(conflicts.begin(), conflicts.end(), change.path()) != conflicts.end();
        json entry = {{"type", "diffstat"},
                      {"status", clashes ? "merge conflict" : change.status()},
                      {"lines_added", lines.after_end - lines.first},
                      {"lines_removed", lines.before_end - lines.first},
                      {"old", nullptr},
                      {"new", nullptr}};
        if (change.before != nullptr) entry["old"] = render_file(in, at.at, *at.destination, *change.before);
        if (change.after != nullptr) entry["new"] = render_file(in, at.at, *at.source, *change.after);
        all.add(change.path(), std::move(entry));
    }
    return page_of(in, std::move(all));
}

/// The commits as mails, the oldest first.
inline answer get_patch(const call& in) {
    const diff_place at = require_diff(in);
    const source_history& history = at.at.repository->history;
    const auto commits = history.between(at.source->hash, at.destination->hash);
    std::string out;
    for (auto each = commits.rbegin(); each != commits.rend(); ++each) {
        const commit_record* parent = history.find((*each)->parent);
        out += "From " + (*each)->hash + " Mon Sep 17 00:00:00 2001\nFrom: " + (*each)->author +
               "\nDate: " + (*each)->date + "\nSubject: [PATCH] " + (*each)->message + "\n---\n";
        const source_files none;
        for (const file_change& change :
             changes_between(parent == nullptr ? none : parent->files, (*each)->files, true))
            out += diff_text(change, line_change(change, false), 3);
        out += "-- \n\n";
    }
    return text_answer(std::move(out));
}

/// Nobody has documented what the live API answers; this says the same in a form of its own.
inline answer get_conflicts(const call& in) {
    json values = json::array();
    for (const std::string& path : conflicts_of(require_diff(in)))
        values.push_back({{"type", "conflict"}, {"path", path}});
    return {200, {{"values", std::move(values)}}};
}

/// Redirects a part of a pull request to that of its two commits. The options are lost, as on the live API.
inline answer redirect_diff(const call& in) {
    const pull_request_place at = require_pull_request(in);
    std::string part = in.resource.substr(in.resource.rfind('/'));
    if (part == "/conflicts") part = "/file-conflicts";
    answer out{302, nullptr};
    out.headers.add("Location", url_of(in, *at.at.workspace, *at.at.repository) + part + '/' + at.of->source.hash +
                                    ".." + at.of->destination.hash +
                                    "?from_pullrequest_id=" + std::to_string(at.of->id) + "&topic=true");
    return out;
}

inline constexpr handler_entry diffs_handlers[] = {{"diffs::get", get_diff, true},
                                                   {"diffs::get_diffstat", get_diffstat, true},
                                                   {"diffs::get_patch", get_patch, true},
                                                   {"diffs::get_conflicts", get_conflicts, true}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
