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

    /// Sends once. `origin` is the destination as the log shows it; `attempt` counts from 1.
    [[nodiscard]] BITBUCKET_COLD result<http_response> send(const call_context& call, const http_request& request,
                                                            std::string_view origin, int attempt,
                                                            const client_clock& clock) const {
        if (!observer_) return guarded(request, call);
        const call_identity& id = call.identity;
        const auto started = clock.now();
        const header_list asked = redacted_headers(request.headers, nullptr);
        // A redirect may lead to a host whose name contains the token.
        const std::string to = call.redaction.redacted(std::string(origin));
        tell(seen_by(), &observer::on_request,
             {id.info, id.path, id.id, to, attempt, asked, body_bytes_of(request), id.label});
        result<http_response> reply = guarded(request, call);
        const auto took = milliseconds_between(started, clock.now());
        if (reply) {
            const header_list shown = call.redaction.redacted(redacted_headers(reply->headers, id.of));
            tell(seen_by(), &observer::on_response,
                 {id.info, id.path, id.id, attempt, reply->status, shown, reply->body.size(), took, id.label, id.of});
        } else {
            const error shown = call.redaction.redacted(reply.error());
            tell(seen_by(), &observer::on_failure, {id.info, id.path, id.id, attempt, shown, took, id.label});
        }
        return reply;
    }

    [[nodiscard]] observer* seen_by() const noexcept { return observer_.get(); }

private:
    [[nodiscard]] BITBUCKET_COLD result<http_response> guarded(const http_request& request,
                                                               const call_context& context) const {
        const call_options& call = context.options;
        transport_limits limits{call.deadline, call.cancel, call.max_body_bytes, max_header_bytes_, context.receiver};
        if (limits.max_body_bytes == 0) limits.max_body_bytes = max_body_bytes_;
        const deadline brief = deadline::after(call.attempt_timeout);
        const bool is_brief = call.attempt_timeout.count() > 0 && brief.when() < call.deadline.when();
        if (is_brief) limits.deadline = brief;
        try {
            return sender_.send(request, limits);
        } catch (const error& failure) {
            // The attempt's own limit is a fault like a broken connection; the call goes on.
            if (is_brief && failure.kind() == error_kind::deadline_exceeded && !call.deadline.has_passed())
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
            if (request.source != nullptr || context.receiver != nullptr) throw;
            // The exception's text may hold anything, even a header.
            return error(transport_error("the transport threw an exception that this library does not know"));
        }
    }

    any_transport sender_;
    std::shared_ptr<observer> observer_;
    std::size_t max_body_bytes_;
    std::size_t max_header_bytes_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
