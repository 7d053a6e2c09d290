// SPDX-License-Identifier: MIT
// forced_unwind and thread_cancel_shield: what glibc does to a thread that is cancelled (`pthread_cancel`). It unwinds
// the thread with an exception; a `catch (...)` that does not let it pass, or a `noexcept` function in its way, ends the
// whole process. So every such `catch` has a handler for it in front, and code that it must not pass has a shield.
#pragma once

#include <cstdlib>

#if defined(__GLIBCXX__)
#include <cxxabi.h>
#endif
#if defined(__GLIBC__)
#include <poll.h>
#include <pthread.h>

#include "../../version.hpp"
#endif

namespace bitbucket::inline BITBUCKET_ABI::detail {

#if defined(__GLIBCXX__)
using forced_unwind = abi::__forced_unwind;
#else
/// Elsewhere nothing of the kind is thrown.
class forced_unwind {
    forced_unwind() = default;
};
#endif

/// While it lives, its thread cannot be cancelled: around callbacks that are `noexcept`, and around code in C, whose
/// locks and memory nothing would release.
class thread_cancel_shield {
public:
#if defined(__GLIBC__)
    thread_cancel_shield() noexcept { static_cast<void>(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before_)); }
    ~thread_cancel_shield() { static_cast<void>(pthread_setcancelstate(before_, nullptr)); }
    /// Lets a cancellation pass that is pending, where everything can be unwound.
    void open() const {
        static_cast<void>(pthread_setcancelstate(before_, nullptr));
        // Returns at once, and is a point of cancellation. pthread_testcancel would need another library before glibc
        // 2.34.
        static_cast<void>(::poll(nullptr, 0, 0));
        static_cast<void>(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr));
    }
#else
    thread_cancel_shield() noexcept {}
    ~thread_cancel_shield() {}
    void open() const noexcept {}
#endif
    thread_cancel_shield(const thread_cancel_shield&) = delete;
    thread_cancel_shield& operator=(const thread_cancel_shield&) = delete;

private:
#if defined(__GLIBC__)
    int before_ = PTHREAD_CANCEL_ENABLE;
#endif
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
