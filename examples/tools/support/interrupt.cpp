// SPDX-License-Identifier: MIT
// The handlers of SIGINT and SIGTERM, and what they end; see interrupt.hpp.
#include "interrupt.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bitbucket/error.hpp>
#include <bitbucket/transport_loop.hpp>
#include <cerrno>
#include <csignal>
#include <list>
#include <thread>
#include <utility>

#if !defined(_WIN32)
#include <sys/time.h>
#include <unistd.h>

#include <ctime>
#endif

namespace examples {

namespace {

namespace bb = bitbucket;
using std::chrono::milliseconds;
using clock = std::chrono::steady_clock;

// Together less than a second: the moment for what is better finished, then until what still waits is ended.
constexpr milliseconds grace{350};
constexpr milliseconds patience{700};
constexpr milliseconds poll_interval{50};

static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): a signal handler can use nothing else
std::atomic<int> caught{0};
std::atomic<clock::rep> caught_at{0};
std::atomic<clock::rep> cpu_time_before{0};
std::array<char, 1024> last_words{};
std::atomic<std::size_t> last_words_size{0};
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

/// Made before the handlers are installed; they use it.
bb::cancel_source& source() {
    static bb::cancel_source only;
    return only;
}

bool grace_is_over() noexcept {
    return caught != 0 && clock::now().time_since_epoch().count() - caught_at > clock::duration(grace).count();
}

/// Stops when a call's own token does, and otherwise when the moment after the signal is over.
struct own_or_late {
    bb::cancel_token own;

    [[nodiscard]] bool stop_requested() const noexcept { return own.is_cancelled() || grace_is_over(); }
    [[nodiscard]] bool stop_possible() const noexcept { return true; }
};

/// A loop whose requests heed the signal too.
class interruptible_loop final : public bb::transport_loop {
public:
    explicit interruptible_loop(std::unique_ptr<bb::transport_loop> behind) : behind_(std::move(behind)) {}

    void start(const bb::http_request& request, const bb::transport_limits& limits,
               bb::transfer_listener& listener) override {
        running_.remove_if([](const transfer& each) { return each.has_ended(); });
        transfer& its = running_.emplace_back(limits, listener);
        behind_->start(request, its.limits, its);
    }
    void stop(bb::transfer_listener& listener) noexcept override {
        running_.remove_if([&](transfer& each) {
            if (!each.is_for(listener)) return false;
            behind_->stop(each);
            return true;
        });
    }
    void poll(milliseconds longest) override { behind_->poll(longest); }
    [[nodiscard]] bool is_sent(const bb::transfer_listener& listener) const noexcept override {
        for (const transfer& each : running_)
            if (each.is_for(listener)) return behind_->is_sent(each);
        return true;
    }

private:
    /// One request: its limits, which the signal tightens, and who is told.
    struct transfer final : bb::transfer_listener {
        transfer(const bb::transport_limits& given, bb::transfer_listener& to) : limits(given), listener(&to) {
            limits.cancel = own_or_late{given.cancel};
        }
        [[nodiscard]] bool has_ended() const noexcept { return listener == nullptr; }
        [[nodiscard]] bool is_for(const bb::transfer_listener& other) const noexcept { return listener == &other; }
        // The listener may begin the next request at once.
        void on_reply(bb::http_response reply) override {
            std::exchange(listener, nullptr)->on_reply(std::move(reply));
        }
        void on_failure(std::exception_ptr why) override {
            std::exchange(listener, nullptr)->on_failure(std::move(why));
        }

        bb::transport_limits limits;
        bb::transfer_listener* listener;
    };

    std::unique_ptr<bb::transport_loop> behind_;
    std::list<transfer> running_;
};

class interruptible_transport {
public:
    // Behind it is `any_transport`, which makes up for what the transport in it does not do.
    static constexpr bool streams = true;

    explicit interruptible_transport(bb::any_transport behind) : behind_(std::move(behind)) {}

