// SPDX-License-Identifier: MIT
// How the wrappers of a value are read and written: std::optional, boxed, settable and required. Each has the descriptor of
// its value, and says besides what "absent" and `null` mean.
#pragma once

#include <concepts>
#include <optional>
#include <type_traits>

#include "../../types/boxed.hpp"
#include "../../types/settable.hpp"
#include "../../types/text_argument.hpp"
#include "type_descriptor.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

// What has required members cannot be made empty and filled in afterwards.
template <class T>
inline constexpr bool can_be_read = std::is_default_constructible_v<T>;

template <class T>
inline constexpr bool is_wrapper = false;
template <class T>
inline constexpr bool is_wrapper<std::optional<T>> = true;
template <class T>
inline constexpr bool is_wrapper<boxed<T>> = true;
template <class T>
inline constexpr bool is_wrapper<settable<T>> = true;
template <class T>
inline constexpr bool is_wrapper<required<T>> = true;

/// The descriptor of the value in a wrapper.
template <class T>
constexpr type_descriptor wrapped_descriptor() {
    type_descriptor made = descriptor_of<T>::make();
    if (is_wrapper<T>) made.fault = member_fault::wrapped_twice;
    made.is_missing = nullptr;
    return made;
}

/// Whether the value in a wrapper was made from a null pointer.
template <class T>
bool is_null_text(const T& value) noexcept {
    if constexpr (std::same_as<T, given_text>) return value.is_null();
    return false;
}

/// std::optional and boxed: the descriptor of the value, with an "absent" around it.
template <class Wrapper, class T>
struct descriptor_of_optional {
    static constexpr type_descriptor make() {
        type_descriptor made = wrapped_descriptor<T>();
        if constexpr (can_be_read<T>)
            made.engage = [](void* at) -> void* { return &static_cast<Wrapper*>(at)->emplace(); };
        else
            made.write_only = true;
        made.value = [](const void* at) -> const void* {
            const auto& wrapped = *static_cast<const Wrapper*>(at);
            return wrapped.has_value() ? &*wrapped : nullptr;
        };
        if constexpr (std::same_as<T, given_text>)
            made.is_missing = [](const void* at) {
                const auto& wrapped = *static_cast<const Wrapper*>(at);
                return wrapped.has_value() && is_null_text(*wrapped);
            };
        made.clear = [](void* at) { static_cast<Wrapper*>(at)->reset(); };
        return made;
    }
};
template <class T>
struct descriptor_of<std::optional<T>> : descriptor_of_optional<std::optional<T>, T> {};
template <class T>
struct descriptor_of<boxed<T>> : descriptor_of_optional<boxed<T>, T> {};

template <class T>
struct descriptor_of<settable<T>> {
    static constexpr type_descriptor make() {
        type_descriptor made = wrapped_descriptor<T>();
        if constexpr (can_be_read<T>)
            made.engage = [](void* at) -> void* {
                auto& whole = *static_cast<settable<T>*>(at);
                whole = settable<T>(T());
                return const_cast<T*>(&*whole.value());
            };
        else
            made.write_only = true;
        made.clear = [](void* at) { *static_cast<settable<T>*>(at) = settable<T>(); };
        made.value = [](const void* at) -> const void* {
            const auto& held = static_cast<const settable<T>*>(at)->value();
            return held.has_value() ? &*held : nullptr;
        };
        made.is_missing = [](const void* at) {
            const auto& held = *static_cast<const settable<T>*>(at);
            return held.is_missing() || (held.value().has_value() && is_null_text(*held.value()));
        };
        made.is_null = [](const void* at) { return static_cast<const settable<T>*>(at)->is_null(); };
        made.set_null = [](void* at) { *static_cast<settable<T>*>(at) = settable<T>(nullptr); };
        return made;
    }
};

template <class T>
struct descriptor_of<required<T>> {
    static constexpr type_descriptor make() {
        type_descriptor made = wrapped_descriptor<T>();
        made.engage = [](void* at) -> void* { return const_cast<T*>(&static_cast<required<T>*>(at)->value()); };
        made.clear = nullptr;
        made.value = [](const void* at) -> const void* { return &static_cast<const required<T>*>(at)->value(); };
        made.insists = true;
        if constexpr (std::same_as<T, given_text>)
            made.is_missing = [](const void* at) { return static_cast<const required<T>*>(at)->value().is_null(); };
        return made;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
