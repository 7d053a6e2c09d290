// SPDX-License-Identifier: MIT
// Merges pull requests: at once, in the background, or through a merge queue, with everything that may forbid it.
#pragma once

#include "../../../api/pull_requests.hpp"
#include "../store/file_changes.hpp"
#include "pull_request_place.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// Refuses what the rules of the destination forbid.
inline void require_checks(const pull_request_record& of, const merge_rules& rules) {
    std::int64_t missing = rules.approvals;
    for (const json& each : of.participants) missing -= each["approved"] == true ? 1 : 0;
    if (missing > 0) refuse(400, "1 failed merge check", "More approvals are needed: " + std::to_string(missing));
    for (const json& task : of.tasks)
        if (rules.needs_tasks_done && task["state"] == "UNRESOLVED")
            refuse(400, "1 failed merge check", "There are unresolved tasks.");
    if (of.members["draft"] == true) refuse(400, "A draft cannot be merged.");
}

/// Somebody else's push, right before the merge.
[[noreturn]] inline void move_destination(const call& in, repository_record& to, pull_request_record& of) {
    commit_record made = *to.history.find_branch(of.destination.branch);
    made.parent = std::exchange(made.hash, new_hash(in.state, to));
    made.date = in.state.new_time();
    push(to, of.destination.branch, std::move(made));
    of.oddity.clear();
    refuse(409, "The destination branch has moved. Try again.");
}

/// Merges an open pull request, or throws the refusal: 400 for what forbids it, 409 for a branch that moved.
inline void merge_now(const call& in, const pull_request_place& at, const merge_job& how) {
    repository_record& to = *at.at.repository;
    pull_request_record& of = *at.of;
    const merge_rules rules = rules_of(to, of.destination.branch);
    const std::string strategy = how.options.value("merge_strategy", rules.strategies.front());
    if (std::find(rules.strategies.begin(), rules.strategies.end(), strategy) == rules.strategies.end())
        refuse_value("merge_strategy", strategy + " is not allowed for " + of.destination.branch);
    require_checks(of, rules);
    const commit_record* source = to.history.find(of.source.hash);
    const commit_record* target = to.history.find_branch(of.destination.branch);
    if (source == nullptr || target == nullptr) refuse(400, "A branch of this pull request is gone.");
    if (of.oddity == "moves") move_destination(in, to, of);
    const commit_record* base = to.history.base_of(source->hash, target->hash);
    merged_files result = merge_files(base == nullptr ? source_files() : base->files, target->files, source->files);
    if (!result.conflicts.empty()) refuse(400, "You can't merge until you resolve all merge conflicts.");
    const std::string now = in.state.next_time();
    if (strategy == "fast_forward") {
        if (base != target) refuse(400, "The destination cannot be fast-forwarded.");
        move_branch(to, of.destination.branch, of.source.hash);
    } else {
        const std::string title = "Merged in " + of.source.branch + " (pull request #" + std::to_string(of.id) +
                                  ")\n\n" + of.members["title"].get<std::string>() + '\n';
        push(to, of.destination.branch,
             {new_hash(in.state, to), of.destination.hash, how.options.value("message", title),
              signature_of(*in.state.find_account(how.user)), now, std::move(result.files),
              strategy == "squash" ? "" : of.source.hash});
    }
    of.merge_hash = to.history.branches[of.destination.branch].target;
    const repository_place from = named_repository(in, of.source.repository);
    const bool closes = how.options.value("close_source_branch", of.members["close_source_branch"].get<bool>());
    if (closes && from.repository != nullptr && from.repository->mainbranch != of.source.branch)
        from.repository->history.branches.erase(of.source.branch);
    const std::string user = how.user;
    of.close("MERGED", user, now);
    for (pull_request_record& each : to.pull_requests)
        if (const commit_record* tip = each.is_open() ? to.history.find_branch(each.destination.branch) : nullptr)
            if (to.history.between(each.source.hash, tip->hash).empty()) each.close("SUPERSEDED", user, now);
}

/// Goes on with a merge that a queue or a slow server has taken: a queue needs a second look. What cannot be merged then
/// leaves the queue.
inline void look_at_merge(const call& in, const pull_request_place& at) {
    merge_job& job = at.of->job;
    if (job.id.empty() || ++job.looks < (at.of->members["queued"] == true ? 2 : 1)) return;
    const merge_job how = std::exchange(job, {});
    at.of->members["queued"] = false;
    try {
        merge_now(in, at, how);
    } catch (const refusal&) {
        return;
    }
}

inline answer merge_pull_request(const call& in) {
    const pull_request_place at = require_open(in);
    require_repository_writer(in);
    pull_request_record& of = *at.of;
    const merge_job how{"merge-" + std::to_string(++in.state.made), in.who.account->uuid,
                        in.request.body.empty()
                            ? json::object()
                            : read_body(in, {"type", "message", "merge_strategy", "close_source_branch"})};
    const bool queued = rules_of(*at.at.repository, of.destination.branch).has_queue;
    const bool runs_out_of_time = of.oddity == "555";
    if (!queued && of.oddity != "lags" && !runs_out_of_time && in.value("async") == "true") {
        of.task = how;
        return {202,
                {{"task_status", "PENDING"}, {"task_id", how.id}},
                {{"Location", url_of(in, at) + "/merge/task-status/" + how.id}}};
    }
    if (queued || of.oddity == "lags") {
        of.job = how;
        of.members["queued"] = queued;
        return {queued ? 202 : 200, queued ? json() : whole(render_pull_request(in, at))};
    }
    merge_now(in, at, how);
    if (runs_out_of_time) refuse(555, "The request took too long to be processed.");
    return {200, whole(render_pull_request(in, at))};
}

/// A merge in the background is done when somebody asks the second time. What forbids it is the answer then.
inline answer get_merge_task(const call& in) {
    const pull_request_place at = require_pull_request(in);
    merge_job& job = at.of->task;
    if (job.id.empty() || job.id != in.arguments[3]) refuse_unknown(in.arguments[3]);
    if (job.user != in.who.account->uuid) refuse(403, "Only who began a merge may ask about it.");
    json out = {{"task_status", "PENDING"}, {"task_id", job.id}};
    out["links"]["self"] = link_to(url_of(in, at) + "/merge/task-status/" + job.id);
    if (++job.looks == 1) return {200, out};
    if (at.of->is_open()) merge_now(in, at, job);
    if (at.of->members["state"] != "MERGED") refuse(400, "This pull request is already closed.");
    out["task_status"] = "SUCCESS";
    out["merge_result"] = whole(render_pull_request(in, at));
    return {200, out};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
