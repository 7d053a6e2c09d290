// SPDX-License-Identifier: MIT
// wait: asks again and again until work that the server accepted (202) is done. How to ask, when it is done and what
// failed means is declared with the operation, as its `progress`.
#pragma once

#include <concepts>
#include <functional>
#include <string>
#include <utility>

#include "client.hpp"
#include "detail/calls/ask_until_done.hpp"
#include "wait_options.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// An operation that says how to wait for it:
///
///   struct merge : request<merge, path<…>, accepted<pull_request>, …> {
///       struct progress {
///           using answer = merge_task;                                    // what the server answers when asked
///           static work_state state_of(const answer& from);              // what that says
///           static pull_request value_of(answer from);                   // only if it is done
///           static auto ask(const merge& sent, const accepted<pull_request>& work);  // optional: the request that
///       };                                                               // asks; without it `Location` is followed
///   };
template <class Operation>
concept has_progress = operation<Operation> && detail::is_accepted<typename Operation::result_type> &&
                       requires(typename Operation::progress::answer answer) {
                           { Operation::progress::state_of(answer) } -> std::same_as<work_state>;
                           {
                               Operation::progress::value_of(std::move(answer))
                           } -> std::convertible_to<typename Operation::result_type::value_type>;
                       };

namespace detail {

/// Does nothing with an answer.
struct answer_ignored {
    template <class Answer>
    void operator()(const Answer& /*unused*/) const noexcept {}
};

}  // namespace detail

/// Asks until the work is done, and returns the value; or what is still going after `longest`, which can be given to
/// `wait` again. `work` is what sending `sent` returned. `on_progress` is called with each answer that was read (a
/// `progress::answer`), the last one too, on this thread; an exception from it ends the waiting and comes out unchanged.
///
/// Failures: `work_failed` if the server says that the work failed, the `api_error` with which it answers a question,
/// `cancelled` and `deadline_exceeded`, a `decode_error` if nobody said where to ask, a `usage_error` for a place
/// outside the API and for options out of range.
template <const service& Of, has_progress Operation,
          std::invocable<const typename Operation::progress::answer&> OnProgress = detail::answer_ignored>
[[nodiscard]] result<typename Operation::result_type> try_wait(const client_of<Of>& api, const Operation& sent,
                                                               typename Operation::result_type work,
                                                               const wait_options& options = {},
                                                               OnProgress on_progress = {}) {
    using progress = typename Operation::progress;
    using answer = typename progress::answer;
    constexpr bool asks_by_request = requires { progress::ask(sent, work); };
    const auto fail = [&sent](const error& why) { return detail::not_sent(why, sent); };
    if (const std::string problem = detail::find_problem(options); !problem.empty()) return fail(usage_error(problem));
    if (work.is_done()) return work;
    if constexpr (!asks_by_request)
        if (work.location().empty()) return fail(detail::without_location());
    const auto ask = [&]() -> result<bool> {
        result<answer> heard = [&] {
            if constexpr (asks_by_request) {
                return api.try_send(progress::ask(sent, work), options.call);
            } else {
                link there;
                there.href = work.location();
                return api.template try_follow<answer>(there, options.call);
            }
        }();
        if (!heard) return heard.error();
        std::invoke(on_progress, std::as_const(*heard));
        const work_state now = progress::state_of(*heard);
        if (now.now == work_state::stage::failed)
            return fail(
                work_failed(now.message.empty() ? std::string("the server says that the work failed") : now.message));
        if (now.now == work_state::stage::done) work.finish(progress::value_of(std::move(*heard)));
        return work.is_done();
    };
    const auto ended = detail::ask_until_done(detail::clock_of(api.options().clock), sent, options, ask);
    if (!ended) return ended.error();
    return work;
}

/// The same, but throws the error.
template <const service& Of, has_progress Operation,
          std::invocable<const typename Operation::progress::answer&> OnProgress = detail::answer_ignored>
typename Operation::result_type wait(const client_of<Of>& api, const Operation& sent,
                                     typename Operation::result_type work, const wait_options& options = {},
                                     OnProgress on_progress = {}) {
    return try_wait(api, sent, std::move(work), options, std::move(on_progress)).value();
}

/// Sends a request and waits for its work.
template <const service& Of, has_progress Operation,
          std::invocable<const typename Operation::progress::answer&> OnProgress = detail::answer_ignored>
[[nodiscard]] result<typename Operation::result_type> try_send_and_wait(const client_of<Of>& api,
                                                                        const Operation& request,
                                                                        const wait_options& options = {},
                                                                        OnProgress on_progress = {}) {
    result<typename Operation::result_type> begun = api.try_send(request, options.call);
    if (!begun) return begun;
    return try_wait(api, request, std::move(*begun), options, std::move(on_progress));
}

/// The same, but throws the error.
template <const service& Of, has_progress Operation,
          std::invocable<const typename Operation::progress::answer&> OnProgress = detail::answer_ignored>
typename Operation::result_type send_and_wait(const client_of<Of>& api, const Operation& request,
                                              const wait_options& options = {}, OnProgress on_progress = {}) {
    return try_send_and_wait(api, request, options, std::move(on_progress)).value();
}

}  // namespace bitbucket::inline BITBUCKET_ABI
