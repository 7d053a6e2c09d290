// SPDX-License-Identifier: MIT
// Whose time a pause is: what began before a pause of the thread has that much longer, what began after it has not, and a host
// that waits for sockets does not pause.
#include "support/at_once.hpp"
#include "support/bare_poll.hpp"

namespace http_at_once_pauses {

using namespace http_test;

namespace {

void says_nothing(raw_server::connection& client) {
    client.read_request();
    client.wait_until_closed();
}

/// Hears how a request ended, and writes down which.
class noting_listener final : public bb::transfer_listener {
public:
    noting_listener(std::string& notes, char name) : notes_(notes), name_(name) {}
    void on_reply(bb::http_response) override { notes_ += name_; }
    void on_failure(std::exception_ptr) override { notes_ += name_; }

private:
    std::string& notes_;
    char name_;
};

}  // namespace

TEST_CASE("a pause is not added to the time of a request that begins after it") {
    raw_server server(&says_nothing);
    bb::curl_options wire = direct();
    wire.total_timeout = 100ms;
    const auto loop = bb::curl_transport(wire).open_loop();
    const auto request = get(server.url());
    const bb::transport_limits none;
    std::string ended;
    noting_listener before(ended, 'b');
    noting_listener after(ended, 'a');
    noting_listener last(ended, 'l');
    loop->start(request, none, before);
    loop->poll(0ms);
    std::this_thread::sleep_for(400ms);
    loop->start(request, none, after);
    loop->poll(0ms);
    // Whatever holds the thread up from here on, this one has begun later.
    loop->start(request, none, last);
    while (ended.size() < 3) loop->poll(10ms);
    CHECK(ended == "bal");
}

TEST_CASE("under a host, total_timeout and connect_timeout end what gets no reply") {
    raw_server server([](raw_server::connection& client) {
        client.read_anything();
        client.wait_until_closed();
    });
    const bool connects = GENERATE(false, true);
    CAPTURE(connects);
    bb::curl_options wire = direct();
    (connects ? wire.connect_timeout : wire.total_timeout) = 60ms;
    bare_poll host;
    const bb::curl_loop loop(wire);
    loop.attach(host);
    const auto request = get(connects ? "https://" + server.authority() + "/" : server.url());
    const bb::transport_limits none;
    one_listener listener;
    const auto shared = loop.shared_loop();
    shared->start(request, none, listener);
    const auto begin = std::chrono::steady_clock::now();
    host.run_until(loop, [&] { return listener.has_heard() || std::chrono::steady_clock::now() - begin > 5s; });
    REQUIRE(listener.has_heard());
    CHECK_THROWS_AS(listener.take(), bb::transport_error);
}

TEST_CASE("what a host does beside its sockets is not the time of its requests") {
    raw_server server([](raw_server::connection& client) {
        while (client.read_request() && client.send(ok_reply)) {
        }
    });
    bb::curl_options wire = direct();
    wire.total_timeout = 100ms;
    bare_poll host;
    const bb::curl_loop loop(wire);
    loop.attach(host);
    const auto request = get(server.url());
    const bb::transport_limits none;
    one_listener listener;
    const auto shared = loop.shared_loop();
    shared->start(request, none, listener);
    bool is_first = true;
    host.run_until(loop, [&] {
        if (std::exchange(is_first, false)) std::this_thread::sleep_for(300ms);
        return listener.has_heard();
    });
    CHECK(listener.take().body == "ok");
}

}  // namespace http_at_once_pauses
