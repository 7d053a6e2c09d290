// SPDX-License-Identifier: MIT
// result<T>: what the calls that do not throw return. Its members are named after those of C++23's std::expected.
#pragma once

#include <optional>
#include <utility>

#include "error.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A value, or the error that the call ended with.
template <class T>
class [[nodiscard]] result {
public:
    using value_type = T;
    using error_type = bitbucket::error;

    result(T value) : value_(std::move(value)) {}                              // NOLINT(google-explicit-constructor)
    result(bitbucket::error failure) noexcept : error_(std::move(failure)) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value; throws the error, as its own class, if there is none.
    [[nodiscard]] T& value() & { return throw_if_failed(), *value_; }
    [[nodiscard]] const T& value() const& { return throw_if_failed(), *value_; }
    [[nodiscard]] T&& value() && { return throw_if_failed(), *std::move(value_); }
    /// The value, unchecked: only if `has_value()`.
    [[nodiscard]] T& operator*() & noexcept { return *value_; }
    [[nodiscard]] const T& operator*() const& noexcept { return *value_; }
    [[nodiscard]] T&& operator*() && noexcept { return *std::move(value_); }
    [[nodiscard]] T* operator->() noexcept { return &*value_; }
    [[nodiscard]] const T* operator->() const noexcept { return &*value_; }
    template <class U>
    [[nodiscard]] T value_or(U&& other) const& {
        return value_ ? *value_ : static_cast<T>(std::forward<U>(other));
    }
    template <class U>
    [[nodiscard]] T value_or(U&& other) && {
        return value_ ? *std::move(value_) : static_cast<T>(std::forward<U>(other));
    }

    /// The error, unchecked: only if not `has_value()`.
    [[nodiscard]] const bitbucket::error& error() const noexcept { return *error_; }

private:
    void throw_if_failed() const {
        if (!value_) error_->raise();
    }

    std::optional<T> value_;
    std::optional<bitbucket::error> error_;
};

/// The result of a call that returns nothing.
template <>
class [[nodiscard]] result<void> {
public:
    using value_type = void;
    using error_type = bitbucket::error;

    result() noexcept = default;
    result(bitbucket::error failure) noexcept : error_(std::move(failure)) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    /// Throws the error, as its own class, if there is one.
    void value() const {
        if (error_) error_->raise();
    }
    void operator*() const noexcept {}
    /// The error, unchecked: only if not `has_value()`.
    [[nodiscard]] const bitbucket::error& error() const noexcept { return *error_; }

private:
    std::optional<bitbucket::error> error_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
