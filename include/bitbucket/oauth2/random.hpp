// SPDX-License-Identifier: MIT
// Random bytes for the secrets of an authorization request, with a check that detects a broken source.
#pragma once

#include <functional>

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
void platform_random(unsigned char* out, std::size_t size);

namespace detail {

/// The number of bytes in one secret; their Base64 form has 43 characters.
inline constexpr std::size_t random_part = 32;

/// Whether bytes could be random: no part of 32 repeats a single byte (a source that writes nothing leaves zeros), and
/// no two parts are equal. A good source fails this about once in 2^247 draws.
bool looks_random(std::string_view bytes);

/// Fills `count` secrets with 256 random bits each, in Base64 for URLs. Returns what is wrong with the source, empty if
/// it is fine; never repeats what it threw.
std::string draw_secrets(const random_source& source, secret* out, std::size_t count);

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "random.ipp"
#endif
