// SPDX-License-Identifier: MIT
// What every test double does before it answers: it keeps the limits of the call, as a real transport would.
#pragma once

#include "../error.hpp"
#include "../transport.hpp"

namespace bitbucket::testing {

/// Throws `cancelled` or `deadline_exceeded` when the call's limits say so. For transports of your own in tests, which say
/// whether it is certain that no byte of the request was sent so far: at the beginning of a send it is.
inline void check_limits(const transport_limits& limits, bool nothing_sent = false) {
    if (limits.cancel.is_cancelled()) throw cancelled(nothing_sent);
    if (limits.deadline.is_set() && limits.deadline.has_passed()) throw deadline_exceeded(nothing_sent);
}

/// Throws the `transport_error` of a reply that is larger than the call takes.
inline void check_size(const http_response& reply, const transport_limits& limits) {
    if (reply.body.size() > limits.max_body_bytes)
        throw transport_error("the reply is larger than " + std::to_string(limits.max_body_bytes) + " bytes", false,
                              transport_error::permanent);
}

}  // namespace bitbucket::testing