    bb::http_response send(const bb::http_request& request, bb::transport_limits limits) const {
        limits.cancel = own_or_late{limits.cancel};
        // Not every transport looks at its token: the sandbox answers at once.
        if (limits.cancel.is_cancelled()) throw bb::cancelled(true);
        return behind_.send(request, limits);
    }
    /// Null if the one behind has none.
    [[nodiscard]] std::unique_ptr<bb::transport_loop> open_loop() const {
        auto behind = behind_.open_loop();
        return behind == nullptr ? nullptr : std::make_unique<interruptible_loop>(std::move(behind));
    }

private:
    bb::any_transport behind_;
};

void append_last_words(const std::string& text) {
    const std::size_t begin = last_words_size;
    const std::size_t size = (std::min)(text.size(), last_words.size() - begin);
    std::copy_n(text.begin(), size, last_words.begin() + static_cast<std::ptrdiff_t>(begin));
    last_words_size = begin + size;
}

// The handlers call nothing that is not safe in one. A second signal changes nothing: the first one ends the program.

bool note(int number) noexcept {
    if (caught != 0) return false;
    caught_at = clock::now().time_since_epoch().count();
    caught = number;
    source().cancel();
    return true;
}

#if defined(_WIN32)

void on_signal(int number) {
    static_cast<void>(note(number));
}

void install() {
    static_cast<void>(std::signal(SIGINT, on_signal));
    static_cast<void>(std::signal(SIGTERM, on_signal));
}

#else

clock::rep cpu_time() noexcept {
    timespec used = {};
    static_cast<void>(::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used));
    return clock::duration(std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec)).count();
}

void look_again_in(milliseconds time) noexcept {
    cpu_time_before = cpu_time();
    itimerval timer = {};
    timer.it_value.tv_usec = static_cast<suseconds_t>(std::chrono::microseconds(time).count());
    static_cast<void>(::setitimer(ITIMER_REAL, &timer, nullptr));
}

void on_signal(int number) {
    const int kept = errno;
    if (note(number)) look_again_in(patience);
    errno = kept;
}

// What still computes, such as a large report, comes to its end by itself. What waits may wait for ever.
void on_alarm(int) {
    const int kept = errno;
    constexpr milliseconds next{200};
    // On a busy machine what computes gets a part of the time only, and what waits gets none.
    const bool works = cpu_time() - cpu_time_before > clock::duration(next).count() / 20;
    if (works) {
        look_again_in(next);
        errno = kept;
        return;
    }
    const std::size_t size = last_words_size;
    for (std::size_t done = 0; done < size;) {
        const ssize_t wrote = ::write(STDERR_FILENO, last_words.data() + done, size - done);
        if (wrote <= 0) break;
        done += static_cast<std::size_t>(wrote);
    }
    ::_exit(interrupt_exit_code());
}

void install() {
    struct sigaction action = {};
    sigemptyset(&action.sa_mask);
    // Without SA_RESTART: a read or a write that waits has to end.
    action.sa_handler = on_alarm;
    static_cast<void>(::sigaction(SIGALRM, &action, nullptr));
    action.sa_handler = on_signal;
    static_cast<void>(::sigaction(SIGINT, &action, nullptr));
    static_cast<void>(::sigaction(SIGTERM, &action, nullptr));
}

#endif

}  // namespace

void watch_interrupts(const std::string& name) {
    append_last_words(name + ": interrupted, and ended while it was waiting\n");
    static_cast<void>(source());
    install();
}

void add_to_last_words(const std::string& text) {
    append_last_words(text + '\n');
}

int interrupt_signal() noexcept {
    return caught;
}

int interrupt_exit_code() noexcept {
    constexpr int signal_base = 128;
    return signal_base + caught;
}

bb::cancel_token interrupt_token() {
    return source().token();
}

void wait_for_interrupt() {
    while (interrupt_signal() == 0) std::this_thread::sleep_for(poll_interval);
}

bb::any_transport interruptible(bb::any_transport behind) {
    return interruptible_transport(std::move(behind));
}

std::shared_ptr<bb::client_clock> interruptible_clock() {
    struct clock final : bb::client_clock {
        void sleep(milliseconds time, const bb::cancel_token& cancel) const override {
            client_clock::sleep(time, own_or_late{cancel});
            // A call without a token would not notice, and wait again.
            if (grace_is_over() && !cancel.is_cancelled()) throw bb::cancelled();
        }
    };
    return std::make_shared<clock>();
}

}  // namespace examples
