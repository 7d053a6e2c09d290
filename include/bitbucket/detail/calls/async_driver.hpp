// SPDX-License-Identifier: MIT
// async_driver: moves one call on with a loop that something else drives, and says when it is done.
#pragma once

#include <algorithm>

#include "driven_call.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The error of a coroutine whose client cannot wait without blocking.
BITBUCKET_COLD inline error without_loop() {
    return usage_error(
        "a coroutine needs a client whose transport is an event loop, such as curl_loop (transport/curl_loop.hpp)");
}

class async_driver final : public call_driver, private transfer_listener {
public:
    /// Null if the transport of the client has none; then nothing must be begun.
    explicit async_driver(std::shared_ptr<async_loop> loop) : loop_(std::move(loop)) {}
    async_driver(const async_driver&) = delete;
    async_driver& operator=(const async_driver&) = delete;
    /// After the call that it moves.
    ~async_driver() override {
        if (loop_ != nullptr) loop_->stop(*this);
    }

    [[nodiscard]] bool has_loop() const noexcept { return loop_ != nullptr; }
    /// Called once, in the loop, when the call is done. What it calls may destroy this.
    void on_done(void (*resume)(void*), void* with) noexcept {
        resume_ = resume;
        with_ = with;
    }

    void send(driven_call& call) override { loop_->start(call.sending().request(), call.sending().limits(), call); }
    BITBUCKET_COLD void wait(std::chrono::milliseconds time, driven_call& call) override {
        waiting_ = &call;
        until_ = time_after(std::chrono::steady_clock::now(), time);
        wait_on();
    }
    void finished(driven_call&) override {
        if (auto* const resume = std::exchange(resume_, nullptr)) resume(with_);
    }
    void forget(driven_call& call) noexcept override {
        waiting_ = nullptr;
        loop_->stop(call);
        loop_->stop(*this);
    }

private:
    void on_reply(http_response) override {}
    void on_failure(std::exception_ptr) override {}
    BITBUCKET_COLD void on_time() override {
        if (waiting_ == nullptr) return;
        if (std::chrono::steady_clock::now() < until_ && !waiting_->cancel().is_cancelled()) return wait_on();
        std::exchange(waiting_, nullptr)->move_on();
    }
    // In short pieces, because a cancelled token wakes nobody.
    BITBUCKET_COLD void wait_on() {
        constexpr std::chrono::milliseconds piece{100};
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(time_between(std::chrono::steady_clock::now(), until_));
        loop_->wait((std::min)(left, piece), *this);
    }

    std::shared_ptr<async_loop> loop_;
    driven_call* waiting_ = nullptr;
    std::chrono::steady_clock::time_point until_{};
    void (*resume_)(void*) = nullptr;
    void* with_ = nullptr;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
