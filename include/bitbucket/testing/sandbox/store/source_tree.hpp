// SPDX-License-Identifier: MIT
// What a repository of the sandbox keeps as files: the trees of its commits, its branches and tags, and its downloads.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "../../../detail/text/ascii.hpp"

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
    /// The second parent of a merge commit.
    std::string merged = {};
};

/// A branch or tag: the hash of its commit, and of an annotated tag the rest.
struct ref_record {
    std::string target, message = {}, tagger = {}, date = {};
};
/// By name.
using ref_map = std::map<std::string, ref_record, std::less<>>;

/// The commits of a repository, the oldest first, the newest one of each branch, and the tags.
struct source_history {
    std::vector<commit_record> commits = {};
    ref_map branches = {}, tags = {};

    /// By a whole hash; null for any other.
    [[nodiscard]] const commit_record* find(std::string_view hash) const noexcept {
        for (const commit_record& each : commits)
            if (each.hash == hash) return &each;
        return nullptr;
    }
    [[nodiscard]] const commit_record* find_branch(std::string_view name) const noexcept {
        const auto found = branches.find(name);
        return found == branches.end() ? nullptr : find(found->second.target);
    }
    /// By the name of a branch, or an unambiguous beginning of a hash in upper or lower case.
    [[nodiscard]] const commit_record* resolve(std::string_view name) const noexcept {
        if (const commit_record* tip = find_branch(name)) return tip;
        const commit_record* found = nullptr;
        for (const commit_record& each : commits) {
            if (name.size() < 4 || !bitbucket::detail::starts_with_ignoring_case(each.hash, name)) continue;
            if (found != nullptr) return nullptr;
            found = &each;
        }
        return found;
    }
    /// The hashes of a commit and of all before it.
    [[nodiscard]] std::set<std::string, std::less<>> reach_of(std::string_view hash) const {
        std::set<std::string, std::less<>> out;
        for (std::vector<std::string> left{std::string(hash)}; !left.empty();) {
            const commit_record* each = find(left.back());
            left.pop_back();
            if (each != nullptr && out.insert(each->hash).second) left.insert(left.end(), {each->parent, each->merged});
        }
        return out;
    }
    /// The commits that lead to one commit and not to the other, the newest first.
    [[nodiscard]] std::vector<const commit_record*> between(std::string_view to, std::string_view from) const {
        const auto wanted = reach_of(to);
        const auto known = reach_of(from);
        std::vector<const commit_record*> out;
        for (std::size_t i = commits.size(); i > 0; --i)
            if (wanted.contains(commits[i - 1].hash) && !known.contains(commits[i - 1].hash))
                out.push_back(&commits[i - 1]);
        return out;
    }
    /// The newest commit that leads to both; null if the two have nothing in common.
    [[nodiscard]] const commit_record* base_of(std::string_view one, std::string_view other) const {
        const auto first = reach_of(one);
        const auto second = reach_of(other);
        for (std::size_t i = commits.size(); i > 0; --i)
            if (first.contains(commits[i - 1].hash) && second.contains(commits[i - 1].hash)) return &commits[i - 1];
        return nullptr;
    }
    /// Takes over a commit of another repository, and all before it.
    void adopt(const source_history& from, std::string_view hash) {
        const auto wanted = from.reach_of(hash);
        for (const commit_record& each : from.commits)
            if (wanted.contains(each.hash) && find(each.hash) == nullptr) commits.push_back(each);
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
