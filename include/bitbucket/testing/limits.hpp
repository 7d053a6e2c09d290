// SPDX-License-Identifier: MIT
// check_limits and check_size: test doubles use them to keep the limits of a call, as a real transport would.
#pragma once

#include "../error.hpp"
#include "../transport.hpp"

namespace bitbucket::testing {

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

}  // namespace bitbucket::testing
