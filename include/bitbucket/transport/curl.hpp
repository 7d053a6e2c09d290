// SPDX-License-Identifier: MIT
// curl_transport: the transport on libcurl. Opt-in: nothing else in the library includes curl, and a program that
// includes this header links libcurl (the CMake target bitbucket::curl does).
//
// curl/options.hpp   what a user can set           curl/request.hpp   a request as libcurl's options
// curl/handle.hpp    libcurl's handles, the pool   curl/transfer.hpp  one transfer: bounds, the reply, errors
// curl/failure.hpp   how a transfer ends without a reply
#pragma once

#include "../version.hpp"
#include "curl/failure.hpp"
#include "curl/handle.hpp"
#include "curl/options.hpp"
#include "curl/request.hpp"
#include "curl/transfer.hpp"

namespace bitbucket {

/// Sends requests with libcurl. Copies share their connections; safe to use from many threads at once.
///
/// Connections are kept alive and used again, HTTP/2 is spoken where the server and libcurl do, replies are asked for
/// compressed, certificates are always verified. It follows no redirect, keeps no cookie, reads no `.netrc`, takes no
/// user name from a URL, and never sends a POST, PUT, PATCH or DELETE a second time by itself.
///
/// libcurl is started with the first request and never shut down. Before libcurl 7.84 that start is not safe against
/// other code that starts libcurl in another thread at the same moment: call `curl_global_init` first in `main` then.
class curl_transport {
public:
    /// Never throws for what the options say: `send` reports options that are not usable.
    explicit curl_transport(curl_options options = {}) : core_(new core(std::move(options))) {}

    /// Sends one request and returns the complete reply, whatever its status.
    ///
    /// Throws `usage_error` for options, a URL or headers that are not usable, and for a GET or HEAD with a body;
    /// `cancelled` and `deadline_exceeded` as the limits say, within a second; `transport_error` when no complete reply
    /// came. `nothing_sent()` of all three tells whether it is certain that no byte of the request was sent.
    ///
    /// `is_permanent()` is true for a reply that is too large or no proper HTTP, a certificate that is refused, and a
    /// transfer that has used up `total_timeout`; false for connections that fail or break.
    [[nodiscard]] http_response send(const http_request& request, const transport_limits& limits = {}) const {
        if (!core_->problem.empty()) throw usage_error(core_->problem);
        const detail::url_parts target = detail::check_curl_request(request);
        detail::throw_if_stopped(limits, deadline::clock::now(), true);
        if (const CURLcode code = detail::start_curl(); code != CURLE_OK)
            throw transport_error(std::string("libcurl did not start: ") + curl_easy_strerror(code), true,
                                  transport_error::permanent);

        detail::curl_pool::lease lease(core_->pool);
        const detail::curl_list headers = detail::curl_header_lines(request);
        detail::curl_transfer transfer(request.method, target.origin(), limits, core_->options.total_timeout);
        detail::curl_session session(lease);  // the last one here: libcurl forgets the others before they go
        detail::apply_curl_options(session.easy(), core_->options, core_->user_agent);
        detail::apply_curl_request(session.easy(), request, headers.get());
        transfer.listen(session.easy());
        return transfer.finish(transfer.run(session));
    }

private:
    struct core {
        explicit core(curl_options given)
            : options(std::move(given)),
              user_agent((options.application.empty() ? "" : options.application + ' ') + "bitbucket-cpp/" + version),
              problem(detail::problem_with(options)),
              pool(options.max_idle_handles) {}

        curl_options options;
        std::string user_agent;
        std::string problem;
        detail::curl_pool pool;
    };

    std::shared_ptr<core> core_;
};

}  // namespace bitbucket
