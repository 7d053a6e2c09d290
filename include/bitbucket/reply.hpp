// SPDX-License-Identifier: MIT
// reply: what `client::exchange` returns, the decoded value together with the reply that it came in.
#pragma once

#include <string>

#include "bitbucket_cloud.hpp"
#include "rate_limit.hpp"
#include "types/http.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// What `exchange` returns: the decoded value, and the reply that it came in.
template <class T>
struct reply {
    T value = {};
    /// The HTTP status.
    int status = 0;
    /// All headers as they came.
    header_list headers = {};
    /// The raw body, including what the model does not know.
    std::string body = {};
    /// How often the request was sent.
    int attempts = 1;
    /// Whether a repeated DELETE found nothing, most likely because an earlier attempt worked. Then `status` is 404,
    /// `body` is that of the error, and `value` is empty.
    bool repeated = false;
    /// The API that answered.
    const service* from = &bitbucket_cloud;

    /// What the server said about the rate limit that this request counted against.
    [[nodiscard]] rate_limit limit() const { return rate_limit::of(headers, *from); }
};

/// The reply of an operation that returns nothing.
template <>
struct reply<void> {
    int status = 0;
    header_list headers = {};
    std::string body = {};
    int attempts = 1;
    bool repeated = false;
    const service* from = &bitbucket_cloud;

    [[nodiscard]] rate_limit limit() const { return rate_limit::of(headers, *from); }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
