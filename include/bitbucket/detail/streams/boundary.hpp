// SPDX-License-Identifier: MIT
// Boundaries of multipart bodies. They are random, since what stands in a file is not known when its body begins, and
// whoever wrote the file must not have been able to guess them.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#if __has_include(<unistd.h>) && __has_include(<sys/random.h>)
#include <sys/random.h>
#include <unistd.h>
#else
#include <random>  // costs half a second to compile, so it is not used where there is something else
#endif

#include "../text/ascii.hpp"
#include "../text/clock_types.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

struct random_words {
    std::uint64_t high, low;
};

#if __has_include(<unistd.h>) && __has_include(<sys/random.h>)
inline random_words draw_words() {
    random_words drawn{0, 0};
    if (::getentropy(&drawn, sizeof drawn) == 0) return drawn;
    // A system that is too old to have it. No two of a process are equal, and nobody knows them before.
    static std::atomic<std::uint64_t> count = 0;
    drawn.high = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
    drawn.low = ++count ^ reinterpret_cast<std::uintptr_t>(&drawn) ^
                static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
    return drawn;
}
#else
inline random_words draw_words() {
    std::random_device device;
    const auto word = [&device] { return std::uint64_t{device()}; };
    return {(word() << 32U) | word(), (word() << 32U) | word()};
}
#endif

/// Fewer than the 70 characters that are allowed, none of which needs quotes.
inline std::string draw_boundary() {
    constexpr char digits[] = "0123456789abcdef";
    const random_words drawn = draw_words();
    std::string out = "bitbucket-cpp-";
    for (const std::uint64_t word : {drawn.high, drawn.low})
        for (unsigned shift = 64; shift > 0; shift -= 4) out.push_back(digits[(word >> (shift - 4)) & 15U]);
    return out;
}

/// Whether a caller's own boundary is allowed (RFC 2046, section 5.1.1), but for the few characters that would need quotes.
inline bool is_boundary(std::string_view text) noexcept {
    for (const char c : text)
        if (!is_alpha(c) && !is_digit(c) && c != '-' && c != '_' && c != '.' && c != '+') return false;
    return !text.empty() && text.size() <= 70;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
