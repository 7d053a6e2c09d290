// SPDX-License-Identifier: MIT
// delayed: a transport that answers as another one does, only later, and many requests at once. For tests and measurements
// of code that sends many requests: with the sandbox or a script behind it, it is a server with a latency.
//
//   sandbox world;
//   client api{delayed{world, 50ms}, token};       // 16 requests by send_all take 50 ms, not 800
#pragma once

#include <list>

#include "../client_clock.hpp"
#include "../error.hpp"
#include "../transport_loop.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// Answers every request after the same time. The transport behind it sees a request when its time has come. Copies share
/// it; safe to use from many threads if the one behind is.
class delayed {
public:
    /// It streams what the transport behind it streams.
    static constexpr bool streams = true;

    /// `clock` waits; null for the system's. With a clock of a test's own, no time passes.
    explicit delayed(any_transport behind, std::chrono::milliseconds latency,
                     std::shared_ptr<client_clock> clock = nullptr)
        : core_(std::make_shared<const core>(std::move(behind), latency, std::move(clock))) {}

    /// Waits, and then sends with the transport behind it. Throws what that throws, and `cancelled`.
    [[nodiscard]] http_response send(const http_request& request, const transport_limits& limits = {}) const {
        core_->time().sleep(core_->latency, limits.cancel);
        return core_->answer(request, limits);
    }

    /// Answers in the order in which the requests began.
    [[nodiscard]] std::unique_ptr<transport_loop> open_loop() const { return std::make_unique<loop>(core_); }

private:
    struct core {
        core(any_transport from, std::chrono::milliseconds time_each, std::shared_ptr<client_clock> by)
            : behind(std::move(from)), latency(time_each), clock(std::move(by)) {}
        [[nodiscard]] const client_clock& time() const { return bitbucket::detail::clock_of(clock); }
        // Limits count by this clock; the transport behind may know another one.
        [[nodiscard]] http_response answer(const http_request& request, const transport_limits& limits) const {
            if (limits.cancel.is_cancelled()) throw cancelled();
            if (limits.deadline.has_passed(time().now())) throw deadline_exceeded();
            return behind.send(request, limits);
        }

        any_transport behind;
        std::chrono::milliseconds latency;
        std::shared_ptr<client_clock> clock;
    };

    class loop final : public transport_loop {
    public:
        explicit loop(std::shared_ptr<const core> of) : of_(std::move(of)) {}

        void start(const http_request& request, const transport_limits& limits, transfer_listener& listener) override {
            running_.push_back({&request, &limits, &listener, of_->time().now() + of_->latency});
        }
        void stop(transfer_listener& listener) noexcept override {
            running_.remove_if([&listener](const transfer& each) { return each.listener == &listener; });
        }
        void poll(std::chrono::milliseconds longest) override {
            if (running_.empty()) return;
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(running_.front().due - of_->time().now());
            const auto wait = left < longest ? left : longest;
            if (wait.count() > 0) of_->time().sleep(wait, {});
            const auto now = of_->time().now();
            // What a listener starts comes behind, and is told by a later poll.
            for (std::size_t most = running_.size(); most > 0; --most) {
                auto next = running_.begin();
                while (next != running_.end() && !next->is_due(now)) ++next;
                if (next == running_.end()) return;
                std::list<transfer> one;
                one.splice(one.begin(), running_, next);
                answer(one.front());
            }
        }
        [[nodiscard]] bool is_sent(const transfer_listener&) const noexcept override { return true; }

    private:
        struct transfer {
            const http_request* request;
            const transport_limits* limits;
            transfer_listener* listener;
            std::chrono::steady_clock::time_point due;

            [[nodiscard]] bool is_due(std::chrono::steady_clock::time_point now) const noexcept {
                return due <= now || limits->cancel.is_cancelled() || limits->deadline.has_passed(now);
            }
        };

        void answer(const transfer& now) {
            std::exception_ptr failure;
            http_response reply;
            try {
                reply = of_->answer(*now.request, *now.limits);
            } catch (...) {
                failure = std::current_exception();
            }
            if (failure != nullptr)
                now.listener->on_failure(std::move(failure));
            else
                now.listener->on_reply(std::move(reply));
        }

        std::shared_ptr<const core> of_;
        std::list<transfer> running_;
    };

    std::shared_ptr<const core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
