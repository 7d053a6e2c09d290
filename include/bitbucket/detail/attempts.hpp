// SPDX-License-Identifier: MIT
// The retry layer, the uppermost of a call: how often a request is sent, how long is waited in between, and what ends it.
// The client and the OAuth token endpoint share it.
#pragma once

#include "../observer.hpp"
#include "../result.hpp"
#include "../retry.hpp"
#include "api_failure.hpp"
#include "cooldown.hpp"

namespace bitbucket::detail {

/// What decides about the attempts of one call.
struct attempt_rules {
    const operation_info& info;
    const retry_policy& policy;
    const time_source& time;
    observer* seen_by;
    /// Whether the request may be sent again where the server may have acted on it.
    bool repeatable;
    /// What the threads of a client share; null where there is nothing to share.
    const cooldown* shared = nullptr;

    [[nodiscard]] rate_group group() const noexcept { return rate_group_of(info); }
};

/// The last reply or error of a call, and how it was come by.
struct attempt_result {
    result<http_response> reply;
    call_record record;
    /// Whether an attempt before the last one may have been carried out.
    bool unclear = false;
};

/// Whether the reply or error is one to try again after.
inline bool is_retried(const attempt_rules& rules, const result<http_response>& reply) {
    if (reply) return rules.policy.covers_status(reply->status, rules.repeatable);
    if (reply.error().kind() != error_kind::transport) return false;
    return rules.repeatable || rules.policy.repeat_unsafe || reply.error().nothing_sent();
}

/// How long the reply or error asks to wait, or the policy says.
inline std::chrono::milliseconds wait_after(const attempt_rules& rules, const result<http_response>& reply,
                                            int attempt) {
    if (reply) {
        const auto asked = parse_retry_after(reply->headers.value("Retry-After"), rules.time.wall_clock());
        if (asked) return *asked;
    }
    return rules.policy.wait_after(attempt, reply && reply->status == 429, rules.time.random());
}

/// The error of a call that was not sent, since the server has just refused others of this client.
inline error held_back(std::chrono::milliseconds left) {
    error_state state;
    state.kind = error_kind::rate_limited;
    state.nothing_sent = true;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    state.message =
        "not sent: the server has limited this client, and asked to wait another " + std::to_string(seconds) + " s";
    state.hint = "call again after that time, or allow a longer retry.total_time";
    return error(finish(std::move(state)));
}

/// Calls `send_once(record)`, which returns a `result<http_response>` and counts what it sends in `record.attempts`,
/// until it succeeds or nothing more is to be tried. Waits in between, and for what other threads were told to wait.
template <class SendOnce>
attempt_result run_attempts(const attempt_rules& rules, const call_options& options, const call_record& begin,
                            SendOnce&& send_once) {
    using std::chrono::milliseconds;
    attempt_result out{error(cancelled()), begin};
    const auto started = rules.time.now();
    const auto stop = [&](error why) {
        out.reply = std::move(why);
        return std::move(out);
    };
    const auto elapsed = [&] {
        return out.record.elapsed = std::chrono::duration_cast<milliseconds>(rules.time.now() - started);
    };
    // Whether there is time for a wait at all; a deadline that would end it ends the call at once.
    const auto ends_before = [&](milliseconds wait) {
        return options.deadline.is_set() && options.deadline.when() - rules.time.now() < wait;
    };
    int attempt = 1;
    while (true) {
        elapsed();
        if (options.cancel.is_cancelled()) return stop(cancelled());
        if (options.deadline.has_passed(rules.time.now())) return stop(deadline_exceeded());
        const milliseconds cold =
            rules.shared == nullptr ? milliseconds(0) : rules.shared->left(rules.group(), rules.time.now());
        if (cold.count() > 0) {
            // A little later than that, so that the threads do not all come back in the same moment.
            const milliseconds wait = cold + rules.policy.wait_after(1, false, rules.time.random());
            if (out.record.elapsed + wait > rules.policy.total_time)
                return out.record.attempts > 0 ? std::move(out) : stop(held_back(cold));
            if (ends_before(wait)) return stop(deadline_exceeded());
            rules.time.sleep(wait, options.cancel);
            continue;
        }
        out.reply = send_once(out.record);
        elapsed();
        if (out.reply && out.reply->status >= 200 && out.reply->status <= 299) return out;
        const bool again = is_retried(rules, out.reply);
        if (!again) return out;
        const milliseconds wait = wait_after(rules, out.reply, attempt);
        // What another host says, to which a redirect led, is no word of the API.
        if (rules.shared != nullptr && out.reply && out.reply->status == 429 && !out.record.left_origin)
            rules.shared->extend(rules.group(), rules.time.now(), wait);
        if (attempt >= rules.policy.max_attempts || out.record.elapsed + wait > rules.policy.total_time) return out;
        out.unclear = out.unclear || (out.reply ? out.reply->status != 429 : !out.reply.error().nothing_sent());
        const int status = out.reply ? out.reply->status : 0;
        if (ends_before(wait)) return stop(deadline_exceeded(status));
        if (rules.seen_by != nullptr) rules.seen_by->on_retry({rules.info, attempt, status, wait});
        out.record.sent_before = out.record.sent_before || out.reply || !out.reply.error().nothing_sent();
        rules.time.sleep(wait, options.cancel);
        ++attempt;
    }
}

}  // namespace bitbucket::detail
