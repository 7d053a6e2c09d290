// SPDX-License-Identifier: MIT
// cancel_token and cancel_source: how a caller stops a call from another thread. Ours, because std::stop_token
// is behind a flag in libc++ 19; where there is one, it converts into a cancel_token.
#pragma once

#include <atomic>
#include <concepts>
#include <memory>
#include <utility>

namespace bitbucket {

/// Asked by a call, again and again, whether it should stop. Cheap to copy; safe to use from many threads. A
/// default-made token never cancels. Calls honour it within a second and end with `cancelled`.
class cancel_token {
public:
    cancel_token() = default;
    /// Follows a `std::stop_token` (any type that looks like one, so that its costly header is not needed here).
    template <class StopToken>
        requires requires(const StopToken& token) {
            { token.stop_requested() } -> std::same_as<bool>;
            { token.stop_possible() } -> std::same_as<bool>;
        }
    cancel_token(StopToken token)  // NOLINT(google-explicit-constructor)
        : state_(std::make_shared<const StopToken>(std::move(token))),
          ask_([](const void* state) { return static_cast<const StopToken*>(state)->stop_requested(); }) {}

    /// Whether the call should stop.
    [[nodiscard]] bool is_cancelled() const noexcept { return ask_ != nullptr && ask_(state_.get()); }

private:
    friend class cancel_source;
    std::shared_ptr<const void> state_;
    bool (*ask_)(const void*) = nullptr;
};

/// Cancels every call that got one of its tokens. Copies share their state.
class cancel_source {
public:
    cancel_source() : flag_(std::make_shared<std::atomic<bool>>(false)) {}

    /// Cancels; cannot be undone. Safe from any thread, and from a signal handler where `std::atomic<bool>` is lock-free.
    void cancel() noexcept { flag_->store(true); }
    [[nodiscard]] bool is_cancelled() const noexcept { return flag_->load(); }

    /// A token that follows this source, and keeps its state alive.
    [[nodiscard]] cancel_token token() const {
        cancel_token result;
        result.state_ = flag_;
        result.ask_ = [](const void* state) { return static_cast<const std::atomic<bool>*>(state)->load(); };
        return result;
    }

private:
    std::shared_ptr<std::atomic<bool>> flag_;
};

}  // namespace bitbucket
