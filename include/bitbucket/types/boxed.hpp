// SPDX-License-Identifier: MIT
// boxed<T>: an optional on the heap, for models that contain themselves (a repository's parent is a repository) and for
// large ones inside of others, which would make every item of a list large.
#pragma once

#include <optional>
#include <utility>

#include "../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Used like `std::optional<T>`, with the value on the heap: an empty one has the size of a pointer, a move does not
/// move the value, and T may be incomplete where the member is declared. Copies are deep; comparison compares values.
// Owns a plain pointer: <memory> would be a fifth of a model header's compile time.
template <class T>
class boxed {
public:
    boxed() = default;
    boxed(std::nullopt_t) noexcept {}                    // NOLINT(google-explicit-constructor)
    boxed(T value) : value_(new T(std::move(value))) {}  // NOLINT(google-explicit-constructor)
    boxed(const boxed& other) : value_(other.value_ != nullptr ? new T(*other.value_) : nullptr) {}
    boxed(boxed&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
    boxed& operator=(const boxed& other) {
        if (this != &other) boxed(other).swap(*this);
        return *this;
    }
    boxed& operator=(boxed&& other) noexcept {
        if (this != &other) boxed(std::move(other)).swap(*this);
        return *this;
    }
    ~boxed() { delete value_; }

    [[nodiscard]] bool has_value() const noexcept { return value_ != nullptr; }
    explicit operator bool() const noexcept { return has_value(); }
    T& operator*() & noexcept { return *value_; }
    const T& operator*() const& noexcept { return *value_; }
    T&& operator*() && noexcept { return std::move(*value_); }
    const T&& operator*() const&& noexcept { return std::move(*value_); }
    T* operator->() noexcept { return value_; }
    const T* operator->() const noexcept { return value_; }

    /// The value; throws `std::bad_optional_access` if there is none.
    [[nodiscard]] T& value() & { return *checked(); }
    [[nodiscard]] const T& value() const& { return *checked(); }
    [[nodiscard]] T&& value() && { return std::move(*checked()); }
    [[nodiscard]] const T&& value() const&& { return std::move(*checked()); }
    /// A copy of the value, or `other` if there is none.
    template <class U>
    [[nodiscard]] T value_or(U&& other) const& {
        return has_value() ? *value_ : static_cast<T>(std::forward<U>(other));
    }
    template <class U>
    [[nodiscard]] T value_or(U&& other) && {
        return has_value() ? std::move(*value_) : static_cast<T>(std::forward<U>(other));
    }

    void reset() noexcept { delete std::exchange(value_, nullptr); }
    /// Replaces the value with a new one, made in place from these arguments.
    template <class... Arguments>
    T& emplace(Arguments&&... arguments) {
        reset();
        value_ = new T(std::forward<Arguments>(arguments)...);
        return *value_;
    }
    void swap(boxed& other) noexcept { std::swap(value_, other.value_); }

    friend bool operator==(const boxed& a, const boxed& b) {
        return a.value_ != nullptr && b.value_ != nullptr ? *a.value_ == *b.value_ : a.value_ == b.value_;
    }
    friend bool operator==(const boxed& a, const T& b) { return a.value_ != nullptr && *a.value_ == b; }
    friend bool operator==(const boxed& a, std::nullopt_t) noexcept { return a.value_ == nullptr; }

private:
    [[nodiscard]] T* checked() const {
        // An empty optional throws std::bad_optional_access, and ends a program that is compiled without exceptions.
        if (value_ == nullptr) static_cast<void>(std::optional<char>().value());
        return value_;
    }

    T* value_ = nullptr;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
