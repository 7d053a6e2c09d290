// SPDX-License-Identifier: MIT
// distinct, opt-in: a range that skips items whose key it has seen, for collections without a stable order.
//
//   for (const code_search_result& hit : distinct(api.each(search), code_search_key)) …
#pragma once

#include <iterator>
#include <optional>
#include <unordered_set>
#include <utility>

#include "../models/code_search.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A lazy, single-pass range over the items of another range whose key is new. It keeps every key, so its memory grows
/// with the number of items; it does not keep pages.
template <class Range, class KeyOf>
class distinct_range {
public:
    /// The iterator of the range below.
    using inner_iterator = decltype(std::declval<Range&>().begin());
    using value_type = std::iter_value_t<inner_iterator>;

    distinct_range(Range from, KeyOf key_of) : from_(std::move(from)), key_of_(std::move(key_of)) {}

    /// An input iterator; see `begin`.
    class iterator {
    public:
        using iterator_concept = std::input_iterator_tag;
        using difference_type = std::ptrdiff_t;
        using value_type = distinct_range::value_type;

        iterator() = default;
        explicit iterator(distinct_range* range) noexcept : range_(range) {}
        [[nodiscard]] decltype(auto) operator*() const {
            range_->settle();
            return **range_->at_;
        }
        [[nodiscard]] auto* operator->() const { return &**this; }
        iterator& operator++() {
            range_->settle();
            ++*range_->at_;
            range_->settled_ = false;
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(const iterator& at, std::default_sentinel_t) { return at.is_at_end(); }

    private:
        // A member, since a friend of this class is none of the class around it.
        [[nodiscard]] bool is_at_end() const {
            range_->settle();
            return *range_->at_ == range_->from_.end();
        }

        distinct_range* range_ = nullptr;
    };

    /// Begins the range below when called for the first time; throws what that throws. What comes next is looked for when
    /// somebody looks at it.
    [[nodiscard]] iterator begin() {
        if (!at_) at_.emplace(from_.begin());
        return iterator(this);
    }
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

    /// How many items were skipped so far.
    [[nodiscard]] std::size_t dropped() const noexcept { return dropped_; }

private:
    void settle() {
        if (settled_) return;
        settled_ = true;
        while (!(*at_ == from_.end()) && !known_.insert(key_of_(**at_)).second) {
            ++dropped_;
            ++*at_;
        }
    }

    Range from_;
    KeyOf key_of_;
    std::optional<inner_iterator> at_;
    std::unordered_set<std::string> known_;
    std::size_t dropped_ = 0;
    bool settled_ = false;
};

/// Skips the items of a range, e.g. of `client::each`, whose key has come before. `key_of(item)` returns a
/// `std::string`. Do not begin `from` yourself.
template <class Range, class KeyOf>
[[nodiscard]] distinct_range<Range, KeyOf> distinct(Range from, KeyOf key_of) {
    return {std::move(from), std::move(key_of)};
}

/// The key of a code search result: where the file is, at which commit. If the reply does not say that (a partial
/// response), only completely equal results count as the same.
///
/// Code search has no stable order, so its pages repeat some results and miss others (BCLOUD-23644). No client can
/// detect the missing ones: ask for long pages, and search more narrowly.
[[nodiscard]] inline std::string code_search_key(const code_search_result& hit) {
    if (!hit.file || hit.file->path.empty()) return to_json_text(hit);
    const commit_file& file = *hit.file;
    // The link contains repository and commit.
    std::string place(file.links.href("self"));
    if (place.empty() && file.commit && file.commit->repository && !file.commit->repository->uuid.empty())
        place = file.commit->repository->uuid.str() + '\n' + file.commit->hash;
    return place.empty() ? to_json_text(hit) : place + '\n' + file.path;
}

}  // namespace bitbucket::inline BITBUCKET_ABI
