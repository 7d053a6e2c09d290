// SPDX-License-Identifier: MIT
// What the ranges of pagination.hpp share: the walk with its current page, the iterator, and the base of a range. What
// they point to is each range's own.
#pragma once

#include <cstddef>
#include <iterator>

#include "page_walker.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// What the ranges share: the walk and its current page. It is on the heap, so that a range can be moved without
/// invalidating its iterators.
template <class Page>
struct walk_state {
    page_walker walker;
    Page page = {};
    bool has_page = false;
    /// Whether it is known what the iterator points to: a page is asked for when somebody looks, not before.
    bool settled = false;
    bool failed = false;
    std::size_t fetched = 0;
    std::int64_t announced = -1;

    explicit walk_state(page_walker from) : walker(std::move(from)) {}

    /// Fetches the next page. False at the end. Throws, or stores the error in `failure` if that is given.
    bool next_page(std::optional<error>* failure = nullptr) {
        has_page = false;
        if (walker.done()) return false;
        const page_shape shape = page_shape::of(page);
        const auto problem = fetch(shape);
        has_page = !problem;
        failed = problem.has_value();
        fetched += page.values.size();
        if (has_page && shape.size->has_value()) announced = **shape.size;
        if (fetched >= walker.max_items()) walker.stop();
        if (has_page) walker.ask_ahead();
        if (!problem) return has_page;
        if (failure == nullptr) problem->raise();
        *failure = *problem;
        return true;
    }

    // The next page takes over the memory of the items, which is most of it. Giving that back to the system and asking for
    // it again costs more than reading them.
    std::optional<error> fetch(const page_shape& shape) {
        using list = decltype(page.values);
        std::optional<error> problem;
        if constexpr (unchecked_descriptor<list>.kind == value_kind::list) {
            list items = std::move(page.values);
            items.reserve(walker.page_length());
            page = Page();
            kept_items kept(unchecked_descriptor<list>, &page.values, &items, &move_items<list>);
            problem = walker.fetch(descriptor<Page>, &page, shape, &kept);
            if (!problem) kept.settle();
        } else {
            page = Page();
            problem = walker.fetch(descriptor<Page>, &page, shape);
        }
        if (problem) page = Page();
        return problem;
    }
    template <class List>
    static void move_items(void* list, void* items) {
        *static_cast<List*>(list) = std::move(*static_cast<List*>(items));
    }

    /// Whether every page has come, and with them as many items as were announced.
    [[nodiscard]] bool complete() const noexcept {
        return walker.at_last_page() && !failed && missing() == 0 && fetched <= walker.max_items();
    }
    /// How many items were announced and did not come, once all pages have been fetched.
    [[nodiscard]] std::size_t missing() const noexcept {
        const bool counts = walker.is_from_start() && walker.at_last_page() && !failed && announced > 0;
        const auto all = static_cast<std::uint64_t>(announced);
        return counts && all > fetched ? static_cast<std::size_t>(all - fetched) : 0;
    }
};

/// The iterator of all three ranges: single-pass, compared with std::default_sentinel. `Range` decides what it points
/// to.
template <class Range>
class walk_iterator {
public:
    using iterator_concept = std::input_iterator_tag;
    using difference_type = std::ptrdiff_t;
    using value_type = typename Range::value_type;

    walk_iterator() = default;
    explicit walk_iterator(typename Range::state* state) noexcept : state_(state) {}

    /// What it points to may be moved out.
    [[nodiscard]] value_type& operator*() const { return Range::current(*state_); }
    [[nodiscard]] value_type* operator->() const { return &Range::current(*state_); }
    walk_iterator& operator++() {
        Range::step(*state_);
        return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const walk_iterator& at, std::default_sentinel_t) { return Range::at_end(*at.state_); }

private:
    typename Range::state* state_ = nullptr;
};

/// Owns the state of a range.
template <class Derived, class State>
class walk_range {
public:
    using state = State;

    explicit walk_range(page_walker walker) : state_(std::make_unique<State>(std::move(walker))) {}

    /// What the last reply said about the rate limit.
    [[nodiscard]] const rate_limit& limit() const noexcept { return state_->walker.limit(); }

    /// Where the walk is. Sends nothing: a page is fetched when its first item, or the end, is looked at.
    [[nodiscard]] auto begin() { return walk_iterator<Derived>(state_.get()); }
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

    /// Whether every page has come, and with them as many items as the server announced (`size`). False before the end,
    /// after an error, and where `max_items` or `max_pages` ended the walk. The live API is known to send fewer items
    /// than it announces. A walk that started from a link does not compare the two numbers.
    [[nodiscard]] bool complete() const noexcept { return state_->complete(); }
    /// How many announced items did not come, although every link was followed; 0 before the last page.
    [[nodiscard]] std::size_t missing() const noexcept { return state_->missing(); }

protected:
    [[nodiscard]] State& shared() const noexcept { return *state_; }

private:
    std::unique_ptr<State> state_;
};

template <class Page>
struct item_state : walk_state<Page> {
    using walk_state<Page>::walk_state;
    std::size_t index = 0;
    std::size_t delivered = 0;
    bool ended = false;
};

template <class Page>
struct try_page_state : walk_state<Page> {
    using walk_state<Page>::walk_state;
    std::optional<result<Page>> value;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
