// SPDX-License-Identifier: MIT
// A thread that is cancelled (`pthread_cancel`) in a transfer of the curl transport: it ends, and the transport works for
// others. glibc alone unwinds a cancelled thread, so this runs there.
// Not for the thread sanitizer: it does not follow a thread that ends by pthread_cancel, and reports its stack as shared.
#include "support/requests.hpp"

#if defined(__GLIBC__) && defined(__GLIBCXX__)
#include <pthread.h>

#include <atomic>
#include <functional>

namespace http_curl_thread_cancel {

using namespace http_test;

TEST_CASE("a thread that is cancelled in a transfer ends, and the transport goes on") {
    // Waiting for the reply, in the middle of it, and while the connection is made.
    for (const int how : {0, 1, 2}) {
        CAPTURE(how);
        std::atomic<bool> there{false};
        raw_server server([&](raw_server::connection& client) {
            if (client.number() != 0) {
                while (client.read_request() && client.send(ok_reply)) {
                }
                return;
            }
            if (how == 2)
                client.read_anything();
            else
                client.read_request();
            if (how == 1) client.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
            there = true;
            client.wait_until_closed();
        });
        const auto transport = direct_transport();
        std::function<void()> work = [&] {
            (void)transport.send(get(how == 2 ? "https://" + server.authority() + "/" : server.url()));
        };
        pthread_t thread{};
        const auto run = [](void* what) -> void* {
            (*static_cast<std::function<void()>*>(what))();
            return nullptr;
        };
        REQUIRE(pthread_create(&thread, nullptr, run, &work) == 0);
        while (!there) std::this_thread::sleep_for(1ms);
        REQUIRE(pthread_cancel(thread) == 0);
        void* ended = nullptr;
        const auto begin = std::chrono::steady_clock::now();
        REQUIRE(pthread_join(thread, &ended) == 0);
        CHECK(std::chrono::steady_clock::now() - begin < 10s);
        CHECK(ended == PTHREAD_CANCELED);
        CHECK(transport.send(get(server.url())).body == "ok");
        CHECK(transport.send(get(server.url())).body == "ok");
    }
}

}  // namespace http_curl_thread_cancel
#else
namespace http_curl_thread_cancel {
TEST_CASE("threads are not unwound when they are cancelled here") {}
}  // namespace http_curl_thread_cancel
#endif
