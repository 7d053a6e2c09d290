// SPDX-License-Identifier: MIT
// cooldown: the time before which a client sends nothing, because the server asked for a pause. All threads share it.
#pragma once

#include <atomic>

#include "../../service.hpp"
#include "../text/saturated_time.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// One point in time for each of a service's rate groups. Safe to use from many threads.
class cooldown {
public:
    using clock = std::chrono::steady_clock;

    cooldown() noexcept {
        for (auto& each : until_) each.store((clock::time_point::min)().time_since_epoch().count());
    }

    /// Sends nothing until `now + wait`, or until a later time set before. Waits at most an hour, because the API's
    /// limits are per hour.
    void extend(std::size_t group, clock::time_point now, std::chrono::milliseconds wait) const noexcept {
        const auto until = time_after(now, wait < longest ? wait : longest).time_since_epoch().count();
        auto& known = until_[group];
        auto before = known.load();
        while (before < until && !known.compare_exchange_weak(before, until)) {
        }
    }

    /// The rest of the wait; 0 if it is over.
    [[nodiscard]] std::chrono::milliseconds left(std::size_t group, clock::time_point now) const noexcept {
        const clock::time_point until{clock::duration(until_[group].load())};
        if (until <= now) return std::chrono::milliseconds(0);
        const auto rest = std::chrono::ceil<std::chrono::milliseconds>(time_between(now, until));
        return rest < longest ? rest : longest;
    }

private:
    static constexpr std::chrono::milliseconds longest = std::chrono::hours(1);

    // The only mutable part of a client's core.
    mutable std::atomic<clock::rep> until_[service::most_rate_groups] = {};
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
