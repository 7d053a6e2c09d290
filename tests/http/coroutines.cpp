// SPDX-License-Identifier: MIT
// coroutines.hpp, task.hpp, transport/curl_loop.hpp: what coroutines await, on a loop that is driven by itself and by a
// host's own poll.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/coroutines.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <bitbucket/transport/curl_loop.hpp>

#include "support/bare_poll.hpp"
#include "support/calls.hpp"

namespace http_coroutines {

using namespace http_test;

namespace {

std::string reply_of(int status, const std::string& body, const std::string& headers = {}) {
    return "HTTP/1.1 " + std::to_string(status) + " x\r\nContent-Type: application/json\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Answers each request after 50 ms with a user.
void serve_slowly(raw_server::connection& client) {
    while (client.read_request() && client.pause(50ms)) client.send(reply_of(200, R"({"display_name":"x"})"));
}

/// Three pages of two keys.
void serve_pages(raw_server::connection& client, const std::string& url) {
    while (client.read_request()) {
        const std::string& asked = client.last_request();
        const auto at = asked.find("cursor=");
        const int page = at == std::string::npos ? 1 : asked[at + 7] - '0';
        const std::string next = page == 3 ? "" : R"(,"next":")" + url + "?cursor=" + std::to_string(page + 1) + '"';
        client.send(reply_of(200, R"({"values":[{"label":"a"},{"label":"b"}])" + next + "}"));
    }
}

bb::task<std::size_t> name_length(const bb::client& api) {
    const bb::account me = co_await api.async_send(bb::users::current{});
    co_return me.display_name.size();
}

bb::task<> count_answers(const bb::client& api, int& answers) {
    const auto first = co_await api.async_try_send(bb::users::current{});
    answers += first ? 1 : 0;
    answers += static_cast<int>(co_await name_length(api));
}

bb::task<int> count_keys(const bb::client& api, bb::walk_options options) {
    auto keys = api.async_each(bb::ssh_keys::list{"me"}, std::move(options));
    int seen = 0;
    while (const bb::ssh_account_key* const key = co_await keys.next()) seen += static_cast<int>(key->label.size());
    CHECK((co_await keys.next()) == nullptr);
    if (seen == 6) CHECK(keys.complete());
    co_return seen;
}

}  // namespace

TEST_CASE("a coroutine awaits a reply, and many run on one thread") {
    const raw_server server(&serve_slowly);
    const bb::curl_loop loop(direct());
    const bb::client api(loop, bb::access_token{bb::secret(token)}, options_at(server.url("/2.0")));
    CHECK(loop.run(name_length(api)) == 1);
    int answers = 0;
    std::vector<bb::task<>> tasks;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 10; ++i) tasks.push_back(count_answers(api, answers));
    for (bb::task<>& each : tasks) each.start();
    CHECK(answers == 0);
    loop.run();
    for (bb::task<>& each : tasks) each.take();
    CHECK(answers == 20);
    CHECK(std::chrono::steady_clock::now() - begin < 20 * 50ms);
    CHECK_FALSE(loop.poll());
    // Whoever waits for a reply still can.
    CHECK(api.send(bb::users::current{}).display_name == "x");
}

TEST_CASE("the items of a collection come one by one") {
    raw_server* self = nullptr;
    raw_server server(
        [&self](raw_server::connection& client) { serve_pages(client, self->url("/2.0/users/me/ssh-keys")); });
    self = &server;
    const bb::curl_loop loop(direct());
    bb::client_options options = options_at(server.url("/2.0"));
    options.allow_any_credential = true;
    const bb::client api(loop, bb::access_token{bb::secret(token)}, options);
    for (const std::size_t ahead : {std::size_t{0}, std::size_t{1}}) {
        CHECK(loop.run(count_keys(api, {.prefetch = ahead})) == 6);
        CHECK(loop.run(count_keys(api, {.max_items = 3, .prefetch = ahead})) == 3);
        CHECK(loop.run(count_keys(api, {.max_pages = 1, .prefetch = ahead})) == 2);
    }
    CHECK_THROWS_AS(loop.run(count_keys(api, {.prefetch = 2})), bb::usage_error);
}

