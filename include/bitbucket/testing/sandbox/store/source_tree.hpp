// SPDX-License-Identifier: MIT
// What a repository of the sandbox keeps as files: the trees of its commits, its branches, and its downloads.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "../../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

struct source_file {
    std::string path;
    std::string text;
    /// `executable`, `link` or empty.
    std::string attribute = {};

    friend bool operator==(const source_file&, const source_file&) = default;
};

using source_files = std::vector<source_file>;

[[nodiscard]] inline const source_file* find_file(const source_files& files, std::string_view path) noexcept {
    for (const source_file& each : files)
        if (each.path == path) return &each;
    return nullptr;
}

/// A commit with all files of its tree.
struct commit_record {
    std::string hash, parent, message, author, date;
    source_files files = {};
};

/// The commits of a repository, the oldest first, and the newest one of each branch.
struct source_history {
    std::vector<commit_record> commits = {};
    /// Hashes by name.
    std::map<std::string, std::string, std::less<>> branches = {};

    /// By a whole hash; null for any other.
    [[nodiscard]] const commit_record* find(std::string_view hash) const noexcept {
        for (const commit_record& each : commits)
            if (each.hash == hash) return &each;
        return nullptr;
    }
    [[nodiscard]] const commit_record* find_branch(std::string_view name) const noexcept {
        const auto found = branches.find(name);
        return found == branches.end() ? nullptr : find(found->second);
    }
    /// By the name of a branch, or an unambiguous beginning of a hash.
    [[nodiscard]] const commit_record* resolve(std::string_view name) const noexcept {
        if (const commit_record* tip = find_branch(name)) return tip;
        const commit_record* found = nullptr;
        for (const commit_record& each : commits) {
            if (name.size() < 4 || !each.hash.starts_with(name)) continue;
            if (found != nullptr) return nullptr;
            found = &each;
        }
        return found;
    }
};

/// A file among the downloads.
struct download_record {
    std::uint64_t id = 0;
    std::string name, bytes, created_on;
    /// The UUID of the account.
    std::string user;
    std::int64_t downloads = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
