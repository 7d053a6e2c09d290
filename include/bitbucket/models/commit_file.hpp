// SPDX-License-Identifier: MIT
// Files and directories at a commit, and what the server says of a commit that it has made.
#pragma once

#include "repository.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// An entry of a directory at a commit: a file or another directory; or a file that a search or a history found.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-source/
struct commit_file {
    /// `commit_file` or `commit_directory`.
    std::string type;
    /// From the root of the repository, without a slash in front.
    std::string path;
    /// The path as a diff writes it.
    std::string escaped_path;
    /// `link`, `executable`, `subrepository`, `binary`, `lfs`. The live API sends a list; the specification says a
    /// text.
    std::vector<std::string> attributes;
    /// In bytes; directories have none.
    std::optional<std::int64_t> size;
    /// E.g. `text/x-c++`; empty where the server does not know.
    std::string mimetype;
    /// In a listing the commit that was asked for, in a history the one that changed the file.
    boxed<bitbucket::commit> commit;
    bitbucket::links links;

    /// Whether it is a directory.
    [[nodiscard]] bool is_directory() const noexcept { return type == "commit_directory"; }
    /// Whether it has an attribute, e.g. `executable`.
    [[nodiscard]] bool has(std::string_view attribute) const noexcept {
        for (const std::string& each : attributes)
            if (each == attribute) return true;
        return false;
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("path", self.path);
        member("escaped_path", self.escaped_path);
        member("attributes", self.attributes);
        member("size", self.size);
        member("mimetype", self.mimetype);
        member("commit", self.commit);
        member("links", self.links);
    }
};

/// A commit that the server has made. It answers without a body, so that this is all it says.
struct created_commit {
    /// The whole hash; empty if the server did not name the commit.
    std::string hash;
    /// The URL of the commit as it stood in `Location`.
    std::string location;

    friend bool operator==(const created_commit&, const created_commit&) = default;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
