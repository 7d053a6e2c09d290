// SPDX-License-Identifier: MIT
// Renders files, directories and commits of a repository, and finds what a path of source leads to.
#pragma once

#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A repository at a commit.
struct source_place {
    repository_place at;
    const commit_record* commit = nullptr;
    /// The path that was asked for, without a slash at its end.
    std::string path;
};

/// What the arguments name. A branch with a slash is 404, encoded or not, as the live API has it.
inline source_place require_source(const call& in) {
    source_place out{require_repository(in), nullptr, in.arguments[3]};
    if (out.path.ends_with('/')) out.path.pop_back();
    const bool has_slash = in.arguments[2].find('/') != std::string::npos;
    out.commit = has_slash ? nullptr : out.at.repository->history.resolve(in.arguments[2]);
    if (out.commit == nullptr) refuse(404, "Commit not found", in.arguments[2]);
    return out;
}

[[noreturn]] inline void refuse_unknown_path(const source_place& at) {
    refuse(404, "No such file or directory: " + at.path);
}

inline bool is_below(std::string_view file, std::string_view directory) noexcept {
    return directory.empty() ||
           (file.size() > directory.size() && file.starts_with(directory) && file[directory.size()] == '/');
}

inline bool is_directory(const source_place& at) noexcept {
    if (at.path.empty()) return true;
    for (const source_file& each : at.commit->files)
        if (is_below(each.path, at.path)) return true;
    return false;
}

inline const char* media_type_of_file(const source_file& of) noexcept {
    const std::string_view path = of.path;
    if (path.ends_with(".md")) return "text/markdown";
    if (path.ends_with(".py")) return "text/x-python";
    if (path.ends_with(".cpp") || path.ends_with(".hpp")) return "text/x-c++";
    return of.text.find('\0') == std::string::npos ? "text/plain" : "application/octet-stream";
}

inline std::string url_of_source(const call& in, const repository_place& at, const std::string& hash,
                                 const std::string& path) {
    return url_of(in, *at.workspace, *at.repository) + "/src/" + hash + '/' + encoded_path(path);
}

/// A commit as files embed it.
inline json condensed_commit(const call& in, const repository_place& at, const commit_record& of) {
    const std::string full_name = at.workspace->slug + '/' + at.repository->slug;
    return {{"type", "commit"},
            {"hash", of.hash},
            {"links",
             {{"self", link_to(url_of(in, *at.workspace, *at.repository) + "/commit/" + of.hash)},
              {"html", link_to("https://bitbucket.org/" + full_name + "/commits/" + of.hash)}}}};
}

inline json render_directory(const call& in, const source_place& at, const std::string& path) {
    const std::string self = url_of_source(in, at.at, at.commit->hash, path) + (path.empty() ? "" : "/");
    return {{"type", "commit_directory"},
            {"path", path},
            {"commit", condensed_commit(in, at.at, *at.commit)},
            {"links", {{"self", link_to(self)}, {"meta", link_to(self + "?format=meta")}}}};
}

inline json render_file(const call& in, const repository_place& at, const commit_record& commit,
                        const source_file& of) {
    const std::string self = url_of_source(in, at, commit.hash, of.path);
    std::string history = self;
    history.replace(url_of(in, *at.workspace, *at.repository).size(), 5, "/filehistory/");
    json attributes = json::array();
    if (!of.attribute.empty()) attributes.push_back(of.attribute);
    if (of.text.find('\0') != std::string::npos) attributes.push_back("binary");
    return {{"type", "commit_file"},
            {"path", of.path},
            {"escaped_path", of.path},
            {"size", of.text.size()},
            {"mimetype", media_type_of_file(of)},
            {"attributes", std::move(attributes)},
            {"commit", condensed_commit(in, at, commit)},
            {"links",
             {{"self", link_to(self)},
              {"meta", link_to(self + "?format=meta")},
              {"history", link_to(std::move(history))}}}};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
