// SPDX-License-Identifier: MIT
// What every request to the API has to pass before it is sent, retries, redirects and renewed tokens included: cancel
// token and deadline of the call, the cool-down that the threads of a client share, and the client's own limit.
#pragma once

#include "../../error.hpp"
#include "../../observer.hpp"
#include "../../retry.hpp"
#include "../../transport.hpp"
#include "../errors/refusal.hpp"
#include "cooldown.hpp"

namespace bitbucket::detail {

/// What decides about the attempts of one call.
struct attempt_rules {
    const operation_info& info;
    const retry_policy& policy;
    const client_clock& clock;
    observer* seen_by;
    /// Whether the request may be sent again where the server may have acted on it.
    bool repeatable;
    credential_kind who = credential_kind::anonymous;
    /// What the threads of a client share; null where there is nothing to share.
    const cooldown* shared = nullptr;
    /// The client's own limit; null for none.
    request_limiter* limiter = nullptr;

    [[nodiscard]] std::size_t bucket() const noexcept { return rate_bucket(rate_group_of(info), who); }
};

/// The error of a call that was not sent, for as long as `why` says and the time behind it.
inline error too_early(const std::string& why, std::chrono::milliseconds left, const char* hint = "") {
    error_state state;
    state.kind = error_kind::rate_limited;
    state.nothing_sent = true;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    state.message = "not sent: " + why + " another " + std::to_string(seconds) + " s";
    state.hint = hint;
    return error(finish(std::move(state)));
}

/// Since the server has just refused others of this client.
inline error held_back(std::chrono::milliseconds left) {
    return too_early("the server has limited this client, and asked to wait", left,
                     "call again after that time, or allow a longer retry.total_time");
}

/// Since the client's own limit is used up.
inline error over_limit(rate_group group, std::chrono::milliseconds left) {
    return too_early(std::string("the client's own limit for ") + to_string(group) + " requests is used up for", left);
}

/// The gate of one call, whose time begins when it is made.
class send_gate {
public:
    using milliseconds = std::chrono::milliseconds;

    send_gate(const attempt_rules& rules, const call_options& options)
        : rules_(rules), options_(options), started_(rules.clock.now()) {}

    [[nodiscard]] const attempt_rules& rules() const noexcept { return rules_; }
    [[nodiscard]] const call_options& options() const noexcept { return options_; }

    /// Waits until a request may go to the API, and counts it; or says what ends the call before. Of that nothing was
    /// sent; whether something was before is up to the record.
    [[nodiscard]] std::optional<error> wait(call_record& record) const {
        while (true) {
            note_time(record);
            if (options_.cancel.is_cancelled()) return cancelled(true);
            const auto now = rules_.clock.now();
            if (options_.deadline.has_passed(now)) return deadline_exceeded(true);
            // The cool-down comes first, and again after every sleep: the limiter counts what it lets through, so that
            // has to be sent, and others may have been refused meanwhile.
            if (const milliseconds cold = cooldown_left(); cold.count() > 0) {
                // A little later than that, so that the threads do not all come back in the same moment.
                const milliseconds jittered = cold + rules_.policy.wait_after(1, false, rules_.clock.random());
                if (!has_time_for(jittered, record)) return held_back(cold);
                if (is_cut(jittered)) return deadline_exceeded(true);
                rules_.clock.sleep(jittered, options_.cancel);
                continue;
            }
            if (rules_.limiter == nullptr) return std::nullopt;
            const milliseconds left = rules_.limiter->take(rate_group_of(rules_.info), rules_.who, now);
            if (left.count() <= 0) return std::nullopt;
            if (!rules_.limiter->waits()) return over_limit(rate_group_of(rules_.info), left);
            // It is asked again after each wait, so one that is longer than any clock can be cut.
            constexpr milliseconds longest = std::chrono::hours(24);
            const milliseconds next = left < longest ? left : longest;
            if (is_cut(next)) return deadline_exceeded(true);
            rules_.clock.sleep(next, options_.cancel);
            record.limiter_wait += std::chrono::duration_cast<milliseconds>(rules_.clock.now() - now);
        }
    }

    /// How long the server's last refusal still holds this call back; 0 if it does not.
    [[nodiscard]] milliseconds cooldown_left() const {
        return rules_.shared == nullptr ? milliseconds(0) : rules_.shared->left(rules_.bucket(), rules_.clock.now());
    }
    void note_time(call_record& record) const {
        record.elapsed = std::chrono::duration_cast<milliseconds>(rules_.clock.now() - started_);
    }
    /// Whether a wait fits into what is left of `total_time`, of which the limiter takes nothing.
    [[nodiscard]] bool has_time_for(milliseconds wait, const call_record& record) const noexcept {
        return record.elapsed - record.limiter_wait + wait <= rules_.policy.total_time;
    }
    /// Whether the deadline would cut a wait short. Such a wait is not begun.
    [[nodiscard]] bool is_cut(milliseconds wait) const {
        return options_.deadline.is_set() && options_.deadline.when() - rules_.clock.now() < wait;
    }

private:
    const attempt_rules& rules_;
    const call_options& options_;
    deadline::clock::time_point started_;
};

}  // namespace bitbucket::detail
