// SPDX-License-Identifier: MIT
// How a transfer ends without a reply: by the call's limits, or by an error of libcurl, passing or permanent.
#pragma once

#include <curl/curl.h>

#include "../../error.hpp"
#include "../../transport.hpp"

namespace bitbucket::detail {

/// Throws `cancelled` or `deadline_exceeded` if a limit is reached.
inline void throw_if_stopped(const transport_limits& limits, deadline::clock::time_point now, bool nothing_sent) {
    if (limits.cancel.is_cancelled()) throw cancelled(nothing_sent);
    if (limits.deadline.has_passed(now)) throw deadline_exceeded(nothing_sent);
}

/// Whether every transfer to this server would end like this: the certificate does not fit, the reply is not valid HTTP
/// or not encoded as it says. For other TLS failures libcurl says no more than for a broken connection.
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
