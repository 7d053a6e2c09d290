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

/// How pull requests into a branch are merged: how many approvals that needs, and whether open tasks forbid it.
struct merge_rules {
    std::vector<std::string> strategies = {"merge_commit", "squash", "fast_forward"};
    std::int64_t approvals = 0;
    bool needs_tasks_done = false;
    bool has_queue = false;
};

/// A branch of a repository, which has no name if it was deleted, and its newest commit while the pull request is open.
struct endpoint_record {
    std::string repository, branch, hash = {};
};

/// A merge that goes on in the background, and how often somebody has looked how far it is.
struct merge_job {
    std::string id, user;
    json options = {};
    int looks = 0;
};

struct pull_request_record {
    std::int64_t id = 0;
    endpoint_record source, destination;
    /// The members that the API only stores: title, description, state, draft, queued, author, closed_by, reason, …
    json members = {};
    std::string merge_hash = {};
    /// The activity is the oldest first. Each has the time `at` and what happened; of a comment its number.
    documents participants = {}, comments = {}, tasks = {}, statuses = {}, activity = {};
    /// What merging does besides, once: `555`, `lags` (200, but it is open until somebody looks again), `moves` (409).
    std::string oddity = {};
    /// What a caller asked for with `async`, and what the server does by itself; without an `id` if nothing goes on.
    merge_job task = {}, job = {};

    pull_request_record(std::int64_t number, const std::string& author, const std::string& now) : id(number) {
        members = json::parse(R"({"title": "", "description": "", "state": "OPEN", "draft": false, "queued": false,
                                  "closed_by": null, "close_source_branch": false, "reason": ""})");
        members["author"] = author;
        members["created_on"] = members["updated_on"] = now;
    }

    [[nodiscard]] bool is_open() const { return members.at("state") == "OPEN"; }
    /// The UUIDs of those who are asked for a review.
    [[nodiscard]] std::vector<std::string> reviewers() const {
        std::vector<std::string> out;
        for (const json& each : participants)
            if (each["role"] == "REVIEWER") out.push_back(each["user"]);
        return out;
    }
    /// A user among the participants, who becomes one.
    json& participant(const std::string& user) {
        for (json& each : participants)
            if (each["user"] == user) return each;
        json& made = participants.emplace_back(json::parse(R"({"type": "participant", "role": "PARTICIPANT",
                                                   "approved": false, "state": null, "participated_on": null})"));
        made["user"] = user;
        return made;
    }
    void log(const char* what, json body, const std::string& at) {
        activity.push_back({{"at", at}, {what, std::move(body)}});
    }
    /// Logs what it is like after a change: `{"title": {"old": …, "new": …}}`.
    void log_update(const std::string& user, json changes, const std::string& at) {
        members["updated_on"] = at;
        json update = {{"date", at}, {"author", user}, {"changes", std::move(changes)}, {"reviewers", reviewers()}};
        for (const char* each : {"title", "description", "state", "draft", "reason"}) update[each] = members[each];
        update["source"]["branch"]["name"] = source.branch;
        update["source"]["commit"]["hash"] = source.hash.substr(0, 12);
        update["destination"]["branch"]["name"] = destination.branch;
        update["destination"]["commit"]["hash"] = destination.hash.substr(0, 12);
        log("update", std::move(update), at);
    }
    void close(const char* state, const std::string& user, const std::string& at) {
        members.update({{"state", state}, {"queued", false}, {"closed_by", user}});
        job = {};
        log_update(user, {{"status", {{"old", "OPEN"}, {"new", state}}}}, at);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
