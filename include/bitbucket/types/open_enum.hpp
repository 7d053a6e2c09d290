// SPDX-License-Identifier: MIT
// Enumerations of the API: closed ones for requests, and open_enum for replies, which keeps the server's word even if
// it is newer than this library.
#pragma once

#include <cstddef>
#include <optional>

#include "text_value.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The wire names of an enumeration, in the order of its enumerators (which count from 0). Specialise with a
/// `static constexpr const char* values[]` to make an enumeration usable in models and requests.
template <class Enum>
struct enum_names;

/// An enumeration that has wire names.
template <class Enum>
concept named_enum = requires { enum_names<Enum>::values[0]; };

/// The wire name of an enumerator.
template <named_enum Enum>
[[nodiscard]] constexpr const char* to_string(Enum value) noexcept {
    return enum_names<Enum>::values[static_cast<std::size_t>(value)];
}

/// The enumerator with a wire name, if there is one. Compares exactly.
template <named_enum Enum>
[[nodiscard]] constexpr std::optional<Enum> enum_from(std::string_view name) noexcept {
    std::size_t index = 0;
    for (const char* known : enum_names<Enum>::values) {
        if (name == known) return static_cast<Enum>(index);
        ++index;
    }
    return std::nullopt;
}

/// A value of an enumeration that the server may extend: the text that it sent, comparable with the known values. Empty
/// if the member was absent.
template <named_enum Enum>
class open_enum : public text_value {
public:
    open_enum() = default;
    open_enum(Enum value) : text_value(to_string(value)) {}  // NOLINT(google-explicit-constructor)
    explicit open_enum(std::string text) noexcept : text_value(std::move(text)) {}
    explicit open_enum(std::string_view text) : text_value(std::string(text)) {}
    explicit open_enum(const char* text) : text_value(detail::text_or_empty(text)) {}

    /// The value as an enumerator; nothing if it is absent or newer than this library (see `str()`).
    [[nodiscard]] std::optional<Enum> known() const noexcept { return enum_from<Enum>(text_); }

    friend bool operator==(const open_enum& a, const open_enum& b) noexcept { return a.text_ == b.text_; }
    friend bool operator==(const open_enum& a, Enum b) noexcept { return a.text_ == to_string(b); }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const open_enum& value) {
        detail::print_word(out, value.text_);
        return out;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
