// SPDX-License-Identifier: MIT
// option_text: the values of query options as they are written in a URL: texts, bools, whole numbers, times,
// enumerations, identifiers.
#pragma once

#include <concepts>
#include <string>

#include "../../types/open_enum.hpp"
#include "../../types/text_value.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// A value, other than a text, that a query option can have.
template <class T>
concept option_value = std::integral<T> || std::derived_from<T, text_value> || named_enum<T>;

template <option_value T>
std::string option_text(const T& value) {
    if constexpr (std::same_as<T, bool>)
        return value ? "true" : "false";
    else if constexpr (std::integral<T>)
        return std::to_string(value);
    else if constexpr (std::derived_from<T, text_value>)
        return value.str();
    else
        return to_string(value);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
