// SPDX-License-Identifier: MIT
// What the answers about pull requests share: the look-up, what the API sends of one, its commits and
// its checks.
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
    json out = {{"type", "pullrequest"}, {"id", at.of->id}};
    for (const char* each : {"title", "draft"}) out[each] = at.of->members[each];
    out["links"]["self"] = link_to(url_of(in, at));
    out["links"]["html"] = link_to("https://bitbucket.org/" + at.at.workspace->slug + '/' + at.at.repository->slug +
                                   "/pull-requests/" + std::to_string(at.of->id));
    return out;
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

/// How many comments or tasks are neither pending nor removed nor done.
inline std::int64_t count_of(const documents& all) {
    return std::count_if(all.begin(), all.end(), [](const json& each) {
        return !each.value("pending", false) && !each.value("deleted", false) && each.value("state", "") != "RESOLVED";
    });
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
    out["comment_count"] = count_of(of.comments);
    out["task_count"] = count_of(of.tasks);
    for (const char* each : {"title", "description", "reason"})
        out["+rendered"][each] = rendered_text(of.members[each]);
    out["summary"] = out["+rendered"]["description"];
    out["+participants"] = with_accounts(in, of.participants);
    out["+reviewers"] = with_accounts(in, {{"reviewers", of.reviewers()}})["reviewers"];
    return out;
}

inline documents commits_in(const call& in, const pull_request_place& at) {
    documents out;
    for (const commit_record* each : at.at.repository->history.between(at.of->source.hash, at.of->destination.hash))
        out.push_back(full_commit(in, at.at, *each));
    return out;
}

inline documents commits_of(const call& in) {
    return commits_in(in, require_pull_request(in));
}

inline documents statuses_of(const call& in) {
    const pull_request_place at = require_pull_request(in);
    documents out = at.of->statuses;
    for (json& each : out)
        each["links"]["self"] = link_to(url_of(in, *at.at.workspace, *at.at.repository) + "/commit/" +
                                        at.of->source.hash + "/statuses/build/" + each["key"].get<std::string>());
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
