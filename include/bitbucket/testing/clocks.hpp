// SPDX-License-Identifier: MIT
// Clocks for tests, whose sleeps do not wait.
//
//   options.clock = testing::no_waiting();
#pragma once

#include <utility>

#include "../client_clock.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// The system's clock, but for its sleep: that calls `action(time, cancel)` instead. `action` must be safe to call from all
/// threads that make calls.
template <class Action>
[[nodiscard]] std::shared_ptr<client_clock> sleeping_by(Action action) {
    struct clock final : client_clock {
        explicit clock(Action from) : act(std::move(from)) {}
        void sleep(std::chrono::milliseconds time, const cancel_token& cancel) const override { act(time, cancel); }
        mutable Action act;
    };
    return std::make_shared<clock>(std::move(action));
}

/// A clock that does not wait.
[[nodiscard]] inline std::shared_ptr<client_clock> no_waiting() {
    return sleeping_by([](std::chrono::milliseconds, const cancel_token&) {});
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
