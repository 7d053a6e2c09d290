// SPDX-License-Identifier: MIT
// A thread that is cancelled (`pthread_cancel`) while it has many requests under way: it ends and gives them up, and the
// client works for others. glibc alone unwinds a cancelled thread, so this runs there.
// Not for the thread sanitizer: it does not follow a thread that ends by pthread_cancel, and reports its stack as shared.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/each_of.hpp>

#include "support/at_once.hpp"

#if defined(__GLIBC__) && defined(__GLIBCXX__)
#include <pthread.h>

#include <atomic>
#include <functional>

namespace http_at_once_thread_cancel {

using namespace http_test;

namespace {

/// Runs `work` in a thread, cancels it as soon as `is_there`, and says whether it ended by that.
bool ends_cancelled(std::function<void()> work, const std::function<bool()>& is_there) {
    pthread_t thread{};
    const auto run = [](void* what) -> void* {
        (*static_cast<std::function<void()>*>(what))();
        return nullptr;
    };
    REQUIRE(pthread_create(&thread, nullptr, run, &work) == 0);
    while (!is_there()) std::this_thread::sleep_for(1ms);
    REQUIRE(pthread_cancel(thread) == 0);
    void* ended = nullptr;
    REQUIRE(pthread_join(thread, &ended) == 0);
    return ended == PTHREAD_CANCELED;
}

/// Counts how often it is there, and how often it has gone.
struct counted {
    std::atomic<int>& gone;
    explicit counted(std::atomic<int>& on_end) : gone(on_end) {}
    counted(const counted&) = delete;
    counted& operator=(const counted&) = delete;
    ~counted() { ++gone; }
};

}  // namespace

TEST_CASE("a thread that is cancelled among many requests ends, and the client goes on") {
    enum class in : std::uint8_t { reply, body, connecting, the_callers_own };
    for (const in where : {in::reply, in::body, in::connecting, in::the_callers_own}) {
        CAPTURE(static_cast<int>(where));
        std::atomic<bool> is_over{false};
        std::atomic<bool> is_there{false};
        raw_server server([&](raw_server::connection& client) {
            if (where == in::connecting && !is_over) {
                client.read_anything();
                is_there = true;
                return client.wait_until_closed();
            }
            while (client.read_request()) {
                const bool answers =
                    is_over || (where == in::the_callers_own && asked_for(client.last_request()) == "u0");
                if (answers && !client.send(user_for(client.last_request()))) return;
                if (answers) continue;
                if (where == in::body) client.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
                if (where != in::the_callers_own) is_there = true;
                return client.wait_until_closed();
            }
        });
        const bb::client api = api_at(options_at(server.url("/2.0")), direct());
        const bb::client secure = api_at(options_at("https://" + server.authority() + "/2.0"), direct());
        std::atomic<int> gone{0};
        CHECK(ends_cancelled(
            [&] {
                const counted here(gone);
                const users_of wanted = users(20);
                for (const auto& each : (where == in::connecting ? secure : api).send_all(wanted, {.concurrency = 8})) {
                    if (!each) continue;
                    is_there = true;
                    std::this_thread::sleep_for(20s);
                }
            },
            [&] { return is_there.load(); }));
        CHECK(gone == 1);
        is_over = true;
        CHECK(count_own(outcomes_of(api, users(20), {.concurrency = 8})) == 20);
    }
}

TEST_CASE("a thread that is cancelled in walks side by side ends, and the client goes on") {
    std::atomic<bool> is_over{false};
    std::atomic<int> waiting{0};
    raw_server server([&](raw_server::connection& client) {
        while (client.read_request()) {
            const bool is_second = client.last_request().find("cursor") != std::string::npos;
            if (is_second && !is_over) {
                ++waiting;
                return client.wait_until_closed();
            }
            const std::string next = is_second ? "" : R"(,"next":"?cursor=2")";
            if (!client.send(json_reply(R"({"values":[{"label":"a"}])" + next + "}"))) return;
        }
    });
    bb::client_options options = options_at(server.url("/2.0"));
    options.allow_any_credential = true;
    const bb::client api = api_at(options, direct());
    std::vector<bb::ssh_keys::list> lists;
    for (int i = 0; i < 6; ++i) lists.emplace_back("u" + std::to_string(i));
    std::atomic<int> gone{0};
    CHECK(ends_cancelled(
        [&] {
            const counted here(gone);
            for (const auto& each : api.each_of(lists, {.concurrency = 3})) static_cast<void>(each);
        },
        [&] { return waiting >= 1; }));
    CHECK(gone == 1);
    is_over = true;
    std::size_t items = 0;
    for (const auto& each : api.each_of(lists, {.concurrency = 3})) items += each ? 1U : 0U;
    CHECK(items == 12);
}

}  // namespace http_at_once_thread_cancel
#else
namespace http_at_once_thread_cancel {
TEST_CASE("threads with many requests are not unwound when they are cancelled here") {}
}  // namespace http_at_once_thread_cancel
#endif
