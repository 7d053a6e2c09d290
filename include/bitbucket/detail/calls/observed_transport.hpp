// SPDX-License-Identifier: MIT
// observed_transport: the lowest layers of a call, redacting log -> transport. It turns whatever a user's transport
// throws into one of the library's errors.
#pragma once

#include <memory>
#include <optional>

#include "../../call_options.hpp"
#include "../../client_options.hpp"
#include "../../result.hpp"
#include "../../transport.hpp"
#include "../text/forced_unwind.hpp"
#include "call_identity.hpp"
#include "redactor.hpp"
#include "shown_headers.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// What all sends of one call share.
struct call_context {
    const call_identity& identity;
    const call_options& options;
    /// What must not be shown if the server repeats it.
    const redactor& redaction;
    /// Takes the body of a success while it arrives; null to keep it.
    body_receiver* receiver = nullptr;
};

/// How long the body of a request is, as far as its source can say.
BITBUCKET_COLD inline std::size_t body_bytes_of(const http_request& request) {
    if (request.source == nullptr) return request.body.size();
    try {
        return static_cast<std::size_t>(request.source->size());
    } catch (...) {
        // What is wrong with it is said by the send.
        return 0;
    }
}

/// Sends through a transport and shows it to the observer. Immutable, so it may be used from many threads.
class observed_transport {
public:
    observed_transport(any_transport sender, std::shared_ptr<observer> seen_by, std::size_t max_body_bytes,
                       std::size_t max_header_bytes)
        : sender_(std::move(sender)),
          observer_(std::move(seen_by)),
          max_body_bytes_(max_body_bytes),
          max_header_bytes_(max_header_bytes) {}

    [[nodiscard]] const any_transport& sender() const noexcept { return sender_; }
    [[nodiscard]] observer* seen_by() const noexcept { return observer_.get(); }

    /// The limits of one send, and whether the attempt's own time ends before the call's.
    struct send_limits {
        transport_limits limits;
        bool is_brief = false;
    };
    [[nodiscard]] BITBUCKET_COLD send_limits limits_of(const call_context& context) const {
        const call_options& call = context.options;
        send_limits out{{call.deadline, call.cancel, call.max_body_bytes, max_header_bytes_, context.receiver}};
        if (out.limits.max_body_bytes == 0) out.limits.max_body_bytes = max_body_bytes_;
        const deadline brief = deadline::after(call.attempt_timeout);
        out.is_brief = call.attempt_timeout.count() > 0 && brief.when() < call.deadline.when();
        if (out.is_brief) out.limits.deadline = brief;
        return out;
    }

    /// Sends once. `origin` is the destination as the log shows it; `attempt` counts from 1.
    [[nodiscard]] result<http_response> send(const call_context& call, const http_request& request,
                                             std::string_view origin, int attempt, const client_clock& clock) const;

private:
    any_transport sender_;
    std::shared_ptr<observer> observer_;
    std::size_t max_body_bytes_;
    std::size_t max_header_bytes_;
};

/// One send, from its first event to its last: what whoever drives the call gives to the transport, and what becomes of
/// what the transport returns or throws.
class observed_send {
public:
    /// The arguments outlive it, but for `origin`. Tells the observer that the send begins.
    BITBUCKET_COLD observed_send(const observed_transport& through, const call_context& call,
                                 const http_request& request, std::string_view origin, int attempt,
                                 const client_clock& clock)
        : through_(through), call_(call), request_(request), attempt_(attempt), clock_(clock) {
        if (through_.seen_by() != nullptr) tell_begin(origin);
        limits_ = through_.limits_of(call_);
    }

    [[nodiscard]] const http_request& request() const noexcept { return request_; }
    [[nodiscard]] const transport_limits& limits() const noexcept { return limits_.limits; }

    /// Nobody has driven the send for that long, so that does not count for `attempt_timeout`.
    BITBUCKET_COLD void was_left_alone(deadline::clock::duration time) noexcept {
        if (!limits_.is_brief) return;
        const deadline& own = call_.options.deadline;
        const auto later = limits_.limits.deadline.when() + time;
        limits_.limits.deadline = later < own.when() ? deadline::at(later) : own;
        limits_.is_brief = later < own.when();
    }

    /// Sends and waits for the end.
    [[nodiscard]] BITBUCKET_COLD result<http_response> send_now() {
        try {
            return end(through_.sender().send(request_, limits_.limits));
        } catch (...) {
            return end(failure_in_flight());
        }
    }

    /// Takes how the send ended, and tells the observer.
    [[nodiscard]] BITBUCKET_COLD result<http_response> end(result<http_response> reply) {
        if (through_.seen_by() != nullptr) tell_end(reply);
        return reply;
    }

    /// The error for the exception that is being handled; throws on what ends more than the call: a cancelled thread, no
    /// memory, and what the caller's own source or receiver has thrown.
    [[nodiscard]] BITBUCKET_COLD error failure_in_flight() const {
        try {
            throw;
        } catch (const error& failure) {
            const call_options& call = call_.options;
            // The attempt's own limit is a fault like a broken connection; the call goes on.
            if (limits_.is_brief && failure.kind() == error_kind::deadline_exceeded && !call.deadline.has_passed())
                return error(transport_error("no complete reply within call_options::attempt_timeout, which is " +
                                                 std::to_string(call.attempt_timeout.count()) + " ms",
                                             failure.nothing_sent()));
            return failure;
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const forced_unwind&) {
            throw;
        } catch (...) {
            // A source or a sink is the caller's, and so is what it throws.
            if (request_.source != nullptr || call_.receiver != nullptr) throw;
            // The exception's text may hold anything, even a header.
            return error(transport_error("the transport threw an exception that this library does not know"));
        }
    }

private:
    BITBUCKET_COLD void tell_begin(std::string_view origin) {
        const call_identity& id = call_.identity;
        started_ = clock_.now();
        const header_list asked = redacted_headers(request_.headers, nullptr);
        // A redirect may lead to a host whose name contains the token.
        const std::string to = call_.redaction.redacted(std::string(origin));
        tell(through_.seen_by(), &observer::on_request,
             {id.info, id.path, id.id, to, attempt_, asked, body_bytes_of(request_), id.label});
    }
    BITBUCKET_COLD void tell_end(const result<http_response>& reply) const {
        const call_identity& id = call_.identity;
        const auto took = milliseconds_between(started_, clock_.now());
        if (reply) {
            const header_list shown = call_.redaction.redacted(redacted_headers(reply->headers, id.of));
            tell(through_.seen_by(), &observer::on_response,
                 {id.info, id.path, id.id, attempt_, reply->status, shown, reply->body.size(), took, id.label, id.of});
        } else {
            const error shown = call_.redaction.redacted(reply.error());
            tell(through_.seen_by(), &observer::on_failure, {id.info, id.path, id.id, attempt_, shown, took, id.label});
        }
    }

    const observed_transport& through_;
    const call_context& call_;
    const http_request& request_;
    int attempt_;
    const client_clock& clock_;
    observed_transport::send_limits limits_;
    std::chrono::steady_clock::time_point started_{};
};

BITBUCKET_COLD inline result<http_response> observed_transport::send(const call_context& call,
                                                                     const http_request& request,
                                                                     std::string_view origin, int attempt,
                                                                     const client_clock& clock) const {
    return observed_send(*this, call, request, origin, attempt, clock).send_now();
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
