// SPDX-License-Identifier: MIT
// boxed<T>: an optional on the heap, for models that contain themselves (a repository's parent is a repository).
#pragma once

#include <utility>

#include "../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Like `std::optional<T>`, with the value on the heap, so that T may be incomplete where the member is declared.
/// Copies are deep; comparison compares the values.
// Owns a plain pointer: <memory> would be a fifth of a model header's compile time.
template <class T>
class boxed {
public:
    boxed() = default;
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
    T& operator*() noexcept { return *value_; }
    const T& operator*() const noexcept { return *value_; }
    T* operator->() noexcept { return value_; }
    const T* operator->() const noexcept { return value_; }
    void reset() noexcept { delete std::exchange(value_, nullptr); }
    /// Replaces the value with a new, default-constructed one.
    T& emplace() {
        boxed(T()).swap(*this);
        return *value_;
    }
    void swap(boxed& other) noexcept { std::swap(value_, other.value_); }

    friend bool operator==(const boxed& a, const boxed& b) {
        return a.value_ != nullptr && b.value_ != nullptr ? *a.value_ == *b.value_ : a.value_ == b.value_;
    }

private:
    T* value_ = nullptr;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
