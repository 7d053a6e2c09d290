// SPDX-License-Identifier: MIT
// kept_items: the items of a list that was read before, whose memory the next list of that kind takes over.
#pragma once

#include <utility>

#include "type_descriptor.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// How many bytes of JSON are read into items before they are made anew.
inline constexpr std::size_t most_read_into_kept = std::size_t{4} * 1024 * 1024;

/// Items beside the empty list that they may become. They go into it only when a list comes there, and each of them is
/// made new before it takes a value. So nothing of them is left where no list comes, or a shorter one, and if reading ends
/// early, the list is emptied.
class kept_items {
public:
    /// `list` is where the list belongs, and `items` another one; both are of the type `type`.
    kept_items(const type_descriptor& type, void* list, void* items, void (*move)(void* list, void* items)) noexcept
        : type_(&type), list_(list), items_(items), move_(move) {}
    kept_items(const kept_items&) = delete;
    kept_items& operator=(const kept_items&) = delete;
    ~kept_items() {
        if (is_unsettled_) type_->clear(list_);
    }

    /// Called when a list begins. The items go into theirs, once.
    void go_into(const void* opened) {
        if (opened != list_ || items_ == nullptr) return;
        is_unsettled_ = true;
        move_(list_, std::exchange(items_, nullptr));
    }
    /// Called when all has been read.
    void settle() noexcept { is_unsettled_ = false; }
    /// Gives back their memory, but for that of the list itself.
    void drop() { type_->clear(items_); }

private:
    const type_descriptor* type_;
    void* list_;
    void* items_;
    void (*move_)(void* list, void* items);
    bool is_unsettled_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
