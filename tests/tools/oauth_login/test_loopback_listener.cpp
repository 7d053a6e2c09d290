// SPDX-License-Identifier: MIT
// tools/oauth_login/loopback_listener.hpp: which requests count, what everybody
// else is told, and that nobody can keep it waiting.
#include "../../../examples/tools/oauth_login/loopback_listener.hpp"

#include <thread>

#include "support/catch.hpp"

namespace test_loopback_listener {

using examples::descriptor;
using examples::loopback_listener;
using namespace std::chrono_literals;

namespace {

const auto anything = [](const std::string&) { return true; };

/// A connection that has sent this and says no more.
descriptor connected(std::uint16_t port, const std::string& text) {
    descriptor out(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(out.number(), reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0);
    static_cast<void>(::send(out.number(), text.data(), text.size(), 0));
    return out;
}

std::string reply_from(const descriptor& connection) {
    std::string out;
    char buffer[1024];
    for (ssize_t got = 0; (got = ::recv(connection.number(), buffer, sizeof(buffer), 0)) > 0;)
        out.append(buffer, static_cast<std::size_t>(got));
    return out;
}

/// The replies to some requests, and what `wait` returned after them.
struct outcome {
    std::vector<std::string> replies;
    std::string target;
};
outcome visits(const std::vector<std::string>& targets) {
    loopback_listener listener;
    outcome out;
    std::thread browser([&] {
        for (const std::string& each : targets)
            out.replies.push_back(reply_from(loopback_listener::visit(listener.port(), each)));
    });
    try {
        out.target =
            listener.wait(10s, [](const std::string& target) { return target.find("good") != std::string::npos; });
    } catch (const std::runtime_error&) {
        out.target = "time-out";
    }
    browser.join();
    return out;
}

}  // namespace

TEST_CASE("listener: the callback is returned, and nothing of it is shown", "[threads]") {
    const outcome out = visits({"/callback?code=good&state=hunter2%3Cscript%3E"});
    CHECK(out.target == "/callback?code=good&state=hunter2%3Cscript%3E");
    REQUIRE(out.replies.size() == 1);
    CHECK(out.replies[0].starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(out.replies[0].find("hunter2") == std::string::npos);
    CHECK(out.replies[0].find("Cache-Control: no-store\r\n") != std::string::npos);
}

TEST_CASE(
    "listener: other paths are 404, and callbacks that are not wanted do "
    "not end it",
    "[threads]") {
    const outcome out =
        visits({"/favicon.ico", "/callback/x?good", "/callbackgood", "/", "/callback?code=bad", "/callback?good"});
    CHECK(out.target == "/callback?good");
    REQUIRE(out.replies.size() == 6);
    for (std::size_t i = 0; i < 4; ++i) CHECK(out.replies[i].starts_with("HTTP/1.1 404 "));
    CHECK(out.replies[4].substr(out.replies[4].find("\r\n\r\n")) ==
          out.replies[5].substr(out.replies[5].find("\r\n\r\n")));
}

TEST_CASE(
    "listener: garbage, silence, endless heads and closed connections do "
    "not disturb it",
    "[threads]") {
    loopback_listener listener;
    std::string target;
    std::thread waiting([&] { target = listener.wait(20s, anything); });
    std::vector<descriptor> open;
    for (int i = 0; i < 40; ++i) open.push_back(connected(listener.port(), i % 2 == 0 ? "" : "GET /callback?x"));
    open.push_back(connected(listener.port(), std::string(200'000, 'x')));
    for (const char* garbage :
         {"\r\n\r\n", " \r\n\r\n", "  \r\n\r\n", "GET\r\n\r\n", "GET /callback?a\r\n\r\n",
          "GET /callback?a FTP/1.1\r\n\r\n", "POST /callback?a HTTP/1.1\r\n\r\n", "HEAD /callback?a HTTP/1.1\r\n\r\n",
          "GET http://x/callback?a HTTP/1.1\r\n\r\n", "\x16\x03\x01\x02\x00\x01\r\n\r\n"})
        open.push_back(connected(listener.port(), garbage));
    open.push_back(connected(listener.port(), std::string("\0\0\0\0\r\n\r\n", 8)));
    {
        const auto gone = connected(listener.port(), "GET /gone HTTP/1.1\r\n\r\n");
    }
    // In pieces, as from a slow line.
    const auto slow = connected(listener.port(), "GET /callback?wan");
    std::this_thread::sleep_for(50ms);
    CHECK(::send(slow.number(), "ted HTTP/1.1\r\nHo", 17, 0) == 17);
    std::this_thread::sleep_for(50ms);
    CHECK(::send(slow.number(), "st: x\r\n\r\n", 9, 0) == 9);
    waiting.join();
    CHECK(target == "/callback?wanted");
}

TEST_CASE("listener: it listens on 127.0.0.1 alone, and its port is taken") {
    loopback_listener listener;
    CHECK(listener.redirect_uri() == "http://127.0.0.1:" + std::to_string(listener.port()) + "/callback");
    CHECK_THROWS_AS(loopback_listener(listener.port()), std::system_error);
    const descriptor other(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(listener.port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1);  // 127.0.0.2
    CHECK(::connect(other.number(), reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0);
}

TEST_CASE("listener: it gives up in time, also when somebody is connected") {
    loopback_listener listener;
    const auto idle = connected(listener.port(), "GET /call");
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(listener.wait(200ms, anything), std::runtime_error);
    const auto took = std::chrono::steady_clock::now() - begin;
    CHECK(took >= 200ms);
    CHECK(took < 5s);
    CHECK_THROWS_AS(listener.wait(0ms, anything), std::runtime_error);
}

TEST_CASE("listener: it stops waiting when it is cancelled", "[threads]") {
    loopback_listener listener;
    bitbucket::cancel_source source;
    std::thread cancelling([&] {
        std::this_thread::sleep_for(50ms);
        source.cancel();
    });
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(listener.wait(20s, anything, source.token()), bitbucket::cancelled);
    CHECK(std::chrono::steady_clock::now() - begin < 1s);
    cancelling.join();
}

}  // namespace test_loopback_listener
