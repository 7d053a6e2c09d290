// SPDX-License-Identifier: MIT
// What the headers of a reply say about the length of its body, and about which part of a larger one it is.
#pragma once

#include <cstdint>
#include <optional>

#include "../../types/http.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

struct reply_length {
    /// The position of the body's first byte in the whole; nothing for a 206 that does not say.
    std::optional<std::uint64_t> first = 0;
    /// How many bytes the whole has; nothing if that is not known, or if the bytes are compressed.
    std::optional<std::uint64_t> total = {};
};

inline std::optional<std::uint64_t> parse_length(std::string_view text) noexcept {
    const long long number = parse_digits(text);
    return number < 0 ? std::nullopt : std::optional<std::uint64_t>(static_cast<std::uint64_t>(number));
}

/// For a 206 its Content-Range counts (`bytes 5-9/10`, where the last number may be `*`), for others the Content-Length.
inline reply_length length_of(int status, const header_list& headers) noexcept {
    reply_length out;
    if (status == 206) {
        out.first = std::nullopt;
        std::string_view range = headers.value("Content-Range");
        if (!starts_with_ignoring_case(range, "bytes ")) return out;
        range = trim(range.substr(6));
        const auto dash = range.find('-');
        const auto slash = range.find('/');
        if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) return out;
        const auto last = parse_length(range.substr(dash + 1, slash - dash - 1));
        const auto first = parse_length(range.substr(0, dash));
        const auto total = parse_length(range.substr(slash + 1));
        if (!first || !last || *last < *first || (total && *last >= *total)) return out;
        out.first = first;
        out.total = total;
        return out;
    }
    const std::string* encoding = headers.find("Content-Encoding");
    if (encoding == nullptr || equal_ignoring_case(trim(*encoding), "identity"))
        out.total = parse_length(headers.value("Content-Length"));
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
