// SPDX-License-Identifier: MIT
// What a service says about its rate limits, and the interface of a limiter that makes a client keep to them. The
// limiter itself is in extras/rate_limiter.hpp; which headers and groups a service has stands in `service`.
#pragma once

#include <optional>

#include "detail/text/ascii.hpp"
#include "detail/text/clock_types.hpp"
#include "service.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// What the headers of a reply say about the limit that the request counted against. What a service does not say is
/// empty: Bitbucket Cloud tells `limit`, `resource` and `near_limit`, and only to access tokens.
struct rate_limit {
    /// How many requests are allowed; with Bitbucket, per hour.
    std::optional<long long> limit = {};
    /// How many are left.
    std::optional<long long> remaining = {};
    /// When the service counts anew, as it says it: the seconds until then, or from 1,000,000,000 on a Unix time.
    std::optional<long long> reset = {};
    /// The group that the request counts in, e.g. `api`.
    std::string resource = {};
    /// Whether little is left.
    std::optional<bool> near_limit = {};

    /// Reads the headers of a reply, an error or an observed response of a service.
    [[nodiscard]] static rate_limit of(const header_list& headers, const service& from) {
        const rate_limit_headers& names = from.limit_headers;
        rate_limit out;
        out.limit = number_in(headers, names.limit);
        out.remaining = number_in(headers, names.remaining);
        out.reset = number_in(headers, names.reset);
        out.resource = text_in(headers, names.resource);
        const std::string_view near_text = text_in(headers, names.near_limit);
        if (detail::equal_ignoring_case(near_text, "true")) out.near_limit = true;
        if (detail::equal_ignoring_case(near_text, "false")) out.near_limit = false;
        return out;
    }

    friend bool operator==(const rate_limit&, const rate_limit&) = default;

private:
    static std::string_view text_in(const header_list& headers, std::string_view name) {
        return name.empty() ? std::string_view() : detail::trim(headers.value(name));
    }
    static std::optional<long long> number_in(const header_list& headers, std::string_view name) {
        const long long number = detail::parse_digits(text_in(headers, name));
        return number < 0 ? std::nullopt : std::optional(number);
    }
};

/// Asked before every request to the API, including retries and further pages. `rate_limiter` is one; share it between
/// clients that use the same credential. Must be safe to use from many threads.
class request_limiter {
public:
    /// What limiters measure time by.
    using clock = std::chrono::steady_clock;

    request_limiter() = default;
    request_limiter(const request_limiter&) = delete;
    request_limiter& operator=(const request_limiter&) = delete;
    virtual ~request_limiter() = default;

    /// Counts a request that is sent `now` and returns 0; or counts nothing and returns how long to wait first. `group`
    /// is one of its service's, always the same object, e.g. one of `bitbucket_rate_groups`.
    virtual std::chrono::milliseconds take(const rate_group& group, clock::time_point now) = 0;
    /// Whether calls wait as long as `take` says; otherwise they fail at once with `rate_limited`.
    [[nodiscard]] virtual bool waits() const noexcept = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
