// SPDX-License-Identifier: MIT
// The errors that calls end with. `send` throws them, `try_send` returns them; both carry the same.
//
// error ─ api_error ─ bad_request, unauthorized, payment_required, forbidden, not_found, conflict, gone,
//       │             rate_limited, server_error (5xx, 555), other_status
//       ├ transport_error, decode_error, pagination_error, usage_error, oauth_error, cancelled, deadline_exceeded
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#standardized-error-responses
#pragma once

#include <exception>

#include "detail/errors/error_state.hpp"

namespace bitbucket {

/// The base of all errors. Cheap to copy; a copy as `error` loses nothing (`raise` throws the right class again).
/// Everything stands here, so that `result::error()` can tell all without a cast; what a kind does not have is empty.
class error : public std::exception {
public:
    explicit error(detail::error_ptr state) noexcept : state_(std::move(state)) {}

    /// One line: kind, operation, status, message, id. Never a body, a filled URL or a secret.
    [[nodiscard]] const char* what() const noexcept override { return state_->what.c_str(); }
    [[nodiscard]] error_kind kind() const noexcept { return state_->kind; }
    /// The HTTP status of the reply; 0 when none came.
    [[nodiscard]] int status() const noexcept { return state_->status; }
    /// The machine-readable code where the endpoint has one: OAuth's `invalid_grant`, the pipelines service's
    /// `variable-service.variable.duplicate`. Ours is `credential_refused`, of a `usage_error` for a kind of credential
    /// that the operation does not take. Empty otherwise.
    [[nodiscard]] const std::string& code() const noexcept { return state_->code; }
    /// What went wrong, in the server's words (they may be localized) or in ours.
    [[nodiscard]] const std::string& message() const noexcept { return state_->message; }
    /// More on it, in the server's words; a `detail` that is a JSON object stands here as JSON text.
    [[nodiscard]] const std::string& detail() const noexcept { return state_->detail; }
    /// The members of the request that the server did not like.
    [[nodiscard]] const std::vector<field_problem>& fields() const noexcept { return state_->fields; }
    /// The vendor's identifier of this failure in their logs, for their support.
    [[nodiscard]] const std::string& id() const noexcept { return state_->id; }
    /// The endpoint's structured `data` as JSON text.
    [[nodiscard]] const std::string& data() const noexcept { return state_->data; }
    /// Where the vendor announced the removal (410).
    [[nodiscard]] const std::string& announcement_url() const noexcept { return state_->announcement_url; }
    /// The OAuth scopes that a 403 says are needed, and the ones it says the credential has.
    [[nodiscard]] const std::vector<std::string>& required_scopes() const noexcept { return state_->required_scopes; }
    [[nodiscard]] const std::vector<std::string>& granted_scopes() const noexcept { return state_->granted_scopes; }
    /// One sentence on what to do; empty when nothing is known.
    [[nodiscard]] const std::string& hint() const noexcept { return state_->hint; }
    /// The operation as method and path template, e.g. `GET /users/{selected_user}`; never the filled path.
    [[nodiscard]] const std::string& operation() const noexcept { return state_->operation; }
    /// How often the request was sent, and how long all of it took.
    [[nodiscard]] int attempts() const noexcept { return state_->attempts; }
    [[nodiscard]] std::chrono::milliseconds elapsed() const noexcept { return state_->elapsed; }
    /// Where in the reply decoding failed, e.g. `values[3].user.uuid`.
    [[nodiscard]] const std::string& json_path() const noexcept { return state_->json_path; }
    /// The reply's headers, only those on the allow-list (detail/calls/shown_headers.hpp).
    [[nodiscard]] const header_list& headers() const noexcept { return state_->headers; }
    /// The raw body, cut at 64 KiB. It may hold anything, so it is never printed with the error.
    [[nodiscard]] const std::string& body() const noexcept { return state_->body; }
    /// Whether it is certain that no byte of the request was sent (connection refused, unknown host, stopped before, …).
    [[nodiscard]] bool nothing_sent() const noexcept { return state_->nothing_sent; }
    /// Whether the request may have been carried out although the call failed: an attempt, be it the last or an earlier
    /// one, ended with 5xx, or broke off after bytes of it were sent. Look before you repeat it. False for GET and HEAD,
    /// which change nothing, for requests of tokens, and for a `decode_error`: there the server said that it was.
    [[nodiscard]] bool outcome_unclear() const noexcept { return state_->outcome_unclear; }
    /// Whether a `transport_error` is one that another attempt would end with too: too large a reply, one that is no
    /// proper HTTP, a certificate that is refused, a transfer that has used up its time. No retry follows then.
    [[nodiscard]] bool is_permanent() const noexcept { return state_->permanent; }

