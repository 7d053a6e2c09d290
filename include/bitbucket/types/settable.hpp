// SPDX-License-Identifier: MIT
// The members of write models (drafts and edits): settable<T>, which distinguishes "left out" from null, and
// required<T>, which cannot be left out.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <utility>

#include "text_argument.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {
/// A pointer to text that may be null; string literals are arrays.
template <class T>
concept text_pointer = std::is_pointer_v<std::remove_reference_t<T>> && std::convertible_to<T, const char*>;
}  // namespace detail

/// An optional member of a request body. Not set: the member is not sent and the server keeps or chooses the
/// value. `nullptr`: JSON null is sent, which clears it. Otherwise the value is sent. A `const char*` that is null, as
/// from std::getenv, is a `usage_error` when the request is sent.
template <class T>
class settable {
public:
    settable() = default;
    settable(std::nullptr_t) noexcept : null_(true) {}  // NOLINT(google-explicit-constructor)
    // A bool accepts only a bool: a text would convert to true. `= T` lets braces make the value.
    template <class U = T>
        requires(std::convertible_to<U, T> && (!std::same_as<T, bool> || std::same_as<std::remove_cvref_t<U>, bool>))
    settable(U&& value) {  // NOLINT(google-explicit-constructor)
        if constexpr (detail::text_pointer<U>) missing_ = value == nullptr;
        if (!missing_) value_.emplace(std::forward<U>(value));
    }

    /// Whether the member will be sent, as a value or as null.
    [[nodiscard]] bool is_set() const noexcept { return null_ || value_.has_value(); }
    /// Whether JSON null will be sent.
    [[nodiscard]] bool is_null() const noexcept { return null_; }
    /// Whether it was made from a null `const char*`, so that it can be neither sent nor left out.
    [[nodiscard]] bool is_missing() const noexcept { return missing_; }
    [[nodiscard]] const std::optional<T>& value() const noexcept { return value_; }

    friend bool operator==(const settable&, const settable&) = default;

private:
    std::optional<T> value_;
    bool null_ = false;
    bool missing_ = false;
};

/// A member of a request body that the API requires. It has no default, so omitting it does not compile. A write model
/// in it can be given in braces: `.author = {{.name = "x"}}`.
template <class T>
class required {
public:
#if defined(__cpp_deleted_function) && __cpp_deleted_function >= 202403L
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wc++26-extensions"
    required() = delete("bitbucket: a required member of a draft or edit is missing");
#pragma GCC diagnostic pop
#else
    required() = delete;  // bitbucket: a required member of a draft or edit is missing
#endif
    // `= T` lets braces make the value.
    template <class U = T>
        requires std::convertible_to<U, T>
    required(U&& value) : value_(made(std::forward<U>(value))) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] const T& value() const noexcept { return value_; }

    friend bool operator==(const required&, const required&) = default;

private:
    // A null pointer becomes an empty text, which is refused when the request is sent.
    template <class U>
    static T made(U&& value) {
        if constexpr (detail::text_pointer<U>)
            if (value == nullptr) return T();
        return std::forward<U>(value);
    }

    T value_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
