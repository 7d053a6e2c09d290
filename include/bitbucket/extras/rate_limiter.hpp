// SPDX-License-Identifier: MIT
// rate_limiter, opt-in: limits a client to a number of requests in a rolling hour, before the server does.
//
//   client_options options;
//   options.limiter = std::make_shared<rate_limiter>();   // waits; {.when_full = rate_limiter::refuse} does not
#pragma once

#include <deque>
#include <map>
#include <memory>

#include "../client_options.hpp"
#include "../detail/process/per_process.hpp"
#include "../detail/text/saturated_time.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Counts the requests of the last hour, by group, as the vendor documents its limits. It knows only its own requests:
/// share one between all clients of a credential, and still expect 429 if others use the credential too. After a fork,
/// parent and child count separately, each from what was sent before.
class rate_limiter final : public request_limiter {
public:
    /// What happens to a request beyond the limit.
    enum full_action : std::uint8_t { wait, refuse };

    /// The settings of a limiter.
    struct options {
        /// Requests per hour in each group; 0 means what the vendor documents for the group, and no limit where it
        /// documents nothing. Access tokens of large workspaces have more: see `reply.limit().limit`.
        std::size_t per_hour = 0;
        /// What happens to a request beyond the limit: it waits for its turn, or fails at once with `rate_limited`.
        full_action when_full = wait;
    };

    rate_limiter() = default;
    explicit rate_limiter(options from) : options_(from) {}

    std::chrono::milliseconds take(const rate_group& group, clock::time_point now) override {
        const std::size_t most = options_.per_hour != 0 ? options_.per_hour : group.per_hour;
        if (most == 0) return std::chrono::milliseconds(0);
        counts& own = counts_.get();
        const std::lock_guard lock(own.mutex);
        std::deque<clock::time_point>& sent = own.sent[&group];
        while (!sent.empty() && age(sent.front(), now) >= window) sent.pop_front();
        if (sent.size() < most) {
            sent.push_back(now);
            return std::chrono::milliseconds(0);
        }
        return std::chrono::ceil<std::chrono::milliseconds>(window - age(sent.front(), now));
    }

    [[nodiscard]] bool waits() const noexcept override { return options_.when_full == wait; }

private:
    static constexpr std::chrono::hours window{1};

    struct counts {
        counts() = default;
        /// A child goes on from what its parent had sent, unless another thread was counting at that moment.
        counts(counts& inherited, detail::after_fork) {
            if (!detail::lock_inherited(inherited.mutex)) return;
            const std::lock_guard lock(inherited.mutex, std::adopt_lock);
            sent = inherited.sent;
        }

        std::mutex mutex;
        std::map<const rate_group*, std::deque<clock::time_point>> sent;
    };

    // Clients with other clocks may share a limiter: what seems to be sent in the future counts as sent now.
    static clock::duration age(clock::time_point sent, clock::time_point now) noexcept {
        return sent < now ? detail::time_between(sent, now) : clock::duration(0);
    }

    options options_;
    detail::per_process<counts> counts_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
