// SPDX-License-Identifier: MIT
// Defines what error.hpp and detail/errors/error_state.hpp declare: the texts of errors, and how one is thrown.
#pragma once

#include "error.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_COLD BITBUCKET_INLINE detail::error_ptr error::of(error_kind kind, std::string message, bool nothing_sent,
                                                            bool permanent, int status) {
    detail::error_state state;
    state.kind = kind;
    state.message = std::move(message);
    state.nothing_sent = nothing_sent;
    state.permanent = permanent;
    state.status = status;
    return detail::finish(std::move(state));
}

BITBUCKET_INLINE error::error(detail::error_ptr state) noexcept : state_(std::move(state)) {}

BITBUCKET_INLINE error::error(error_kind kind, std::string message, bool nothing_sent, bool permanent, int status)
    : state_(of(kind, std::move(message), nothing_sent, permanent, status)) {}

BITBUCKET_COLD BITBUCKET_INLINE void error::raise() const {
    switch (state_->kind) {
        case error_kind::bad_request:
            throw bitbucket::bad_request(state_);
        case error_kind::unauthorized:
            throw bitbucket::unauthorized(state_);
        case error_kind::payment_required:
            throw bitbucket::payment_required(state_);
        case error_kind::forbidden:
            throw bitbucket::forbidden(state_);
        case error_kind::not_found:
            throw bitbucket::not_found(state_);
        case error_kind::conflict:
            throw bitbucket::conflict(state_);
        case error_kind::gone:
            throw bitbucket::gone(state_);
        case error_kind::rate_limited:
            throw bitbucket::rate_limited(state_);
        case error_kind::server_error:
            throw bitbucket::server_error(state_);
        case error_kind::other_status:
            throw bitbucket::other_status(state_);
        case error_kind::transport:
            throw transport_error(state_);
        case error_kind::pagination:
            throw pagination_error(state_);
        case error_kind::decode:
            throw decode_error(state_);
        case error_kind::oauth:
            throw oauth_error(state_);
        case error_kind::cancelled:
            throw bitbucket::cancelled(state_);
        case error_kind::deadline_exceeded:
            throw bitbucket::deadline_exceeded(state_);
        case error_kind::work_failed:
            throw bitbucket::work_failed(state_);
        case error_kind::usage:
            break;
    }
    throw usage_error(state_);
}

}  // namespace bitbucket::inline BITBUCKET_ABI
