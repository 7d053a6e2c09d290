// SPDX-License-Identifier: MIT
// Defines what retry.hpp declares.
#pragma once

#include <cstdint>

#include "detail/text/decimal.hpp"
#include "retry.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE bool retry_policy::covers_status(int status, bool idempotent) const noexcept {
    if (status == 429) return true;
    const bool passing = status == 500 || status == 502 || status == 503 || status == 504 || status == 555;
    return passing && (idempotent || repeat_unsafe);
}

BITBUCKET_INLINE retry_policy::duration retry_policy::wait_after(int attempt, bool rate_limited,
                                                                 double random) const noexcept {
    const duration longest = in_range(longest_wait);
    duration most = in_range(first_wait);
    for (int i = 1; i < attempt && most < longest; ++i) most = most < longest / 2 ? most * 2 : longest;
    if (most > longest) most = longest;
    // A number that is not from 0 up to 1, or not a number, counts as the longest wait.
    const double part = detail::is_finite(random) && random >= 0 && random <= 1 ? random : 1;
    // In whole numbers, because 1000 * 0.999 is a little less than 999 where a processor computes with more than a double.
    constexpr std::int64_t one = std::int64_t{1} << 32U;
    const double exact = part * static_cast<double>(one);
    auto share = static_cast<std::int64_t>(exact);
    if (exact - static_cast<double>(share) >= 0.5) ++share;
    const duration jittered(static_cast<duration::rep>(most.count() * share / one));
    return rate_limited ? in_range(rate_limit_wait) + jittered : jittered;
}

BITBUCKET_INLINE retry_policy::duration retry_policy::in_range(duration wait) noexcept {
    constexpr duration most = std::chrono::hours(24);
    return wait < duration(0) ? duration(0) : wait > most ? most : wait;
}

BITBUCKET_INLINE retry_policy retry_policy::none() {
    retry_policy policy;
    policy.max_attempts = 1;
    return policy;
}

namespace detail {

BITBUCKET_INLINE std::string find_problem(const retry_policy& policy) {
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
    return {};
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
