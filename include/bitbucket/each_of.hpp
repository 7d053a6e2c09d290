// SPDX-License-Identifier: MIT
// each_of, opt-in: the items of many collections, walked side by side on one thread.
//
//   std::vector<deploy_keys::list> wanted = …;                       // one for each repository
//   for (auto& key : api.each_of(wanted))
//       if (key) use(*key, wanted[key.place()]);
//       else report(wanted[key.place()], key.error());               // the other collections go on
#pragma once

#include <list>

#include "client.hpp"
#include "detail/calls/many_calls.hpp"
#include "detail/calls/outcome_range.hpp"
#include "detail/requests/request_source.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// A collection that is being walked.
template <class Page>
struct collection_slot {
    std::size_t place;
    walk_state<Page> walk;
    /// Of the next item of its page.
    std::size_t index = 0;
    /// How many more items may come.
    std::size_t left;
    /// The error that ends it, behind the items that have come.
    std::optional<error> failure = {};

    [[nodiscard]] bool has_item() const noexcept {
        return walk.has_page && index < walk.page.values.size() && left > 0;
    }
};

template <class Request>
concept walkable = operation<Request> && paged<typename Request::result_type>;

/// What an `each_of_range` is made of.
template <const service& Of, class Range>
class each_of_state
    : public outcome_state<each_of_state<Of, Range>, typename request_of<Range>::result_type::item_type> {
    using request_type = request_of<Range>;
    using page_type = typename request_type::result_type;
    using slot = collection_slot<page_type>;
    static_assert(service_check<request_type, Of>::is_done);

public:
    // NOLINTNEXTLINE(cppcoreguidelines-rvalue-reference-param-not-moved): forwarded, for it may be an lvalue
    each_of_state(std::shared_ptr<const client_core> core, Range&& requests, each_of_options options)
        : core_(std::move(core)), source_(std::forward<Range>(requests)), options_(std::move(options)) {
        // The next page is begun here.
        options_.walk.prefetch = 0;
    }

    /// Finds the next item, or the error of a collection.
    void find() {
        if (group_ == nullptr) begin();
        for (fill(); !slots_.empty(); fill()) {
            const auto next = pick();
            if (next == slots_.end())
                wait_for_any(*group_);
            else if (take_from(*next))
                return;
            else if (next->walk.walker.done())
                end(next);  // an empty page may still lead on
        }
    }

    [[nodiscard]] bool complete() const noexcept { return this->has_ended() && complete_; }
    [[nodiscard]] std::size_t missing() const noexcept { return missing_; }

private:
    void begin() {
        const std::string problem = find_concurrency_problem("each_of_options::concurrency", options_.concurrency);
        if (!problem.empty()) throw usage_error(problem);
        if (!options_.walk.from.empty())
            throw usage_error("each_of_options::walk.from must be empty: it would start every collection at one link");
        group_ = make_group(*core_);
        if (!is_concurrent(*group_)) options_.concurrency = 1;
    }

    void fill() {
        for (; slots_.size() < options_.concurrency && !source_.at_end(); source_.step()) {
            const request_type& request = source_.current();
            walk_state<page_type> walk(page_walker(core_, request, options_.walk));
            slots_.push_back({source_.place(), std::move(walk), 0, options_.walk.max_items});
            ask(slots_.back());
        }
    }
    // Without a loop a page is fetched when it is needed, and the caller waits for it.
    void ask(slot& of) {
        if (is_concurrent(*group_)) of.walk.walker.ask(group_);
    }

    // The collection to go on with; every one whose next page has come and can be taken gets on meanwhile.
    auto pick() {
        for (slot& each : slots_)
            if (!each.has_item() && !each.failure && each.walk.walker.is_answered()) take_page(each);
        auto next = slots_.begin();
        if (options_.order == outcome_order::completion)
            while (next != slots_.end() && !is_ready(*next)) ++next;
        return next == slots_.end() || is_ready(*next) ? next : slots_.end();
    }
    bool is_ready(const slot& each) const noexcept {
        return each.has_item() || each.failure || each.walk.walker.done() || !is_concurrent(*group_);
    }
    void take_page(slot& of) {
        of.index = 0;
        if (of.walk.next_page(&of.failure) && !of.failure) ask(of);
    }

    // Takes an item, or the error that ends the collection. False if there is neither, yet or any more.
    bool take_from(slot& from) {
        if (!from.has_item() && !from.failure && !from.walk.walker.done()) take_page(from);
        if (from.failure && !from.has_item()) {
            this->found_.emplace(from.place, *std::exchange(from.failure, std::nullopt));
            return true;
        }
        if (!from.has_item()) return false;
        this->found_.emplace(from.place, std::move(from.walk.page.values[from.index]));
        ++from.index;
        --from.left;
        return true;
    }

    void end(typename std::list<slot>::iterator at) {
        complete_ = complete_ && at->walk.complete();
        missing_ += at->walk.missing();
        slots_.erase(at);
    }

    std::shared_ptr<const client_core> core_;
    request_source<Range> source_;
    each_of_options options_;
    // Before the walks, which tell it when they end early.
    std::shared_ptr<call_group> group_;
    std::list<slot> slots_;
    std::size_t missing_ = 0;
    bool complete_ = true;
};

}  // namespace detail

/// The items of many collections, as a lazy input range of `placed_result`. Made by `client::each_of`. It can be moved, not
/// copied, and may outlive the client, but not a range of requests that is not its own.
template <const service& Of, class Requests>
class each_of_range : public detail::outcome_range<detail::each_of_state<Of, Requests>> {
    using state = detail::each_of_state<Of, Requests>;

public:
    // NOLINTNEXTLINE(cppcoreguidelines-rvalue-reference-param-not-moved): forwarded, for it may be an lvalue
    each_of_range(std::shared_ptr<const detail::client_core> core, Requests&& requests, each_of_options options)
        : detail::outcome_range<state>(
              std::make_unique<state>(std::move(core), std::forward<Requests>(requests), std::move(options))) {}

    /// Whether every collection has come whole, as `item_range::complete` says of one. False before the end.
    [[nodiscard]] bool complete() const noexcept { return this->shared().complete(); }
    /// How many announced items did not come, in all collections that have ended.
    [[nodiscard]] std::size_t missing() const noexcept { return this->shared().missing(); }
};

namespace detail {

template <std::ranges::input_range Requests>
struct each_of_header<Requests> {
    static constexpr bool is_included = true;

    template <const service& Of, class Range>
    static auto make(std::shared_ptr<const client_core> core, Range&& requests, each_of_options options) {
        constexpr bool holds_walks = walkable<request_of<Range>>;
        static_assert(holds_walks,
                      "bitbucket: each_of takes a range of operations of one kind that return a page of a collection");
        if constexpr (holds_walks)
            return each_of_range<Of, Range>(std::move(core), std::forward<Range>(requests), std::move(options));
        else
            return no_range{};
    }
};

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