    /// Throws this error as the class that `kind()` names.
    [[noreturn]] void raise() const;

    /// All that helps a reader, on one line: `what()`, detail, fields and hint. No body, no secret.
    [[nodiscard]] std::string describe() const { return detail::describe(*state_); }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const error& value) {
        return out << value.describe().c_str();
    }

    [[nodiscard]] const detail::error_ptr& state() const noexcept { return state_; }

protected:
    error(error_kind kind, std::string message, bool nothing_sent = false, bool permanent = false)
        : state_(of(kind, std::move(message), nothing_sent, permanent)) {}

private:
    static detail::error_ptr of(error_kind kind, std::string message, bool nothing_sent, bool permanent) {
        detail::error_state state;
        state.kind = kind;
        state.message = std::move(message);
        state.nothing_sent = nothing_sent;
        state.permanent = permanent;
        return detail::finish(std::move(state));
    }

    detail::error_ptr state_;
};

// Every class below carries what `error` carries; the classes exist to be caught.

/// The server answered, and its answer is no success. `status()`, `message()`, `detail()`, `fields()`, … tell.
class api_error : public error {
public:
    using error::error;
};
/// 400: the request, its body or its query is not acceptable; `fields()` may name members.
class bad_request : public api_error {
public:
    using api_error::api_error;
};
/// 401: no, wrong or expired credential; the API also says 401 for "no permission".
class unauthorized : public api_error {
public:
    using api_error::api_error;
};
/// 402: the workspace's plan does not allow it (user limit reached, paid feature).
class payment_required : public api_error {
public:
    using api_error::api_error;
};
/// 403: the credential's kind, its scopes or the user's privileges do not suffice.
class forbidden : public api_error {
public:
    using api_error::api_error;
};
/// 404: there is no such thing, or not for this caller.
class not_found : public api_error {
public:
    using api_error::api_error;
};
/// 409: it exists already.
class conflict : public api_error {
public:
    using api_error::api_error;
};
/// 410: the vendor has removed the endpoint; `announcement_url()` and `hint()` say what to use.
class gone : public api_error {
public:
    using api_error::api_error;
};
/// 429: too many requests in this rolling hour.
class rate_limited : public api_error {
public:
    using api_error::api_error;
};
/// 5xx, and 555, the vendor's own status for "took too long".
class server_error : public api_error {
public:
    using api_error::api_error;
};
/// Any other status that is no success.
class other_status : public api_error {
public:
    using api_error::api_error;
};

/// No complete reply came: no connection, TLS refused, the connection broke, the reply was too large.
class transport_error : public error {
public:
    using error::error;
    /// Whether another attempt may end better, which decides about retries.
    enum class cause : std::uint8_t { passing, permanent };
    static constexpr cause passing = cause::passing;
    static constexpr cause permanent = cause::permanent;
    explicit transport_error(std::string message, bool nothing_sent = false, cause why = passing)
        : error(error_kind::transport, std::move(message), nothing_sent, why == permanent) {}
};

/// The server accepted the request, but its reply could not be read; `json_path()`, `status()` and `body()` tell.
class decode_error : public error {
public:
    using error::error;
};

/// A `next` link that must not or cannot be followed, or a walk that does not end.
class pagination_error : public error {
public:
    using error::error;
    explicit pagination_error(std::string message) : error(error_kind::pagination, std::move(message)) {}
};

/// The call was refused before any I/O: the request, the credential or an option is not usable.
class usage_error : public error {
public:
    using error::error;
    explicit usage_error(std::string message) : error(error_kind::usage, std::move(message), true) {}
};

/// A token could not be had: the token endpoint refused the grant (`code()` is RFC 6749's, `detail()` its description),
/// or the answer of the authorization endpoint is not to be trusted.
class oauth_error : public error {
public:
    using error::error;
    explicit oauth_error(std::string message) : error(error_kind::oauth, std::move(message)) {}
};

/// The call's cancel_token said so. A transport that throws it says whether it is certain that no byte was sent.
class cancelled : public error {
public:
    using error::error;
    explicit cancelled(bool nothing_sent = false)
        : error(error_kind::cancelled, "the call was cancelled", nothing_sent) {}
};

/// The call's deadline has passed. A transport that throws it says whether it is certain that no byte was sent.
class deadline_exceeded : public error {
public:
    using error::error;
    explicit deadline_exceeded(bool nothing_sent = false)
        : error(error_kind::deadline_exceeded, "the deadline of the call has passed", nothing_sent) {}
};

inline void error::raise() const {
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
        case error_kind::usage:
            break;
    }
    throw usage_error(state_);
}

}  // namespace bitbucket
