// SPDX-License-Identifier: MIT
// sigpipe_guard: keeps a SIGPIPE that libcurl causes from ending the process. libcurl is told to leave signals alone
// (CURLOPT_NOSIGNAL), because signal dispositions belong to the whole process. Its versions up to 7.86 then let OpenSSL
// write to a connection that the server has reset, or close one, without a flag against the signal.
#pragma once

#if !defined(_WIN32)
#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "../../version.hpp"
#endif

namespace bitbucket::inline BITBUCKET_ABI::detail {

#if defined(_WIN32)

/// Windows has no SIGPIPE.
class sigpipe_guard {
public:
    sigpipe_guard() noexcept {}
};

#else

/// While it lives, SIGPIPE is blocked in this thread, which is the one that a write to a closed connection signals. At
/// its end, one that came meanwhile is taken back, and the thread's mask is as before. The disposition is never
/// touched, so other threads do not notice. One that was pending before belongs to the program, and stays.
class sigpipe_guard {
public:
    sigpipe_guard() noexcept {
        sigset_t pending;
        if (::sigpending(&pending) != 0 || ::sigismember(&pending, SIGPIPE) != 0) return;
        const sigset_t only = only_sigpipe();
        active_ = ::pthread_sigmask(SIG_BLOCK, &only, &before_) == 0;
    }
    ~sigpipe_guard() {
        if (!active_) return;
        const sigset_t only = only_sigpipe();
        sigset_t pending;
        if (::sigpending(&pending) == 0 && ::sigismember(&pending, SIGPIPE) == 1) take(only);
        (void)::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    sigpipe_guard(const sigpipe_guard&) = delete;
    sigpipe_guard& operator=(const sigpipe_guard&) = delete;

private:
    static sigset_t only_sigpipe() noexcept {
        sigset_t set;
        (void)::sigemptyset(&set);
        (void)::sigaddset(&set, SIGPIPE);
        return set;
    }
    static void take(const sigset_t& only) noexcept {
#if defined(__APPLE__) || defined(__OpenBSD__)
        int signal = 0;  // no sigtimedwait here; the signal is pending, so this does not wait
        (void)::sigwait(&only, &signal);
#else
        const timespec at_once{0, 0};
        (void)::sigtimedwait(&only, nullptr, &at_once);
#endif
    }

    sigset_t before_;
    bool active_ = false;
};

#endif

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
