// SPDX-License-Identifier: MIT
// poll_loop: says who you are.
//
// Shows: coroutines whose requests a program's own loop of poll(2) drives, beside whatever else it waits for.
// Run:   BITBUCKET_EMAIL=… BITBUCKET_TOKEN=… ./poll_loop
// Not:   the shortest way; without a loop of your own `loop.run(greet(api))` does.
#include <poll.h>

#include <bitbucket/api/users.hpp>
#include <bitbucket/coroutines.hpp>
#include <bitbucket/transport/curl_loop.hpp>
#include <iostream>
#include <map>

namespace bb = bitbucket;

/// What the loop waits for: the sockets of the requests, and a time. A program adds descriptors of its own.
struct poll_host final : bb::curl_loop_host {
    std::map<int, short> sockets;
    int milliseconds = -1;

    void watch(bb::native_socket socket, bool readable, bool writable) override {
        sockets[socket] = static_cast<short>((readable ? POLLIN : 0) | (writable ? POLLOUT : 0));
        if (!readable && !writable) sockets.erase(socket);
    }
    void set_timer(std::chrono::milliseconds time) override { milliseconds = static_cast<int>(time.count()); }
    void clear_timer() override { milliseconds = -1; }
};

bb::task<> greet(bb::client api) {
    const bb::account me = co_await api.async_send(bb::users::current{});
    std::cout << "You are " << me.display_name << ".\n";
}

int main() try {
    const bb::curl_loop loop(bb::curl_options::from_env());
    const bb::client api{loop, bb::credentials::from_env(), bb::client_options::from_env()};
    poll_host host;
    loop.attach(host);

    bb::task<> work = greet(api);
    work.start();
    while (!work.is_done()) {
        std::vector<pollfd> waits;
        waits.reserve(host.sockets.size());
        for (const auto& [socket, events] : host.sockets) waits.push_back({socket, events, 0});
        if (poll(waits.data(), waits.size(), host.milliseconds) == 0) loop.on_timer();
        for (const pollfd& each : waits)
            if (each.revents != 0)
                loop.on_socket(each.fd, (each.revents & ~POLLOUT) != 0, (each.revents & POLLOUT) != 0);
    }
    work.take();  // throws what the coroutine has thrown
    loop.detach();
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
