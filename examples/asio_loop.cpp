// SPDX-License-Identifier: MIT
// asio_loop: says who you are.
//
// Shows: coroutines whose requests Asio drives. Its io_context waits for their sockets and timers beside everything else.
// Run:   BITBUCKET_EMAIL=… BITBUCKET_TOKEN=… ./asio_loop        (built where asio.hpp is, Debian's libasio-dev)
// Not:   asio::awaitable, which awaits nothing but Asio's own operations.
#include <asio.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/coroutines.hpp>
#include <bitbucket/transport/curl_loop.hpp>
#include <iostream>
#include <map>

namespace bb = bitbucket;

/// Waits with Asio for what the loop wants, and tells the loop.
class asio_host final : public bb::curl_loop_host {
public:
    asio_host(asio::io_context& context, const bb::curl_loop& loop) : context_(context), loop_(loop), timer_(context) {}

    void watch(bb::native_socket socket, bool readable, bool writable) override {
        forget(socket);
        if (!readable && !writable) return;
        const auto now = std::make_shared<descriptor>(context_, socket);
        sockets_[socket] = now;
        if (readable) wait(now, descriptor::wait_read);
        if (writable) wait(now, descriptor::wait_write);
    }
    void set_timer(std::chrono::milliseconds time) override {
        timer_.expires_after(time);
        timer_.async_wait([this](const asio::error_code& why) {
            if (!why) loop_.on_timer();
        });
    }
    void clear_timer() override { timer_.cancel(); }

    asio_host(const asio_host&) = delete;
    asio_host& operator=(const asio_host&) = delete;
    ~asio_host() {
        while (!sockets_.empty()) forget(sockets_.begin()->first);
    }

private:
    using descriptor = asio::posix::stream_descriptor;

    void wait(const std::shared_ptr<descriptor>& now, descriptor::wait_type what) {
        now->async_wait(what, [this, now, what](const asio::error_code& why) {
            if (why || !now->is_open()) return;  // forgotten meanwhile
            loop_.on_socket(now->native_handle(), what == descriptor::wait_read, what == descriptor::wait_write);
            if (now->is_open()) wait(now, what);
        });
    }
    void forget(int socket) {
        const auto found = sockets_.find(socket);
        if (found == sockets_.end()) return;
        found->second->release();  // it is libcurl's, which closes it
        sockets_.erase(found);
    }

    asio::io_context& context_;
    const bb::curl_loop& loop_;
    asio::steady_timer timer_;
    std::map<int, std::shared_ptr<descriptor>> sockets_;
};

bb::task<> greet(bb::client api) {
    const bb::account me = co_await api.async_send(bb::users::current{});
    std::cout << "You are " << me.display_name << ".\n";
}

int main() try {
    asio::io_context context;
    const bb::curl_loop loop(bb::curl_options::from_env());
    const bb::client api{loop, bb::credentials::from_env(), bb::client_options::from_env()};
    asio_host host(context, loop);
    loop.attach(host);

    bb::task<> work = greet(api);
    work.start();
    while (!work.is_done()) context.run_one();
    work.take();  // throws what the coroutine has thrown
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
