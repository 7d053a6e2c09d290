// SPDX-License-Identifier: MIT
// What test doubles need to behave like a real transport: check_limits and check_size keep the limits of a call,
// whole_request and give_body stand in for streams.
#pragma once

#include "../error.hpp"
#include "../transport.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// Throws `cancelled` or `deadline_exceeded` if a limit of the call is reached. For your own transports in tests:
/// `nothing_sent` says whether it is certain that no byte of the request was sent so far, as at the beginning of a
/// send.
inline void check_limits(const transport_limits& limits, bool nothing_sent = false) {
    if (limits.cancel.is_cancelled()) throw cancelled(nothing_sent);
    if (limits.deadline.is_set() && limits.deadline.has_passed()) throw deadline_exceeded(nothing_sent);
}

/// Throws a `transport_error` if the reply is larger than the call accepts.
inline void check_size(const http_response& reply, const transport_limits& limits) {
    if (reply.body.size() > limits.max_body_bytes)
        throw transport_error("the reply is larger than " + std::to_string(limits.max_body_bytes) + " bytes", false,
                              transport_error::permanent);
}

/// The request as a server gets it: the bytes of its source, if it has one, are its body. Throws what reading the source
/// ends with, as nothing sent.
[[nodiscard]] inline http_request whole_request(const http_request& request) {
    return request.source == nullptr ? request : bitbucket::detail::with_whole_body(request);
}

/// Gives the body of a complete reply to the receiver of the call, in pieces of at most 16 KiB, or leaves it in the reply.
/// Without a receiver this is `check_size`.
inline void give_body(http_response& reply, const transport_limits& limits) {
    if (limits.receiver == nullptr) return check_size(reply, limits);
    bitbucket::detail::hand_over(reply, limits);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing
