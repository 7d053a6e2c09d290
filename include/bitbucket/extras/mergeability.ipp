// SPDX-License-Identifier: MIT
// Defines what mergeability.hpp declares.
#pragma once

#include <algorithm>
#include <iterator>

#include "../api/pull_request_comments.hpp"
#include "../api/pull_request_tasks.hpp"
#include "../api/pull_requests.hpp"
#include "../detail/json/reading.hpp"
#include "../send_all.hpp"
#include "mergeability.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// Looks for obstacles to one merge.
class mergeability_check {
    using get = pull_requests::get;
    using list_statuses = pull_requests::list_statuses;
    using list_tasks = pull_request_tasks::list;
    using list_comments = pull_request_comments::list;
    using get_diffstat = pull_requests::get_diffstat;
    using get_conflicts = pull_requests::get_conflicts;
    using question = std::variant<get, list_statuses, list_tasks, list_comments, get_diffstat, get_conflicts>;
    using kind = merge_obstacle_kind;
    using part = mergeability_part;

public:
    mergeability_check(const client& api, const workspace_ref& workspace, const repository_ref& repository,
                       const pull_request_ref& number, const call_options& call)
        : api_(api),
          call_(call),
          get_{workspace, repository, number},
          statuses_(list_statuses{workspace, repository, number}.pagelen(100)),
          tasks_(list_tasks{workspace, repository, number}.pagelen(100)),
          comments_(list_comments{workspace, repository, number}.pagelen(100)),
          diffstat_{workspace, repository, number},
          conflicts_{workspace, repository, number} {}

    result<mergeability> run() {
        const std::vector<question> all{get_, statuses_, tasks_, comments_, diffstat_, conflicts_};
        send_all_options options;
        options.call = call_;
        for (auto& answer : api_.send_all(all, std::move(options))) {
            // In the order of `all`: the pull request comes first.
            const std::size_t place = answer.place();
            if (!answer && place == 0) return answer.error();
            if (!answer)
                found_.unread.push_back({read_by(place), answer.error()});
            else if (auto failure = std::visit([this](auto& value) { return take(value); }, *answer))
                found_.unread.push_back({read_by(place), *std::move(failure)});
        }
        note_checks();
        note_files();
        note_tasks();
        note_threads();
        return std::move(found_);
    }

private:
    static part read_by(std::size_t place) noexcept {
        constexpr part parts[] = {part::reviews,  part::checks,        part::tasks,
                                  part::comments, part::changed_files, part::conflicts};
        return parts[place];
    }

    /// The error of a success that does not say what it should.
    static error unreadable(std::string message, const request_base& request) {
        error_state state;
        state.kind = error_kind::decode;
        state.status = 200;
        state.message = std::move(message);
        return not_sent(error(finish(std::move(state))), request);
    }

    void note(kind what, std::string text) { found_.obstacles.push_back({what, std::move(text)}); }

    /// Moves the items of a page and of those behind it. Returns why they ended early.
    template <class Operation, class Item>
    std::optional<error> read(const Operation& request, page<Item>& first, std::vector<Item>& all) {
        all = std::move(first.values);
        if (first.next.empty()) return std::nullopt;
        walk_options walk;
        walk.from = first.next_link();
        walk.call = call_;
        for (auto& some : api_.try_pages(request, std::move(walk))) {
            if (!some) return some.error();
            std::move(some->values.begin(), some->values.end(), std::back_inserter(all));
        }
        return std::nullopt;
    }

    std::optional<error> take(pull_request& one) {
        found_.pull_request = std::move(one);
        const pull_request& now = found_.pull_request;
        if (!now.is_open())
            note(kind::not_open, now.state.empty() ? "the server does not say that it is open"
                                                   : "it is not open: its state is " + one_line(now.state.str()));
        if (now.draft == true) note(kind::draft, "it is a draft");
        if (now.queued == true) note(kind::queued, "it waits in a merge queue, so merging has begun");
        if (!now.participants) {
            found_.unread.push_back({part::reviews, unreadable("the pull request has no participants", get_)});
            return std::nullopt;
        }
        bool is_approved = false;
        for (const participant& each : *now.participants) {
            is_approved = is_approved || each.approved == true || each.state == "approved";
            if (each.state != "changes_requested") continue;
            const bool has_name = each.user && !each.user->display_name.empty();
            note(kind::changes_requested,
                 (has_name ? one_line(each.user->display_name) : std::string("somebody")) + " has asked for changes");
        }
        if (!is_approved) note(kind::not_approved, "nobody has approved it");
        return std::nullopt;
    }

    std::optional<error> take(page<commit_status>& first) { return read(statuses_, first, found_.checks); }
    std::optional<error> take(page<pull_request_task>& first) { return read(tasks_, first, found_.tasks); }
    std::optional<error> take(page<pull_request_comment>& first) {
        std::vector<pull_request_comment> all;
        auto failure = read(comments_, first, all);
        found_.threads = comment_threads(std::move(all));
        return failure;
    }
    std::optional<error> take(page<diffstat>& first) { return read(diffstat_, first, found_.changed_files); }

