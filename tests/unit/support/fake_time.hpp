// SPDX-License-Identifier: MIT
// A clock that stands still unless it is told otherwise, with a sleep that only notes how long it should have been.
#pragma once

#include <bitbucket/client_options.hpp>

#include <memory>
#include <vector>

namespace unit {

/// Copies share the clock. It starts far ahead of the real one, so that no real deadline check ever strikes.
class fake_time {
public:
    using clock = std::chrono::steady_clock;
    using milliseconds = std::chrono::milliseconds;

    fake_time() : core_(std::make_shared<core>()) {}

    [[nodiscard]] clock::time_point now() const { return core_->now; }
    void advance(milliseconds time) const { core_->now += time; }
    /// Sets the wall clock, forward or back; the steady clock does not notice.
    void set_wall_clock(std::chrono::hours by) const { core_->wall_shift += by; }
    /// Begins at Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110.
    [[nodiscard]] std::chrono::system_clock::time_point wall_clock() const { return wall_clock_of(*core_); }
    /// What the jitter gets, from 0 up to 1.
    void set_random(double value) const { core_->random = value; }
    /// Called at the start of every sleep, e.g. to cancel in the middle of it.
    void on_sleep(std::function<void()> action) const { core_->action = std::move(action); }
    /// The waits that were asked for, in milliseconds.
    [[nodiscard]] const std::vector<long long>& waits() const { return core_->waits; }

    [[nodiscard]] std::shared_ptr<bitbucket::client_clock> source() const {
        struct fake_clock final : bitbucket::client_clock {
            explicit fake_clock(std::shared_ptr<core> from) : at(std::move(from)) {}
            [[nodiscard]] std::chrono::steady_clock::time_point now() const override { return at->now; }
            [[nodiscard]] std::chrono::system_clock::time_point wall_clock() const override {
                return wall_clock_of(*at);
            }
            void sleep(milliseconds time, const bitbucket::cancel_token&) const override {
                at->waits.push_back(time.count());
                at->now += time;
                if (at->action) at->action();
            }
            [[nodiscard]] double random() const override { return at->random; }
            std::shared_ptr<core> at;
        };
        return std::make_shared<fake_clock>(core_);
    }
    /// Options for a client that lives in this time.
    [[nodiscard]] bitbucket::client_options options() const {
        bitbucket::client_options out;
        out.clock = source();
        return out;
    }

private:
    static constexpr clock::time_point begin{std::chrono::hours(1'000'000)};

    struct core {
        clock::time_point now = begin;
        std::chrono::hours wall_shift{0};
        double random = 0.5;
        std::vector<long long> waits;
        std::function<void()> action;
    };
    static std::chrono::system_clock::time_point wall_clock_of(const core& from) {
        return std::chrono::system_clock::time_point(std::chrono::seconds(784111777)) + from.wall_shift +
               std::chrono::duration_cast<std::chrono::system_clock::duration>(from.now - begin);
    }
    std::shared_ptr<core> core_;
};

}  // namespace unit
