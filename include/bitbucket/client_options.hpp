// SPDX-License-Identifier: MIT
// client_options: everything that can be set on a client, with all defaults in this one place.
#pragma once

#include <cstdlib>
#include <memory>

#include "observer.hpp"
#include "rate_limit.hpp"
#include "retry.hpp"

namespace bitbucket {

/// What a client can be told when it is made. It does not change afterwards.
struct client_options {
    /// Where the API is; http or https, no query. Credentials go to this origin only.
    std::string base_url = "https://api.bitbucket.org/2.0";
    /// Lets credentials go over plain http to a host that is not this machine. Only for test networks.
    bool allow_plain_http = false;
    /// Sends requests also with a kind of credential that the operation is documented to refuse. Otherwise that is a
    /// `usage_error`, before anything is sent.
    bool allow_any_credential = false;
    /// When requests are sent again.
    retry_policy retry = {};
    /// Keeps the client within a number of requests an hour (extras/rate_limiter.hpp); null for none.
    std::shared_ptr<request_limiter> limiter = nullptr;
    /// Sees what is sent and received, redacted; null for none.
    std::shared_ptr<bitbucket::observer> observer = nullptr;
    /// Clocks, sleep and chance.
    client_clock clock = {};
    /// The most bytes that the body of a reply may have after decompression. More is a `transport_error`.
    std::size_t max_body_bytes = std::size_t{16} * 1024 * 1024;
    /// The most bytes that all headers of a reply may have together.
    std::size_t max_header_bytes = std::size_t{256} * 1024;
    /// How deep the JSON of a reply may nest. Deeper is a `decode_error`.
    std::size_t max_json_depth = 128;
    /// The most pages that one walk may take, against servers whose links never end. More is a `pagination_error`.
    std::size_t max_walk_pages = 100'000;

    /// The defaults, with `base_url` from the environment variable `BITBUCKET_BASE_URL` if that is set and not empty.
    /// Credentials go to that URL, so whoever sets the variable is trusted with them. Nothing reads it without this call.
    [[nodiscard]] static client_options from_env() {
        client_options options;
        const char* url = std::getenv("BITBUCKET_BASE_URL");  // NOLINT(concurrency-mt-unsafe)
        if (url != nullptr && *url != '\0') options.base_url = url;
        return options;
    }
};

}  // namespace bitbucket
