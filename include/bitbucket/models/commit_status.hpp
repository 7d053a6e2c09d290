// SPDX-License-Identifier: MIT
// commit_status: what a build or another check says of a commit.
#pragma once

#include "repository.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How a check stands.
enum class commit_status_state { successful, failed, in_progress, stopped };
template <>
struct enum_names<commit_status_state> {
    static constexpr const char* values[] = {"SUCCESSFUL", "FAILED", "INPROGRESS", "STOPPED"};
};

/// The status of a check of a commit, such as a build.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-commit-statuses/
struct commit_status {
    std::string type;
    /// Identifies the check, within the commit and together with `refname`.
    std::string key;
    std::string name;
    std::string description;
    open_enum<commit_status_state> state;
    /// Where a person reads more.
    std::string url;
    /// The branch or tag that it was made for.
    std::string refname;
    std::optional<timestamp> created_on;
    std::optional<timestamp> updated_on;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("key", self.key);
        member("name", self.name);
        member("description", self.description);
        member("state", self.state);
        member("url", self.url);
        member("refname", self.refname);
        member("created_on", self.created_on);
        member("updated_on", self.updated_on);
        member("links", self.links);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
