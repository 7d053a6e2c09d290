// SPDX-License-Identifier: MIT
// What the answers about pull requests share: look-up, what the API sends of one, participants, and the activity log.
#pragma once

#include "refs.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A pull request and the repository that it goes to.
struct pull_request_place {
    repository_place at;
    pull_request_record* of = nullptr;
};

/// The repository with a full name, which may be empty.
inline repository_place named_repository(const call& in, const std::string& full_name) {
    const auto slash = full_name.find('/');
    if (slash == std::string::npos) return {};
    return find_repository(in, full_name.substr(0, slash), full_name.substr(slash + 1));
}

/// Brings an open pull request up to date with its branches. The commits of a fork are copied, as Git fetches them.
inline void follow_branches(const call& in, repository_record& to, pull_request_record& of) {
    if (!of.is_open()) return;
    const repository_place from = named_repository(in, of.source.repository);
    const commit_record* tip =
        from.repository == nullptr ? nullptr : from.repository->history.find_branch(of.source.branch);
    if (tip != nullptr) {
        of.source.hash = tip->hash;
        if (from.repository != &to) to.history.adopt(from.repository->history, of.source.hash);
    }
    if (const commit_record* target = to.history.find_branch(of.destination.branch)) of.destination.hash = target->hash;
}

/// The pull request that the arguments name; 404 if there is none.
inline pull_request_place require_pull_request(const call& in) {
    const repository_place at = require_repository(in);
    for (pull_request_record& each : at.repository->pull_requests)
        if (std::to_string(each.id) == in.arguments[2]) {
            follow_branches(in, *at.repository, each);
            return {at, &each};
        }
    refuse(404, "Pull request " + in.arguments[2] + " not found");
}

/// The same; 400 unless it is open.
inline pull_request_place require_open(const call& in) {
    const pull_request_place at = require_pull_request(in);
    if (!at.of->is_open()) refuse(400, "This pull request is already closed.");
    return at;
}

/// The same; 403 unless the caller opened it, or may write to the repository.
inline pull_request_place require_own_open(const call& in) {
    const pull_request_place at = require_open(in);
    if (at.of->members["author"] != in.who.account->uuid) require_repository_writer(in);
    return at;
}

inline std::string url_of(const call& in, const pull_request_place& at) {
    return url_of(in, *at.at.workspace, *at.at.repository) + "/pullrequests/" + std::to_string(at.of->id);
}

/// A pull request as comments and activity embed it.
inline json condensed_pull_request(const call& in, const pull_request_place& at) {
    const std::string html = "https://bitbucket.org/" + at.at.workspace->slug + '/' + at.at.repository->slug;
    return {
        {"type", "pullrequest"},
        {"id", at.of->id},
        {"title", at.of->members["title"]},
        {"draft", at.of->members["draft"]},
        {"links",
         {{"self", link_to(url_of(in, at))}, {"html", link_to(html + "/pull-requests/" + std::to_string(at.of->id))}}}};
}

inline json render_endpoint(const call& in, const pull_request_place& at, const endpoint_record& of) {
    json out = {{"branch", {{"name", of.branch}}}, {"commit", nullptr}, {"repository", nullptr}};
    if (const commit_record* commit = at.at.repository->history.find(of.hash)) {
        out["commit"] = condensed_commit(in, at.at, *commit);
        out["commit"]["hash"] = of.hash.substr(0, 12);
    }
    const repository_place where = named_repository(in, of.repository);
    if (where.repository != nullptr) out["repository"] = condensed_repository(in, *where.workspace, *where.repository);
    return out;
}

/// The UUIDs of those who are asked for a review.
inline std::vector<std::string> reviewers_of(const pull_request_record& of) {
    std::vector<std::string> out;
    for (const json& each : of.participants)
        if (each["role"] == "REVIEWER") out.push_back(each["user"]);
    return out;
}

/// Whether everybody who reads the pull request sees a comment or a task.
inline bool is_shown(const json& of) {
    return !of.value("pending", false) && !of.value("deleted", false);
}

inline json render_pull_request(const call& in, const pull_request_place& at) {
    const pull_request_record& of = *at.of;
    json out = with_accounts(in, of.members);
    out.update(condensed_pull_request(in, at));
    for (const char* each : {"diff", "diffstat", "commits", "comments", "activity", "statuses", "approve", "merge"})
        out["links"][each] = link_to(url_of(in, at) + '/' + each);
    out["source"] = render_endpoint(in, at, of.source);
    out["destination"] = render_endpoint(in, at, of.destination);
    const merge_rules rules = rules_of(*at.at.repository, of.destination.branch);
    out["destination"]["branch"]["merge_strategies"] = rules.strategies;
    out["destination"]["branch"]["default_merge_strategy"] = rules.strategies.front();
    const commit_record* merged = at.at.repository->history.find(of.merge_hash);
    out["merge_commit"] = merged == nullptr ? json() : condensed_commit(in, at.at, *merged);
    out["comment_count"] = std::count_if(of.comments.begin(), of.comments.end(), is_shown);
    out["task_count"] =
        std::count_if(of.tasks.begin(), of.tasks.end(), [](const json& task) { return task["state"] == "UNRESOLVED"; });
    out["summary"] = rendered_text(of.members["description"]);
    out["+rendered"] = {{"title", rendered_text(of.members["title"])},
                        {"description", out["summary"]},
                        {"reason", rendered_text(of.members["reason"])}};
    out["+participants"] = with_accounts(in, of.participants);
    out["+reviewers"] = with_accounts(in, {{"reviewers", reviewers_of(of)}})["reviewers"];
    return out;
}

/// A user among the participants, who becomes one.
inline json& participant_of(pull_request_record& of, const std::string& user) {
    for (json& each : of.participants)
        if (each["user"] == user) return each;
    return of.participants.emplace_back(json{{"type", "participant"},
                                             {"user", user},
                                             {"role", "PARTICIPANT"},
                                             {"approved", false},
                                             {"state", nullptr},
                                             {"participated_on", nullptr}});
}

inline void log_activity(pull_request_record& of, const char* what, json body, const std::string& at) {
    of.activity.push_back({{"at", at}, {what, std::move(body)}});
}

/// Logs what a pull request is like after a change: `{"title": {"old": …, "new": …}}`.
inline void log_update(pull_request_record& of, const std::string& user, json changes, const std::string& at) {
    of.members["updated_on"] = at;
    json update = {{"date", at}, {"author", user}, {"changes", std::move(changes)}, {"reviewers", reviewers_of(of)}};
    for (const char* each : {"title", "description", "state", "draft", "reason"}) update[each] = of.members[each];
    const auto short_of = [](const endpoint_record& end) -> json {
        return {{"branch", {{"name", end.branch}}}, {"commit", {{"type", "commit"}, {"hash", end.hash.substr(0, 12)}}}};
    };
    update["source"] = short_of(of.source);
    update["destination"] = short_of(of.destination);
    log_activity(of, "update", std::move(update), at);
}

/// Sets the state of one that is open, and who did it.
inline void close(pull_request_record& of, const char* state, const std::string& user, const std::string& at) {
    of.members.update({{"state", state}, {"queued", false}, {"closed_by", user}});
    of.job = {};
    log_update(of, user, {{"status", {{"old", "OPEN"}, {"new", state}}}}, at);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
