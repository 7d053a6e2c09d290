// SPDX-License-Identifier: MIT
// One client used by many threads at once, through a transport that is safe for it. Meant for the thread sanitizer.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/clocks.hpp>

#include <atomic>
#include <thread>

#include "support/catch.hpp"
#include "unit/support/fake_transport.hpp"
#include "unit/support/key_pages.hpp"

namespace test_threads {

namespace bb = bitbucket;

namespace {

constexpr int thread_count = 16;
constexpr int rounds = 25;

// /users/NAME answers with that name, or 503 at first; keys come in pages of two; anything else is a 404.
struct echoing {
    std::shared_ptr<std::atomic<int>> requests = std::make_shared<std::atomic<int>>(0);

    bb::http_response send(const bb::http_request& request, const bb::transport_limits&) const {
        const int number = ++*requests;
        if (request.headers.value("Authorization") != "Bearer t0ken") return {401, {}, {}};
        if (number % 7 == 0) return {503, {{"Retry-After", "0"}}, "busy"};
        const auto cursor = request.url.find("cursor=p");
        if (request.url.find("/ssh-keys") != std::string::npos) {
            const int page = cursor == std::string::npos ? 1 : std::stoi(request.url.substr(cursor + 8));
            return {200, {}, unit::key_page(2 * page - 1, 2, page < 3 ? unit::page_url(page + 1) : "")};
        }
        const auto name = request.url.rfind('/');
        if (request.url.substr(name + 1) == "nobody") return {404, {}, R"({"error":{"message":"none"}})"};
        return {200, {}, R"({"nickname":")" + request.url.substr(name + 1) + R"("})"};
    }
};

struct counting final : bb::observer {
    std::atomic<int> requests{0};
    std::atomic<int> responses{0};
    std::atomic<int> retries{0};
    void on_request(const bb::request_event&) noexcept override { ++requests; }
    void on_response(const bb::response_event&) noexcept override { ++responses; }
    void on_retry(const bb::retry_event&) noexcept override { ++retries; }
};

}  // namespace

TEST_CASE("sixteen threads share a client", "[client][threads]") {
    const echoing transport;
    const auto seen = std::make_shared<counting>();
    bb::client_options options;
    options.observer = seen;
    options.retry.max_attempts = 100;
    options.clock = bb::testing::no_waiting();
    const bb::client api{transport, bb::access_token{bb::secret("t0ken")}, options};
    const auto shared_request = bb::ssh_keys::list{"me"}.fields("values.label");
    std::atomic<int> right{0};

    // Catch2's assertions are not for several threads, so what is right is counted.
    const auto work = [&](int number) {
        const bb::client mine = number % 2 == 0 ? api : bb::client(api);
        const std::string name = "user" + std::to_string(number);
        for (int i = 0; i < rounds; ++i) {
            if (mine.send(bb::users::get{name}).nickname == name) ++right;
            if (unit::labels(mine.each(shared_request)) == unit::numbers(1, 6)) ++right;
            const auto missing = mine.try_send(bb::users::get{"nobody"});
            if (!missing && missing.error().kind() == bb::error_kind::not_found) ++right;
            if (!mine.try_send(bb::users::get{""})) ++right;
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < thread_count; ++i) threads.emplace_back(work, i);
    for (std::thread& each : threads) each.join();

    CHECK(right == 4 * rounds * thread_count);
    CHECK(seen->requests == *transport.requests);
    CHECK(seen->responses == *transport.requests);
    CHECK(seen->retries == *transport.requests / 7);
}

TEST_CASE("errors and results go from thread to thread", "[client][threads]") {
    const bb::client api{echoing{}, bb::access_token{bb::secret("t0ken")}};
    const auto reply = api.try_send(bb::users::get{"nobody"});
    REQUIRE_FALSE(reply);
    const bb::error failure = reply.error();
    std::atomic<int> same{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < thread_count; ++i)
        threads.emplace_back([copy = failure, &same] {
            const bb::error another = copy;
            if (another.message() == "none" && another.describe().find("none") != std::string::npos) ++same;
        });
    for (std::thread& each : threads) each.join();
    CHECK(same == thread_count);
}

TEST_CASE("a walk is cancelled from another thread", "[pagination][threads]") {
    bb::cancel_source cancel;
    std::atomic<int> pages{0};
    const unit::fake_transport endless{[&pages](auto&, auto&) {
        const int page = ++pages;
        return bb::http_response{200, {}, unit::key_page(page, 1, unit::page_url(page + 1))};
    }};
    const bb::client api{endless};
    std::thread stopper([&] {
        while (pages < 3) std::this_thread::yield();
        cancel.cancel();
    });
    CHECK_THROWS_AS(unit::labels(api.each(bb::ssh_keys::list{"me"}, {.cancel = cancel.token()})), bb::cancelled);
    stopper.join();
    CHECK(pages >= 3);
}

}  // namespace test_threads
