// SPDX-License-Identifier: MIT
// accepted<T>: the result of an operation that the server may finish later (202); work_state: how far that is. wait.hpp
// asks until it is done.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "json_text.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// What an answer says of work that the server accepted.
struct work_state {
    /// How far the work is.
    enum class stage : std::uint8_t { going, done, failed };
    /// The stage that the answer tells.
    stage now = stage::going;
    /// Why it failed, in the server's words.
    std::string message = {};
};

/// A value, or the server's word that it is working on it (202).
template <class T>
class accepted {
public:
    using value_type = T;

    accepted() = default;
    explicit accepted(T value) : value_(std::move(value)) {}

    /// Whether the work is done and the value is there.
    [[nodiscard]] bool is_done() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return is_done(); }
    /// The value, unchecked: only if `is_done()`.
    [[nodiscard]] const T& operator*() const noexcept { return *value_; }
    [[nodiscard]] const T* operator->() const noexcept { return &*value_; }
    [[nodiscard]] T& operator*() noexcept { return *value_; }
    [[nodiscard]] T* operator->() noexcept { return &*value_; }
    [[nodiscard]] const std::optional<T>& value() const noexcept { return value_; }

    /// Where a 202 says that the work can be asked about (`Location`); empty if it does not say.
    [[nodiscard]] const std::string& location() const noexcept { return location_; }
    /// The body of a 202 as it came; empty if there was none.
    [[nodiscard]] const std::string& body() const noexcept { return body_; }

    /// Becomes the value that the work ended with.
    void finish(T value) { value_ = std::move(value); }
    /// Becomes work that is going on.
    void begin(std::string location, std::string body) {
        value_.reset();
        location_ = std::move(location);
        body_ = std::move(body);
    }
    /// An empty value to decode into.
    [[nodiscard]] T& emplace() { return value_.emplace(); }

    friend bool operator==(const accepted&, const accepted&) = default;

private:
    std::optional<T> value_;
    std::string location_;
    std::string body_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
