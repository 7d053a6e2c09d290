// SPDX-License-Identifier: MIT
// tools/support/interrupt.hpp: what a signal ends, how soon, and with which code. Each case is a process of its own,
// because a signal cannot be taken back.
#include "../../../examples/tools/support/interrupt.hpp"

#include <unistd.h>

#include <bitbucket/client.hpp>
#include <bitbucket/extras/sync_variables.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <chrono>
#include <csignal>
#include <thread>

#include "support/catch.hpp"
#include "support/child_process.hpp"

namespace test_interrupt {

namespace bb = bitbucket;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using support::end_of;

namespace {

/// Sends a signal to this process in a moment.
class sender {
public:
    explicit sender(int number)
        : thread_([number] {
              std::this_thread::sleep_for(milliseconds(100));
              static_cast<void>(::kill(::getpid(), number));
          }) {}
    sender(const sender&) = delete;
    sender& operator=(const sender&) = delete;
    ~sender() { thread_.join(); }

private:
    std::thread thread_;
};

/// Waits for its token, as a server that does not answer makes a transport wait.
struct silent_server {
    bb::http_response send(const bb::http_request& /*request*/, const bb::transport_limits& limits) const {
        while (!limits.cancel.is_cancelled()) std::this_thread::sleep_for(milliseconds(10));
        throw bb::cancelled();
    }
};

/// How long it takes until this is cancelled, from a signal that comes 100 ms after the beginning.
template <class Wait>
milliseconds time_of(int number, const Wait& wait) {
    examples::watch_interrupts("tool");
    const auto begin = steady_clock::now();
    const sender signal(number);
    try {
        wait();
    } catch (const bb::cancelled&) {
        return std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin) - milliseconds(100);
    }
    return std::chrono::hours(1);
}

}  // namespace

TEST_CASE("a call with the token ends at once, and one without a moment later") {
    const auto send = [](const bb::cancel_token& cancel) {
        return [cancel] { static_cast<void>(examples::interruptible(silent_server{}).send({}, {.cancel = cancel})); };
    };
    CHECK(end_of([&] {
              return time_of(SIGINT, [&] { send(examples::interrupt_token())(); }) < milliseconds(200) &&
                     examples::interrupt_signal() == SIGINT && examples::interrupt_exit_code() == 130;
          }) == 0);
    CHECK(end_of([&] {
              const milliseconds took = time_of(SIGTERM, send({}));
              return took > milliseconds(250) && took < milliseconds(700) && examples::interrupt_exit_code() == 143;
          }) == 0);
}

TEST_CASE("after the signal nothing is sent any more") {
    CHECK(end_of([] {
              examples::watch_interrupts("tool");
              bb::testing::scripted server;
              server.reply(200, "{}");
              const bb::any_transport transport = examples::interruptible(server);
              static_cast<void>(::raise(SIGINT));
              try {
                  static_cast<void>(transport.send({}, {.cancel = examples::interrupt_token()}));
              } catch (const bb::cancelled& failure) {
                  return failure.nothing_sent() && server.requests().empty();
              }
              return false;
          }) == 0);
}

TEST_CASE("a sleep between two attempts ends, whether or not its call has the token") {
    const auto nap = [](const bb::cancel_token& cancel) {
        examples::interruptible_clock()->sleep(std::chrono::hours(1), cancel);
        throw bb::cancelled();  // as the call does that sees its token
    };
    CHECK(end_of([&] { return time_of(SIGINT, [&] { nap(examples::interrupt_token()); }) < milliseconds(300); }) == 0);
    CHECK(end_of([&] { return time_of(SIGINT, [&] { nap({}); }) < milliseconds(700); }) == 0);
}

TEST_CASE("a replacement whose second half does not end is half done") {
    CHECK(end_of([] {
              struct half_silent {
                  bb::http_response send(const bb::http_request& request, const bb::transport_limits& limits) {
                      if (request.method == bb::http_method::post) {
                          static_cast<void>(::raise(SIGINT));
                          return silent_server{}.send(request, limits);
                      }
                      if (request.method == bb::http_method::delete_) return {204, {}, ""};
                      return {200,
                              {},
                              R"({"values":[{"uuid":"{d301aafa-d676-4ee0-88be-962be7417567}",)"
                              R"("key":"A","secured":true}]})"};
                  }
              };
              examples::watch_interrupts("tool");
              const bb::client api{
                  examples::interruptible(half_silent{}), bb::anonymous{}, {.clock = examples::interruptible_clock()}};
              const bb::workspace_variables place{"acme"};
              const auto plan = bb::plan_variables(api, place, {{"A", bb::secret("1"), false}});
              const auto begin = steady_clock::now();
              const auto outcome = bb::apply_variables(api, place, plan, {.cancel = examples::interrupt_token()});
              return steady_clock::now() - begin < milliseconds(900) &&
                     outcome.begin()->state == bb::sync_state::half_done;
          }) == 0);
}

TEST_CASE("what waits where no token reaches is ended, what computes is not") {
    CHECK(end_of([] {
              examples::watch_interrupts("tool");
              examples::add_to_last_words("tool: run it again");
              static_cast<void>(::close(STDERR_FILENO));
              static_cast<void>(::raise(SIGINT));
              std::this_thread::sleep_for(std::chrono::seconds(20));
              return true;
          }) == 130);
    CHECK(end_of([] {
              examples::watch_interrupts("tool");
              static_cast<void>(::raise(SIGINT));
              const auto end = steady_clock::now() + milliseconds(1500);
              while (steady_clock::now() < end) {
              }
              return true;
          }) == 0);
}

TEST_CASE("a wait for the signal ends with it") {
    CHECK(end_of([] {
              examples::watch_interrupts("tool");
              const sender signal(SIGTERM);
              examples::wait_for_interrupt();
              return examples::interrupt_signal() == SIGTERM;
          }) == 0);
}

}  // namespace test_interrupt
