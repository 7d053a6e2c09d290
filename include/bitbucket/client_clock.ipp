// SPDX-License-Identifier: MIT
// Defines what client_clock.hpp declares.
#pragma once

#include <cstdint>
#include <thread>

#include "client_clock.hpp"
#include "detail/text/saturated_time.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE std::chrono::steady_clock::time_point client_clock::now() const {
    return std::chrono::steady_clock::now();
}

BITBUCKET_INLINE std::chrono::system_clock::time_point client_clock::wall_clock() const {
    return std::chrono::system_clock::now();
}

BITBUCKET_INLINE void client_clock::sleep(std::chrono::milliseconds time, const cancel_token& cancel) const {
    constexpr std::chrono::milliseconds slice{100};
    const auto end = detail::time_after(std::chrono::steady_clock::now(), time);
    while (!cancel.is_cancelled()) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(detail::time_between(std::chrono::steady_clock::now(), end));
        if (left.count() <= 0) return;
        std::this_thread::sleep_for(left < slice ? left : slice);
    }
}

BITBUCKET_INLINE double client_clock::random() const {
    // Jitter only needs values that differ between threads and processes; the clock's low bits, mixed, do.
    auto bits = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<double>((bits ^ (bits >> 31U)) >> 11U) * 0x1.0p-53;
}

namespace detail {

BITBUCKET_INLINE const client_clock& clock_of(const std::shared_ptr<client_clock>& named) {
    // Never destroyed, so that threads can make calls until the process ends.
    static const client_clock& system = *new client_clock;
    return named == nullptr ? system : *named;
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
