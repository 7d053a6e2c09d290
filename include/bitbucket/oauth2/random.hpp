// SPDX-License-Identifier: MIT
// Random bytes for the secrets of an authorization request, with a check that detects a broken source.
#pragma once

#include <functional>
#include <new>
#include <random>

#include "../detail/text/base64.hpp"
#include "../detail/text/forced_unwind.hpp"
#include "../secret.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Fills `size` bytes at `out` with random ones, fit for secrets. May throw; then the request reports a problem. Every
/// thread that makes a request calls it, so it must be thread-safe.
using random_source = std::function<void(unsigned char* out, std::size_t size)>;

/// Random bytes from `std::random_device`; throws what that throws if the platform has none. Safe to use from many
/// threads.
///
/// The standard allows any generator there, but the supported standard libraries use the platform's: libstdc++ asks the
/// processor (RDSEED, RDRAND), getentropy or /dev/urandom, and rand_s on Windows; libc++ asks getentropy, arc4random,
/// /dev/urandom or rand_s; Microsoft's asks rand_s, which is the system's generator. `entropy()` does not help: older
/// versions of the first two return 0 for these sources, and Microsoft's always returns 32.
inline void platform_random(unsigned char* out, std::size_t size) {
    static_assert((std::random_device::min)() == 0 && (std::random_device::max)() == 0xFFFFFFFFU);
    std::random_device device;
    for (std::size_t i = 0; i < size;) {
        unsigned word = device();
        for (std::size_t k = 0; k < 4 && i < size; ++k, word >>= 8U)
            out[i++] = static_cast<unsigned char>(word & 0xFFU);
    }
}

namespace detail {

/// The number of bytes in one secret; their Base64 form has 43 characters.
inline constexpr std::size_t random_part = 32;

/// Whether bytes could be random: no part of 32 repeats a single byte (a source that writes nothing leaves zeros), and
/// no two parts are equal. A good source fails this about once in 2^247 draws.
inline bool looks_random(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += random_part) {
        const std::string_view part = bytes.substr(at, random_part);
        if (part.find_first_not_of(part.front()) == std::string_view::npos) return false;
        for (std::size_t before = 0; before < at; before += random_part)
            if (bytes.substr(before, random_part) == part) return false;
    }
    return true;
}

/// Fills `count` secrets with 256 random bits each, in Base64 for URLs. Returns what is wrong with the source, empty if
/// it is fine; never repeats what it threw.
inline std::string draw_secrets(const random_source& source, secret* out, std::size_t count) {
    if (!source) return "the random source is missing";
    constexpr int draws = 2;
    for (int draw = 0; draw < draws; ++draw) {
        // One draw for all, so that a source that restarts with every call cannot make two equal secrets.
        std::string drawn(count * random_part, '\0');
        try {
            source(reinterpret_cast<unsigned char*>(drawn.data()), drawn.size());
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const forced_unwind&) {
            throw;
        } catch (...) {
            return "the random source threw an exception";
        }
        const secret bytes(std::move(drawn));
        if (!looks_random(bytes.reveal())) continue;
        for (std::size_t i = 0; i < count; ++i)
            out[i] = secret(base64url(std::string_view(bytes.reveal()).substr(i * random_part, random_part)));
        return {};
    }
    return "the random source does not return random bytes";
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
