// SPDX-License-Identifier: MIT
// oauth2/session.hpp with many threads: one renewal is under way, everybody gets its token, and everybody can stop waiting.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include "support/catch.hpp"
#include "unit/support/token_server.hpp"

namespace test_oauth2_session_threads {

namespace bb = bitbucket;
using namespace std::chrono_literals;

namespace {

constexpr int thread_count = 16;

// What a thread was answered. Catch2's assertions are not for several threads at once: the test's own thread looks at it.
using outcome = std::optional<bb::result<bb::account>>;

template <class Work>
void in_threads(int count, const Work& work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
    for (std::thread& each : threads) each.join();
}

/// Grants are answered when `answer` says so; `asked` tells that there is one.
void hold_grants(const unit::token_server& server, std::atomic<bool>& asked, const std::atomic<bool>& answer) {
    server.on_grant([&](const std::string&) {
        asked = true;
        while (!answer) std::this_thread::sleep_for(1ms);
        return std::optional<bb::http_response>();
    });
}

}  // namespace

TEST_CASE("many threads with an expired token cause one renewal", "[oauth][threads]") {
    const unit::token_server server;
    server.on_grant([](const std::string&) {
        std::this_thread::sleep_for(100ms);
        return std::optional<bb::http_response>();
    });
    std::atomic<int> stored{0};
    const bb::client api = server.api(
        bb::oauth2_session{server.client(), server.first_token(), {.on_refresh = [&](const auto&) { ++stored; }}});
    server.time().advance(3h);
    std::atomic<int> right{0};
    in_threads(thread_count, [&](int) {
        for (int i = 0; i < 5; ++i)
            if (api.try_send(bb::users::current{})) ++right;
    });
    CHECK(right == thread_count * 5);
    CHECK(server.grants().size() == 1);
    CHECK(stored == 1);
}

TEST_CASE("many threads that meet 401 at once cause one renewal", "[oauth][threads]") {
    const unit::token_server server;
    server.on_grant([](const std::string&) {
        std::this_thread::sleep_for(50ms);
        return std::optional<bb::http_response>();
    });
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.revoke("access-0");
    std::atomic<int> right{0};
    in_threads(thread_count, [&](int) {
        if (api.try_send(bb::users::current{})) ++right;
    });
    CHECK(right == thread_count);
    CHECK(server.grants().size() == 1);
}

TEST_CASE("the failure of a renewal reaches all that wait for it, and the server once", "[oauth][threads]") {
    const unit::token_server server;
    server.on_grant([](const std::string&) {
        std::this_thread::sleep_for(100ms);
        return bb::http_response{400, {}, R"({"error":"invalid_grant"})"};
    });
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.time().advance(3h);
    std::atomic<int> refused{0};
    in_threads(thread_count, [&](int) {
        const auto reply = api.try_send(bb::users::current{});
        if (!reply && reply.error().code() == "invalid_grant") ++refused;
    });
    CHECK(refused == thread_count);
    CHECK(server.grants().size() == 1);
}

TEST_CASE("who waits for another thread's renewal can be cancelled", "[oauth][threads]") {
    const unit::token_server server;
    std::atomic<bool> asked{false};
    std::atomic<bool> answer{false};
    hold_grants(server, asked, answer);
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.time().advance(3h);
    outcome renewing;
    outcome waiting;
    std::thread first([&] { renewing = api.try_send(bb::users::current{}); });
    while (!asked) std::this_thread::sleep_for(1ms);
    bb::cancel_source cancel;
    std::thread second([&] { waiting = api.try_send(bb::users::current{}, {.cancel = cancel.token()}); });
    std::this_thread::sleep_for(20ms);
    cancel.cancel();
    second.join();
    answer = true;
    first.join();
    CHECK(renewing.value());
    REQUIRE_FALSE(waiting.value());
    CHECK(waiting->error().kind() == bb::error_kind::cancelled);
    CHECK(server.grants().size() == 1);
}

TEST_CASE("nobody waits for the renewal of a token that still works", "[oauth][threads]") {
    const unit::token_server server;
    std::atomic<bool> asked{false};
    std::atomic<bool> answer{false};
    hold_grants(server, asked, answer);
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.time().advance(119min);
    outcome renewing;
    std::thread first([&] { renewing = api.try_send(bb::users::current{}); });
    while (!asked) std::this_thread::sleep_for(1ms);
    // Would not come back if it waited: only then is the first one answered.
    const auto others = api.try_send(bb::users::current{});
    answer = true;
    first.join();
    CHECK(others);
    CHECK(renewing.value());
    CHECK(server.grants().size() == 1);
    CHECK(server.api_tokens() == std::vector<std::string>{"access-0", "access-1"});
}

TEST_CASE("a renewal that its own caller cuts short is taken up by another", "[oauth][threads]") {
    const unit::token_server server;
    std::atomic<int> asked{0};
    std::atomic<bool> waiting{false};
    server.on_grant([&](const std::string&) -> std::optional<bb::http_response> {
        if (++asked > 1) return std::nullopt;
        while (!waiting) std::this_thread::sleep_for(1ms);
        std::this_thread::sleep_for(30ms);
        throw bb::cancelled();
    });
    const bb::client api = server.api(bb::oauth2_session{server.client(), server.first_token()});
    server.time().advance(3h);
    outcome cut;
    outcome taken_up;
    std::thread first([&] { cut = api.try_send(bb::users::current{}); });
    while (asked == 0) std::this_thread::sleep_for(1ms);
    std::thread second([&] {
        waiting = true;
        taken_up = api.try_send(bb::users::current{});
    });
    first.join();
    second.join();
    REQUIRE_FALSE(cut.value());
    CHECK(cut->error().kind() == bb::error_kind::cancelled);
    CHECK(taken_up.value());
    CHECK(asked == 2);
}

}  // namespace test_oauth2_session_threads
