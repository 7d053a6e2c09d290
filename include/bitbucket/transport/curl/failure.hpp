// SPDX-License-Identifier: MIT
// How a transfer ends without a reply: by the limits of the call, or by what libcurl says, which may pass or not.
#pragma once

#include <curl/curl.h>

#include "../../error.hpp"
#include "../../transport.hpp"

namespace bitbucket::detail {

/// Throws `cancelled` or `deadline_exceeded` if the limits say so.
inline void throw_if_stopped(const transport_limits& limits, deadline::clock::time_point now, bool nothing_sent) {
    if (limits.cancel.is_cancelled()) throw cancelled(nothing_sent);
    if (limits.deadline.has_passed(now)) throw deadline_exceeded(nothing_sent);
}

/// Whether libcurl ends every transfer so that goes to this server: the certificate does not fit, the reply is no HTTP
/// of ours or not encoded as it says. Of TLS that fails otherwise it tells no more than of a connection that breaks.
constexpr bool is_permanent(CURLcode code) noexcept {
    switch (code) {
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9, or no TLS in this libcurl
        case CURLE_BAD_CONTENT_ENCODING:
            return true;
        default:
            return false;
    }
}

}  // namespace bitbucket::detail
