// SPDX-License-Identifier: MIT
// The retry layer, the top one of a call: how often a request is sent, how long it waits in between, and when it stops.
// The client and the OAuth token endpoint share it. It does no I/O: it says what is next, and is told how that went.
#pragma once

#include "../../result.hpp"
#include "api_failure.hpp"
#include "retry_after.hpp"
#include "send_gate.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether the operation changes nothing.
inline bool only_reads(const operation_info& info) noexcept {
    return info.method == http_method::get || info.method == http_method::head;
}

/// Whether a send that ended like this may still have taken effect. False for requests that only read, and for those
/// that a proxy did not pass on because it wants a login first.
BITBUCKET_COLD inline bool may_have_worked(const attempt_rules& rules, const result<http_response>& reply) noexcept {
    constexpr int proxy_wants_login = 407;
    if (only_reads(rules.identity.info)) return false;
    if (reply && reply->status == 429) return !rules.limited_first();
    if (reply) return kind_of_status(reply->status) == error_kind::server_error;
    return !reply.error().nothing_sent() && reply.error().status() != proxy_wants_login;
}

/// Whether to try again after this reply or error.
BITBUCKET_COLD inline bool is_retried(const attempt_rules& rules, const result<http_response>& reply) {
    if (rules.identity.info.resends == resending::never)
        return reply ? reply->status == 429 && rules.limited_first()
                     : reply.error().nothing_sent() && reply.error().kind() == error_kind::transport &&
                           !reply.error().is_permanent();
    if (reply && reply->status == 429 && !rules.limited_first() && !only_reads(rules.identity.info))
        return rules.policy.repeat_unsafe;
    if (reply) return rules.policy.covers_status(reply->status, rules.repeatable);
    if (reply.error().kind() != error_kind::transport || reply.error().is_permanent()) return false;
    return rules.repeatable || rules.policy.repeat_unsafe || reply.error().nothing_sent();
}

/// How long to wait: as long as the reply asks, or after a 429 until its limit counts anew, or else as the policy says.
BITBUCKET_COLD inline std::chrono::milliseconds wait_after(const attempt_rules& rules,
                                                           const result<http_response>& reply, int attempt) {
    if (reply) {
        const auto asked = parse_retry_after(reply->headers.value("Retry-After"), rules.clock.wall_clock());
        if (asked) return *asked;
        if (reply->status == 429 && rules.identity.of != nullptr) {
            const auto reset =
                parse_limit_reset(rate_limit::of(reply->headers, *rules.identity.of).reset, rules.clock.wall_clock());
            if (reset) return *reset;
        }
    }
    return rules.policy.wait_after(attempt, reply && reply->status == 429, rules.clock.random());
}

/// The error of a call whose deadline passes while it waits for another attempt. The record says whether anything was
/// sent before.
BITBUCKET_COLD inline error late_after(const result<http_response>& last) {
    error_state state;
    state.kind = error_kind::deadline_exceeded;
    state.nothing_sent = true;
    state.message = "the deadline of the call passes before another attempt; the last one ended " +
                    (last ? "with status " + std::to_string(last->status) : std::string("without a reply"));
    return error(finish(std::move(state)));
}

/// The attempts of one call. Each first passes the gate; a wait may follow it.
class attempts {
public:
    /// The arguments outlive it.
    attempts(const attempt_rules& rules, const call_options& options, call_record begin)
        : gate_(rules, options), record_(std::move(begin)) {}

    [[nodiscard]] send_gate& gate() noexcept { return gate_; }
    /// What is sent is counted in `record().attempts` by whoever sends.
    [[nodiscard]] call_record& record() noexcept { return record_; }
    /// The last reply or error, once the call is done.
    [[nodiscard]] result<http_response>& reply() noexcept { return reply_; }

    /// Whether an attempt is due, or a wait before it. After `send`, `note` is next.
    [[nodiscard]] BITBUCKET_COLD call_step next() {
        if (is_done_) return {};
        const call_step step = gate_.try_pass(record_);
        if (step.kind == call_step::type::done) {
            // The server's last answer says more than "too early to ask again".
            const bool cold = gate_.stopped().kind() == error_kind::rate_limited && gate_.cooldown_left().count() > 0;
            if (number_ == 1 || !cold) reply_ = gate_.stopped();
            is_done_ = true;
        }
        return step;
    }

    /// Takes how an attempt ended. Returns the wait before the next one, or that the call is done.
    BITBUCKET_COLD call_step note(result<http_response> reply) {
        const attempt_rules& rules = gate_.rules();
        reply_ = std::move(reply);
        is_done_ = true;
        gate_.note_time(record_);
        if (!is_retried(rules, reply_)) return {};
        const bool answered = reply_.has_value();
        const std::chrono::milliseconds wait = wait_after(rules, reply_, number_);
        // A redirect may have led to another host, whose answer does not come from the API.
        if (rules.shared != nullptr && answered && reply_->status == 429 && !record_.left_origin)
            rules.shared->extend(rules.group_index(), rules.clock.now(), wait);
        if (number_ >= rules.policy.max_attempts || !gate_.has_time_for(wait, record_)) return {};
        if (!rules.can_resend()) return {};
        record_.sent_before = record_.sent_before || answered || !reply_.error().nothing_sent();
        if (gate_.is_cut(wait)) {
            reply_ = late_after(reply_);
            return {};
        }
        tell(rules.seen_by, &observer::on_retry,
             {rules.identity.info, rules.identity.path, rules.identity.id, number_, answered ? reply_->status : 0, wait,
              rules.identity.label});
        ++number_;
        is_done_ = false;
        return {call_step::type::wait, wait};
    }

private:
    send_gate gate_;
    call_record record_;
    result<http_response> reply_ = error(cancelled());
    /// Of the attempt that is due or under way, from 1.
    int number_ = 1;
    bool is_done_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
