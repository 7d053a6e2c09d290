// SPDX-License-Identifier: MIT
// call_options: what can be set for a single call, or for each request of a walk.
#pragma once

#include "retry.hpp"
#include "transport.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The options of one call. What is not set is as the client's options say.
struct call_options {
    /// Covers the whole call including retries; for `each` and `pages` the whole walk. Later the call fails with
    /// `deadline_exceeded`.
    bitbucket::deadline deadline = {};
    /// Ends the call with `cancelled` within a second.
    cancel_token cancel = {};
    /// Replaces `client_options::retry`.
    std::optional<retry_policy> retry = {};
    /// How long each attempt may take, more than 0; 0 for no limit. An attempt that takes longer is a `transport_error`
    /// like a broken connection, and is repeated like one.
    std::chrono::milliseconds attempt_timeout{0};
    /// Replaces `client_options::max_body_bytes`; 0 leaves that.
    std::size_t max_body_bytes = 0;
    /// Added to the request's headers; one with the same name replaces the request's. The rules of
    /// `request_options::header` hold.
    header_list headers = {};
    /// A name for logs: every event of the call has it. It is shown as it is, so keep secrets out of it.
    given_text label = {};
};

}  // namespace bitbucket::inline BITBUCKET_ABI
