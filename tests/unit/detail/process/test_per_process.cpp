// SPDX-License-Identifier: MIT
// detail/process/per_process.hpp: a value for each process, whatever threads held at the fork.
#include <bitbucket/detail/process/per_process.hpp>
#include <bitbucket/extras/logger.hpp>
#include <bitbucket/extras/rate_limiter.hpp>

#include <future>
#include <thread>

#include "support/catch.hpp"
#include "support/child_process.hpp"

namespace test_per_process {

namespace bb = bitbucket;
using bb::detail::after_fork;
using bb::detail::per_process;
using support::end_of;

namespace {

struct numbered {
    explicit numbered(int with) : number(with) {}
    numbered(numbered& inherited, after_fork) : number(10 * inherited.number) {
        could_lock = bb::detail::lock_inherited(inherited.mutex);
        if (could_lock) inherited.mutex.unlock();
    }

    std::mutex mutex;
    int number;
    bool could_lock = true;
};

}  // namespace

TEST_CASE("each process has a value of its own, made from its parent's") {
    const per_process<numbered> value(std::in_place, 1);
    numbered* const ours = &value.get();
    CHECK(ours->number == 1);
    CHECK(end_of([&] {
              const bool child = value.get().number == 10 && &value.get() == &value.get() && &value.get() != ours;
              return child && value.get().could_lock && end_of([&] { return value.get().number == 100; }) == 0;
          }) == 0);
    CHECK(&value.get() == ours);
    CHECK(ours->number == 1);
}

TEST_CASE("a lock that another thread holds during the fork does not stop the child", "[threads]") {
    auto value = std::make_unique<per_process<numbered>>(std::in_place, 1);
    std::promise<void> locked;
    std::promise<void> done;
    std::thread holder([&] {
        const std::lock_guard lock(value->get().mutex);
        locked.set_value();
        done.get_future().wait();
    });
    locked.get_future().wait();
    CHECK(end_of([&] {
              const std::lock_guard lock(value->get().mutex);
              const bool seen = !value->get().could_lock;
              value.reset();
              return seen;
          }) == 0);
    done.set_value();
    holder.join();
}

TEST_CASE("a limiter counts on in the child, and separately", "[threads]") {
    bb::rate_limiter::options three;
    three.per_hour = 3;
    bb::rate_limiter limiter(three);
    const auto now = std::chrono::steady_clock::now();
    const auto may_send = [&] { return limiter.take(bb::all_requests, now).count() == 0; };
    CHECK(may_send());
    CHECK(end_of([&] { return may_send() && may_send() && !may_send(); }) == 0);
    CHECK(may_send());
    CHECK(may_send());
    CHECK_FALSE(may_send());
}

TEST_CASE("a logger that writes during the fork does not stop the child", "[threads]") {
    std::promise<void> writing;
    std::promise<void> done;
    std::atomic<bool> waits = true;
    bb::logger log(
        [&](bb::log_level, std::string_view) {
            if (!waits.exchange(false)) return;
            writing.set_value();
            done.get_future().wait();
        },
        bb::log_level::debug);
    constexpr bb::operation_info info{.name = "a", .method = bb::http_method::get, .path = "/a"};
    std::thread writer([&] { log.on_call_begin({info, "/a", 1}); });
    writing.get_future().wait();
    CHECK(end_of([&] {
              log.on_call_begin({info, "/a", 2});
              return true;
          }) == 0);
    done.set_value();
    writer.join();
}

}  // namespace test_per_process
