// SPDX-License-Identifier: MIT
// The lazy ranges over a paged collection: items one by one (`each`), whole pages (`pages`, `try_pages`). One request
// a page, sent when its first item is looked at; `next` is followed as an opaque link.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#pagination
#pragma once

#include "detail/paging/walk_range.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

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
