// SPDX-License-Identifier: MIT
// diff_of: which two revisions a diff is of, with names for both, because the API wants
// them the other way round than Git.
#pragma once

#include <initializer_list>
#include <string>

#include "../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// What changes on the way from one revision to another, as `git diff FROM TO` says it. The API wants `TO..FROM` in its
/// paths, and answers the wrong order with an empty diff and 200, so this writes it:
///
///     raw_request<plain_text> diff(http_method::get, "/repositories/{}/{}/diff/{}",
///                                  {"acme", "site", diff_of{.from = "main", .to = "feature/x"}.spec()});
///
/// Revisions are branches, tags or hashes.
struct diff_of {
    /// The revision before.
    std::string from;
    /// The revision after.
    std::string to;

    /// The argument of the path. Empty, which a request refuses, if a revision is empty or holds `..`, which no name of
    /// Git's does.
    [[nodiscard]] std::string spec() const {
        for (const std::string* each : {&from, &to})
            if (each->empty() || each->find("..") != std::string::npos) return {};
        return to + ".." + from;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
