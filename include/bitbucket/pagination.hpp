// SPDX-License-Identifier: MIT
// The lazy ranges over a paged collection: items one by one (`each`), whole pages (`pages`, `try_pages`). One request
// a page, sent when its first item is looked at; `next` is followed as an opaque link.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#pagination
#pragma once

#include <cstddef>
#include <iterator>

#include "detail/paging/page_walker.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

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

}  // namespace detail

/// The items of a collection, as a lazy input range. Made by `client::each`. It can be moved, not copied, and may
/// outlive the client.
///
/// A page is fetched when its first item, or the end behind the item before it, is looked at: by `*`, `->` or a comparison
/// with `end()`. These throw what `send` throws. An error on a page comes where that page's first item would be, after the
/// items before it; then the range is at its end, and `resume_link()` is the page that failed.
template <paged Page>
class item_range : public detail::walk_range<item_range<Page>, detail::item_state<Page>> {
public:
    /// For the library, as are `current`, `at_end` and `step`.
    using state = detail::item_state<Page>;
    using value_type = typename Page::item_type;
    using detail::walk_range<item_range, state>::walk_range;

    /// The link of the first page whose items were not all delivered; empty if all were. A walk that starts there
    /// misses nothing, but repeats the items of that page that were already delivered.
    [[nodiscard]] page_link resume_link() const {
        state& now = this->shared();
        return now.has_page && now.index < now.page.values.size() ? now.walker.current_link() : now.walker.next_link();
    }

    /// What is left of the walk, as a vector. Throws what the walk throws.
    [[nodiscard]] std::vector<value_type> collect() {
        std::vector<value_type> out;
        for (value_type& item : *this) out.push_back(std::move(item));
        return out;
    }

    /// For the library.
    static value_type& current(state& now) {
        settle(now);
        return now.page.values[now.index];
    }
    /// For the library.
    static bool at_end(state& now) {
        settle(now);
        return now.ended;
    }
    /// For the library.
    static void step(state& now) {
        settle(now);
        if (now.ended) return;
        ++now.index;
        ++now.delivered;
        now.settled = false;
    }

private:
    static void settle(state& now) {
        if (now.settled) return;
        now.settled = true;
        now.ended = true;
        if (now.delivered >= now.walker.max_items()) return;
        while (!now.has_page || now.index >= now.page.values.size()) {
            now.index = 0;
            if (!now.next_page()) return;
        }
        now.ended = false;
    }
};

/// The pages of a collection, as a lazy input range. Made by `client::pages`; throws where `item_range` does.
template <paged Page>
class page_range : public detail::walk_range<page_range<Page>, detail::walk_state<Page>> {
public:
    /// For the library, as are `current`, `at_end` and `step`.
    using state = detail::walk_state<Page>;
    using value_type = Page;
    using detail::walk_range<page_range, state>::walk_range;

    /// The link of the page to fetch next, or of the page that failed; empty at the end of the collection.
    [[nodiscard]] page_link resume_link() const { return this->shared().walker.next_link(); }

    /// For the library.
    static value_type& current(state& now) {
        settle(now);
        return now.page;
    }
    /// For the library.
    static bool at_end(state& now) {
        settle(now);
        return !now.has_page;
    }
    /// For the library.
    static void step(state& now) {
        settle(now);
        now.settled = false;
    }

private:
    static void settle(state& now) {
        if (now.settled) return;
        now.settled = true;
        now.next_page();
    }
};

/// The pages of a collection, each as a `result`, as a lazy input range. Made by `client::try_pages`. The range ends
/// after the first error.
template <paged Page>
class try_page_range : public detail::walk_range<try_page_range<Page>, detail::try_page_state<Page>> {
public:
    /// For the library, as are `current`, `at_end` and `step`.
    using state = detail::try_page_state<Page>;
    using value_type = result<Page>;
    using detail::walk_range<try_page_range, state>::walk_range;

    /// As `page_range::resume_link`.
    [[nodiscard]] page_link resume_link() const { return this->shared().walker.next_link(); }

    /// For the library.
    static value_type& current(state& now) {
        settle(now);
        return *now.value;
    }
    /// For the library.
    static bool at_end(state& now) {
        settle(now);
        return !now.value.has_value();
    }
    /// For the library.
    static void step(state& now) {
        settle(now);
        now.settled = false;
    }

private:
    static void settle(state& now) {
        if (now.settled) return;
        now.settled = true;
        // What the caller left of the last page: its list is memory for the next one.
        if (now.value && *now.value) now.page = std::move(**now.value);
        now.value.reset();
        std::optional<error> failure;
        if (!now.next_page(&failure)) return;
        if (failure)
            now.value.emplace(std::move(*failure));
        else
            now.value.emplace(std::move(now.page));
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