TEST_CASE("a bare poll drives the loop, and resumes its coroutines") {
    const raw_server server(&serve_slowly);
    const bb::curl_loop loop(direct());
    const bb::client api(loop, bb::access_token{bb::secret(token)}, options_at(server.url("/2.0")));
    bare_poll host;
    loop.attach(host);
    int answers = 0;
    std::vector<bb::task<>> tasks;
    for (int i = 0; i < 10; ++i) tasks.push_back(count_answers(api, answers));
    for (bb::task<>& each : tasks) each.start();
    CHECK(host.time >= 0);
    host.run_until(loop, [&] { return answers == 20; });
    for (bb::task<>& each : tasks) each.take();
    CHECK(host.watches > 0);
    // With nothing under way the host has no timer to keep.
    CHECK(host.time == -1);
    loop.detach();
    CHECK(loop.run(name_length(api)) == 1);
}

TEST_CASE("retries wait on the loop, so that other coroutines go on") {
    raw_server server([](raw_server::connection& client) {
        while (client.read_request()) {
            const bool busy = client.last_request().starts_with("GET /2.0/users/busy") && client.number() == 0;
            if (!client.send(busy ? reply_of(503, "busy", "Retry-After: 1\r\n")
                                  : reply_of(200, R"({"display_name":"x"})")))
                return;
            if (busy) return;
        }
    });
    bb::client_options options = defaults_at(server.url("/2.0"));
    options.allow_any_credential = true;
    const bb::curl_loop loop(direct());
    const bb::client api(loop, bb::access_token{bb::secret(token)}, options);
    std::string order;
    const auto ask = [](const bb::client& by, bb::users::get request, std::string& note, char mark) -> bb::task<> {
        static_cast<void>(co_await by.async_send(request));
        note += mark;
    };
    bb::task<> slow = ask(api, bb::users::get("busy"), order, 's');
    slow.start();
    while (server.requests().empty()) loop.poll(10ms);
    bb::task<> quick = ask(api, bb::users::get("quick"), order, 'q');
    quick.start();
    loop.run();
    slow.take();
    quick.take();
    CHECK(order == "qs");
}

TEST_CASE("cancelling, deadlines and the end of a coroutine end what it awaits") {
    const raw_server silent([](raw_server::connection& client) {
        client.read_request();
        client.wait_until_closed();
    });
    const bb::curl_loop loop(direct());
    const bb::client api(loop, bb::access_token{bb::secret(token)}, options_at(silent.url("/2.0")));
    const auto wait = [](const bb::client& by, bb::call_options options) -> bb::task<> {
        auto call = by.async_send(bb::users::current{}, options);
        static_cast<void>(co_await call);
    };
    const auto begin = std::chrono::steady_clock::now();
    bb::call_options late;
    late.deadline = bb::deadline::after(100ms);
    CHECK_THROWS_AS(loop.run(wait(api, late)), bb::deadline_exceeded);
    bb::cancel_source stop;
    bb::call_options stoppable;
    stoppable.cancel = stop.token();
    bb::task<> cancelled = wait(api, stoppable);
    cancelled.start();
    loop.poll(10ms);
    stop.cancel();
    loop.run();
    CHECK_THROWS_AS(cancelled.take(), bb::cancelled);
    {
        bb::task<> forgotten = wait(api, {});
        forgotten.start();
        CHECK(loop.poll(10ms));
    }
    CHECK_FALSE(loop.poll());
    CHECK(std::chrono::steady_clock::now() - begin < 2s);
}

TEST_CASE("an error says what a coroutine lacks") {
    const bb::curl_loop loop(direct());
    const auto failed = loop.run([]() -> bb::task<bb::result<bb::account>> {
        const bb::client plain(bb::testing::scripted{});
        co_return co_await plain.async_try_send(bb::users::current{});
    }());
    REQUIRE_FALSE(failed.has_value());
    CHECK_THAT(failed.error().what(), ContainsSubstring("needs a client whose transport is an event loop"));
    struct never {
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<>) const noexcept {}
        void await_resume() const noexcept {}
    };
    CHECK_THROWS_WITH(loop.run([]() -> bb::task<> { co_await never{}; }()),
                      ContainsSubstring("waits for something that this loop does not drive"));
}

}  // namespace http_coroutines
