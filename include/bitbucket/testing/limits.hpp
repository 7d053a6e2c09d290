// SPDX-License-Identifier: MIT
// What every test double does before it answers: it keeps the limits of the call, as a real transport would.
#pragma once

#include "../error.hpp"
#include "../transport.hpp"

namespace bitbucket::testing {

/// Throws `cancelled` or `deadline_exceeded` when the call's limits say so. For transports of your own in tests.
inline void check_limits(const transport_limits& limits) {
    if (limits.cancel.is_cancelled()) throw cancelled(true);
    if (limits.deadline.is_set() && limits.deadline.has_passed()) throw deadline_exceeded(true);
}

/// Throws the `transport_error` of a reply that is larger than the call takes.
inline void check_size(const http_response& reply, const transport_limits& limits) {
    if (reply.body.size() > limits.max_body_bytes)
        throw transport_error("the reply is larger than " + std::to_string(limits.max_body_bytes) + " bytes", false,
                              transport_error::permanent);
}

}  // namespace bitbucket::testing
