// SPDX-License-Identifier: MIT
// call_record: what has happened in a call so far. The layers of a call write it; errors and their hints read it.
#pragma once

#include <string>

#include "../../service.hpp"
#include "../text/clock_types.hpp"
#include "credential_summary.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// How a call went, besides what came back.
struct call_record {
    /// The filled path as it may be shown (`shown_path`); empty before there is one.
    std::string path;
    int attempts = 1;
    std::chrono::milliseconds elapsed{0};
    /// How much of it was spent waiting for the client's own limit.
    std::chrono::milliseconds limiter_wait{0};
    /// The API that the call is for; null for an OAuth token endpoint.
    const service* of = nullptr;
    credential_summary credential;
    /// Why a refused token could not be renewed; empty if it was renewed, or did not need to be.
    std::string renewal_failure;
    /// Whether anything was sent before the last send; then that send's `nothing_sent` does not hold for the call.
    bool sent_before = false;
    /// Whether any send of the call may have taken effect without the server saying so.
    bool unclear = false;
    /// Whether the reply came from another host that a redirect led to; then it says nothing about the credential.
    bool left_origin = false;
    /// Why the redirect in the reply was not followed; empty if the reply is not a redirect.
    std::string redirect_problem;
    /// Whether the reply answers a token that was renewed after a 401.
    bool renewed = false;
};

/// The record of a call that was refused before anything was sent.
BITBUCKET_COLD inline call_record no_attempt() noexcept {
    call_record record;
    record.attempts = 0;
    return record;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
