// SPDX-License-Identifier: MIT
// What can be wrong with the path of an operation. Looked for where an operation is used and not where it is declared: a
// program declares all operations and uses a few, and a compiler takes long to walk a text.
#pragma once

#include <cstdint>
#include <string_view>

#include "../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The first thing that is wrong with a path.
enum class path_mistake : std::uint8_t {
    none,
    /// It does not begin with a slash, or is nothing else.
    no_path,
    empty_segment,
    /// A placeholder has something before or after it in its segment.
    part_of_a_segment,
    /// Braces that make no placeholder with a name.
    no_placeholder,
    /// A star that is not the last character of its placeholder.
    misplaced_star,
    /// A placeholder that keeps its slashes, and is not the end of the path.
    star_before_the_end
};

constexpr path_mistake path_mistake_in(std::string_view path) noexcept {
    if (path.size() < 2 || path.front() != '/') return path_mistake::no_path;
    bool inside = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const char next = i + 1 < path.size() ? path[i + 1] : '/';
        if (path[i] == '{') {
            if (inside || path[i - 1] != '/') return path_mistake::part_of_a_segment;
            if (next == '}') return path_mistake::no_placeholder;
            inside = true;
        } else if (path[i] == '}') {
            if (!inside) return path_mistake::no_placeholder;
            if (next != '/') return path_mistake::part_of_a_segment;
            if (path[i - 1] == '*' && i + 1 < path.size()) return path_mistake::star_before_the_end;
            inside = false;
        } else if (inside && path[i] == '*') {
            if (next != '}') return path_mistake::misplaced_star;
        } else if (path[i] == '/') {
            if (inside) return path_mistake::no_placeholder;
            if (i > 0 && path[i - 1] == '/') return path_mistake::empty_segment;
        }
    }
    return inside ? path_mistake::no_placeholder : path_mistake::none;
}

/// Fails with a sentence unless a path is right.
template <path_mistake Found>
constexpr bool check_path() {
    static_assert(Found != path_mistake::no_path,
                  "bitbucket: the declaration of this operation does not fit: info.path looks like /this/{one}");
    static_assert(Found != path_mistake::empty_segment,
                  "bitbucket: the declaration of this operation does not fit: info.path has an empty segment");
    static_assert(Found != path_mistake::part_of_a_segment,
                  "bitbucket: the declaration of this operation does not fit: a placeholder of info.path fills a whole "
                  "segment: /{name}");
    static_assert(Found != path_mistake::no_placeholder,
                  "bitbucket: the declaration of this operation does not fit: a placeholder of info.path is written "
                  "{name}");
    static_assert(
        Found != path_mistake::misplaced_star,
        "bitbucket: the declaration of this operation does not fit: a placeholder of info.path that keeps its "
        "slashes is written {name*}");
    static_assert(Found != path_mistake::star_before_the_end,
                  "bitbucket: the declaration of this operation does not fit: only the last placeholder of info.path "
                  "can keep its slashes: /{name*}");
    return Found == path_mistake::none;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
