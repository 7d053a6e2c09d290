// SPDX-License-Identifier: MIT
// One hostile reply among 16 requests at once: its own request fails, and the others get their own replies.
#include <atomic>
#include <chrono>
#include <thread>
#include "support/at_once.hpp"

namespace http_at_once_hostile {

using namespace http_test;

const std::string stranger = json_reply(R"({"display_name":"stranger"})");

TEST_CASE("one hostile reply fails its own request, beside 15 good ones") {
    const bool resets = GENERATE(false, true);
    for (const std::string& evil : hostile_replies()) {
        CAPTURE(evil.substr(0, 40), resets);
        raw_server server([&](raw_server::connection& client) {
            while (client.read_request()) {
                if (asked_for(client.last_request()) == "u7") {
                    client.send(evil);
                    if (resets) client.break_off();
                    return;
                }
                if (!client.pause(10ms) || !client.send(user_for(client.last_request()))) return;
            }
        });
        bb::client_options options = options_at(server.url("/2.0"));
        options.max_body_bytes = hostile_body_bytes;
        const auto outcomes = outcomes_of(api_at(options), users(32));
        CHECK(count_own(outcomes) == 31);
        CHECK_FALSE(outcomes[7].has_value());
    }
}

// What arrives in the moment between the look at the connection and the request cannot be told from the reply, in any
// client of HTTP/1.1. So the servers here have said it before the client can ask again.
TEST_CASE("what a server says unasked with a reply is nobody's reply") {
    raw_server server([](raw_server::connection& client) {
        while (client.read_request() && client.send(user_for(client.last_request()) + stranger)) {
        }
    });
    const auto outcomes = outcomes_of(api_at(server), users(100));
    CHECK(count_own(outcomes) == 100);
}

TEST_CASE("what a server says unasked on an idle connection is nobody's reply") {
    std::atomic<int> opened = 0;
    std::atomic<int> said = 0;
    raw_server server([&](raw_server::connection& client) {
        ++opened;
        if (!client.read_request() || !client.send(user_for(client.last_request()))) return;
        client.pause(50ms);
        if (client.send(stranger)) ++said;
        while (client.read_request() && client.send(user_for(client.last_request()))) {
        }
    });
    const auto api = api_at(server);
    CHECK(count_own(outcomes_of(api, users(8))) == 8);
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (said < opened && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(10ms);
    REQUIRE(said == opened);
    std::this_thread::sleep_for(50ms);
    CHECK(count_own(outcomes_of(api, users(8))) == 8);
}

}  // namespace http_at_once_hostile
