// SPDX-License-Identifier: MIT
// error_kind, the class of an error as a value, and field_problem, one entry of an error body's `fields`. The errors
// themselves are in error.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The class of an error, for a `switch` instead of a `catch` (see `error::kind`).
enum class error_kind {
    bad_request,
    unauthorized,
    payment_required,
    forbidden,
    not_found,
    conflict,
    gone,
    rate_limited,
    server_error,
    other_status,
    transport,
    pagination,
    usage,
    decode,
    oauth,
    cancelled,
    deadline_exceeded,
    work_failed
};

/// The name of the class that an error of this kind is thrown as.
[[nodiscard]] constexpr const char* to_string(error_kind kind) noexcept {
    constexpr const char* names[] = {
        "bad_request", "unauthorized", "payment_required", "forbidden",    "not_found",         "conflict",
        "gone",        "rate_limited", "server_error",     "other_status", "transport_error",   "pagination_error",
        "usage_error", "decode_error", "oauth_error",      "cancelled",    "deadline_exceeded", "work_failed"};
    return names[static_cast<std::size_t>(kind)];
}

/// One entry of an error body's `fields`: a member of the request and what is wrong with it.
struct field_problem {
    /// The member of the request.
    std::string name;
    /// What is wrong with it, in the server's words.
    std::vector<std::string> messages;

    friend bool operator==(const field_problem&, const field_problem&) = default;
};

}  // namespace bitbucket::inline BITBUCKET_ABI
