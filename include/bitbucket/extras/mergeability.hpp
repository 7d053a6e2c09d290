// SPDX-License-Identifier: MIT
// mergeability: whether a pull request may be merged, and if not, why, as far as the API tells. What it does not tell, and
// what could not be read, is part of the answer: nothing here says that a merge will work.
//
//   const mergeability found = check_mergeability(api, "acme", "site", 7);
//   for (const merge_obstacle& each : found.obstacles) std::cout << each.text << '\n';
#pragma once

#include "../client.hpp"
#include "../models/commit_status.hpp"
#include "../models/diffstat.hpp"
#include "../models/pull_request.hpp"
#include "../models/pull_request_task.hpp"
#include "../types/ids.hpp"
#include "comment_threads.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// What keeps, or may keep, a pull request from being merged. Those up to `conflict` forbid it in any case.
enum class merge_obstacle_kind {
    not_open,
    draft,
    /// It waits in a merge queue: merging has begun.
    queued,
    conflict,
    check_failed,
    check_running,
    changes_requested,
    not_approved,
    open_tasks,
    open_threads
};
template <>
struct enum_names<merge_obstacle_kind> {
    static constexpr const char* values[] = {
        "not_open",          "draft",        "queued",     "conflict",    "check_failed", "check_running",
        "changes_requested", "not_approved", "open_tasks", "open_threads"};
};

/// One thing that keeps, or may keep, a pull request from being merged.
struct merge_obstacle {
    /// What it is.
    merge_obstacle_kind kind = merge_obstacle_kind::not_open;
    /// For people, on one line, e.g. `the check build has failed: 3 tests`.
    std::string text;

    /// Whether it forbids every merge. The others do so only where restrictions of the destination branch say it.
    [[nodiscard]] bool is_certain() const noexcept { return kind <= merge_obstacle_kind::conflict; }
};

/// What a check of mergeability looks at, beside the pull request itself.
enum class mergeability_part { reviews, checks, tasks, comments, changed_files, conflicts };
template <>
struct enum_names<mergeability_part> {
    static constexpr const char* values[] = {"reviews", "checks", "tasks", "comments", "changed_files", "conflicts"};
};

/// A part that could not be read, or only its beginning.
struct unread_part {
    /// What could not be read.
    mergeability_part part = mergeability_part::reviews;
    /// The error of its request.
    error why;
};

/// What obstacles and gaps come to.
enum class merge_verdict {
    /// Something forbids it in any case.
    forbidden,
    /// There are obstacles, and restrictions of the branch decide whether they forbid it.
    depends,
    /// Everything was read, and nothing speaks against it. `untold()` still may.
    nothing_found,
    /// Something could not be read, and what was read does not forbid it.
    unknown
};
template <>
struct enum_names<merge_verdict> {
    static constexpr const char* values[] = {"forbidden", "depends", "nothing_found", "unknown"};
};

/// Whether a pull request may be merged.
struct mergeability {
    /// As it was when it was asked.
    bitbucket::pull_request pull_request;
    /// All checks that have reported. This list and those below hold also what is no obstacle; one whose part is in `unread`
    /// is empty, or only a beginning.
    std::vector<commit_status> checks;
    /// All tasks.
    std::vector<pull_request_task> tasks;
    /// All comments, as threads.
    std::vector<comment_thread> threads;
    /// The files that it changes.
    std::vector<diffstat> changed_files;
    /// Those that are certain come first.
    std::vector<merge_obstacle> obstacles;
    /// What could not be read; empty if everything was.
    std::vector<unread_part> unread;

    /// What obstacles and gaps come to.
    [[nodiscard]] merge_verdict verdict() const noexcept;
    /// The error that kept a part from being read whole; null if nothing did.
    [[nodiscard]] const error* why_unread(mergeability_part part) const noexcept;
    /// What is not known, as sentences: always what the API tells nobody, or only an administrator of the repository; and
    /// what is in `unread`.
    [[nodiscard]] std::vector<std::string> untold() const;
};

/// Looks at a pull request, its checks, tasks, comments, changed files and conflicts, all at once: six requests, and more
/// where a list has several pages. Tasks and threads that are `pending` do not count, since only their author sees them.
///
/// Failures: those of `pull_requests::get`. What else cannot be read is in `unread`. `call` is for each request; its
/// deadline covers all of them.
[[nodiscard]] result<mergeability> try_check_mergeability(const client& api, const workspace_ref& workspace,
                                                          const repository_ref& repository,
                                                          const pull_request_ref& number,
                                                          const call_options& call = {});
/// The same, but throws the error.
inline mergeability check_mergeability(const client& api, const workspace_ref& workspace,
                                       const repository_ref& repository, const pull_request_ref& number,
                                       const call_options& call = {}) {
    return try_check_mergeability(api, workspace, repository, number, call).value();
}

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "mergeability.ipp"
#endif
