// SPDX-License-Identifier: MIT
// call_group: calls of one client that run at once on the thread that looks at them, on a loop of the transport. With a
// transport that has none, each runs to its end as soon as it begins.
#pragma once

#include <algorithm>

#include "../text/saturated_time.hpp"
#include "driven_call.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class call_group final : public call_driver {
public:
    BITBUCKET_COLD explicit call_group(const client_core& core)
        : loop_(core.sender().open_loop()), clock_(clock_of(core.options().clock)) {}
    call_group(const call_group&) = delete;
    call_group& operator=(const call_group&) = delete;
    ~call_group() override = default;

    /// Whether calls run at once.
    [[nodiscard]] bool is_concurrent() const noexcept { return loop_ != nullptr; }

    /// Waits until a call that is under way has ended. Only while there is one.
    BITBUCKET_COLD void wait_for(const driven_call& call) {
        while (!call.is_done()) move_on(longest_wait);
    }
    /// Waits until one of the calls has ended.
    BITBUCKET_COLD void wait_for_any() {
        for (const std::size_t before = finished_; finished_ == before && !under_way_.empty();) move_on(longest_wait);
    }
    /// Goes on until the request of a call is on its way, but not longer than a moment.
    BITBUCKET_COLD void hand_over(const driven_call& call) {
        constexpr std::chrono::milliseconds moment{500};
        const deadline until = deadline::after(moment);
        const auto is_over = [&] {
            return call.is_done() || is_waiting(call) || loop_->is_sent(call) || until.has_passed();
        };
        while (!is_over()) {
            // On a connection that is there, the request goes out without a wait, and one would last until the reply comes.
            move_on(std::chrono::milliseconds(0));
            if (!is_over()) move_on(std::chrono::milliseconds(1));
        }
    }

    /// Begins a call, once.
    BITBUCKET_COLD void begin(driven_call& call) {
        skip_pause();
        under_way_.push_back(&call);
        if (is_concurrent())
            call.move_on();
        else
            call.run_alone();
    }

    void send(driven_call& call) override { loop_->start(call.sending().request(), call.sending().limits(), call); }
    void wait(std::chrono::milliseconds time, driven_call& call) override {
        waiting_.push_back({time_after(clock_.now(), time), &call});
    }
    void finished(driven_call& call) override {
        std::erase(under_way_, &call);
        ++finished_;
    }
    BITBUCKET_COLD void forget(driven_call& call) noexcept override {
        std::erase_if(waiting_, [&call](const wait_entry& each) { return each.call == &call; });
        std::erase(under_way_, &call);
        if (loop_ != nullptr) loop_->stop(call);
    }

private:
    static constexpr std::chrono::milliseconds longest_wait{100};

    struct wait_entry {
        std::chrono::steady_clock::time_point until;
        driven_call* call;
    };

    [[nodiscard]] bool is_waiting(const driven_call& call) const noexcept {
        return std::any_of(waiting_.begin(), waiting_.end(), [&call](const auto& each) { return each.call == &call; });
    }

    // Waits at most `longest` for something to happen.
    BITBUCKET_COLD void move_on(std::chrono::milliseconds longest) {
        skip_pause();
        if (wake_due()) return;
        const auto now = clock_.now();
        for (const wait_entry& each : waiting_)
            longest = (std::min)(longest, std::chrono::ceil<std::chrono::milliseconds>(time_between(now, each.until)));
        // While nothing is on its way the client's own clock waits, so that what ends its sleep ends this too.
        if (waiting_.size() == under_way_.size())
            clock_.sleep(longest, waiting_.front().call->cancel());
        else
            loop_->poll(longest);
        left_ = deadline::clock::now();
        static_cast<void>(wake_due());
    }

    // Time in which the caller did something else is not that of its requests.
    BITBUCKET_COLD void skip_pause() noexcept {
        const auto now = deadline::clock::now();
        for (driven_call* each : under_way_) each->was_left_alone(now - left_);
        left_ = now;
    }

    bool wake_due() {
        const auto now = clock_.now();
        bool woke = false;
        for (std::size_t i = 0; i < waiting_.size();) {
            if (waiting_[i].until > now && !waiting_[i].call->cancel().is_cancelled()) {
                ++i;
                continue;
            }
            driven_call& due = *waiting_[i].call;
            waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
            due.move_on();
            woke = true;
        }
        return woke;
    }

    std::unique_ptr<transport_loop> loop_;
    const client_clock& clock_;
    std::vector<wait_entry> waiting_;
    std::vector<driven_call*> under_way_;
    deadline::clock::time_point left_ = deadline::clock::now();
    std::size_t finished_ = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
