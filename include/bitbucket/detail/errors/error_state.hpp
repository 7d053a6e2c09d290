// SPDX-License-Identifier: MIT
// error_state: what an error carries, in one immutable block that all its copies share. No subclass has its own state,
// so copying or slicing an error loses nothing.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "../../types/error_kind.hpp"
#include "../../types/http.hpp"
#include "../../types/text_value.hpp"
#include "../text/clock_types.hpp"
#include "../text/utf8.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Everything that an error can hold; its kind decides which parts are filled (see error.hpp).
struct error_state {
    error_kind kind = error_kind::usage;
    int status = 0;
    int attempts = 0;
    bool nothing_sent = false;
    bool outcome_unclear = false;
    bool permanent = false;
    std::chrono::milliseconds elapsed{0};
    std::string operation;
    std::string path;
    std::string code;
    std::string message;
    std::string detail;
    std::vector<field_problem> fields;
    std::string id;
    std::string data;
    std::vector<std::string> required_scopes;
    std::vector<std::string> granted_scopes;
    std::string announcement_url;
    std::string hint;
    std::string json_path;
    header_list headers;
    std::string body;
    std::string what;
};

using error_ptr = std::shared_ptr<const error_state>;

/// The longest that one part of an error's text can be in `what()` and in print.
inline constexpr std::size_t max_error_text = 500;
/// The most fields that are printed.
inline constexpr std::size_t max_error_fields = 20;

/// A server's text on one line: characters that control a terminal become spaces, and long text is cut.
std::string one_line(std::string_view text);

/// The text of `what()`: kind, method and filled path, status, message and id; never the body, never a header.
std::string compose_what(const error_state& state);

/// Everything useful to a reader, on one line: `what`, detail, fields and hint; never the body.
std::string describe(const error_state& state);

/// Freezes a state; from here on it is shared and never changes.
error_ptr finish(error_state state);

/// Whether the call's own cancel token or deadline ended it.
constexpr bool is_cut_short(error_kind kind) noexcept {
    return kind == error_kind::cancelled || kind == error_kind::deadline_exceeded;
}

/// The kind of error for a status other than 2xx.
constexpr error_kind kind_of_status(int status) noexcept {
    switch (status) {
        case 400:
        case 422:
            return error_kind::bad_request;
        case 401:
            return error_kind::unauthorized;
        case 402:
            return error_kind::payment_required;
        case 403:
            return error_kind::forbidden;
        case 404:
            return error_kind::not_found;
        case 409:
            return error_kind::conflict;
        case 410:
            return error_kind::gone;
        case 429:
            return error_kind::rate_limited;
        default:
            return status >= 500 && status <= 599 ? error_kind::server_error : error_kind::other_status;
    }
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "error_state.ipp"
#endif
