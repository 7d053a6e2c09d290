// SPDX-License-Identifier: MIT
// Hints on failures of pull requests that say less than the server knows: reviewers that it refuses, branches that moved,
// and work that may still happen after a time-out.
#pragma once

#include "../errors/call_record.hpp"
#include "refusal.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

inline bool names_reviewers(const error_state& state) noexcept {
    for (const field_problem& each : state.fields)
        if (each.name == "reviewers") return true;
    return has_words(state.message, "reviewers") || has_words(state.detail, "reviewers") ||
           has_words(state.message, "not a member of this workspace");
}

/// The hint on a failed operation of the family pull_requests; empty if there is none.
BITBUCKET_COLD inline std::string pull_request_hint(const error_state& state, const operation_info& info) {
    constexpr int ran_out_of_time = 555;
    const std::string_view name = info.name;
    const bool takes_reviewers = name == "pull_requests::create" || name == "pull_requests::update";
    if (takes_reviewers && state.status == 400 && names_reviewers(state))
        return "one reviewer who has left the workspace, or who is the author, fails the whole request: leave them "
               "out; "
               "former_members (extras/review.hpp) finds who has left";
    const bool merges = name == "pull_requests::merge";
    if (merges && state.kind == error_kind::conflict)
        return "a branch has moved meanwhile: get the pull request again, look at what is new, and merge it then";
    if ((merges || name == "pull_requests::decline") && state.status == ran_out_of_time)
        return std::string("the server ran out of time and may ") + (merges ? "merge" : "decline") +
               " it yet: look at the state of the pull request before you send this again";
    return {};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
