// SPDX-License-Identifier: MIT
// diffstat: what changed in one file of a diff, in numbers.
#pragma once

#include "commit_file.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// What happened to a file. The specification names the first four; the live API knows the others.
enum class diffstat_status {
    added,
    removed,
    modified,
    renamed,
    merge_conflict,
    rename_conflict,
    rename_delete_conflict,
    subrepo_conflict,
    local_deleted,
    remote_deleted
};
template <>
struct enum_names<diffstat_status> {
    static constexpr const char* values[] = {"added",
                                             "removed",
                                             "modified",
                                             "renamed",
                                             "merge conflict",
                                             "rename conflict",
                                             "rename/delete conflict",
                                             "subrepo conflict",
                                             "local deleted",
                                             "remote deleted"};
};

/// The change of one file.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-commits/
struct diffstat {
    std::string type;
    open_enum<diffstat_status> status;
    std::optional<std::int64_t> lines_added;
    std::optional<std::int64_t> lines_removed;
    /// The file before (`old`); empty for an added one.
    boxed<commit_file> old_file;
    /// The file after (`new`); empty for a removed one.
    boxed<commit_file> new_file;

    /// The path after the change, or that of a removed file.
    [[nodiscard]] const std::string& path() const noexcept {
        static const std::string none;
        return new_file ? new_file->path : old_file ? old_file->path : none;
    }
    /// Whether merging stops at this file: what was changed on one side was changed or deleted on the other.
    [[nodiscard]] bool is_conflict() const noexcept {
        return status.str().find("conflict") != std::string::npos || status == diffstat_status::local_deleted ||
               status == diffstat_status::remote_deleted;
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("status", self.status);
        member("lines_added", self.lines_added);
        member("lines_removed", self.lines_removed);
        member("old", self.old_file);
        member("new", self.new_file);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
