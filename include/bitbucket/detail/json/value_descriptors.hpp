// SPDX-License-Identifier: MIT
// How single values are read and written: texts, enumerations, bools, numbers, links. What holds other values is in
// member_table.hpp (models, lists, maps) and wrapper_descriptors.hpp (optionals and the like).
#pragma once

#include <concepts>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../../types/json_text.hpp"
#include "../../types/link.hpp"
#include "../../types/open_enum.hpp"
#include "../../types/text_argument.hpp"
#include "../text/decimal.hpp"
#include "type_descriptor.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// What `assign` does, which takes longer for a text that does not fit.
inline void assign_text(std::string& to, std::string_view text) {
    if (text.size() > to.capacity())
        to = std::string(text);
    else
        to.assign(text);
}

template <>
struct descriptor_of<std::string> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.bytes = sizeof(std::string);
        made.clear = [](void* at) { static_cast<std::string*>(at)->clear(); };
        made.set_text = [](void* at, std::string_view text) { assign_text(*static_cast<std::string*>(at), text); };
        made.get_text = [](const void* at) { return std::string_view(*static_cast<const std::string*>(at)); };
        return made;
    }
};

template <>
struct descriptor_of<given_text> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.bytes = sizeof(given_text);
        made.clear = [](void* at) { *static_cast<given_text*>(at) = given_text(); };
        made.is_missing = [](const void* at) { return static_cast<const given_text*>(at)->is_null(); };
        made.set_text = [](void* at, std::string_view text) { *static_cast<given_text*>(at) = given_text(text); };
        made.get_text = [](const void* at) { return std::string_view(*static_cast<const given_text*>(at)); };
        return made;
    }
};

template <class T>
    requires std::derived_from<T, text_value>
struct descriptor_of<T> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.bytes = sizeof(T);
        made.clear = [](void* at) { *static_cast<T*>(at) = T(); };
        made.set_text = [](void* at, std::string_view text) { *static_cast<T*>(at) = T(text); };
        made.get_text = [](const void* at) { return std::string_view(static_cast<const T*>(at)->str()); };
        if constexpr (std::equality_comparable<T>)
            made.equal = [](const void* a, const void* b) {
                return *static_cast<const T*>(a) == *static_cast<const T*>(b);
            };
        if constexpr (std::same_as<T, json_text>) made.kind = value_kind::json;
        return made;
    }
};

template <named_enum T>
struct descriptor_of<T> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.set_text = [](void* at, std::string_view text) {
            if (const auto known = enum_from<T>(text)) *static_cast<T*>(at) = *known;
        };
        made.get_text = [](const void* at) { return std::string_view(to_string(*static_cast<const T*>(at))); };
        return made;
    }
};

template <>
struct descriptor_of<bool> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::boolean;
        made.clear = [](void* at) { *static_cast<bool*>(at) = false; };
        return made;
    }
};

/// The types of whole numbers: neither bool nor characters.
template <class T>
concept whole_number_type =
    std::integral<T> && sizeof(T) <= sizeof(std::uint64_t) && !std::same_as<T, bool> && !std::same_as<T, char> &&
    !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

template <whole_number_type T>
struct descriptor_of<T> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::integer;
        made.bytes = sizeof(T);
        made.clear = [](void* at) { *static_cast<T*>(at) = 0; };
        made.set_integer = [](void* at, whole_number number) {
            const auto value = static_cast<T>(number.bits);
            if (whole_number{static_cast<std::uint64_t>(value), value < T{}} != number) return false;
            *static_cast<T*>(at) = value;
            return true;
        };
        made.get_integer = [](const void* at) {
            const T value = *static_cast<const T*>(at);
            return whole_number{static_cast<std::uint64_t>(value), value < T{}};
        };
        return made;
    }
};

template <class T>
    requires(std::same_as<T, double> || std::same_as<T, float>)
struct descriptor_of<T> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::real;
        made.bytes = sizeof(T);
        made.single = std::same_as<T, float>;
        made.clear = [](void* at) { *static_cast<T*>(at) = 0; };
        made.set_real = [](void* at, double number) {
            if (!is_finite(number) || number < std::numeric_limits<T>::lowest() ||
                number > (std::numeric_limits<T>::max)())
                return false;
            *static_cast<T*>(at) = static_cast<T>(number);
            return true;
        };
        made.get_real = [](const void* at) { return static_cast<double>(*static_cast<const T*>(at)); };
        return made;
    }
};

template <>
struct descriptor_of<links> {
    static constexpr type_descriptor make() {
        type_descriptor made;
        made.kind = value_kind::links;
        made.bytes = sizeof(links);
        made.clear = [](void* at) { static_cast<links*>(at)->clear(); };
        return made;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
