// SPDX-License-Identifier: MIT
// client_options: every setting of a client, with its default.
#pragma once

#include <memory>

#include "client_clock.hpp"
#include "json_reader.hpp"
#include "observer.hpp"
#include "rate_limit.hpp"
#include "retry.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The settings of a client, fixed when it is made.
struct client_options {
    /// Where the API is; http or https, without a query. Empty: where the client's service says, which for Bitbucket
    /// Cloud is `https://api.bitbucket.org/2.0`. Credentials go only to this origin.
    given_text base_url = {};
    /// Allows sending credentials over plain http to other machines. Only for test networks.
    bool allow_plain_http = false;
    /// Sends requests even with a kind of credential that the operation is documented to refuse. Otherwise that is a
    /// `usage_error` before anything is sent.
    bool allow_any_credential = false;
    /// When requests are sent again.
    retry_policy retry = {};
    /// Limits the client to a number of requests an hour (extras/rate_limiter.hpp); null for no limit.
    std::shared_ptr<request_limiter> limiter = nullptr;
    /// Sees what is sent and received, redacted; null for none.
    std::shared_ptr<bitbucket::observer> observer = nullptr;
    /// Clocks, sleep and random numbers; null for the system's.
    std::shared_ptr<client_clock> clock = nullptr;
    /// The library that reads the JSON of replies: nlohmann_json, or the faster `simdjson_reader()` of
    /// reader/simdjson.hpp.
    json_reader reader = {};
    /// The most bytes in the body of a reply, after decompression. More is a `transport_error`.
    std::size_t max_body_bytes = std::size_t{16} * 1024 * 1024;
    /// The most bytes in all headers of a reply together. More is a `transport_error`.
    std::size_t max_header_bytes = std::size_t{256} * 1024;
    /// How deep the JSON of a reply may nest. Deeper is a `decode_error`.
    std::size_t max_json_depth = 128;
    /// The most pages in one walk; protects against servers whose links never end. More is a `pagination_error`.
    std::size_t max_walk_pages = 100'000;

    /// The defaults, with `base_url` from the environment variable `BITBUCKET_BASE_URL` if that is set and not empty.
    /// Credentials go to that URL, so whoever sets the variable is trusted with them. Nothing reads it without this call.
    [[nodiscard]] static client_options from_env();
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "client_options.ipp"
#endif
