// SPDX-License-Identifier: MIT
// A transport with a loop that a test watches: how many requests are under way, and how many were at most. Each takes one
// poll, or as many as its path says (`/2.0/users/3-polls/…`).
#pragma once

#include <bitbucket/transport_loop.hpp>

#include <algorithm>
#include <functional>
#include <vector>

namespace unit {

struct loop_transport {
    static constexpr bool streams = true;

    struct counts {
        std::size_t loops = 0;
        std::size_t running = 0;
        std::size_t most = 0;
        std::size_t started = 0;
        std::size_t stopped = 0;
    };

    std::function<bitbucket::http_response(const bitbucket::http_request&)> answer;
    std::shared_ptr<counts> seen = std::make_shared<counts>();

    bitbucket::http_response send(const bitbucket::http_request& request, const bitbucket::transport_limits&) const {
        return answer(request);
    }
    [[nodiscard]] std::unique_ptr<bitbucket::transport_loop> open_loop() const {
        ++seen->loops;
        return std::make_unique<loop>(answer, seen);
    }

private:
    struct transfer {
        const bitbucket::http_request* request;
        const bitbucket::transport_limits* limits;
        bitbucket::transfer_listener* listener;
        int polls;
    };

    class loop final : public bitbucket::transport_loop {
    public:
        loop(std::function<bitbucket::http_response(const bitbucket::http_request&)> answer,
             std::shared_ptr<counts> seen)
            : answer_(std::move(answer)), seen_(std::move(seen)) {}
        loop(const loop&) = delete;
        loop& operator=(const loop&) = delete;
        ~loop() override { seen_->running -= running_.size(); }

        void start(const bitbucket::http_request& request, const bitbucket::transport_limits& limits,
                   bitbucket::transfer_listener& listener) override {
            const auto at = request.url.find("-polls");
            running_.push_back({&request, &limits, &listener, at == std::string::npos ? 1 : request.url[at - 1] - '0'});
            ++seen_->started;
            seen_->most = (std::max)(seen_->most, ++seen_->running);
        }
        void stop(bitbucket::transfer_listener& listener) noexcept override {
            const auto gone = std::erase_if(running_, [&](const transfer& each) { return each.listener == &listener; });
            seen_->running -= gone;
            seen_->stopped += gone;
        }
        void poll(std::chrono::milliseconds) override {
            for (transfer& each : running_) --each.polls;
            for (;;) {
                const auto done = std::find_if(running_.begin(), running_.end(), [](const transfer& each) {
                    return each.polls <= 0 || each.limits->cancel.is_cancelled();
                });
                if (done == running_.end()) return;
                const transfer now = *done;
                running_.erase(done);
                --seen_->running;
                tell(now);
            }
        }
        [[nodiscard]] bool is_sent(const bitbucket::transfer_listener&) const noexcept override { return true; }

    private:
        void tell(const transfer& now) {
            std::exception_ptr failure;
            bitbucket::http_response reply;
            try {
                if (now.limits->cancel.is_cancelled()) throw bitbucket::cancelled();
                reply = answer_(*now.request);
            } catch (...) {
                failure = std::current_exception();
            }
            if (failure != nullptr)
                now.listener->on_failure(failure);
            else
                now.listener->on_reply(std::move(reply));
        }

        std::function<bitbucket::http_response(const bitbucket::http_request&)> answer_;
        std::shared_ptr<counts> seen_;
        std::vector<transfer> running_;
    };
};

}  // namespace unit
