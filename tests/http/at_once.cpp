// SPDX-License-Identifier: MIT
// Many requests on one thread: the loops of curl_transport and curl_loop keep the rules of a transport, use connections
// again, and end requests in time.
#include <bitbucket/testing/transport_conformance.hpp>
#include <bitbucket/transport/curl_loop.hpp>

#include <future>

#include "support/at_once.hpp"
#include "support/bare_poll.hpp"
#include "support/h2_server.hpp"

namespace http_at_once {

using namespace http_test;
using bb::testing::check_transport;
using bb::testing::conformance_result;

namespace {

/// Sends every request on a loop of its own.
struct through_open_loop {
    static constexpr bool streams = true;
    bb::curl_transport curl = direct_transport();

    [[nodiscard]] bb::http_response send(const bb::http_request& request, const bb::transport_limits& limits) const {
        return send_on(*curl.open_loop(), request, limits);
    }
};
struct through_curl_loop {
    static constexpr bool streams = true;

    [[nodiscard]] bb::http_response send(const bb::http_request& request, const bb::transport_limits& limits) const {
        const bb::curl_loop loop(direct());
        return send_on(*loop.shared_loop(), request, limits);
    }
};

/// The same, driven by a program's own poll.
struct through_hosted_loop {
    static constexpr bool streams = true;

    [[nodiscard]] bb::http_response send(const bb::http_request& request, const bb::transport_limits& limits) const {
        bare_poll host;
        const bb::curl_loop loop(direct());
        loop.attach(host);
        one_listener listener;
        const auto shared = loop.shared_loop();
        shared->start(request, limits, listener);
        host.run_until(loop, [&] { return listener.has_heard(); });
        return listener.take();
    }
};

void check_rules(const std::vector<conformance_result>& results) {
    for (const conformance_result& each : results) {
        CAPTURE(each.rule);
        CHECK(each.problem == "");
    }
}

void says_nothing(raw_server::connection& client) {
    client.read_request();
    client.wait_until_closed();
}

}  // namespace

TEST_CASE("the loops of curl_transport and curl_loop keep every rule of a transport", "[threads]") {
    // They wait most of the time.
    auto polled = std::async(std::launch::async, [] { return check_transport(through_curl_loop{}); });
    auto hosted = std::async(std::launch::async, [] { return check_transport(through_hosted_loop{}); });
    check_rules(check_transport(through_open_loop{}));
    check_rules(polled.get());
    check_rules(hosted.get());
}

TEST_CASE("50 requests at once share one connection over HTTP/2") {
    if (h2_server::program().empty()) {
        WARN("skipped: nghttpd is not installed (Debian's package nghttp2-server)");
        return;
    }
    const authority ours;
    h2_server server(ours.sign());
    for (int i = 0; i < 50; ++i) {
        const std::string name = "u" + std::to_string(i);
        server.put("/2.0/users/" + name, R"({"display_name":")" + name + R"("})");
    }
    bb::curl_options wire = impatient();
    wire.ca_file = ours.file();
    const bb::client api = api_at(options_at(server.url("/2.0")), wire);
    CHECK(count_own(outcomes_of(api, users(50), {.concurrency = 50})) == 50);
    INFO(server.log());
    CHECK(server.requests() == 50);
    CHECK(server.connections() == 1);
}

TEST_CASE("connections are used again, however many requests are under way") {
    raw_server server([](raw_server::connection& client) {
        while (client.read_request() && client.send(user_for(client.last_request()))) {
        }
    });
    const std::size_t width = GENERATE(std::size_t{1}, std::size_t{16}, std::size_t{40});
    const bb::client api = api_at(server);
    CHECK(count_own(outcomes_of(api, users(400), {.concurrency = width})) == 400);
    CHECK(server.accepted() <= width);
}

TEST_CASE("silent servers: deadlines, tokens and timeouts end all that is under way within a second") {
    raw_server server(&says_nothing);
    bb::curl_options wire = direct();
    enum class by : std::uint8_t { deadline, cancel, total, attempt };
    const by how = GENERATE(by::deadline, by::cancel, by::total, by::attempt);
    CAPTURE(static_cast<int>(how));
    bb::send_all_options options;
    bb::cancel_source source;
    std::thread canceller;
    auto expected = bb::error_kind::transport;
    if (how == by::deadline) {
        options.deadline = bb::deadline::after(60ms);
        expected = bb::error_kind::deadline_exceeded;
    } else if (how == by::cancel) {
        options.cancel = source.token();
        canceller = std::thread([&] {
            for (int i = 0; i < 2000 && server.requests().size() < 16; ++i) std::this_thread::sleep_for(1ms);
            source.cancel();
        });
        expected = bb::error_kind::cancelled;
    } else if (how == by::total) {
        wire.total_timeout = 60ms;
    } else {
        options.call.attempt_timeout = 60ms;
    }
    const bb::client api = api_at(options_at(server.url("/2.0")), wire);
    const auto begin = std::chrono::steady_clock::now();
    const auto outcomes = outcomes_of(api, users(20), options);
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
    if (canceller.joinable()) canceller.join();
    std::size_t sent = 0;
    for (const auto& each : outcomes) {
        REQUIRE_FALSE(each.has_value());
        CHECK(each.error().kind() == expected);
        sent += each.error().nothing_sent() ? 0U : 1U;
    }
    // The last four had no room, and began only if the time was their own.
    const bool all_begin = how == by::total || how == by::attempt;
    CHECK(sent == (all_begin ? 20U : 16U));
    CHECK(server.requests().size() == sent);
}

TEST_CASE("while connections are made a deadline ends them, and nothing was sent") {
    raw_server server([](raw_server::connection& client) {
        client.read_anything();
        client.wait_until_closed();
    });
    const bb::client api = api_at(options_at("https://" + server.authority() + "/2.0"));
    bb::send_all_options options;
    options.deadline = bb::deadline::after(60ms);
    for (const auto& each : outcomes_of(api, users(5), options)) {
        REQUIRE_FALSE(each.has_value());
        CHECK(each.error().kind() == bb::error_kind::deadline_exceeded);
        CHECK(each.error().nothing_sent());
    }
}

}  // namespace http_at_once
