// SPDX-License-Identifier: MIT
// cancel_token and cancel_source: how a caller stops a call from another thread. The library has its own because libc++
// 19 hides std::stop_token behind a flag; a std::stop_token converts to a cancel_token.
#pragma once

#include <atomic>
#include <concepts>
#include <memory>
#include <utility>

#include "../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A call asks it again and again whether to stop. Cheap to copy; safe to use from many threads. A default-constructed
/// token never cancels. Calls react within a second and end with `cancelled`.
class cancel_token {
public:
    cancel_token() = default;
    /// Follows a `std::stop_token` (or any similar type, so that this file does not need its costly header).
    template <class StopToken>
        requires requires(const StopToken& token) {
            { token.stop_requested() } -> std::same_as<bool>;
            { token.stop_possible() } -> std::same_as<bool>;
        }
    cancel_token(StopToken token)  // NOLINT(google-explicit-constructor)
        : state_(std::make_shared<const StopToken>(std::move(token))),
          ask_([](const void* state) { return static_cast<const StopToken*>(state)->stop_requested(); }) {}

    // Moving is copying, so that a token that was moved from still works.
    cancel_token(const cancel_token&) = default;
    cancel_token& operator=(const cancel_token&) = default;
    ~cancel_token() = default;

    /// Whether the call should stop.
    [[nodiscard]] bool is_cancelled() const noexcept { return ask_ != nullptr && ask_(state_.get()); }

    /// A token that cancels as soon as one of two does.
    [[nodiscard]] static cancel_token either(const cancel_token& a, const cancel_token& b);

private:
    friend class cancel_source;
    std::shared_ptr<const void> state_;
    bool (*ask_)(const void*) = nullptr;
};

/// Cancels every call that has one of its tokens. Copies share their state.
class cancel_source {
public:
    cancel_source();

    // Moving is copying, as with a token.
    cancel_source(const cancel_source&) = default;
    cancel_source& operator=(const cancel_source&) = default;
    ~cancel_source() = default;

    /// Cancels; cannot be undone. Safe from any thread, and from a signal handler if `std::atomic<bool>` is lock-free.
    void cancel() noexcept { flag_->store(true); }
    /// Whether `cancel` has been called.
    [[nodiscard]] bool is_cancelled() const noexcept { return flag_->load(); }

    /// A token that follows this source and keeps its state alive.
    [[nodiscard]] cancel_token token() const;

private:
    std::shared_ptr<std::atomic<bool>> flag_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "cancel_token.ipp"
#endif
