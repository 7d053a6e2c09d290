// SPDX-License-Identifier: MIT
// shown_path: the path of a request as errors, logs and events show it. It holds no query and no e-mail address.
#pragma once

#include <string>
#include <string_view>

#include "../text/ascii.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether a segment of an encoded path holds an e-mail address: something before the at sign, and a dot after it.
BITBUCKET_COLD inline bool holds_address(std::string_view segment) noexcept {
    for (std::size_t i = 1; i < segment.size(); ++i) {
        const bool encoded = segment.substr(i, 3) == "%40";
        if (!encoded && segment[i] != '@') continue;
        const std::string_view domain = segment.substr(i + (encoded ? 3 : 1));
        const std::size_t dot = domain.find('.');
        if (dot != std::string_view::npos && dot > 0 && dot + 1 < domain.size()) return true;
    }
    return false;
}

/// An encoded path without its query, with *** for every segment that holds an e-mail address. The braces of UUIDs are
/// readable; everything else stays encoded, so that nothing in it steers a terminal. Cut at 500 bytes.
BITBUCKET_COLD inline std::string shown_path(std::string_view path) {
    constexpr std::size_t most = 500;
    path = path.substr(0, path.find_first_of("?#"));
    std::string out;
    while (out.size() <= most) {
        const std::size_t slash = path.find('/');
        const std::string_view segment = path.substr(0, slash);
        if (holds_address(segment)) {
            out += "***";
        } else {
            for (std::size_t i = 0; i < segment.size() && out.size() <= most; ++i) {
                const std::string_view escape = segment.substr(i, 3);
                const bool opens = equal_ignoring_case(escape, "%7B");
                const bool is_brace = opens || equal_ignoring_case(escape, "%7D");
                const char c = is_brace ? (opens ? '{' : '}') : segment[i];
                out += is_control(c) || static_cast<unsigned char>(c) >= 0x80 ? '?' : c;
                if (is_brace) i += 2;
            }
        }
        if (slash == std::string_view::npos) break;
        out += '/';
        path.remove_prefix(slash + 1);
    }
    if (out.size() > most) {
        out.resize(most);
        out += "...";
    }
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
