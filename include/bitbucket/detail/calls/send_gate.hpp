// SPDX-License-Identifier: MIT
// The gate that every send to the API passes, including retries, redirects and renewed tokens. It checks the call's
// cancel token and deadline, the cool-down that all calls of a client share, and the client's own limit. It does not wait
// itself: whoever drives the call does, in a sleep or on a loop.
#pragma once

#include "../../call_options.hpp"
#include "../../error.hpp"
#include "../../observer.hpp"
#include "../../retry.hpp"
#include "../errors/call_record.hpp"
#include "call_identity.hpp"
#include "cooldown.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// What the attempts of one call depend on.
struct attempt_rules {
    const call_identity& identity;
    const retry_policy& policy;
    const client_clock& clock;
    observer* seen_by;
    /// Whether the request may be sent again even if the server may have acted on it.
    bool repeatable;
    /// What the request's body is read from; null for a body in memory.
    body_source* source = nullptr;
    credential_kind who = credential_kind::anonymous;
    /// The cool-down that the client's threads share; null if there is none.
    const cooldown* shared = nullptr;
    /// The client's own limit; null for no limit.
    request_limiter* limiter = nullptr;

    /// Whether the body can be sent another time.
    [[nodiscard]] bool can_resend() const { return source == nullptr || source->rewind(); }
    /// Whether a 429 proves that the request had no effect.
    [[nodiscard]] bool limited_first() const noexcept {
        return identity.of == nullptr || identity.of->limits_before_work;
    }
    /// What the request counts in, and its index among the groups of its service.
    [[nodiscard]] const rate_group& group() const {
        return identity.of == nullptr ? all_requests : identity.of->group_of(identity.info, who);
    }
    [[nodiscard]] std::size_t group_index() const {
        return identity.of == nullptr ? 0 : identity.of->rate_group_index(identity.info, who);
    }
};

/// The error of a call that was not sent. `why` is a sentence that the remaining time completes.
BITBUCKET_COLD inline error too_early(const std::string& why, std::chrono::milliseconds left, const char* hint = "") {
    error_state state;
    state.kind = error_kind::rate_limited;
    state.nothing_sent = true;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    state.message = "not sent: " + why + " another " + std::to_string(seconds) + " s";
    state.hint = hint;
    return error(finish(std::move(state)));
}

/// The error if the server has just refused other calls of this client.
BITBUCKET_COLD inline error held_back(std::chrono::milliseconds left) {
    return too_early("the server has limited this client, and asked to wait", left,
                     "call again after that time, or allow a longer retry.total_time");
}

/// The error if the client's own limit is used up.
inline error over_limit(const rate_group& group, std::chrono::milliseconds left) {
    return too_early(std::string("the client's own limit for ") + group.name + " requests is used up for", left);
}

/// What a call needs next from whoever drives it.
struct call_step {
    enum class type : std::uint8_t { send, wait, done };
    type kind = type::done;
    /// Only wait: how long.
    std::chrono::milliseconds time{0};
};

/// The gate of one call; the call's time starts when the gate is constructed.
class send_gate {
public:
    using milliseconds = std::chrono::milliseconds;

    send_gate(const attempt_rules& rules, const call_options& options)
        : rules_(rules), options_(options), started_(rules.clock.now()) {}

    [[nodiscard]] const attempt_rules& rules() const noexcept { return rules_; }
    [[nodiscard]] const call_options& options() const noexcept { return options_; }

    /// Whether a request may go to the API now, and counts it then (`send`). Otherwise how long to `wait` before asking
    /// again, or `done`: `stopped()` ends the call. Then this request was not sent; the record says whether anything was
    /// sent before.
    [[nodiscard]] BITBUCKET_COLD call_step try_pass(call_record& record) {
        const auto now = rules_.clock.now();
        if (limited_since_) record.limiter_wait += milliseconds_between(*limited_since_, now);
        limited_since_.reset();
        note_time(record);
        if (options_.cancel.is_cancelled()) return stop(cancelled(true));
        if (options_.deadline.has_passed(now)) return stop(deadline_exceeded(true));
        // The cool-down is checked first, and again after every wait, because other calls may have been refused
        // meanwhile. The limiter comes last: it counts what it lets through, so that must be sent.
        if (const milliseconds cold = cooldown_left(); cold.count() > 0) {
            // Waits a little longer, so that not all calls return at the same moment.
            const milliseconds jittered = cold + rules_.policy.wait_after(1, false, rules_.clock.random());
            if (!has_time_for(jittered, record)) return stop(held_back(cold));
            if (is_cut(jittered)) return stop(deadline_exceeded(true));
            return {call_step::type::wait, jittered};
        }
        if (rules_.limiter == nullptr) return {call_step::type::send};
        const milliseconds left = rules_.limiter->take(rules_.group(), now);
        if (left.count() <= 0) return {call_step::type::send};
        if (!rules_.limiter->waits()) return stop(over_limit(rules_.group(), left));
        // The limiter is asked again after each wait, so a very long wait can be cut.
        constexpr milliseconds longest = std::chrono::hours(24);
        const milliseconds next = left < longest ? left : longest;
        if (is_cut(next)) return stop(deadline_exceeded(true));
        limited_since_ = now;
        return {call_step::type::wait, next};
    }
    /// Why the gate stays closed.
    [[nodiscard]] const error& stopped() const noexcept { return *stopped_; }

    /// How long the server's last refusal still holds this call back; 0 if it does not.
    [[nodiscard]] BITBUCKET_COLD milliseconds cooldown_left() const {
        return rules_.shared == nullptr ? milliseconds(0)
                                        : rules_.shared->left(rules_.group_index(), rules_.clock.now());
    }
    void note_time(call_record& record) const { record.elapsed = milliseconds_between(started_, rules_.clock.now()); }
    /// Whether a wait fits into the rest of `total_time`; waits for the limiter do not count.
    [[nodiscard]] bool has_time_for(milliseconds wait, const call_record& record) const noexcept {
        return record.elapsed - record.limiter_wait + wait <= rules_.policy.total_time;
    }
    /// Whether the deadline would cut a wait short. Such a wait is not begun.
    [[nodiscard]] bool is_cut(milliseconds wait) const {
        return options_.deadline.is_set() && milliseconds_between(rules_.clock.now(), options_.deadline.when()) < wait;
    }

private:
    BITBUCKET_COLD call_step stop(error why) {
        stopped_ = std::move(why);
        return {};
    }

    const attempt_rules& rules_;
    const call_options& options_;
    deadline::clock::time_point started_;
    /// Since when the call waits for the client's own limit.
    std::optional<deadline::clock::time_point> limited_since_;
    std::optional<error> stopped_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
