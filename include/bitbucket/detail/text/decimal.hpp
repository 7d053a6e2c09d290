// SPDX-License-Identifier: MIT
// Numbers with a fraction as text and back, in the notation of JSON whatever the process's locale. The floating-point
// half of <charconv> would do, but the oldest standard library that is supported lacks it.
#pragma once

#include <bit>
#include <cfloat>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether a number is neither an infinity nor "not a number"; JSON has neither. Asks the bits, because -ffast-math takes
/// every comparison for one of finite numbers.
constexpr bool is_finite(double value) noexcept {
    constexpr std::uint64_t exponent = 0x7FF0'0000'0000'0000U;
    return (std::bit_cast<std::uint64_t>(value) & exponent) != exponent;
}

/// The shortest text that reads as this number again; of a `single` one, as this float. The number is finite.
std::string decimal_text(double value, bool single);

/// Reads a whole text as a number of JSON; nothing for anything else, and for a number that is too large.
std::optional<double> parse_decimal(std::string_view text);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "text.ipp"
#endif
