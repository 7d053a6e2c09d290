// SPDX-License-Identifier: MIT
// Defines what the types of this folder only declare, but for those of cancel_token.hpp, which models do without.
#pragma once

#include "http.hpp"
#include "link.hpp"
#include "timestamp.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE const std::string* header_list::find(text_argument name) const noexcept {
    for (const http_header& line : lines_)
        if (detail::equal_ignoring_case(line.name, name)) return &line.value;
    return nullptr;
}

BITBUCKET_INLINE void header_list::set(given_text name, given_text value) {
    for (http_header& line : lines_)
        if (detail::equal_ignoring_case(line.name, name)) {
            line.value = std::move(value);
            return;
        }
    add(std::move(name), std::move(value));
}

BITBUCKET_INLINE std::string_view header_list::value(text_argument name) const noexcept {
    const std::string* found = find(name);
    return found == nullptr ? std::string_view{} : std::string_view{*found};
}

BITBUCKET_INLINE void header_list::add(given_text name, given_text value) {
    lines_.push_back({std::move(name), std::move(value)});
}

BITBUCKET_INLINE header_list::header_list(std::initializer_list<http_header> lines) : lines_(lines) {}

BITBUCKET_INLINE const link* links::find(text_argument rel, text_argument name) const noexcept {
    for (const link& entry : all_)
        if (entry.rel == rel.str() && (name.str().empty() || entry.name == name.str())) return &entry;
    return nullptr;
}

BITBUCKET_INLINE std::string_view links::href(text_argument rel, text_argument name) const noexcept {
    const link* found = find(rel, name);
    return found == nullptr ? std::string_view{} : std::string_view{found->href};
}

BITBUCKET_INLINE void timestamp::parse() noexcept {
    if (const auto read = detail::parse_instant(text_)) {
        at_ = *read;
        valid_ = true;
    }
}

BITBUCKET_INLINE std::chrono::sys_time<std::chrono::nanoseconds> timestamp::to_sys_time() const noexcept {
    using limits = std::numeric_limits<std::int64_t>;
    constexpr std::int64_t per_second = 1'000'000'000;
    const std::int64_t most = (limits::max)() / per_second - 1;
    const std::int64_t count = at_.seconds > most    ? (limits::max)()
                               : at_.seconds < -most ? (limits::min)()
                                                     : at_.seconds * per_second + at_.nanoseconds;
    return std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(count));
}

}  // namespace bitbucket::inline BITBUCKET_ABI
