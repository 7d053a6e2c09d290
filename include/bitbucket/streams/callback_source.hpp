// SPDX-License-Identifier: MIT
// callback_source: a request's body that a function of the caller's makes while it is sent.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include "../body_source.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A body of a known size from `read(char* to, std::size_t most)`, which copies at least 1 and at most `most` bytes and
/// returns how many; 0 when there are no more. It is asked once more after its last byte.
///
/// `rewind()`, if there is one, makes `read` begin again; it may return false if it cannot. Without it the body is sent
/// once: a call that would send it again fails. What either throws comes out of the send unchanged.
template <class Read, class Rewind = std::nullptr_t>
    requires std::is_invocable_r_v<std::size_t, Read&, char*, std::size_t>
class callback_source : public body_source {
public:
    callback_source(std::uint64_t size, Read read, Rewind rewind = {})
        : size_(size), read_(std::move(read)), rewind_(std::move(rewind)) {}

    [[nodiscard]] std::uint64_t size() const override { return size_; }
    [[nodiscard]] bool rewind() override {
        if (!touched_) return true;
        if constexpr (!std::same_as<Rewind, std::nullptr_t>) {
            if constexpr (std::same_as<std::invoke_result_t<Rewind&>, bool>) {
                if (!rewind_()) return false;
            } else {
                rewind_();
            }
            touched_ = false;
        }
        return !touched_;
    }
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
        touched_ = true;
        return read_(to, most);
    }

private:
    std::uint64_t size_;
    Read read_;
    Rewind rewind_;
    bool touched_ = false;
};

/// A `callback_source` as requests hold it.
template <class Read, class Rewind = std::nullptr_t>
[[nodiscard]] std::shared_ptr<body_source> make_callback_source(std::uint64_t size, Read read, Rewind rewind = {}) {
    return std::make_shared<callback_source<Read, Rewind>>(size, std::move(read), std::move(rewind));
}

}  // namespace bitbucket::inline BITBUCKET_ABI