    // Nobody has documented its members. What is a list, or a page of one, can be counted.
    std::optional<error> take(const json_text& list) {
        page<json_text> found;
        const std::string text = list.str().starts_with('[') ? R"({"values":)" + list.str() + '}' : list.str();
        if (!decode_json(text, descriptor<page<json_text>>, &found, 128)) {
            listed_conflicts_ = found.values.size();
            return std::nullopt;
        }
        return unreadable("the conflicts came in a form that is not known", conflicts_);
    }

    static std::string count(std::size_t number, const char* one, const char* several) {
        return std::to_string(number) + ' ' + (number == 1 ? one : several);
    }

    void note_checks() {
        for (const commit_status& one : found_.checks) {
            if (one.state == commit_status_state::successful) continue;
            std::string words = "the check " + one_line(one.name.empty() ? one.key : one.name);
            if (one.state == commit_status_state::in_progress)
                words += " is still running";
            else if (one.state == commit_status_state::failed)
                words += " has failed";
            else if (one.state == commit_status_state::stopped)
                words += " was stopped";
            else
                words += " says " + one_line(one.state.str());
            if (!one.description.empty()) words += ": " + one_line(one.description);
            note(one.state == commit_status_state::in_progress ? kind::check_running : kind::check_failed,
                 std::move(words));
        }
    }
    void note_files() {
        constexpr std::size_t most_named = 3;
        std::size_t in_diffstat = 0;
        std::string names;
        for (const diffstat& one : found_.changed_files)
            if (one.is_conflict() && in_diffstat++ < most_named)
                names += (names.empty() ? "" : ", ") + one_line(one.path());
        const std::size_t number = (std::max)(listed_conflicts_, in_diffstat);
        if (number == 0) return;
        std::string text = count(number, "file conflicts", "files conflict") + " with the destination";
        if (!names.empty()) text += ": " + names;
        // Behind those that were certain before.
        const auto behind = std::find_if(found_.obstacles.begin(), found_.obstacles.end(),
                                         [](const merge_obstacle& one) { return !one.is_certain(); });
        found_.obstacles.insert(behind, {kind::conflict, std::move(text)});
    }
    void note_tasks() {
        std::size_t open = 0;
        for (const pull_request_task& one : found_.tasks)
            if (!one.is_resolved() && one.pending != true) ++open;
        // Where they cannot be listed, the pull request has their number.
        const auto counted = found_.pull_request.task_count.value_or(0);
        if (found_.why_unread(part::tasks) != nullptr && counted > 0)
            open = (std::max)(open, static_cast<std::size_t>(counted));
        if (open > 0) note(kind::open_tasks, count(open, "task is open", "tasks are open"));
    }
    void note_threads() {
        std::size_t open = 0;
        for (const comment_thread& each : found_.threads)
            if (!each.is_resolved() && each.first.pending != true) ++open;
        if (open > 0) note(kind::open_threads, count(open, "thread is not resolved", "threads are not resolved"));
    }

    const client& api_;
    const call_options& call_;
    get get_;
    list_statuses statuses_;
    list_tasks tasks_;
    list_comments comments_;
    get_diffstat diffstat_;
    get_conflicts conflicts_;

    mergeability found_;
    std::size_t listed_conflicts_ = 0;
};

}  // namespace detail

BITBUCKET_INLINE merge_verdict mergeability::verdict() const noexcept {
    for (const merge_obstacle& each : obstacles)
        if (each.is_certain()) return merge_verdict::forbidden;
    if (!unread.empty()) return merge_verdict::unknown;
    return obstacles.empty() ? merge_verdict::nothing_found : merge_verdict::depends;
}

BITBUCKET_INLINE const error* mergeability::why_unread(mergeability_part part) const noexcept {
    for (const unread_part& each : unread)
        if (each.part == part) return &each.why;
    return nullptr;
}

BITBUCKET_INLINE std::vector<std::string> mergeability::untold() const {
    std::vector<std::string> out{
        "what the restrictions of the destination branch require (approvals, checks, tasks, threads), and whom they "
        "let "
        "merge: only administrators of the repository can read them",
        "whether a required check has not reported yet: the API lists only those that have",
        "what merge checks of installed apps say"};
    for (const unread_part& each : unread)
        out.push_back(std::string("the ") +
                      (each.part == mergeability_part::changed_files ? "changed files" : to_string(each.part)) +
                      " could not be read: " + detail::one_line(each.why.what()));
    return out;
}

BITBUCKET_INLINE result<mergeability> try_check_mergeability(const client& api, const workspace_ref& workspace,
                                                             const repository_ref& repository,
                                                             const pull_request_ref& number, const call_options& call) {
    return detail::mergeability_check(api, workspace, repository, number, call).run();
}

}  // namespace bitbucket::inline BITBUCKET_ABI
