// SPDX-License-Identifier: MIT
// retry_policy: when a request is sent again, and how long the client waits first. And client_clock: the clocks and the
// sleep.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

#include "detail/text/saturated_time.hpp"
#include "types/cancel_token.hpp"
#include "types/http.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// When and how often a request is sent again. A value out of range is a `usage_error` of the first call.
///
/// All operations but POST and PATCH are repeated after connection faults and 429, 500, 502, 503, 504 and 555. POST and
/// PATCH are repeated only after 429 or if no byte of them was sent, unless `repeat_unsafe` is set. Nothing is repeated
/// after a failure that another attempt would meet too (`error::is_permanent`).
struct retry_policy {
    using duration = std::chrono::milliseconds;

    /// How often a request is sent at most, 1 or more. 1 means it is never repeated.
    int max_attempts = 3;
    /// How long all attempts and waits may take together, 0 or more; a wait that would exceed it is not begun. Waits
    /// for a `limiter` do not count.
    duration total_time = std::chrono::seconds(30);
    /// The waits double from the first to the longest, both from 0 to 24 h. Full jitter applies: the client waits a
    /// random part of each.
    duration first_wait = std::chrono::milliseconds(500);
    duration longest_wait = std::chrono::seconds(8);
    /// What a 429 without Retry-After adds to the wait, without jitter, from 0 to 24 h; the API's limits are per hour.
    duration rate_limit_wait = std::chrono::seconds(10);
    /// Whether to repeat a POST or PATCH even after a failure in which the server may have acted on it.
    bool repeat_unsafe = false;

    /// Sends everything once.
    [[nodiscard]] static retry_policy none() {
        retry_policy policy;
        policy.max_attempts = 1;
        return policy;
    }

    /// Whether to try again after this status; `idempotent` says whether the operation may be repeated.
    [[nodiscard]] bool covers_status(int status, bool idempotent) const noexcept {
        if (status == 429) return true;
        const bool passing = status == 500 || status == 502 || status == 503 || status == 504 || status == 555;
        return passing && (idempotent || repeat_unsafe);
    }

    /// How long to wait before the attempt that follows number `attempt` (from 1). `random` is from 0 up to 1. A wait out
    /// of range counts as the nearest one in range.
    [[nodiscard]] duration wait_after(int attempt, bool rate_limited, double random) const noexcept {
        const duration longest = in_range(longest_wait);
        duration most = in_range(first_wait);
        for (int i = 1; i < attempt && most < longest; ++i) most = most < longest / 2 ? most * 2 : longest;
        if (most > longest) most = longest;
        // A number that is not from 0 up to 1, or not a number, counts as the longest wait.
        const double part = random >= 0 && random <= 1 ? random : 1;
        const duration jittered(static_cast<duration::rep>(static_cast<double>(most.count()) * part));
        return rate_limited ? in_range(rate_limit_wait) + jittered : jittered;
    }

private:
    static duration in_range(duration wait) noexcept {
        constexpr duration most = std::chrono::hours(24);
        return wait < duration(0) ? duration(0) : wait > most ? most : wait;
    }
};

/// The clocks, the sleep and the random numbers that the client uses. Tests replace them, so that no test waits.
struct client_clock {
    /// Now on the steady clock, which deadlines are compared with.
    std::function<std::chrono::steady_clock::time_point()> now = [] { return std::chrono::steady_clock::now(); };
    /// Now in wall time, to evaluate a Retry-After that is a date.
    std::function<std::chrono::system_clock::time_point()> wall_clock = [] { return std::chrono::system_clock::now(); };
    /// Waits at least that long; returns early only when the token cancels.
    std::function<void(std::chrono::milliseconds, const cancel_token&)> sleep = [](std::chrono::milliseconds time,
                                                                                   const cancel_token& cancel) {
        constexpr std::chrono::milliseconds slice{100};
        const auto end = detail::time_after(std::chrono::steady_clock::now(), time);
        while (!cancel.is_cancelled()) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(
                detail::time_between(std::chrono::steady_clock::now(), end));
            if (left.count() <= 0) return;
            std::this_thread::sleep_for(left < slice ? left : slice);
        }
    };
    /// A number from 0 up to 1.
    std::function<double()> random = [] {
        // Jitter only needs values that differ between threads and processes; the clock's low bits, mixed, do.
        auto bits = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
        bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
        bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
        return static_cast<double>((bits ^ (bits >> 31U)) >> 11U) * 0x1.0p-53;
    };
};

namespace detail {

/// What is wrong with the policy or the clock; empty if nothing is.
inline std::string find_problem(const retry_policy& policy, const client_clock& clock) {
    if (policy.max_attempts < 1) return "retry.max_attempts must be at least 1";
    if (policy.total_time.count() < 0) return "retry.total_time must not be negative";
    const struct {
        const char* name;
        std::chrono::milliseconds value;
    } waits[] = {{"first_wait", policy.first_wait},
                 {"longest_wait", policy.longest_wait},
                 {"rate_limit_wait", policy.rate_limit_wait}};
    for (const auto& each : waits)
        if (each.value.count() < 0 || each.value > std::chrono::hours(24))
            return std::string("retry.") + each.name + " must be from 0 to 24 h";
    if (!clock.now || !clock.wall_clock || !clock.sleep || !clock.random) return "a function of clock is missing";
    return {};
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
