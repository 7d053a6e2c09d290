// SPDX-License-Identifier: MIT
// Arithmetic with times that never overflows: a result that does not fit becomes the nearest one that does. Settings and
// clocks come from outside, and may hold any number.
#pragma once

#include <limits>
#include <ratio>
#include <type_traits>

#include "../../version.hpp"
#include "clock_types.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

template <class Number>
constexpr Number saturated_sum(Number a, Number b) noexcept {
    using limits = std::numeric_limits<Number>;
    if (b > 0 && a > (limits::max)() - b) return (limits::max)();
    if (b < 0 && a < (limits::min)() - b) return (limits::min)();
    return a + b;
}

template <class Number>
constexpr Number saturated_difference(Number a, Number b) noexcept {
    using limits = std::numeric_limits<Number>;
    if (b < 0 && a > (limits::max)() + b) return (limits::max)();
    if (b > 0 && a < (limits::min)() + b) return (limits::min)();
    return a - b;
}

/// Like `duration_cast`, which overflows where a coarse unit becomes a fine one.
template <class To, class Rep, class Period>
constexpr To saturated_cast(std::chrono::duration<Rep, Period> time) noexcept {
    using from = std::chrono::duration<Rep, Period>;
    static_assert(std::is_integral_v<Rep> && std::is_integral_v<typename To::rep>);
    if constexpr (std::ratio_greater_v<Period, typename To::period>) {
        if (time >= std::chrono::duration_cast<from>((To::max)())) return (To::max)();
        if (time <= std::chrono::duration_cast<from>((To::min)())) return (To::min)();
    }
    return std::chrono::duration_cast<To>(time);
}

/// `at + wait`.
template <class Clock, class Duration, class Rep, class Period>
constexpr std::chrono::time_point<Clock, Duration> time_after(std::chrono::time_point<Clock, Duration> at,
                                                              std::chrono::duration<Rep, Period> wait) noexcept {
    const auto added = saturated_cast<Duration>(wait);
    return std::chrono::time_point<Clock, Duration>(
        Duration(saturated_sum(at.time_since_epoch().count(), added.count())));
}

/// `to - from`.
template <class Clock, class Duration>
constexpr Duration time_between(std::chrono::time_point<Clock, Duration> from,
                                std::chrono::time_point<Clock, Duration> to) noexcept {
    return Duration(saturated_difference(to.time_since_epoch().count(), from.time_since_epoch().count()));
}

/// `to - from` in whole milliseconds, as records and events have it.
template <class Clock, class Duration>
constexpr std::chrono::milliseconds milliseconds_between(std::chrono::time_point<Clock, Duration> from,
                                                         std::chrono::time_point<Clock, Duration> to) noexcept {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time_between(from, to));
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
