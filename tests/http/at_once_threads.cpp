// SPDX-License-Identifier: MIT
// Two threads that each have many requests under way, through one client.
#include "support/mixed_requests.hpp"

namespace http_at_once_threads {

using namespace http_test;

TEST_CASE("two threads send many at once through one client", "[threads]") {
    constexpr std::size_t count = 400;
    ledger book;
    raw_server server([&](raw_server::connection& client) { serve_failing(client, book); });
    const bb::client api = persistent_api(server);
    tally first;
    tally second;
    // Assertions of the test framework are for one thread at a time, and tally_of makes none.
    std::thread other([&] { second = tally_of(api, count, count, 8); });
    first = tally_of(api, 0, count, 8);
    other.join();
    for (const tally& each : {first, second}) {
        CHECK(each.wrong == 0);
        CHECK(each.values + each.unclear == count);
    }
    const std::lock_guard lock(book.mutex);
    CHECK(book.posts.size() == 2 * count / 5);
    CHECK(sent_twice(book) == 0);
}

}  // namespace http_at_once_threads
