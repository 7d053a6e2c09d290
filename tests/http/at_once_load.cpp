// SPDX-License-Identifier: MIT
// 10,000 requests, 64 at once on one thread, and a server that fails one in twenty of them: every request ends in its own
// value or a typed error, and none that must not be repeated arrives twice.
#include "support/mixed_requests.hpp"

namespace http_at_once_load {

using namespace http_test;

TEST_CASE("10,000 requests, 64 at once, survive a server that fails") {
    constexpr std::size_t count = 10'000;
    ledger book;
    raw_server server([&](raw_server::connection& client) { serve_failing(client, book); });
    const tally out = tally_of(persistent_api(server), 0, count, 64);
    CHECK(out.wrong == 0);
    CHECK(out.values + out.unclear == count);
    const std::lock_guard lock(book.mutex);
    CHECK(book.faults >= static_cast<int>(count / 20));
    CHECK(book.posts.size() == count / 5);
    CHECK(sent_twice(book) == 0);
}

}  // namespace http_at_once_load
