// SPDX-License-Identifier: MIT
// 10,000 requests, 64 at once on one thread, and a server that fails one in twenty of them: every request ends in its own
// value or a typed error, and none that must not be repeated arrives twice. And two threads that do so side by side.
#include <bitbucket/api/ssh_keys.hpp>

#include <atomic>
#include <variant>

#include "support/at_once.hpp"
#include "support/failing_server.hpp"

namespace http_at_once_load {

using namespace http_test;
using either = std::variant<bb::users::get, bb::ssh_keys::create>;

namespace {

/// Every fifth makes a key. Each carries its number.
std::vector<either> requests(std::size_t first, std::size_t count) {
    std::vector<either> out;
    out.reserve(count);
    for (std::size_t i = first; i < first + count; ++i) {
        const std::string number = std::to_string(i);
        if (i % 5 == 0)
            out.emplace_back(bb::ssh_keys::create{"me", {.key = "ssh-ed25519 A", .label = number}});
        else
            out.emplace_back(bb::users::get{"u" + number});
    }
    return out;
}

struct tally {
    std::size_t values = 0;
    std::size_t unclear = 0;
    std::size_t wrong = 0;
};

/// Sends them, and counts what came of them: their own values, errors that leave open whether a POST has worked, and others.
tally outcomes_at(const bb::client& api, std::size_t first, std::size_t count, std::size_t width) {
    tally out;
    for (const auto& each :
         api.send_all(requests(first, count), {.concurrency = width, .order = bb::outcome_order::completion})) {
        const std::string number = std::to_string(first + each.place());
        const bool posts = (first + each.place()) % 5 == 0;
        bool is_own = false;
        if (each && posts) is_own = std::get<1>(*each).label == number;
        if (each && !posts) is_own = std::get<0>(*each).nickname == "u" + number;
        const bool is_unclear =
            !each && posts && (each.error().kind() == bb::error_kind::transport || each.error().status() / 100 == 5);
        ++(is_own ? out.values : is_unclear ? out.unclear : out.wrong);
    }
    return out;
}

bb::client api_for(const raw_server& server) {
    bb::client_options options = defaults_at(server.url("/2.0"));
    options.retry.max_attempts = 6;
    options.retry.first_wait = 1ms;
    options.retry.rate_limit_wait = 1ms;
    options.allow_any_credential = true;
    bb::curl_options wire = direct();
    wire.total_timeout = 30s;
    return api_at(options, wire);
}

}  // namespace

TEST_CASE("10,000 requests, 64 at once, survive a server that fails") {
    constexpr std::size_t count = 10'000;
    ledger book;
    raw_server server([&](raw_server::connection& client) { serve_failing(client, book); });
    const tally out = outcomes_at(api_for(server), 0, count, 64);
    CHECK(out.wrong == 0);
    CHECK(out.values + out.unclear == count);
    const std::lock_guard lock(book.mutex);
    CHECK(book.faults >= static_cast<int>(count / 20));
    CHECK(book.posts.size() == count / 5);
    CHECK(sent_twice(book) == 0);
}

TEST_CASE("two threads send many at once through one client", "[threads]") {
    constexpr std::size_t count = 400;
    ledger book;
    raw_server server([&](raw_server::connection& client) { serve_failing(client, book); });
    const bb::client api = api_for(server);
    tally first;
    tally second;
    // Assertions of the test framework are for one thread at a time, and outcomes_at makes none.
    std::thread other([&] { second = outcomes_at(api, count, count, 8); });
    first = outcomes_at(api, 0, count, 8);
    other.join();
    for (const tally& each : {first, second}) {
        CHECK(each.wrong == 0);
        CHECK(each.values + each.unclear == count);
    }
    const std::lock_guard lock(book.mutex);
    CHECK(book.posts.size() == 2 * count / 5);
    CHECK(sent_twice(book) == 0);
}

}  // namespace http_at_once_load
