// SPDX-License-Identifier: MIT
// A fork while requests are under way at once: the child has no part in them, and the parent goes on.
#include <atomic>

#include "support/at_once.hpp"
#include "support/child_process.hpp"
#include "support/tls_server.hpp"

namespace http_at_once_forks {

using namespace http_test;
using support::end_of;

TEST_CASE("a child has no part in the requests under way, and the parent goes on, over TLS") {
    const authority ours;
    const identity shown = ours.sign();
    const tls_context context(shown);
    // One reply at once. All others wait for the end of the child, however slow the machine is: what has come before a
    // fork belongs to both.
    std::atomic<int> sent = 0;
    std::atomic<bool> child_ended = false;
    raw_server server(over_tls(context, [&](tls_connection& client) {
        while (client.read_request()) {
            if (sent.fetch_add(1) > 0)
                for (int i = 0; i < 20'000 && !child_ended; ++i) std::this_thread::sleep_for(1ms);
            if (!client.send(json_reply(R"({"display_name":"x"})"))) return;
        }
    }));
    bb::curl_options wire = impatient();
    wire.total_timeout = 30s;
    wire.ca_file = ours.file();
    bb::client_options options = defaults_at("https://" + server.authority() + "/2.0");
    options.retry.first_wait = 1ms;
    const bb::client api = api_at(options, wire);
    const users_of requests = users(8);
    auto range = std::make_unique<decltype(api.send_all(requests))>(
        api.send_all(requests, {.concurrency = 4, .order = bb::outcome_order::completion}));
    auto at = range->begin();
    REQUIRE(at->has_value());
    const bool goes_on = GENERATE(false, true);
    CHECK(end_of([&] {
              std::size_t failed = 0;
              if (goes_on)
                  for (int i = 0; i < 3; ++i) {
                      ++at;
                      failed += !*at && at->error().kind() == bb::error_kind::transport ? 1U : 0U;
                  }
              range.reset();
              return failed == (goes_on ? 3U : 0U);
          }) == 0);
    child_ended = true;
    std::size_t good = 0;
    for (; at != range->end(); ++at) good += at->has_value() ? 1U : 0U;
    CHECK(good == 8);
    CHECK(server.accepted() <= 4 + (goes_on ? 4U : 0U));
}

}  // namespace http_at_once_forks
