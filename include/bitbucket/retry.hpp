// SPDX-License-Identifier: MIT
// retry_policy: when a request is sent again, and how long the client waits first.
#pragma once

#include <string>

#include "detail/text/clock_types.hpp"
#include "version.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// When and how often a request is sent again. A value out of range is a `usage_error` of the first call.
///
/// All operations but POST and PATCH are repeated after connection faults and 429, 500, 502, 503, 504 and 555. POST and
/// PATCH are repeated only after 429 or if no byte of them was sent, unless `repeat_unsafe` is set. Nothing is repeated
/// after a failure that another attempt would meet too (`error::is_permanent`).
struct retry_policy {
    /// The unit of its times.
    using duration = std::chrono::milliseconds;

    /// How often a request is sent at most, 1 or more. 1 means it is never repeated.
    int max_attempts = 3;
    /// How long all attempts and waits may take together, 0 or more; a wait that would exceed it is not begun. Waits
    /// for a `limiter` do not count.
    duration total_time = std::chrono::seconds(30);
    /// The waits double from the first to the longest, both from 0 to 24 h. Full jitter applies: the client waits a
    /// random part of each.
    duration first_wait = std::chrono::milliseconds(500);
    /// The longest wait, from 0 to 24 h.
    duration longest_wait = std::chrono::seconds(8);
    /// What a 429 without Retry-After adds to the wait, without jitter, from 0 to 24 h; the API's limits are per hour.
    duration rate_limit_wait = std::chrono::seconds(10);
    /// Whether to repeat a POST or PATCH even after a failure in which the server may have acted on it.
    bool repeat_unsafe = false;

    /// Sends everything once.
    [[nodiscard]] static retry_policy none();

    /// Whether to try again after this status; `idempotent` says whether the operation may be repeated.
    [[nodiscard]] bool covers_status(int status, bool idempotent) const noexcept;

    /// How long to wait before the attempt that follows number `attempt` (from 1). `random` is from 0 up to 1. A wait out
    /// of range counts as the nearest one in range.
    [[nodiscard]] duration wait_after(int attempt, bool rate_limited, double random) const noexcept;

private:
    static duration in_range(duration wait) noexcept;
};

namespace detail {

/// What is wrong with the policy; empty if nothing is.
std::string find_problem(const retry_policy& policy);

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "retry.ipp"
#endif
