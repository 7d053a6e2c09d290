// SPDX-License-Identifier: MIT
// The bare loop of a program, which drives a curl_loop beside its own work.
#pragma once

#include <poll.h>

#include <bitbucket/transport/curl_loop.hpp>

#include <functional>
#include <map>
#include <vector>

namespace http_test {

/// One `poll` for its own descriptors and the loop's.
struct bare_poll final : bitbucket::curl_loop_host {
    std::map<int, short> sockets;
    int time = -1;
    std::size_t watches = 0;

    void watch(bitbucket::native_socket socket, bool readable, bool writable) override {
        ++watches;
        if (!readable && !writable)
            sockets.erase(socket);
        else
            sockets[socket] = static_cast<short>((readable ? POLLIN : 0) | (writable ? POLLOUT : 0));
    }
    void set_timer(std::chrono::milliseconds after) override { time = static_cast<int>(after.count()); }
    void clear_timer() override { time = -1; }

    void run_until(const bitbucket::curl_loop& loop, const std::function<bool()>& is_done) {
        while (!is_done()) {
            std::vector<pollfd> all;
            for (const auto& [socket, events] : sockets) all.push_back({socket, events, 0});
            if (::poll(all.data(), all.size(), time) == 0) loop.on_timer();
            for (const pollfd& each : all)
                if (each.revents != 0)
                    loop.on_socket(each.fd, (each.revents & ~POLLOUT) != 0, (each.revents & POLLOUT) != 0);
        }
    }
};

}  // namespace http_test
