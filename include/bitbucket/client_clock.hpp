// SPDX-License-Identifier: MIT
// client_clock: the clocks, the sleep and the random numbers that a client uses. Tests replace them, so that no test
// waits; programs replace the sleep where something of theirs has to end it.
#pragma once

#include <memory>

#include "detail/text/clock_types.hpp"
#include "types/cancel_token.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The system's clocks. Derive from it and override what is to be different. Called by all threads that make calls, so it
/// must be safe to use from several at once.
class client_clock {
public:
    client_clock() = default;
    client_clock(const client_clock&) = delete;
    client_clock& operator=(const client_clock&) = delete;
    virtual ~client_clock() = default;

    /// Now on the steady clock, which deadlines are compared with.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point now() const;
    /// Now in wall time, to evaluate a Retry-After that is a date.
    [[nodiscard]] virtual std::chrono::system_clock::time_point wall_clock() const;
    /// Waits at least that long; returns early only when the token cancels.
    virtual void sleep(std::chrono::milliseconds time, const cancel_token& cancel) const;
    /// A number from 0 up to 1.
    [[nodiscard]] virtual double random() const;
};

namespace detail {

/// The clock that options name; the system's if they name none. It lives as long as the program or the options.
[[nodiscard]] const client_clock& clock_of(const std::shared_ptr<client_clock>& named);

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "client_clock.ipp"
#endif
