// SPDX-License-Identifier: MIT
// The rules for deadlines, cancel tokens, threads, sources and receivers.
#pragma once

#include <atomic>

#include "rules.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::conformance_detail {

inline raw_server::script silent() {
    return [](raw_server::connection& client) { client.wait_until_closed(); };
}

inline void demand_soon(std::chrono::steady_clock::time_point began) {
    // A second is promised; the rest is for a busy machine.
    demand(std::chrono::steady_clock::now() - began < std::chrono::seconds(5), "it took more than a second to stop");
}

inline void check_deadlines(const any_transport& transport) {
    raw_server server(silent());
    transport_limits limits;
    limits.deadline = deadline::at(std::chrono::steady_clock::time_point());
    const error before = failure_of(transport, request_to(server.url()), limits);
    demand(before.kind() == error_kind::deadline_exceeded && before.nothing_sent(),
           "a deadline that has passed is not a deadline_exceeded without a byte sent");
    const auto began = std::chrono::steady_clock::now();
    limits.deadline = deadline::after(std::chrono::milliseconds(200));
    const error during = failure_of(transport, request_to(server.url()), limits);
    demand(during.kind() == error_kind::deadline_exceeded && !during.nothing_sent(),
           "a deadline that passes while the server is silent is not a deadline_exceeded");
    demand_soon(began);
}

inline void check_cancelling(const any_transport& transport) {
    raw_server server(silent());
    cancel_source stop;
    transport_limits limits;
    limits.cancel = stop.token();
    const auto began = std::chrono::steady_clock::now();
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        stop.cancel();
    });
    std::string problem;
    try {
        const error during = failure_of(transport, request_to(server.url()), limits);
        if (during.kind() != error_kind::cancelled) problem = "a call that was cancelled does not end with cancelled";
    } catch (const broken_rule& broken) {
        problem = broken.problem;
    }
    other.join();
    demand(problem.empty(), problem.c_str());
    demand_soon(began);
    const error before = failure_of(transport, request_to(server.url()), limits);
    demand(before.kind() == error_kind::cancelled && before.nothing_sent(),
           "a token that was cancelled before is not a cancelled without a byte sent");
}

inline void check_threads(const any_transport& transport) {
    raw_server server([](raw_server::connection& client) {
        while (client.read_request()) {
            const std::string& request = client.last_request();
            const std::string path = request.substr(4, request.find(' ', 4) - 4);
            if (!client.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(path.size()) + "\r\n\r\n" + path))
                return;
        }
    });
    std::atomic<int> wrong{0};
    std::vector<std::thread> all;
    all.reserve(4);
    for (int number = 0; number < 4; ++number)
        all.emplace_back([&, number] {
            for (int i = 0; i < 10; ++i) {
                const std::string path = '/' + std::to_string(number) + '/' + std::to_string(i);
                try {
                    if (transport.send(request_to(server.url(path)), {}).body != path) ++wrong;
                } catch (...) {
                    ++wrong;
                }
            }
        });
    for (std::thread& each : all) each.join();
    demand(wrong == 0, "sends from several threads failed, or got each other's replies");
}

/// Says one size, and gives another.
class uneven_source final : public body_source {
public:
    uneven_source(std::uint64_t said, std::uint64_t given) : said_(said), given_(given) {}
    [[nodiscard]] std::uint64_t size() const override { return said_; }
    [[nodiscard]] bool rewind() override {
        at_ = 0;
        return true;
    }
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
        std::size_t count = 0;
        for (; count < most && at_ < given_; ++count, ++at_) to[count] = static_cast<char>('a' + at_ % 26);
        return count;
    }

private:
    std::uint64_t said_;
    std::uint64_t given_;
    std::uint64_t at_ = 0;
};

inline void check_sources(const any_transport& transport) {
    raw_server server(answering(ok_reply));
    http_request request = request_to(server.url(), http_method::post);
    request.source = std::make_shared<text_source>(std::string(200'000, 'x'));
    for (int i = 0; i < 2; ++i) (void)transport.send(request, {});
    demand(server.requests().size() == 2, "a source was not sent twice");
    for (const std::string& sent : server.requests())
        demand(sent.find("\r\nContent-Length: 200000\r\n") != std::string::npos && sent.ends_with("xxx"),
               "a source does not arrive whole, with its length");
    for (const std::uint64_t given : {99'999U, 100'001U}) {
        request.source = std::make_shared<uneven_source>(100'000, given);
        demand(failure_of(transport, request).kind() != error_kind::deadline_exceeded,
               "a source of another size than it says ends with a deadline");
    }
    demand(server.requests().size() == 2, "the server got a complete request from a source that lies about its size");
}

class counting_receiver final : public body_receiver {
public:
    [[nodiscard]] bool begin(int status, const header_list&) override { return status == 200; }
    void write(std::string_view bytes) override {
        if (throws) throw std::runtime_error("full");
        got.append(bytes);
    }
    std::string got;
    bool throws = false;
};

inline void check_receivers(const any_transport& transport) {
    raw_server good(answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
    counting_receiver receiver;
    transport_limits limits;
    limits.receiver = &receiver;
    demand(transport.send(request_to(good.url()), limits).body.empty() && receiver.got == "hello",
           "the body of a success does not go to the receiver, and only there");
    raw_server bad(answering("HTTP/1.1 500 Oops\r\nContent-Length: 5\r\n\r\nsorry"));
    receiver.got.clear();
    demand(transport.send(request_to(bad.url()), limits).body == "sorry" && receiver.got.empty(),
           "a body that the receiver does not want does not go into the reply");
    receiver.throws = true;
    bool came_out = false;
    try {
        (void)transport.send(request_to(good.url()), limits);
    } catch (const std::runtime_error&) {
        came_out = true;
    }
    demand(came_out, "what a receiver throws does not come out of the send");
    receiver.throws = false;
    (void)transport.send(request_to(good.url()), limits);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::conformance_detail
