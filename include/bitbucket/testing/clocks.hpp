// SPDX-License-Identifier: MIT
// Clocks for tests: what would be waited for passes at once.
//
//   options.clock = testing::no_waiting();
#pragma once

#include <atomic>
#include <utility>

#include "../client_clock.hpp"
#include "../detail/text/saturated_time.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// A clock whose sleep calls `action(time, cancel)` instead of waiting. What the action did not wait the clock moves on, so
/// that a cool-down or a limit is over after the sleep, as it is with the system's clock; after a cancelled sleep it does
/// not move. `action` must be safe to call from all threads that make calls.
template <class Action>
[[nodiscard]] std::shared_ptr<client_clock> sleeping_by(Action action) {
    class clock final : public client_clock {
    public:
        explicit clock(Action from) : act_(std::move(from)) {}
        [[nodiscard]] std::chrono::steady_clock::time_point now() const override {
            return detail::time_after(client_clock::now(), ahead());
        }
        [[nodiscard]] std::chrono::system_clock::time_point wall_clock() const override {
            return detail::time_after(client_clock::wall_clock(), ahead());
        }
        void sleep(std::chrono::milliseconds time, const cancel_token& cancel) const override {
            const auto until = detail::time_after(now(), time);
            act_(time, cancel);
            if (cancel.is_cancelled()) return;
            // Several threads may sleep at once. Time passes for all of them together, not one after another.
            const auto needed = detail::time_between(client_clock::now(), until).count();
            auto moved = ahead_.load();
            while (moved < needed && !ahead_.compare_exchange_weak(moved, needed)) {
            }
        }

    private:
        using duration = std::chrono::steady_clock::duration;
        [[nodiscard]] duration ahead() const { return duration(ahead_.load()); }

        mutable Action act_;
        mutable std::atomic<duration::rep> ahead_ = 0;
    };
    return std::make_shared<clock>(std::move(action));
}

/// A clock that does not wait: each sleep only moves it on.
[[nodiscard]] inline std::shared_ptr<client_clock> no_waiting() {
    return sleeping_by([](std::chrono::milliseconds, const cancel_token&) {});
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
