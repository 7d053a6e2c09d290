// SPDX-License-Identifier: MIT
// The lazy ranges over a paged collection: items one by one (`each`), whole pages (`pages`, `try_pages`). They send one
// request per page, when the page before it is used up, and follow `next` as an opaque link.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#pagination
#pragma once

#include <cstddef>
#include <iterator>

#include "detail/paging/page_walker.hpp"

namespace bitbucket {

namespace detail {

/// What the ranges share: the walk and its current page. It is on the heap, so that a range can be moved without
/// invalidating its iterators.
template <class Page>
struct walk_state {
    page_walker walker;
    Page page = {};
    bool has_page = false;
    std::size_t fetched = 0;

    explicit walk_state(page_walker from) : walker(std::move(from)) {}

    /// Fetches the next page. False at the end. Throws, or stores the error in `failure` if that is given.
    bool next_page(std::optional<error>* failure = nullptr) {
        has_page = false;
        if (walker.done()) return false;
        page = Page();
        const auto problem = walker.fetch(descriptor<Page>, &page, page_shape::of(page));
        has_page = !problem;
        fetched += page.values.size();
        if (fetched >= walker.options().max_items) walker.stop();
        if (problem && failure == nullptr) problem->raise();
        if (problem) *failure = *problem;
        return has_page || problem;
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

    [[nodiscard]] const value_type& operator*() const noexcept { return Range::current(*state_); }
    [[nodiscard]] const value_type* operator->() const noexcept { return &Range::current(*state_); }
    walk_iterator& operator++() {
        Range::advance(*state_);
        return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const walk_iterator& at, std::default_sentinel_t) { return Range::at_end(*at.state_); }

private:
    typename Range::state* state_ = nullptr;
};

/// Owns the state of a range and begins it once.
template <class Derived, class State>
class walk_range {
public:
    using state = State;

    explicit walk_range(page_walker walker) : state_(std::make_unique<State>(std::move(walker))) {}

    /// What the last reply said about the rate limit.
    [[nodiscard]] const rate_limit& limit() const noexcept { return state_->walker.limit(); }

    /// Fetches the first page when called for the first time; throws what the range throws.
    [[nodiscard]] auto begin() {
        if (!state_->begun) {
            state_->begun = true;
            Derived::advance(*state_);
        }
        return walk_iterator<Derived>(state_.get());
    }
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

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
    bool begun = false;
    bool ended = false;
};

template <class Page>
struct page_state : walk_state<Page> {
    using walk_state<Page>::walk_state;
    bool begun = false;
};

template <class Page>
struct try_page_state : walk_state<Page> {
    using walk_state<Page>::walk_state;
    std::optional<result<Page>> value;
    bool begun = false;
};

}  // namespace detail

/// The items of a collection, as a lazy input range. Made by `client::each`. It can be moved, not copied, and may
/// outlive the client.
///
/// `begin()` and `++` fetch pages and throw what `send` throws. The error of a page is thrown where that page's first
/// item would be, after all earlier items; then the range is at its end, and `resume_link()` is the page that failed.
template <paged Page>
class item_range : public detail::walk_range<item_range<Page>, detail::item_state<Page>> {
public:
    using state = detail::item_state<Page>;
    using value_type = typename Page::item_type;
    using detail::walk_range<item_range, state>::walk_range;

    /// The link of the first page whose items were not all delivered; empty if all were. A walk that starts there
    /// misses nothing, but repeats the items of that page that were already delivered.
    [[nodiscard]] page_link resume_link() const {
        state& now = this->shared();
        return now.has_page && now.index < now.page.values.size() ? now.walker.current_link() : now.walker.next_link();
    }

    static const value_type& current(const state& now) noexcept { return now.page.values[now.index]; }
    static bool at_end(const state& now) noexcept { return now.ended; }
    static void advance(state& now) {
        if (now.has_page) {
            ++now.index;
            ++now.delivered;
        }
        now.ended = true;
        if (now.delivered >= now.walker.options().max_items) return;
        while (!now.has_page || now.index >= now.page.values.size()) {
            now.index = 0;
            if (!now.next_page()) return;
        }
        now.ended = false;
    }
};

/// The pages of a collection, as a lazy input range. Made by `client::pages`; throws where `item_range` does.
template <paged Page>
class page_range : public detail::walk_range<page_range<Page>, detail::page_state<Page>> {
public:
    using state = detail::page_state<Page>;
    using value_type = Page;
    using detail::walk_range<page_range, state>::walk_range;

    /// The link of the page to fetch next, or of the page that failed; empty at the end of the collection.
    [[nodiscard]] page_link resume_link() const { return this->shared().walker.next_link(); }

    static const value_type& current(const state& now) noexcept { return now.page; }
    static bool at_end(const state& now) noexcept { return !now.has_page; }
    static void advance(state& now) { now.next_page(); }
};

/// The pages of a collection, each as a `result`, as a lazy input range. Made by `client::try_pages`. The range ends
/// after the first error.
template <paged Page>
class try_page_range : public detail::walk_range<try_page_range<Page>, detail::try_page_state<Page>> {
public:
    using state = detail::try_page_state<Page>;
    using value_type = result<Page>;
    using detail::walk_range<try_page_range, state>::walk_range;

    /// As `page_range::resume_link`.
    [[nodiscard]] page_link resume_link() const { return this->shared().walker.next_link(); }

    static const value_type& current(const state& now) noexcept { return *now.value; }
    static bool at_end(const state& now) noexcept { return !now.value.has_value(); }
    static void advance(state& now) {
        now.value.reset();
        std::optional<error> failure;
        if (!now.next_page(&failure)) return;
        if (failure)
            now.value.emplace(std::move(*failure));
        else
            now.value.emplace(std::move(now.page));
    }
};

}  // namespace bitbucket
