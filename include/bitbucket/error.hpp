// SPDX-License-Identifier: MIT
// The errors that calls end with. `send` throws them, `try_send` returns them; both carry the same.
//
// error ─ api_error ─ bad_request, unauthorized, payment_required, forbidden, not_found, conflict, gone,
//       │             rate_limited, server_error (5xx, 555), other_status
//       ├ transport_error, decode_error, pagination_error, usage_error, oauth_error, cancelled, deadline_exceeded,
//         work_failed
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#standardized-error-responses
#pragma once

#include <exception>

#include "detail/errors/error_state.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The base of all errors. Cheap to copy; a copy as `error` loses nothing (`raise` throws the right class again). It
/// has all the accessors, so that `result::error()` needs no cast; what a kind of error does not have is empty.
class error : public std::exception {
public:
    explicit error(detail::error_ptr state) noexcept;

    /// One line: kind, method and filled path, status, message, id. Never a query, a body or a secret.
    [[nodiscard]] const char* what() const noexcept override { return state_->what.c_str(); }
    /// The class of the error as a value, for a `switch`.
    [[nodiscard]] error_kind kind() const noexcept { return state_->kind; }
    /// The HTTP status of the reply; 0 when none came. For a `transport_error` that of a reply whose body did not
    /// arrive whole or cannot be decompressed, or that of the proxy that refused.
    [[nodiscard]] int status() const noexcept { return state_->status; }
    /// The machine-readable code, if there is one: OAuth's `invalid_grant`, the pipelines service's
    /// `variable-service.variable.duplicate`. The library's own code is `credential_refused`: a `usage_error` because
    /// the operation does not accept this kind of credential. Empty otherwise.
    [[nodiscard]] const std::string& code() const noexcept { return state_->code; }
    /// What went wrong, in the server's words (which may be localized) or the library's.
    [[nodiscard]] const std::string& message() const noexcept { return state_->message; }
    /// More about it, in the server's words; a `detail` that is a JSON object is given as JSON text.
    [[nodiscard]] const std::string& detail() const noexcept { return state_->detail; }
    /// The members of the request that the server rejected.
    [[nodiscard]] const std::vector<field_problem>& fields() const noexcept { return state_->fields; }
    /// The vendor's identifier of this failure; their support can find it in the logs.
    [[nodiscard]] const std::string& id() const noexcept { return state_->id; }
    /// The endpoint's structured `data` as JSON text.
    [[nodiscard]] const std::string& data() const noexcept { return state_->data; }
    /// Where the vendor announced the removal (410).
    [[nodiscard]] const std::string& announcement_url() const noexcept { return state_->announcement_url; }
    /// The OAuth scopes that a 403 says are needed, and those it says the credential has.
    [[nodiscard]] const std::vector<std::string>& required_scopes() const noexcept { return state_->required_scopes; }
    /// The OAuth scopes that a 403 says the credential has.
    [[nodiscard]] const std::vector<std::string>& granted_scopes() const noexcept { return state_->granted_scopes; }
    /// One sentence on what to do; empty if nothing is known.
    [[nodiscard]] const std::string& hint() const noexcept { return state_->hint; }
    /// The operation as method and path template, e.g. `GET /users/{selected_user}`: the same for all calls of it.
    [[nodiscard]] const std::string& operation() const noexcept { return state_->operation; }
    /// The path that was asked for, below the base URL and without the query, e.g. `/repositories/acme/site`. An e-mail
    /// address in it reads ***. Empty where a request was refused before it had one.
    [[nodiscard]] const std::string& path() const noexcept { return state_->path; }
    /// How often the request was sent, and how long all of it took.
    [[nodiscard]] int attempts() const noexcept { return state_->attempts; }
    /// How long all attempts took, waits included.
    [[nodiscard]] std::chrono::milliseconds elapsed() const noexcept { return state_->elapsed; }
    /// Where decoding of the reply failed, e.g. `values[3].user.uuid`.
    [[nodiscard]] const std::string& json_path() const noexcept { return state_->json_path; }
    /// The reply's headers that are on the allow-list (detail/calls/shown_headers.hpp).
    [[nodiscard]] const header_list& headers() const noexcept { return state_->headers; }
    /// The raw body, cut at 64 KiB. It may hold anything, so the error never prints it.
    [[nodiscard]] const std::string& body() const noexcept { return state_->body; }
    /// Whether it is certain that no byte of the request was sent (connection refused, unknown host, cancelled first,
    /// …).
    [[nodiscard]] bool nothing_sent() const noexcept { return state_->nothing_sent; }
    /// Whether the request may have taken effect although the call failed: an attempt, the last or an earlier one,
    /// ended with 5xx, or broke off after bytes were sent. Check before you repeat it. False for GET and HEAD, which
    /// change nothing, for token requests, and for a `decode_error`: there the server confirmed success.
    [[nodiscard]] bool outcome_unclear() const noexcept { return state_->outcome_unclear; }
    /// Whether another attempt would end with the same `transport_error`: the reply is too large or not proper HTTP, a
    /// certificate is refused, a proxy wants a login or forbids the connection, the transfer has used up its time. Such
    /// errors are not retried.
    [[nodiscard]] bool is_permanent() const noexcept { return state_->permanent; }

