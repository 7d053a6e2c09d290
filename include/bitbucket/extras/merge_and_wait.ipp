// SPDX-License-Identifier: MIT
// Defines what merge_and_wait.hpp declares.
#pragma once

#include "../api/pull_requests.hpp"
#include "../detail/calls/ask_until_done.hpp"
#include "merge_and_wait.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// An error after which the merge may happen yet.
inline error with_unclear_outcome(const error& why) {
    error_state state = *why.state();
    state.outcome_unclear = true;
    state.nothing_sent = false;
    return error(finish(std::move(state)));
}

/// Asks how far a merge is, until it is done.
class merge_watch {
public:
    /// The arguments outlive it. `sent` is what errors are named after.
    merge_watch(const client& api, const request_base& sent, pull_requests::get question, const wait_options& options,
                const merge_progress& on_progress)
        : api_(api), sent_(sent), question_(std::move(question)), options_(options), on_progress_(on_progress) {}

    /// `first` is the error of a merge that may happen yet.
    result<merge_outcome> run(merge_outcome so_far, const std::optional<error>& first) {
        outcome_ = std::move(so_far);
        if (!outcome_.is_merged()) {
            const auto ended =
                ask_until_done(clock_of(api_.options().clock), sent_, options_, [this] { return ask(); });
            if (!ended) return is_cut_short(ended.error().kind()) ? with_unclear_outcome(ended.error()) : ended.error();
        }
        if (first && outcome_.now == merge_outcome::stage::going) return *first;
        return std::move(outcome_);
    }

    /// Takes the pull request as the server shows it. Returns that it will not be merged, if it says so.
    std::optional<error> take(pull_request seen) {
        using stage = merge_outcome::stage;
        if (seen.is_merged())
            outcome_.now = stage::merged;
        else if (seen.queued == true)
            outcome_.now = stage::queued;
        else if (outcome_.now == stage::queued)
            outcome_.now = stage::left_queue;
        const bool is_declined = seen.state == pull_request_state::declined;
        const bool is_closed = is_declined || seen.state == pull_request_state::superseded;
        outcome_.pull_request = std::move(seen);
        tell();
        if (!is_closed) return std::nullopt;
        std::string why = is_declined ? "the pull request was declined and not merged"
                                      : "the pull request was superseded by another one and not merged";
        if (!outcome_.pull_request->reason.empty()) why += ": " + outcome_.pull_request->reason;
        return not_sent(work_failed(std::move(why)), sent_);
    }

    merge_outcome& outcome() noexcept { return outcome_; }

private:
    void tell() const {
        if (on_progress_) on_progress_(outcome_);
    }

    // Whether it is merged.
    result<bool> ask() {
        if (!outcome_.task.empty()) {
            heard from_task = ask_task();
            if (from_task.failure) return *std::move(from_task.failure);
            if (!from_task.asks_further) return outcome_.is_merged();
        }
        result<pull_request> seen = api_.try_send(question_, options_.call);
        if (!seen) return with_unclear_outcome(seen.error());
        if (auto failure = take(*std::move(seen))) return *std::move(failure);
        return outcome_.is_merged();
    }

    struct heard {
        std::optional<error> failure;
        /// Whether the pull request has to be asked too.
        bool asks_further = false;
    };
    heard ask_task() {
        using progress = pull_requests::merge::progress;
        link there;
        there.href = outcome_.task;
        result<merge_task> answer = api_.try_follow<merge_task>(there, options_.call);
        if (!answer) return without_task(answer.error());
        const work_state now = progress::state_of(*answer);
        if (now.now == work_state::stage::failed)
            return {not_sent(work_failed(now.message.empty() ? "the merge failed" : now.message), sent_)};
        if (now.now == work_state::stage::going) {
            tell();
            return {};
        }
        outcome_.task.clear();
        if (!answer->merge_result) return {std::nullopt, true};
        std::optional<error> failure = take(progress::value_of(*std::move(answer)));
        return {std::move(failure), !outcome_.is_merged()};
    }
    // A failed merge answers with the status that it would have had. What else goes wrong says nothing about the merge.
    heard without_task(const error& why) {
        switch (why.kind()) {
            case error_kind::bad_request:
            case error_kind::conflict:
            // The caller's, and no word of the server's.
            case error_kind::cancelled:
            case error_kind::deadline_exceeded:
                return {why};
            case error_kind::transport:
            case error_kind::server_error:
            case error_kind::rate_limited:
                return {std::nullopt, true};
            default:
                outcome_.task.clear();
                return {std::nullopt, true};
        }
    }

    const client& api_;
    const request_base& sent_;
    pull_requests::get question_;
    const wait_options& options_;
    const merge_progress& on_progress_;
    merge_outcome outcome_;
};

/// Whether a merge that ended with this error may have happened, or may happen yet.
inline bool may_be_merged(const error& why) noexcept {
    return !is_cut_short(why.kind()) && (why.outcome_unclear() || why.kind() == error_kind::decode);
}

}  // namespace detail

BITBUCKET_INLINE result<merge_outcome> try_merge_and_wait(const client& api, const workspace_ref& workspace,
                                                          const repository_ref& repository,
                                                          const pull_request_ref& number,
                                                          const merge_and_wait_options& options) {
    const merge_options& how = options.merge;
    pull_requests::merge request =
        how.message.is_set() || how.merge_strategy.is_set() || how.close_source_branch.is_set()
            ? pull_requests::merge{workspace, repository, number, how}
            : pull_requests::merge{workspace, repository, number};
    request.async(true);
    if (const std::string problem = detail::find_problem(options.wait); !problem.empty())
        return detail::not_sent(usage_error(problem), request);
    detail::merge_watch watch(api, request, pull_requests::get{workspace, repository, number}, options.wait,
                              options.on_progress);
    result<accepted<pull_request>> answer = api.try_send(request, options.wait.call);
    if (!answer) {
        if (!detail::may_be_merged(answer.error())) return answer.error();
        return watch.run({}, detail::with_unclear_outcome(answer.error()));
    }
    if (answer->is_done()) {
        if (auto failure = watch.take(**std::move(answer))) return *std::move(failure);
        return watch.run(std::move(watch.outcome()), std::nullopt);
    }
    merge_outcome begun;
    begun.task = answer->location();
    if (options.on_progress) options.on_progress(begun);
    return watch.run(std::move(begun), std::nullopt);
}

BITBUCKET_INLINE result<merge_outcome> try_wait_for_merge(const client& api, const workspace_ref& workspace,
                                                          const repository_ref& repository,
                                                          const pull_request_ref& number, merge_outcome so_far,
                                                          const wait_options& options,
                                                          const merge_progress& on_progress) {
    const pull_requests::get question{workspace, repository, number};
    if (const std::string problem = detail::find_problem(options); !problem.empty())
        return detail::not_sent(usage_error(problem), question);
    return detail::merge_watch(api, question, question, options, on_progress).run(std::move(so_far), std::nullopt);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
