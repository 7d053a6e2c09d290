// SPDX-License-Identifier: MIT
// Percent-encoding (RFC 3986) of path segments and query options, and its decoder.
#pragma once

#include <string>
#include <string_view>

#include "ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

constexpr bool is_unreserved(char c) noexcept {
    return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

void append_percent(std::string& out, char c);

/// Appends a path segment; encodes all bytes except the unreserved ones, `:` and `@` (used in account IDs and
/// addresses).
void append_segment(std::string& out, std::string_view text);

/// Appends a query option's name or value; encodes all bytes except the unreserved ones (a space as %20, a plus as
/// %2B).
void append_query_text(std::string& out, std::string_view text);

constexpr int hex_digit(char c) noexcept {
    if (is_digit(c)) return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/// The text with every `%XX` decoded; a `%` without two hexadecimal digits stays.
std::string percent_decode(std::string_view text);

/// Whether an encoded path hides an upward step in an encoded separator, e.g. `..%2F..`.
bool hides_upward_step(std::string_view path);

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "text.ipp"
#endif
