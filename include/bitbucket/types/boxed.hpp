// SPDX-License-Identifier: MIT
// boxed<T>: an optional on the heap, for models that contain themselves (a repository's parent is a repository).
#pragma once

#include <memory>
#include <utility>

namespace bitbucket {

/// Like `std::optional<T>`, with the value on the heap, so that T may be incomplete where the member is declared.
/// Copies are deep; comparing compares the values.
template <class T>
class boxed {
public:
    boxed() = default;
    boxed(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT(google-explicit-constructor)
    boxed(const boxed& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
    boxed(boxed&&) noexcept = default;
    boxed& operator=(const boxed& other) {
        if (this != &other) value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
        return *this;
    }
    boxed& operator=(boxed&&) noexcept = default;
    ~boxed() = default;

    [[nodiscard]] bool has_value() const noexcept { return value_ != nullptr; }
    explicit operator bool() const noexcept { return has_value(); }
    T& operator*() noexcept { return *value_; }
    const T& operator*() const noexcept { return *value_; }
    T* operator->() noexcept { return value_.get(); }
    const T* operator->() const noexcept { return value_.get(); }
    void reset() noexcept { value_.reset(); }
    /// Replaces the value by a new, default-made one.
    T& emplace() {
        value_ = std::make_unique<T>();
        return *value_;
    }

    friend bool operator==(const boxed& a, const boxed& b) {
        return a.value_ && b.value_ ? *a.value_ == *b.value_ : a.has_value() == b.has_value();
    }

private:
    std::unique_ptr<T> value_;
};

}  // namespace bitbucket
