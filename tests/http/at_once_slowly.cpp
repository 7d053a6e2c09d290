// SPDX-License-Identifier: MIT
// A caller that takes its time between two outcomes, while nobody drives the other requests: that is not held against
// them.
#include "support/at_once.hpp"
#include "support/tls_server.hpp"

namespace http_at_once_slowly {

using namespace http_test;

namespace {

/// How the caller pauses after each of its first outcomes. Longer than all timeouts here.
constexpr auto pause = 250ms;

std::vector<std::string> failures_of(const bb::client& api, std::size_t count, bb::send_all_options options = {}) {
    options.order = bb::outcome_order::completion;
    std::vector<std::string> failed;
    int pauses = 0;
    std::size_t seen = 0;
    const users_of requests = users(count);
    for (auto& each : api.send_all(requests, options)) {
        ++seen;
        if (!each) failed.push_back(each.error().describe());
        if (each) CHECK(each->display_name == "u" + std::to_string(each.place()));
        if (pauses++ < 3) std::this_thread::sleep_for(pause);
    }
    CHECK(seen == count);
    return failed;
}

/// The first request is answered at once, the others a little later, in two pieces.
void answer_in_pieces(raw_server::connection& client) {
    while (client.read_request()) {
        const std::string reply = user_for(client.last_request());
        if (asked_for(client.last_request()) != "u0" && !client.pause(20ms)) return;
        if (!client.send(reply.substr(0, 30)) || !client.pause(10ms) || !client.send(reply.substr(30))) return;
    }
}

}  // namespace

TEST_CASE("total_timeout does not count while the caller is busy") {
    raw_server server(&answer_in_pieces);
    bb::curl_options wire = direct();
    wire.total_timeout = 150ms;
    CHECK(failures_of(api_at(options_at(server.url("/2.0")), wire), 40) == std::vector<std::string>{});
    CHECK(server.requests().size() == 40);
}

TEST_CASE("attempt_timeout does not count while the caller is busy") {
    raw_server server(&answer_in_pieces);
    bb::send_all_options options;
    options.call.attempt_timeout = 150ms;
    CHECK(failures_of(api_at(options_at(server.url("/2.0")), direct()), 40, options) == std::vector<std::string>{});
    CHECK(server.requests().size() == 40);
}

TEST_CASE("a body larger than one read comes whole after a pause, also past attempt_timeout") {
    raw_server server([](raw_server::connection& client) {
        while (client.read_request()) {
            const std::string name = asked_for(client.last_request());
            client.send(json_reply(R"({"display_name":")" + name + R"(","x":")" + std::string(500'000, 'x') + "\"}"));
        }
    });
    bb::send_all_options options;
    options.call.attempt_timeout = 200ms;
    CHECK(failures_of(api_at(options_at(server.url("/2.0")), direct()), 6, options) == std::vector<std::string>{});
}

TEST_CASE("connect_timeout does not count while the caller is busy") {
    const authority ours;
    const identity shown = ours.sign();
    const tls_context context(shown);
    const auto serve = over_tls(context, [](tls_connection& client) {
        std::string name;
        while (client.read_request()) client.send(json_reply(R"({"display_name":"u1"})"));
    });
    // The handshake takes a moment, as over a long line.
    raw_server slow([&](raw_server::connection& client) {
        std::this_thread::sleep_for(30ms);
        serve(client);
    });
    raw_server plain(answering(json_reply(R"({"display_name":"u0"})")));
    bb::curl_options wire = direct();
    wire.ca_file = ours.file();
    wire.connect_timeout = 150ms;
    const auto loop = bb::curl_transport(wire).open_loop();
    one_listener first;
    one_listener second;
    const auto near_by = get(plain.url());
    const auto far_off = get("https://" + slow.authority() + "/");
    const bb::transport_limits none;
    loop->start(far_off, none, second);
    loop->start(near_by, none, first);
    while (!first.has_heard()) loop->poll(10ms);
    std::this_thread::sleep_for(pause);
    while (!second.has_heard()) loop->poll(10ms);
    CHECK(second.take().status == 200);
}

TEST_CASE("the caller's own deadline counts all the time, and what has arrived before still counts") {
    raw_server server([](raw_server::connection& client) {
        while (client.read_request() && client.send(user_for(client.last_request()))) {
        }
    });
    bb::send_all_options options;
    options.deadline = bb::deadline::after(200ms);
    const users_of requests = users(3);
    std::size_t good = 0;
    for (auto& each : api_at(server).send_all(requests, options)) {
        good += each ? 1U : 0U;
        if (good == 1) {
            for (int i = 0; i < 2000 && server.requests().size() < 3; ++i) std::this_thread::sleep_for(1ms);
            std::this_thread::sleep_for(pause);
        }
    }
    CHECK(good == 3);
}

}  // namespace http_at_once_slowly
