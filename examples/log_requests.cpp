// SPDX-License-Identifier: MIT
// log_requests WORKSPACE: lists the projects of a workspace, and logs every request, reply and retry.
//
// Shows: an observer as a logger. It never sees a token, a query or a body. extras/logger.hpp has one with levels.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./log_requests acme
// Not:   a place to change requests or replies: that takes a transport, see own_transport.cpp.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>
#include <mutex>

namespace bb = bitbucket;

namespace {

// Called on the thread that makes the call, so the lock keeps the lines of several threads apart. It must not throw.
class request_log : public bb::observer {
public:
    void on_request(const bb::request_event& event) noexcept override { write("request", event); }
    void on_retry(const bb::retry_event& event) noexcept override { write("retry", event); }
    // The event can print itself with all its headers; this line is shorter.
    void on_response(const bb::response_event& event) noexcept override {
        const std::lock_guard lock(mutex_);
        std::clog << "response " << event.status << " in " << event.time.count() << " ms, " << event.body_bytes
                  << " bytes: " << event.operation.name << '\n';
    }

private:
    template <class Event>
    void write(const char* what, const Event& event) noexcept {
        const std::lock_guard lock(mutex_);
        std::clog << what << ' ' << event << '\n';
    }

    std::mutex mutex_;
};

}  // namespace

int main(int argc, char* argv[]) try {
    if (argc != 2) {
        std::cerr << "usage: log_requests WORKSPACE\n";
        return 2;
    }
    bb::client_options options = bb::client_options::from_env();
    options.observer = std::make_shared<request_log>();
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), options};
    for (const bb::project& project : api.each(bb::projects::list{argv[1]})) std::cout << project.key << '\n';
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
