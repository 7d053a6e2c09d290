// SPDX-License-Identifier: MIT
// Defines what curl_loop.hpp declares.
#pragma once

#include <algorithm>
#include <thread>
#include <vector>

#include "../detail/text/saturated_time.hpp"
#include "curl.ipp"
#include "curl_loop.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

struct curl_loop::core final : async_loop {
    using clock = std::chrono::steady_clock;
    using milliseconds = std::chrono::milliseconds;

    explicit core(std::shared_ptr<const detail::curl_settings> settings)
        : transfers(
              std::move(settings), [](void* self, CURLM* multi) { static_cast<core*>(self)->listen(multi); }, this) {}

    void start(const http_request& request, const transport_limits& limits, transfer_listener& listener) override {
        transfers.start(request, limits, listener);
        set_timer();
    }
    void stop(transfer_listener& listener) noexcept override {
        std::erase_if(waits, [&listener](const wait_entry& each) { return each.listener == &listener; });
        transfers.stop(listener);
    }
    void wait(milliseconds time, transfer_listener& listener) override {
        waits.push_back({detail::time_after(clock::now(), time), &listener});
        set_timer();
    }
    [[nodiscard]] bool is_sent(const transfer_listener& listener) const noexcept override {
        return transfers.is_sent(listener);
    }
    BITBUCKET_COLD void poll(milliseconds longest) override {
        longest = (std::min)(longest, until_next_wait());
        if (!transfers.is_empty()) {
            transfers.poll(longest);
        } else if (!waits.empty() && longest.count() > 0) {
            std::this_thread::sleep_for(longest);
        }
        wake_due();
    }

    [[nodiscard]] bool is_empty() const noexcept { return transfers.is_empty() && waits.empty(); }

    // --- driven by a host -----------------------------------------------------------------------------------------

    BITBUCKET_COLD void on_socket(curl_socket_t socket, int events) {
        transfers.drive([&] {
            int running = 0;
            (void)curl_multi_socket_action(transfers.multi(), socket, events, &running);
            transfers.take_finished();
        });
        wake_due();
        set_timer();
    }

    // When limits have to be looked at, libcurl wants to be called, or a wait ends.
    BITBUCKET_COLD void set_timer() {
        if (host == nullptr) return;
        if (is_empty()) return host->clear_timer();
        auto next = (std::min)(transfers.time_to_wait(milliseconds(100)), until_next_wait());
        if (curl_due) next = (std::min)(next, std::chrono::ceil<milliseconds>(*curl_due - clock::now()));
        next = (std::max)(next, milliseconds(0));
        transfers.is_watched_until(detail::time_after(clock::now(), next));
        host->set_timer(next);
    }

    // A coroutine that goes on may wait again, stop others and end.
    BITBUCKET_COLD void wake_due() {
        const auto now = clock::now();
        for (std::size_t left = waits.size(); left > 0; --left) {
            const auto due =
                std::find_if(waits.begin(), waits.end(), [now](const auto& each) { return each.until <= now; });
            if (due == waits.end()) return;
            transfer_listener& listener = *due->listener;
            waits.erase(due);
            listener.on_time();
        }
    }

    struct wait_entry {
        clock::time_point until;
        transfer_listener* listener;
    };

    curl_loop_host* host = nullptr;
    std::optional<clock::time_point> curl_due;
    std::vector<wait_entry> waits;
    detail::curl_multi_loop transfers;

private:
    [[nodiscard]] milliseconds until_next_wait() const {
        auto next = (milliseconds::max)();
        const auto now = clock::now();
        for (const wait_entry& each : waits)
            next = (std::min)(next, std::chrono::ceil<milliseconds>(detail::time_between(now, each.until)));
        return next;
    }

    // libcurl tells which sockets it waits for, and when it wants to be called. Without a host nobody asks for it.
    BITBUCKET_COLD void listen(CURLM* multi) {
        (void)curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &on_watch);
        (void)curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
        (void)curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &on_wish);
        (void)curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
    }
    static int on_watch(CURL*, curl_socket_t socket, int what, void* self, void*) noexcept {
        auto& loop = *static_cast<core*>(self);
        if (loop.host == nullptr) return 0;
        const bool reads = what == CURL_POLL_IN || what == CURL_POLL_INOUT;
        const bool writes = what == CURL_POLL_OUT || what == CURL_POLL_INOUT;
        try {
            loop.host->watch(socket, reads, writes);
            return 0;
        } catch (...) {  // must not pass through libcurl, which then ends its transfers
            return -1;
        }
    }
    static int on_wish(CURLM*, long time, void* self) noexcept {
        auto& loop = *static_cast<core*>(self);
        loop.curl_due.reset();
        if (time >= 0) loop.curl_due = detail::time_after(clock::now(), milliseconds(time));
        return 0;
    }
};

BITBUCKET_OPAQUE BITBUCKET_INLINE curl_loop::curl_loop(curl_options options)
    : waiting_(std::move(options)), core_(std::make_shared<core>(waiting_.core_->settings)) {}

BITBUCKET_INLINE void curl_loop::run() const {
    while (poll(std::chrono::milliseconds(100))) {
    }
}

BITBUCKET_OPAQUE BITBUCKET_INLINE bool curl_loop::poll(std::chrono::milliseconds longest) const {
    const std::shared_ptr<core> alive = core_;  // a coroutine may destroy this handle
    alive->poll(longest);
    return !alive->is_empty();
}

BITBUCKET_INLINE void curl_loop::attach(curl_loop_host& host) const {
    if (!core_->is_empty()) throw usage_error("curl_loop::attach: requests are under way");
    core_->host = &host;
}
BITBUCKET_INLINE void curl_loop::detach() const {
    if (core_->host != nullptr) core_->host->clear_timer();
    core_->host = nullptr;
}

BITBUCKET_OPAQUE BITBUCKET_INLINE void curl_loop::on_socket(native_socket socket, bool readable, bool writable) const {
    const std::shared_ptr<core> alive = core_;
    alive->on_socket(static_cast<curl_socket_t>(socket),
                     (readable ? CURL_CSELECT_IN : 0) | (writable ? CURL_CSELECT_OUT : 0));
}
BITBUCKET_OPAQUE BITBUCKET_INLINE void curl_loop::on_timer() const {
    const std::shared_ptr<core> alive = core_;
    alive->on_socket(CURL_SOCKET_TIMEOUT, 0);
}

BITBUCKET_INLINE http_response curl_loop::send(const http_request& request, const transport_limits& limits) const {
    return waiting_.send(request, limits);
}
BITBUCKET_INLINE std::unique_ptr<transport_loop> curl_loop::open_loop() const {
    return waiting_.open_loop();
}
BITBUCKET_INLINE std::shared_ptr<async_loop> curl_loop::shared_loop() const {
    return core_;
}

BITBUCKET_COLD BITBUCKET_INLINE void curl_loop::throw_stuck() {
    throw usage_error("curl_loop::run: the task waits for something that this loop does not drive");
}

}  // namespace bitbucket::inline BITBUCKET_ABI
