// SPDX-License-Identifier: MIT
// The allow-list of headers whose values errors and observers may show: those below, and those in which a service tells
// its rate limits. All others stay hidden.
#pragma once

#include "../../service.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Whether the value of this header may be shown; `of` may be null.
constexpr bool may_show_header(std::string_view name, const service* of) noexcept {
    constexpr std::string_view shown[] = {"accept",
                                          "content-type",
                                          "content-length",
                                          "content-encoding",
                                          "date",
                                          "retry-after",
                                          "etag",
                                          "last-modified",
                                          "server",
                                          "user-agent",
                                          "warning",
                                          "deprecation",
                                          "sunset",
                                          "x-oauth-scopes",
                                          "x-request-id",
                                          "x-credential-type",
                                          "x-accepted-oauth-scopes",
                                          "x-b3-traceid",
                                          "atl-traceid",
                                          "allow",
                                          "www-authenticate"};
    for (const std::string_view each : shown)
        if (equal_ignoring_case(name, each)) return true;
    if (of == nullptr) return false;
    const rate_limit_headers& told = of->limit_headers;
    for (const std::string_view each : {told.limit, told.remaining, told.reset, told.resource, told.near_limit})
        if (!each.empty() && equal_ignoring_case(name, each)) return true;
    return false;
}

/// Only the headers that may be shown; what an error keeps.
BITBUCKET_COLD inline header_list shown_headers(const header_list& all, const service* of) {
    header_list out;
    for (const http_header& line : all)
        if (may_show_header(line.name, of)) out.add(line.name, line.value);
    return out;
}

/// All headers, with *** for the values that must not be shown; what an observer sees.
BITBUCKET_COLD inline header_list redacted_headers(const header_list& all, const service* of) {
    header_list out;
    for (const http_header& line : all) out.add(line.name, may_show_header(line.name, of) ? line.value : "***");
    return out;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
