// SPDX-License-Identifier: MIT
// What a thread and its process say about SIGPIPE, for tests that compare it before and after.
#pragma once

#include <signal.h>

namespace http_test {

/// Whether the signal is blocked and pending in this thread, and its handler.
struct signal_state {
    bool blocked;
    bool pending;
    void (*handler)(int);

    static signal_state now() {
        sigset_t mask;
        sigset_t pending;
        struct sigaction action{};
        ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
        ::sigpending(&pending);
        ::sigaction(SIGPIPE, nullptr, &action);
        return {::sigismember(&mask, SIGPIPE) == 1, ::sigismember(&pending, SIGPIPE) == 1, action.sa_handler};
    }
    friend bool operator==(const signal_state&, const signal_state&) = default;
};

}  // namespace http_test
