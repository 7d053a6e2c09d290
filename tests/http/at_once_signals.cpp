// SPDX-License-Identifier: MIT
// SIGPIPE while many requests are under way: it ends neither the process nor a request, and mask and disposition are as
// before. In child processes, because the signal's effect would be the end of the tests.
#include <signal.h>

#include <bitbucket/raw_body.hpp>
#include <bitbucket/raw_request.hpp>

#include "support/at_once.hpp"
#include "support/child_process.hpp"
#include "support/signal_state.hpp"
#include "support/sources.hpp"

namespace http_at_once_signals {

using namespace http_test;
using support::end_of;
using upload = bb::raw_request<void>;

namespace {

/// A source that raises the signal each time it is read, which is in the middle of a send.
class raising_source final : public odd_source {
public:
    using odd_source::odd_source;
    [[nodiscard]] std::size_t read(char* to, std::size_t most) override {
        ::pthread_kill(::pthread_self(), SIGPIPE);
        return odd_source::read(to, most);
    }
};

volatile sig_atomic_t handled = 0;
void count(int) {
    handled = handled + 1;
}

template <class Source>
std::vector<upload> uploads(std::size_t count, std::uint64_t size) {
    std::vector<upload> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(upload(bb::http_method::put, "/files/" + std::to_string(i))
                          .body(bb::make_raw_body("text/plain", std::make_shared<Source>(size))));
    return out;
}

}  // namespace

TEST_CASE("a SIGPIPE while requests are under way ends nothing, and the caller's mask and handler are as before") {
    const auto disposition = GENERATE(SIG_DFL, SIG_IGN, &count);
    const bool blocked = GENERATE(false, true);
    CAPTURE(disposition == SIG_DFL, disposition == SIG_IGN, blocked);
    CHECK(end_of([&] {
              ::signal(SIGPIPE, disposition);
              if (blocked) {
                  sigset_t set;
                  ::sigemptyset(&set);
                  ::sigaddset(&set, SIGPIPE);
                  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
              }
              raw_server server(answering(reply_of("204 No Content", "")));
              const signal_state before = signal_state::now();
              std::size_t good = 0;
              bool is_same = true;
              for (const auto& each :
                   api_at(server).send_all(uploads<raising_source>(12, 100'000), {.concurrency = 4})) {
                  good += each ? 1U : 0U;
                  is_same = is_same && signal_state::now() == before;
              }
              return good == 12 && is_same && signal_state::now() == before && !before.pending && handled == 0;
          }) == 0);
}

TEST_CASE("connections that the server resets in the middle of uploads end their requests, not the process") {
    CHECK(end_of([] {
              raw_server server([](raw_server::connection& client) {
                  client.read_anything();
                  client.break_off();
              });
              ::signal(SIGPIPE, SIG_DFL);
              const signal_state before = signal_state::now();
              std::size_t failed = 0;
              for (const auto& each : api_at(server).send_all(uploads<odd_source>(16, 3'000'000), {.concurrency = 8}))
                  failed += !each && each.error().kind() == bb::error_kind::transport ? 1U : 0U;
              return failed == 16 && signal_state::now() == before;
          }) == 0);
}

}  // namespace http_at_once_signals