    /// Throws this error as the class that `kind()` names.
    [[noreturn]] void raise() const;

    /// Everything useful to a reader, on one line: `what()`, detail, fields and hint. Never the body or a secret.
    [[nodiscard]] std::string describe() const { return detail::describe(*state_); }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const error& value) {
        return detail::begin_print(out) << value.describe().c_str();
    }

    /// For the library.
    [[nodiscard]] const detail::error_ptr& state() const noexcept { return state_; }

protected:
    BITBUCKET_COLD error(error_kind kind, std::string message, bool nothing_sent = false, bool permanent = false,
                         int status = 0);

private:
    static detail::error_ptr of(error_kind kind, std::string message, bool nothing_sent, bool permanent, int status);

    detail::error_ptr state_;
};

// Every class below carries what `error` carries; the classes exist to be caught.

/// The server answered with a status other than 2xx. `status()`, `message()`, `detail()`, `fields()`, … say more.
class api_error : public error {
public:
    using error::error;
};
/// 400, 422: the server rejects the request, its body or its query; `fields()` may name members.
class bad_request : public api_error {
public:
    using api_error::api_error;
};
/// 401: the credential is missing, wrong or expired; the API also answers 401 for "no permission".
class unauthorized : public api_error {
public:
    using api_error::api_error;
};
/// 402: the workspace's plan does not allow it (user limit reached, paid feature).
class payment_required : public api_error {
public:
    using api_error::api_error;
};
/// 403: the credential's kind, its scopes or the user's privileges are not enough.
class forbidden : public api_error {
public:
    using api_error::api_error;
};
/// 404: it does not exist, or this caller may not see it.
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
/// Any other status outside 2xx.
class other_status : public api_error {
public:
    using api_error::api_error;
};

/// No complete reply came: no connection, a proxy or TLS refused, the connection broke, the reply was too large.
class transport_error : public error {
public:
    using error::error;
    /// Whether another attempt may succeed; decides whether the call is retried.
    enum class cause : std::uint8_t { passing, permanent };
    /// `cause::passing`.
    static constexpr cause passing = cause::passing;
    /// `cause::permanent`.
    static constexpr cause permanent = cause::permanent;
    /// `status` is that of a reply whose rest cannot be used, or of the proxy that refused; 0 if neither answered.
    BITBUCKET_COLD explicit transport_error(std::string message, bool nothing_sent = false, cause why = passing,
                                            int status = 0)
        : error(error_kind::transport, std::move(message), nothing_sent, why == permanent, status) {}
};

/// The server accepted the request, but its reply could not be read; see `json_path()`, `status()` and `body()`.
class decode_error : public error {
public:
    using error::error;
};

/// A `next` link cannot or must not be followed, or a walk does not end.
class pagination_error : public error {
public:
    using error::error;
    BITBUCKET_COLD explicit pagination_error(std::string message) : error(error_kind::pagination, std::move(message)) {}
};

/// The call was refused before any I/O: the request, the credential or an option is unusable.
class usage_error : public error {
public:
    using error::error;
    BITBUCKET_COLD explicit usage_error(std::string message) : error(error_kind::usage, std::move(message), true) {}
};

/// No token was obtained: the token endpoint refused the grant (`code()` is RFC 6749's, `detail()` its description), or
/// the answer of the authorization endpoint cannot be trusted.
class oauth_error : public error {
public:
    using error::error;
    BITBUCKET_COLD explicit oauth_error(std::string message) : error(error_kind::oauth, std::move(message)) {}
};

/// The call's cancel_token cancelled it. A transport that throws this says whether it is certain that no byte was sent.
class cancelled : public error {
public:
    using error::error;
    BITBUCKET_COLD explicit cancelled(bool nothing_sent = false)
        : error(error_kind::cancelled, "the call was cancelled", nothing_sent) {}
};

/// The call's deadline has passed. A transport that throws this says whether it is certain that no byte was sent.
class deadline_exceeded : public error {
public:
    using error::error;
    BITBUCKET_COLD explicit deadline_exceeded(bool nothing_sent = false)
        : error(error_kind::deadline_exceeded, "the deadline of the call has passed", nothing_sent) {}
};

/// The server accepted work (202), and said later that it failed.
class work_failed : public error {
public:
    using error::error;
    BITBUCKET_COLD explicit work_failed(std::string message) : error(error_kind::work_failed, std::move(message)) {}
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "error.ipp"
#endif
