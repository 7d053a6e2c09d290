// SPDX-License-Identifier: MIT
// download_artifact: a file that a repository offers beside its source, such as a release.
#pragma once

#include "account.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A file among the downloads of a repository. The specification has no schema for it; the members are those that the
/// server is seen to send.
/// https://developer.atlassian.com/cloud/bitbucket/rest/api-group-downloads/
struct download_artifact {
    std::string type;
    /// Names it in paths.
    std::string name;
    /// In bytes.
    std::optional<std::int64_t> size;
    /// How often it was downloaded.
    std::optional<std::int64_t> downloads;
    /// Who uploaded it.
    std::optional<account> user;
    std::optional<timestamp> created_on;
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("name", self.name);
        member("size", self.size);
        member("downloads", self.downloads);
        member("user", self.user);
        member("created_on", self.created_on);
        member("links", self.links);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
