// SPDX-License-Identifier: MIT
// How a transfer ends without a reply: by the call's limits, or by an error of libcurl or a proxy, passing or
// permanent.
#pragma once

#include <curl/curl.h>

#include "../../error.hpp"
#include "../../transport.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Throws `cancelled` or `deadline_exceeded` if a limit is reached.
BITBUCKET_COLD inline void throw_if_stopped(const transport_limits& limits, deadline::clock::time_point now,
                                            bool nothing_sent) {
    if (limits.cancel.is_cancelled()) throw cancelled(nothing_sent);
    if (limits.deadline.has_passed(now)) throw deadline_exceeded(nothing_sent);
}

/// Whether every transfer to this server would end like this. Names that are not found, connections that fail or break
/// and `CURLE_SSL_CONNECT_ERROR` are not here: libcurl says no more about them than about a passing fault.
constexpr bool is_permanent(CURLcode code) noexcept {
    switch (code) {
        // This libcurl cannot do what it is asked for: no TLS, no SOCKS, no memory of an option.
        case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9 too
        case CURLE_FAILED_INIT:
        case CURLE_NOT_BUILT_IN:
        case CURLE_FUNCTION_NOT_FOUND:
        case CURLE_UNKNOWN_OPTION:
        case CURLE_BAD_FUNCTION_ARGUMENT:
        // TLS: certificates, on either side, and what both sides can agree on.
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        case CURLE_SSL_CLIENTCERT:  // the server wants one
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CRL_BADFILE:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ENGINE_NOTFOUND:
        case CURLE_SSL_ENGINE_SETFAILED:
        case CURLE_SSL_ENGINE_INITFAILED:
        case CURLE_USE_SSL_FAILED:
        // Logins.
        case CURLE_LOGIN_DENIED:
        case CURLE_AUTH_ERROR:
        // The reply is not valid HTTP, or not encoded as it says.
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_BAD_CONTENT_ENCODING:
            return true;
        default:
            return false;
    }
}

/// Whether a SOCKS proxy would refuse every time: the login, the target, or what it is asked to do. Not whether it
/// cannot reach the target right now, which is all that SOCKS 4 can say.
constexpr bool is_permanent(CURLproxycode code) noexcept {
    switch (code) {
        case CURLPX_BAD_ADDRESS_TYPE:
        case CURLPX_BAD_VERSION:
        case CURLPX_GSSAPI:
        case CURLPX_GSSAPI_PERMSG:
        case CURLPX_GSSAPI_PROTECTION:
        case CURLPX_IDENTD:
        case CURLPX_IDENTD_DIFFER:
        case CURLPX_LONG_HOSTNAME:
        case CURLPX_LONG_PASSWD:
        case CURLPX_LONG_USER:
        case CURLPX_NO_AUTH:
        case CURLPX_REPLY_ADDRESS_TYPE_NOT_SUPPORTED:
        case CURLPX_REPLY_COMMAND_NOT_SUPPORTED:
        case CURLPX_REPLY_NOT_ALLOWED:
        case CURLPX_UNKNOWN_MODE:
        case CURLPX_USER_REJECTED:
            return true;
        default:
            return false;
    }
}

/// Whether a proxy that answers CONNECT with this status would do so every time: it wants a login (407), forbids the
/// target (403) or does not know CONNECT. 408, 425, 429 and most of 5xx say that it cannot do it right now.
constexpr bool is_permanent_refusal(long status) noexcept {
    if (status >= 500) return status == 501 || status == 505 || status == 511;
    return status != 408 && status != 425 && status != 429;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
