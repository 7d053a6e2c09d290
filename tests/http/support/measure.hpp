// SPDX-License-Identifier: MIT
// bounds: how much time and memory a call against a hostile server may take, measured in one place.
#pragma once

#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <sys/resource.h>

#include <chrono>
#include <fstream>
#include <string>

#include "support/catch.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BITBUCKET_TEST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define BITBUCKET_TEST_SANITIZED 1
#endif
#endif

namespace http_test {

/// Whether memory cannot be measured, since a sanitizer keeps freed memory and shadows of it.
#ifdef BITBUCKET_TEST_SANITIZED
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

/// The most memory that the process has had so far, in KiB: since `forget_peak`, or since its start where the system
/// cannot forget.
inline long peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        long kib = 0;
        if (word == "VmHWM:" && status >> kib) return kib;
    }
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/// Gives free memory back, so that it cannot hide what is needed from here on, and starts the peak anew (Linux).
inline void forget_peak() {
#if defined(__GLIBC__)
    if (!sanitized) ::malloc_trim(0);
#endif
    std::ofstream("/proc/self/clear_refs") << "5";
}

/// While it lives, a call has to keep within its bounds: both ends of it, for the server runs in this process too. The time
/// tells a call that hangs from one that ends, on a busy machine and under a sanitizer too; it does not measure speed.
class bounds {
public:
    explicit bounds(long most_mib = 64, std::chrono::steady_clock::duration most_time = std::chrono::seconds(30))
        : most_kib_(most_mib * 1024), most_time_(most_time) {
        forget_peak();
        before_ = peak_memory();
        start_ = std::chrono::steady_clock::now();
    }
    ~bounds() {
        CHECK(std::chrono::steady_clock::now() - start_ < most_time_);
        if (!sanitized) CHECK(peak_memory() - before_ < most_kib_);
    }
    bounds(const bounds&) = delete;
    bounds& operator=(const bounds&) = delete;

private:
    long most_kib_;
    std::chrono::steady_clock::duration most_time_;
    long before_ = 0;
    std::chrono::steady_clock::time_point start_;
};

}  // namespace http_test
