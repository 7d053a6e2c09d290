// SPDX-License-Identifier: MIT
// What Bitbucket says about its rate limits, and the interface of a limiter that makes a client keep to them. The
// limiter itself is in extras/rate_limiter.hpp.
// https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/
#pragma once

#include <chrono>
#include <optional>

#include "operation_info.hpp"

namespace bitbucket {

/// What the headers of a reply say about the limit that the request counted against. Only access tokens get these
/// headers, and none of them says how many requests are left.
struct rate_limit {
    /// `X-RateLimit-Limit`: requests per hour.
    std::optional<long long> limit;
    /// `X-RateLimit-Resource`: the group that the request counts in, e.g. `api`.
    std::string resource;
    /// `X-RateLimit-NearLimit`: whether little is left.
    std::optional<bool> near_limit;

    /// Reads all three from the headers of a reply, an error or an observed response.
    [[nodiscard]] static rate_limit of(const header_list& headers) {
        rate_limit out;
        const long long number = detail::parse_digits(detail::trim(headers.value("X-RateLimit-Limit")));
        if (number >= 0) out.limit = number;
        out.resource = detail::trim(headers.value("X-RateLimit-Resource"));
        const std::string_view near_text = detail::trim(headers.value("X-RateLimit-NearLimit"));
        if (detail::equal_ignoring_case(near_text, "true")) out.near_limit = true;
        if (detail::equal_ignoring_case(near_text, "false")) out.near_limit = false;
        return out;
    }

    friend bool operator==(const rate_limit&, const rate_limit&) = default;
};

/// The groups of requests that Bitbucket counts separately.
enum class rate_group : std::uint8_t { api, raw_files, archives, webhooks, properties };
inline constexpr std::size_t rate_group_count = 5;

/// The group's name as messages show it.
[[nodiscard]] constexpr const char* to_string(rate_group group) noexcept {
    constexpr const char* names[] = {"api", "raw files", "archives", "webhooks", "application properties"};
    return names[static_cast<std::size_t>(group)];
}

/// How many requests an hour the vendor documents for a group; for anonymous callers it is 60 for all groups together.
[[nodiscard]] constexpr std::size_t documented_limit(rate_group group) noexcept {
    constexpr std::size_t limits[] = {1000, 5000, 5000, 1000, 2000};
    return limits[static_cast<std::size_t>(group)];
}
inline constexpr std::size_t documented_anonymous_limit = 60;

/// The group that an operation counts in.
[[nodiscard]] constexpr rate_group rate_group_of(const operation_info& info) noexcept {
    const std::string_view path = info.path.str();
    if (path.find("/properties/") != std::string_view::npos) return rate_group::properties;
    if (path.find("/hooks") != std::string_view::npos) return rate_group::webhooks;
    if (path.find("/src/") != std::string_view::npos) return rate_group::raw_files;
    if (path.find("/downloads") != std::string_view::npos) return rate_group::archives;
    return rate_group::api;
}

namespace detail {

/// The index of the count that a request adds to: one for each group, and one for all anonymous requests, which the
/// vendor counts by address.
constexpr std::size_t rate_bucket(rate_group group, credential_kind who) noexcept {
    return who == credential_kind::anonymous ? rate_group_count : static_cast<std::size_t>(group);
}
inline constexpr std::size_t rate_bucket_count = rate_group_count + 1;

}  // namespace detail

/// Asked before every request to the API, including retries and further pages. `rate_limiter` is one; share it between
/// clients that use the same credential. Must be safe to use from many threads.
class request_limiter {
public:
    using clock = std::chrono::steady_clock;

    request_limiter() = default;
    request_limiter(const request_limiter&) = delete;
    request_limiter& operator=(const request_limiter&) = delete;
    virtual ~request_limiter() = default;

    /// Counts a request that is sent `now` and returns 0; or counts nothing and returns how long to wait first.
    virtual std::chrono::milliseconds take(rate_group group, credential_kind who, clock::time_point now) = 0;
    /// Whether calls wait as long as `take` says; otherwise they fail at once with `rate_limited`.
    [[nodiscard]] virtual bool waits() const noexcept = 0;
};

}  // namespace bitbucket
