// SPDX-License-Identifier: MIT
// The retry layer, the top one of a call: how often a request is sent, how long it waits in between, and when it stops.
// The client and the OAuth token endpoint share it.
#pragma once

#include "../../result.hpp"
#include "api_failure.hpp"
#include "retry_after.hpp"
#include "send_gate.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The last reply or error of a call, and the record of how the call went.
struct attempt_result {
    result<http_response> reply;
    call_record record;
};

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

/// Calls `send_once(record)`, which returns a `result<http_response>` and counts what it sends in `record.attempts`,
/// until it succeeds or no attempt is left. Each attempt first passes the gate; a wait may follow it.
template <class SendOnce>
BITBUCKET_COLD attempt_result run_attempts(const send_gate& gate, const call_record& begin, SendOnce&& send_once) {
    const attempt_rules& rules = gate.rules();
    attempt_result out{error(cancelled()), begin};
    for (int attempt = 1;; ++attempt) {
        if (auto stopped = gate.wait(out.record)) {
            // The server's last answer says more than "too early to ask again".
            const bool cold = stopped->kind() == error_kind::rate_limited && gate.cooldown_left().count() > 0;
            if (attempt == 1 || !cold) out.reply = *std::move(stopped);
            return out;
        }
        out.reply = send_once(out.record);
        gate.note_time(out.record);
        if (!is_retried(rules, out.reply)) return out;
        const bool answered = out.reply.has_value();
        const std::chrono::milliseconds wait = wait_after(rules, out.reply, attempt);
        // A redirect may have led to another host, whose answer does not come from the API.
        if (rules.shared != nullptr && answered && out.reply->status == 429 && !out.record.left_origin)
            rules.shared->extend(rules.group_index(), rules.clock.now(), wait);
        if (attempt >= rules.policy.max_attempts || !gate.has_time_for(wait, out.record)) return out;
        if (!rules.can_resend()) return out;
        out.record.sent_before = out.record.sent_before || answered || !out.reply.error().nothing_sent();
        if (gate.is_cut(wait)) {
            out.reply = late_after(out.reply);
            return out;
        }
        tell(rules.seen_by, &observer::on_retry,
             {rules.identity.info, rules.identity.path, rules.identity.id, attempt, answered ? out.reply->status : 0,
              wait, rules.identity.label});
        rules.clock.sleep(wait, gate.options().cancel);
    }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
