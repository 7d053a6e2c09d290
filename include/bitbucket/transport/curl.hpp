// SPDX-License-Identifier: MIT
// curl_transport: the transport that uses libcurl. Opt-in: nothing else in the library includes curl, and a program
// that includes this header must link libcurl (the CMake target bitbucket::curl does).
//
// curl/options.hpp   what a user can set           curl/request.hpp        a request as libcurl's options
// curl/settings.hpp  the same, checked once        curl/job.hpp            one request, from its check to its end
// curl/handle.hpp    libcurl's handles, the pool   curl/transfer.hpp       one transfer: limits, a reply or an error
// curl/proxy.hpp     which proxy, and its name     curl/reply_reader.hpp   the reply, within its bounds
// curl/failure.hpp   how it ends without a reply   curl/patience.hpp       when it has taken too long
// curl/sigpipe.hpp   keeps SIGPIPE from ending the process
// curl/multi_loop.hpp, multi_job.hpp, idle_sockets.hpp   many requests at once on one thread
#pragma once

#include <memory>

#include "../transport_loop.hpp"
#include "curl/options.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Sends requests with libcurl. Copies share their connections; safe to use from many threads at once.
///
/// It reuses connections, uses HTTP/2 if the server and libcurl can, asks for compressed replies, and always verifies
/// certificates. It does not follow redirects, keep cookies, read `.netrc` or take a user name from a URL, and never
/// sends a POST, PUT, PATCH or DELETE a second time by itself, but for one that was refused unread: a source of more than
/// 1 MiB is announced with `Expect: 100-continue`, and sent without the question to a server that answers it with 417.
///
/// Sources and receivers stream: neither is ever in memory as a whole. Their functions are called by the thread that
/// sends. While a stream moves, `total_timeout` begins anew with every 64 KiB.
///
/// After a fork, the child opens connections of its own and sends nothing on those of its parent.
///
/// A SIGPIPE that a broken connection causes ends a send with an error, never the process. The program's disposition of
/// that signal, and the mask of the calling thread, are as before when `send` returns or connections are closed.
///
/// The first request initializes libcurl, which is never shut down. Before libcurl 7.84 this is not safe if another
/// thread initializes libcurl at the same time: then call `curl_global_init` early in `main`.
class curl_transport {
public:
    /// It reads sources while it sends, and gives receivers what arrives.
    static constexpr bool streams = true;

    /// Does not throw for bad options: `send` reports them.
    explicit curl_transport(curl_options options = {});

    /// Sends one request and returns the complete reply of any status.
    ///
    /// Throws `usage_error` for unusable options, URLs or headers, and for a GET or HEAD with a body; `cancelled` and
    /// `deadline_exceeded` as the limits say, within a second (with libcurl before 7.87 later, if a name server is
    /// silent); `transport_error` if no complete reply came. For the last three, `nothing_sent()` says whether it is
    /// certain that no byte of the request was sent.
    ///
    /// `is_permanent()` is true for a reply that is too large, not proper HTTP or not encoded as it says, a refused
    /// certificate, a proxy that wants a login or forbids the connection, and a transfer that has used up
    /// `total_timeout`; false for connections that fail or break. `status()` is that of a reply whose body cannot be
    /// used, or of the proxy that refused.
    [[nodiscard]] http_response send(const http_request& request, const transport_limits& limits = {}) const;

    /// Many requests at once on one thread, as `send_all` makes them: over connections of its own, which share HTTP/2 where
    /// the server speaks that.
    [[nodiscard]] std::unique_ptr<transport_loop> open_loop() const;

private:
    friend class curl_loop;
    struct core;
    std::shared_ptr<core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "curl.ipp"
#endif
