// SPDX-License-Identifier: MIT
// per_process: state that belongs to one process. fork() copies all memory, but not the threads: in the child a mutex
// may stay locked for ever, and what is connected to a server is connected for the parent.
#pragma once

#include <atomic>
#include <cerrno>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#if !defined(_WIN32)
#include <signal.h>
#include <unistd.h>

#include "../../version.hpp"
#endif

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The number of the running process; always 0 on Windows, where processes are not copied.
inline long this_process() noexcept {
#if defined(_WIN32)
    return 0;
#else
    return static_cast<long>(::getpid());
#endif
}

/// Whether a process still runs. One that has ended and not been waited for counts as running.
inline bool is_running(long process) noexcept {
#if defined(_WIN32)
    return process == 0;
#else
    return ::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM;
#endif
}

/// Locks a mutex that a fork has copied. False if another thread held it then: it will never be unlocked here, and what
/// it protects may be half-written.
inline bool lock_inherited(std::mutex& mutex) noexcept {
    // Another thread of this process may hold it for a moment, for the same purpose.
    constexpr int tries = 100;
    for (int i = 0; i < tries; ++i) {
        if (mutex.try_lock()) return true;
        std::this_thread::yield();
    }
    return false;
}

/// Marks the constructor `T(T& inherited, after_fork)`, which makes a child's own state and may look at the parent's.
struct after_fork {};

/// A value for each process: the first use in a child makes a new one. The parent's copy is never destroyed there,
/// since its mutexes may be locked, its condition variables waited for, and its connections the parent's. Safe to use
/// from many threads. Neither this nor anything else here takes a lock that a fork could copy.
template <class T>
class per_process {
public:
    template <class... Args>
    explicit per_process(std::in_place_t, Args&&... args) : entry_(new entry(std::forward<Args>(args)...)) {}
    per_process() : per_process(std::in_place) {}
    per_process(const per_process&) = delete;
    per_process& operator=(const per_process&) = delete;
    ~per_process() {
        const entry* const last = entry_.load();
        if (last->owner == this_process()) delete last;
    }

    /// The value of this process.
    [[nodiscard]] T& get() const {
        entry* found = entry_.load();
        if (found->owner == this_process()) return found->value;
        auto made = std::make_unique<entry>(found->value, after_fork{});
        made->inherited = found;
        if (entry_.compare_exchange_strong(found, made.get())) return made.release()->value;
        return found->value;  // another thread of the child was faster
    }

private:
    struct entry {
        template <class... Args>
        explicit entry(Args&&... args) : value(std::forward<Args>(args)...) {}

        const long owner = this_process();
        T value;
        entry* inherited = nullptr;  // kept in reach, so that tools do not report it as leaked
    };

    mutable std::atomic<entry*> entry_;
};

/// A mutex of which each process has its own.
struct process_mutex {
    process_mutex() = default;
    process_mutex(process_mutex&, after_fork) noexcept {}

    std::mutex mutex;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
