// SPDX-License-Identifier: MIT
// Defines what comment_threads.hpp declares.
#pragma once

#include <algorithm>

#include "comment_threads.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// Puts comments into threads, one after the other, sorted by number: what answers a comment has a higher one.
class thread_sorter {
public:
    void add(pull_request_comment one) {
        if (!one.id) {
            if (!one.is_reply()) threads_.push_back({std::move(one), {}});
            return;
        }
        const auto known = place_of(*one.id);
        // A page may repeat a comment when others come in meanwhile.
        if (is_known(known, *one.id) && known->is_listed) return;
        if (is_known(known, *one.id)) {
            // Answers came before it, which no server should send.
            known->is_listed = true;
            if (one.is_reply())
                reply(known->thread, std::move(one));
            else
                threads_[known->thread].first = std::move(one);
            return;
        }
        const std::size_t thread = one.is_reply() ? thread_of_parent(one.parent->id.value_or(0)) : threads_.size();
        comments_.insert(place_of(*one.id), {*one.id, thread, true});
        if (one.is_reply())
            reply(thread, std::move(one));
        else
            threads_.push_back({std::move(one), {}});
    }

    /// Removed comments count only if somebody has answered them.
    std::vector<comment_thread> finish() {
        std::erase_if(threads_,
                      [](const comment_thread& one) { return one.first.is_deleted() && one.replies.empty(); });
        return std::move(threads_);
    }

private:
    struct entry {
        std::int64_t id;
        std::size_t thread;
        bool is_listed;
    };

    std::vector<entry>::iterator place_of(std::int64_t id) {
        return std::lower_bound(comments_.begin(), comments_.end(), id,
                                [](const entry& one, std::int64_t wanted) { return one.id < wanted; });
    }
    bool is_known(std::vector<entry>::iterator at, std::int64_t id) const {
        return at != comments_.end() && at->id == id;
    }

    // A parent that is not listed gets a thread with nothing but its number.
    std::size_t thread_of_parent(std::int64_t id) {
        const auto at = place_of(id);
        if (is_known(at, id)) return at->thread;
        pull_request_comment gone;
        gone.id = id;
        gone.deleted = true;
        comments_.insert(at, {id, threads_.size(), false});
        threads_.push_back({std::move(gone), {}});
        return threads_.size() - 1;
    }
    void reply(std::size_t thread, pull_request_comment one) {
        if (!one.is_deleted()) threads_[thread].replies.push_back(std::move(one));
    }

    std::vector<entry> comments_;
    std::vector<comment_thread> threads_;
};

}  // namespace detail

BITBUCKET_INLINE std::vector<comment_thread> comment_threads(std::vector<pull_request_comment> comments) {
    std::sort(comments.begin(), comments.end(),
              [](const pull_request_comment& a, const pull_request_comment& b) { return a.id < b.id; });
    detail::thread_sorter sorter;
    for (pull_request_comment& each : comments) sorter.add(std::move(each));
    return sorter.finish();
}

}  // namespace bitbucket::inline BITBUCKET_ABI
