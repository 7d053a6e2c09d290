// SPDX-License-Identifier: MIT
// call_identity: what ties the events of one call together, and call_report, which tells an observer that a call begins
// and how it ends.
#pragma once

#include <atomic>

#include "../../client_clock.hpp"
#include "../../observer.hpp"
#include "../text/forced_unwind.hpp"
#include "../text/saturated_time.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Which call it is: its operation, its filled path as it may be shown, a number that no other call of this process has,
/// the caller's name for it, and its API.
struct call_identity {
    const operation_info& info;
    std::string path;
    std::uint64_t id;
    std::string_view label = {};
    /// The API that it is for; null for an OAuth token endpoint.
    const service* of = nullptr;
};

BITBUCKET_COLD inline std::uint64_t next_call_id() noexcept {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

/// Hands an event to an observer, whose functions are noexcept and may write somewhere.
template <class Event>
BITBUCKET_COLD void tell(observer* seen_by, void (observer::*what)(const Event&) noexcept, const Event& event) {
    if (seen_by == nullptr) return;
    const thread_cancel_shield shield;
    (seen_by->*what)(event);
}

/// Tells an observer that a call begins, and when it is over how it ended.
class call_report {
public:
    BITBUCKET_COLD call_report(observer* seen_by, const call_identity& call, const client_clock& clock)
        : observer_(seen_by), call_(call), clock_(clock) {
        if (observer_ == nullptr) return;
        started_ = clock_.now();
        tell(observer_, &observer::on_call_begin, {call_.info, call_.path, call_.id, call_.label});
    }

    /// How it ended: `failure` is null for a success.
    BITBUCKET_COLD void end(int status, int attempts, const error* failure) const {
        if (observer_ == nullptr) return;
        const auto took = milliseconds_between(started_, clock_.now());
        tell(observer_, &observer::on_call_end,
             {call_.info, call_.path, call_.id, status, attempts, took, failure, call_.label});
    }

private:
    observer* observer_;
    const call_identity& call_;
    const client_clock& clock_;
    std::chrono::steady_clock::time_point started_{};
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
