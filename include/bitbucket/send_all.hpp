// SPDX-License-Identifier: MIT
// send_all, opt-in: many requests at once on one thread.
//
//   std::vector<repositories::get> wanted = …;
//   for (auto& found : api.send_all(wanted, {.concurrency = 8}))
//       if (found) use(*found);
//       else report(wanted[found.place()], found.error());
#pragma once

#include <deque>
#include <variant>

#include "client.hpp"
#include "detail/calls/many_calls.hpp"
#include "detail/calls/outcome_range.hpp"
#include "detail/requests/request_source.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// What a request of a range becomes: its operation's result, or for a `std::variant` of operations the variant of theirs,
/// in the same order, with `std::monostate` for those that return nothing.
template <class Request>
struct outcome_of;

template <operation Operation>
struct outcome_of<Operation> {
    using type = typename Operation::result_type;
};

template <operation... Operations>
struct outcome_of<std::variant<Operations...>> {
    template <class T>
    using value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
    using type = std::variant<value<typename Operations::result_type>...>;
};

template <class Request>
concept sendable_at_once = requires { typename outcome_of<Request>::type; };

/// One request that is under way or whose outcome waits.
template <class T>
struct request_slot {
    std::size_t place;
    begun_call call;
    result<T> (*finish)(begun_call& call);
};

/// Decodes the reply of an operation into alternative `Index` of `T`, or into `T` itself.
template <class Operation, class T, std::size_t Index>
result<T> finish_call(begun_call& call) {
    using value_type = typename Operation::result_type;
    if constexpr (std::is_void_v<value_type>) {
        if (auto failure = call.finish({})) return *std::move(failure);
        if constexpr (std::is_void_v<T>)
            return {};
        else
            return T(std::in_place_index<Index>);
    } else {
        value_type value = {};
        if (auto failure = call.finish(target_of(&value))) return *std::move(failure);
        if constexpr (std::is_same_v<T, value_type>)
            return value;
        else
            return T(std::in_place_index<Index>, std::move(value));
    }
}

/// What a `response_range` is made of.
template <const service& Of, class Range>
class send_all_state : public outcome_state<send_all_state<Of, Range>, typename outcome_of<request_of<Range>>::type> {
    using result_type = typename outcome_of<request_of<Range>>::type;

public:
    // NOLINTNEXTLINE(cppcoreguidelines-rvalue-reference-param-not-moved): forwarded, for it may be an lvalue
    send_all_state(std::shared_ptr<const client_core> core, Range&& requests, send_all_options options)
        : core_(std::move(core)), source_(std::forward<Range>(requests)), options_(std::move(options)) {
        call_options& call = options_.call;
        if (options_.deadline.when() < call.deadline.when()) call.deadline = options_.deadline;
        call.cancel = cancel_token::either(options_.cancel, call.cancel);
    }

    /// Finds the next outcome.
    void find() {
        if (group_ == nullptr) begin();
        for (fill(); !slots_.empty(); fill()) {
            auto next = slots_.begin();
            if (options_.order == outcome_order::completion)
                while (next != slots_.end() && !next->call.is_done()) ++next;
            if (next == slots_.end() || !next->call.is_done()) {
                wait_for_any(*group_);
                continue;
            }
            request_slot<result_type> slot = std::move(*next);
            slots_.erase(next);
            this->found_.emplace(slot.place, slot.finish(slot.call));
            return;
        }
    }

private:
    void begin() {
        const std::string problem = find_concurrency_problem("send_all_options::concurrency", options_.concurrency);
        if (!problem.empty()) throw usage_error(problem);
        group_ = make_group(*core_);
        if (!is_concurrent(*group_)) options_.concurrency = 1;
    }

    // As many under way as may be, while the outcomes that wait are no more than that.
    void fill() {
        std::size_t running = 0;
        for (const request_slot<result_type>& each : slots_) running += each.call.is_done() ? 0U : 1U;
        // Without a loop a call is done as soon as it has begun, and the next one can wait. So can the question whether
        // there is a next one: a range may go by the outcomes so far.
        const std::size_t room = options_.concurrency == 1 ? 1 : 2 * options_.concurrency;
        while (running < options_.concurrency && slots_.size() < room && !source_.at_end()) {
            start(source_.current());
            source_.step();
            running += slots_.back().call.is_done() ? 0U : 1U;
        }
    }

    template <operation Operation>
    void start(const Operation& request) {
        static_assert(service_check<Operation, Of>::is_done);
        add<Operation, 0>(request);
    }
    template <operation... Operations>
    void start(const std::variant<Operations...>& request) {
        static_assert((service_check<Operations, Of>::is_done && ...));
        start_kind(request, std::index_sequence_for<Operations...>());
    }
    template <class Variant, std::size_t... Index>
    void start_kind(const Variant& request, std::index_sequence<Index...>) {
        const std::size_t kind = request.index();
        static_cast<void>(((kind == Index &&
                            (add<std::variant_alternative_t<Index, Variant>, Index>(std::get<Index>(request)), true)) ||
                           ...));
    }
    template <class Operation, std::size_t Index>
    void add(const Operation& request) {
        slots_.push_back({source_.place(), begun_call(core_, group_, request, options_.call),
                          &finish_call<Operation, result_type, Index>});
    }

    std::shared_ptr<const client_core> core_;
    request_source<Range> source_;
    send_all_options options_;
    std::shared_ptr<call_group> group_;
    std::deque<request_slot<result_type>> slots_;
};

}  // namespace detail

/// The outcomes of many requests, as a lazy input range. Made by `client::send_all`. It can be moved, not copied, and may
/// outlive the client, but not a range of requests that is not its own. Its end gives up what is still under way.
template <const service& Of, class Requests>
class response_range : public detail::outcome_range<detail::send_all_state<Of, Requests>> {
    using state = detail::send_all_state<Of, Requests>;

public:
    // NOLINTNEXTLINE(cppcoreguidelines-rvalue-reference-param-not-moved): forwarded, for it may be an lvalue
    response_range(std::shared_ptr<const detail::client_core> core, Requests&& requests, send_all_options options)
        : detail::outcome_range<state>(
              std::make_unique<state>(std::move(core), std::forward<Requests>(requests), std::move(options))) {}
};

namespace detail {

template <std::ranges::input_range Requests>
struct send_all_header<Requests> {
    static constexpr bool is_included = true;

    template <const service& Of, class Range>
    static auto make(std::shared_ptr<const client_core> core, Range&& requests, send_all_options options) {
        constexpr bool holds_requests = sendable_at_once<request_of<Range>>;
        static_assert(holds_requests, "bitbucket: send_all takes a range of operations, or of std::variants of them");
        if constexpr (holds_requests)
            return response_range<Of, Range>(std::move(core), std::forward<Range>(requests), std::move(options));
        else
            return no_range{};
    }
};

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
