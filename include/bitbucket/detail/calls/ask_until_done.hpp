// SPDX-License-Identifier: MIT
// ask_until_done: the loop of everything that waits for a server's work. It knows when to ask and when to give up; what is
// asked, and what the answer means, is its caller's.
#pragma once

#include <string>

#include "../../client_clock.hpp"
#include "../../wait_options.hpp"
#include "../text/saturated_time.hpp"
#include "calls.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// What is wrong with the options; empty if nothing is.
inline std::string find_problem(const wait_options& options) {
    if (options.interval < std::chrono::milliseconds(100)) return "wait_options::interval must be at least 100 ms";
    if (options.longest.count() < 0) return "wait_options::longest must not be negative";
    return {};
}

/// Calls `ask` after each interval until it returns true, which means that the work is done. Returns whether it is done
/// before `longest` has passed, or the error that ended the waiting: one of `ask`, `cancelled` or `deadline_exceeded`. The
/// latter two are named after `sent`. What `ask` throws passes through.
template <class Ask>
result<bool> ask_until_done(const client_clock& clock, const request_base& sent, const wait_options& options, Ask ask) {
    const auto started = clock.now();
    for (;;) {
        const auto waited = milliseconds_between(started, clock.now());
        if (saturated_sum(waited.count(), options.interval.count()) > options.longest.count()) return false;
        if (options.call.cancel.is_cancelled()) return not_sent(cancelled(), sent);
        if (options.call.deadline.is_set() &&
            milliseconds_between(clock.now(), options.call.deadline.when()) < options.interval)
            return not_sent(deadline_exceeded(), sent);
        clock.sleep(options.interval, options.call.cancel);
        result<bool> is_done = ask();
        if (!is_done || *is_done) return is_done;
    }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
