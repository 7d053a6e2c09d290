// SPDX-License-Identifier: MIT
// What a repository of the sandbox keeps as pull requests. What the API only stores and gives back, such as comments, is
// kept as JSON, in which accounts are UUIDs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "../../../detail/json/nlohmann_reader.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

using json = nlohmann::json;
using documents = std::vector<json>;

/// How pull requests into a branch are merged.
struct merge_rules {
    std::vector<std::string> strategies = {"merge_commit", "squash", "fast_forward"};
    /// How many approvals a merge needs.
    std::int64_t approvals = 0;
    /// Whether open tasks forbid it.
    bool needs_tasks_done = false;
    bool has_queue = false;
};

/// What merging a pull request does instead of what it should.
enum class merge_oddity {
    none,
    /// 555, but it is merged.
    times_out,
    /// 200, but it is open until somebody looks again.
    lags,
    /// The destination moves, which is 409 once.
    moves
};

struct endpoint_record {
    /// The full name of the repository; empty if it was deleted.
    std::string repository, branch;
    /// While the pull request is open, that of the branch's newest commit.
    std::string hash = {};
};

/// A merge that goes on in the background.
struct merge_job {
    std::string id, user;
    json options = {};
    /// How often somebody has looked how far it is.
    int looks = 0;
};

struct pull_request_record {
    std::int64_t id = 0;
    endpoint_record source, destination;
    /// The members that the API only stores: title, description, state, draft, queued, author, closed_by, reason, …
    json members = {};
    std::string merge_hash = {};
    documents participants = {};
    documents comments = {};
    documents tasks = {};
    documents statuses = {};
    /// The oldest first. Each has the time `at` and what happened; of a comment its number.
    documents activity = {};
    merge_oddity oddity = merge_oddity::none;
    /// What a caller asked for with `async`, and what the server does by itself; without an `id` if nothing goes on.
    merge_job task = {}, job = {};

    [[nodiscard]] bool is_open() const { return members.at("state") == "OPEN"; }
};

/// One that an account has just opened.
inline pull_request_record new_pull_request(std::int64_t id, const std::string& author, const std::string& now) {
    pull_request_record out{id, {}, {}};
    out.members = {{"title", ""},          {"description", ""},
                   {"state", "OPEN"},      {"draft", false},
                   {"queued", false},      {"author", author},
                   {"created_on", now},    {"updated_on", now},
                   {"closed_by", nullptr}, {"close_source_branch", false},
                   {"reason", ""}};
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
