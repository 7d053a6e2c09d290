// SPDX-License-Identifier: MIT
// Numbers with a fraction as text and back, in the notation of JSON whatever the process's locale. The floating-point
// half of <charconv> would do, but the oldest standard library that is supported lacks it.
#pragma once

#include <cfloat>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether a number is neither an infinity nor "not a number"; JSON has neither.
constexpr bool is_finite(double value) noexcept {
    return value >= -DBL_MAX && value <= DBL_MAX;
}

/// The shortest text that reads as this number again; of a `single` one, as this float. The number is finite.
std::string decimal_text(double value, bool single);

/// Reads a whole text as a number of JSON; nothing for anything else, and for a number that is too large.
std::optional<double> parse_decimal(std::string_view text);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "text.ipp"
#endif
