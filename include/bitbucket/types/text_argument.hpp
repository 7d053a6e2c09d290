// SPDX-License-Identifier: MIT
// text_argument and given_text: a caller's text, as a parameter and as a member. Both take a null `const char*`, which
// std::getenv returns for a variable that is not set, and remember it, so that sending can refuse it by name.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A caller's text as a parameter; converts from every kind of text. Holds a view: do not keep it.
class text_argument {
public:
    constexpr text_argument() = default;
    constexpr text_argument(const char* text) noexcept  // NOLINT(google-explicit-constructor)
        : text_(text == nullptr ? std::string_view() : std::string_view(text)), null_(text == nullptr) {}
    template <class Text>
        requires(std::convertible_to<const Text&, std::string_view> && !std::is_pointer_v<Text> &&
                 !std::same_as<Text, std::nullptr_t>)
    constexpr text_argument(const Text& text) noexcept : text_(text) {  // NOLINT(google-explicit-constructor)
        if constexpr (requires { text.is_null(); }) null_ = text.is_null();
    }

    /// The text; empty for a null pointer.
    [[nodiscard]] constexpr std::string_view str() const noexcept { return text_; }
    constexpr operator std::string_view() const noexcept { return text_; }  // NOLINT(google-explicit-constructor)
    /// Whether it was made from a null pointer.
    [[nodiscard]] constexpr bool is_null() const noexcept { return null_; }

private:
    std::string_view text_;
    bool null_ = false;
};

/// A caller's text as a member of an option or draft: a `std::string` that also takes a null pointer. Then it is empty,
/// and what uses it reports a `usage_error` that names the member.
class given_text : public std::string {
public:
    given_text() = default;
    given_text(std::string text) noexcept : std::string(std::move(text)) {}  // NOLINT(google-explicit-constructor)
    given_text(std::string_view text) : std::string(text) {}                 // NOLINT(google-explicit-constructor)
    given_text(const text_argument& text)                                    // NOLINT(google-explicit-constructor)
        : std::string(text.str()), null_(text.is_null()) {}
    given_text(const char* text) : given_text(text_argument(text)) {}  // NOLINT(google-explicit-constructor)

    /// Whether it was made from a null pointer, and nothing was added to it since.
    [[nodiscard]] bool is_null() const noexcept { return null_ && empty(); }

private:
    bool null_ = false;
};

namespace detail {

/// Follows the name of an argument in a problem.
inline constexpr const char* is_null_pointer =
    " is a null pointer: std::getenv returns one for a variable that is not set";

/// The whole sentence.
inline std::string null_problem(std::string_view name) {
    std::string out(name);
    out += is_null_pointer;  // GCC 12 sees errors in the operator + for a text and a pointer
    return out;
}

/// The text; empty for a null pointer.
inline std::string text_or_empty(const char* text) {
    return text == nullptr ? std::string() : std::string(text);
}

}  // namespace detail
}  // namespace bitbucket::inline BITBUCKET_ABI
