// SPDX-License-Identifier: MIT
// What the threads of a client share about a server that asked to be left alone: until when nothing is sent.
#pragma once

#include <atomic>

#include "../../rate_limit.hpp"

namespace bitbucket::detail {

/// One point in time for each number that requests are counted in (`rate_bucket`). Safe to use from many threads.
class cooldown {
public:
    using clock = std::chrono::steady_clock;

    /// Nothing is to be sent before `until`; a later time that is known already stays. At most an hour is kept to, for
    /// the API's limits are per hour.
    void extend(std::size_t bucket, clock::time_point now, std::chrono::milliseconds wait) const noexcept {
        constexpr std::chrono::milliseconds longest = std::chrono::hours(1);
        const auto until = (now + (wait < longest ? wait : longest)).time_since_epoch().count();
        auto& known = until_[bucket];
        auto before = known.load();
        while (before < until && !known.compare_exchange_weak(before, until)) {
        }
    }

    /// How long is still to be waited; 0 if it is over.
    [[nodiscard]] std::chrono::milliseconds left(std::size_t bucket, clock::time_point now) const noexcept {
        const clock::time_point until{clock::duration(until_[bucket].load())};
        if (until <= now) return std::chrono::milliseconds(0);
        return std::chrono::ceil<std::chrono::milliseconds>(until - now);
    }

private:
    // A client's core is immutable but for this.
    mutable std::atomic<clock::rep> until_[rate_bucket_count] = {};
};

}  // namespace bitbucket::detail
