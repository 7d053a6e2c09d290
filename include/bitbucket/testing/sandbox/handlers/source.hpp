// SPDX-License-Identifier: MIT
// Answers of the family source. Contents, listings and metadata share one path; what it leads to and `format` decide.
#pragma once

#include <set>

#include "../collections/paging.hpp"
#include "new_commit.hpp"
#include "render_source.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The root of the main branch is somewhere else: at its newest commit.
inline answer redirect_to_root(const call& in) {
    const repository_place at = require_repository(in);
    const commit_record* tip = at.repository->history.find_branch(at.repository->mainbranch);
    if (tip == nullptr) refuse(404, "The repository is empty");
    return answer_with_location(302, url_of_source(in, at, tip->hash, "") + (in.find("format") ? "?format=meta" : ""));
}

/// A number of the query; 400 if it is none.
inline std::size_t depth_of_listing(const call& in) {
    const long long depth = in.number("max_depth", 1);
    if (depth < 1) refuse(400, "Bad request", "max_depth is not a positive number");
    constexpr long long most = 1000;
    if (depth > most) refuse(555, "The request took too long");
    return static_cast<std::size_t>(depth);
}

/// Files and directories below a path, those of the first level first.
inline answer list_source(const call& in, const source_place& at) {
    const std::size_t most = depth_of_listing(in);
    const std::size_t start = at.path.empty() ? 0 : at.path.size() + 1;
    std::set<std::tuple<std::size_t, std::string, const source_file*>> found;
    for (const source_file& file : at.commit->files) {
        if (!is_below(file.path, at.path)) continue;
        std::size_t level = 1;
        for (auto slash = file.path.find('/', start); slash != std::string::npos && level <= most;
             slash = file.path.find('/', slash + 1))
            found.insert({level++, file.path.substr(0, slash), nullptr});
        if (level <= most) found.insert({level, file.path, &file});
    }
    listing all;
    for (const auto& [level, path, file] : found)
        all.add(path, file == nullptr ? render_directory(in, at, path) : render_file(in, at.at, *at.commit, *file));
    return page_of(in, std::move(all));
}

inline answer read_source(const call& in) {
    const source_place at = require_source(in);
    const bool asks_for_meta = in.value("format") == "meta";
    const source_file* file = find_file(at.commit->files, at.path);
    if (file != nullptr && asks_for_meta) return {200, render_file(in, at.at, *at.commit, *file)};
    if (file != nullptr) {
        answer out{200, nullptr};
        out.text = file->text;
        out.media_type = media_type_of_file(*file);
        out.headers.add("ETag", '"' + hex_of(hash_text(file->text), 32) + '"');
        return out;
    }
    if (!is_directory(at)) refuse_unknown_path(at);
    return asks_for_meta ? answer{200, render_directory(in, at, at.path)} : list_source(in, at);
}

/// The commits that changed a file, going back; through renames unless `renames=false`.
inline answer list_history(const call& in) {
    source_place at = require_source(in);
    if (find_file(at.commit->files, at.path) == nullptr) refuse_unknown_path(at);
    const bool follows = in.value("renames") != "false";
    const source_history& history = at.at.repository->history;
    listing all;
    for (const commit_record* commit = at.commit; commit != nullptr;) {
        const commit_record* parent = history.find(commit->parent);
        const source_file* here = find_file(commit->files, at.path);
        const source_file* before = parent == nullptr ? nullptr : find_file(parent->files, at.path);
        if (here != nullptr && (before == nullptr || !(*here == *before))) {
            json entry = render_file(in, at.at, *commit, *here);
            entry["commit"]["date"] = commit->date;
            entry["commit"]["message"] = commit->message;
            entry["commit"]["author"] = {{"type", "author"}, {"raw", commit->author}};
            all.add(commit->hash, std::move(entry));
        }
        if (here != nullptr && before == nullptr && parent != nullptr && follows)
            for (const source_file& old : parent->files)
                if (old.text == here->text && find_file(commit->files, old.path) == nullptr) at.path = old.path;
        commit = parent;
    }
    return page_of(in, std::move(all));
}

inline constexpr handler_entry source_handlers[] = {
    {source::root::info.name, redirect_to_root, true}, {source::list_directory::info.name, read_source, true},
    {source::get_file::info.name, read_source, true},  {source::get_metadata::info.name, read_source, true},
    {source::create_commit::info.name, create_commit}, {source::history::info.name, list_history, true}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
