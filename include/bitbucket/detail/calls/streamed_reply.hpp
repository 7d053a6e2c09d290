// SPDX-License-Identifier: MIT
// streamed_reply: a reply whose body goes elsewhere while it arrives.
#pragma once

#include "../../transport.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// A reply whose body goes elsewhere while it arrives, over all attempts of a call.
class streamed_reply {
public:
    streamed_reply() = default;
    streamed_reply(const streamed_reply&) = delete;
    streamed_reply& operator=(const streamed_reply&) = delete;
    virtual ~streamed_reply() = default;

    /// What takes the bodies of successes.
    [[nodiscard]] virtual body_receiver& receiver() noexcept = 0;
    /// Called before each attempt.
    virtual void prepare(http_request& request) = 0;
    /// Whether a status other than 2xx is a success here.
    [[nodiscard]] virtual bool is_success(const http_response& reply) const = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
