// SPDX-License-Identifier: MIT
// observer: sees each call begin and end, and what the client sends, gets and repeats, with secrets removed. Use it for
// logs and metrics. Only the values of headers on an allow-list are shown; all others read ***.
#pragma once

#include "detail/text/clock_types.hpp"
#include "error.hpp"
#include "rate_limit.hpp"
#include "types/text_value.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A call begins: one `send`, or one page of a walk. Its checks have passed; nothing has been sent yet.
///
/// `path` is the filled path below the base URL, without the query; an e-mail address in it reads ***. `call` is a number
/// that all events of one call share, and no other call of this process has. `label` is `call_options::label`.
struct call_begin_event {
    /// What is known of the operation.
    const operation_info& operation;
    /// The filled path; an e-mail address in it reads `***`.
    std::string_view path;
    /// The number of the call.
    std::uint64_t call;
    /// `call_options::label`.
    std::string_view label = {};
};

/// A request is about to be sent.
struct request_event {
    /// What is known of the operation.
    const operation_info& operation;
    /// The filled path; an e-mail address in it reads `***`.
    std::string_view path;
    /// The number of the call.
    std::uint64_t call;
    /// The origin that it goes to, e.g. `https://api.bitbucket.org`.
    std::string_view origin;
    /// Counts from 1 in each call.
    int attempt;
    /// Its headers, redacted: what is not known to be harmless reads `***`.
    const header_list& headers;
    /// The size of the body.
    std::size_t body_bytes;
    /// `call_options::label`.
    std::string_view label = {};
};

/// A complete reply has come, whatever its status.
struct response_event {
    /// What is known of the operation.
    const operation_info& operation;
    /// The filled path; an e-mail address in it reads `***`.
    std::string_view path;
    /// The number of the call.
    std::uint64_t call;
    /// Counts from 1 in each call.
    int attempt;
    /// The HTTP status.
    int status;
    /// Its headers, redacted as those of requests.
    const header_list& headers;
    /// The size of the body, decompressed; 0 if a receiver took it.
    std::size_t body_bytes;
    /// How long this attempt took.
    std::chrono::milliseconds time;
    /// `call_options::label`.
    std::string_view label = {};
    /// The API that the call is for; null for an OAuth token endpoint.
    const service* from = nullptr;

    /// What the reply says about the rate limit that the request counted against.
    [[nodiscard]] rate_limit limit() const { return from == nullptr ? rate_limit() : rate_limit::of(headers, *from); }
};

/// An attempt has ended without a complete reply. `failure` says why, without the credential.
struct failure_event {
    /// What is known of the operation.
    const operation_info& operation;
    /// The filled path; an e-mail address in it reads `***`.
    std::string_view path;
    /// The number of the call.
    std::uint64_t call;
    /// Counts from 1 in each call.
    int attempt;
    /// Why no reply came.
    const error& failure;
    /// How long this attempt took.
    std::chrono::milliseconds time;
    /// `call_options::label`.
    std::string_view label = {};
};

/// The request will be sent again after a wait. `status` is 0 if no complete reply came.
struct retry_event {
    /// What is known of the operation.
    const operation_info& operation;
    /// The filled path; an e-mail address in it reads `***`.
    std::string_view path;
    /// The number of the call.
    std::uint64_t call;
    /// The attempt that has just ended; counts from 1 in each call.
    int attempt;
    /// The status of its reply; 0 if no complete one came.
    int status;
    /// How long the client waits before the next attempt.
    std::chrono::milliseconds wait;
    /// `call_options::label`.
    std::string_view label = {};
};

/// A call has ended. A reply that cannot be decoded is a success here: decoding comes after the call.
struct call_end_event {
    /// What is known of the operation.
    const operation_info& operation;
    /// The filled path; an e-mail address in it reads `***`.
    std::string_view path;
    /// The number of the call.
    std::uint64_t call;
    /// The status of the last reply; 0 if none came.
    int status;
    /// How often the request was sent.
    int attempts;
    /// How long the call took, waits included.
    std::chrono::milliseconds time;
    /// The error that the call ended with; null for a success.
    const error* failure;
    /// `call_options::label`.
    std::string_view label = {};
};

/// Derive from it and override what you want to see. Called on the thread that makes the call, so it must be safe
/// to call from several threads; what it is given is good during the call only. It must not throw.
class observer {
public:
    observer() = default;
    observer(const observer&) = delete;
    observer& operator=(const observer&) = delete;
    virtual ~observer() = default;

    /// A call begins.
    virtual void on_call_begin(const call_begin_event&) noexcept {}
    /// A request is about to be sent.
    virtual void on_request(const request_event&) noexcept {}
    /// A complete reply has come, whatever its status.
    virtual void on_response(const response_event&) noexcept {}
    /// An attempt has ended without a complete reply.
    virtual void on_failure(const failure_event&) noexcept {}
    /// The request will be sent again after a wait.
    virtual void on_retry(const retry_event&) noexcept {}
    /// A call has ended.
    virtual void on_call_end(const call_end_event&) noexcept {}
};

namespace detail {

template <class Stream>
void print_headers(Stream& out, const header_list& headers) {
    for (const http_header& line : headers) {
        out << ' ';
        print_escaped(out, line.name);
        out << '=';
        print_escaped(out, line.value);
    }
}

/// `[7 nightly] GET /user`: the call's number and label, its method and its path.
template <class Stream, class Event>
Stream& print_call(Stream& out, const Event& event) {
    begin_print(out) << '[' << event.call << (event.label.empty() ? "" : " ");
    print_escaped(out, event.label);
    out << "] " << to_string(event.operation.method) << ' ';
    print_escaped(out, event.path);
    return out;
}

}  // namespace detail

/// Prints an event on one line, for logs. What came from a server is escaped.
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const call_begin_event& event) {
    return detail::print_call(out, event) << " begins";
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const request_event& event) {
    detail::print_call(out, event) << " -> " << event.origin << " attempt " << event.attempt << ' ' << event.body_bytes
                                   << " bytes";
    detail::print_headers(out, event.headers);
    return out;
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const response_event& event) {
    detail::print_call(out, event) << " <- " << event.status << " attempt " << event.attempt << ' ' << event.body_bytes
                                   << " bytes " << event.time.count() << " ms";
    detail::print_headers(out, event.headers);
    return out;
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const failure_event& event) {
    return detail::print_call(out, event)
           << " attempt " << event.attempt << " failed after " << event.time.count() << " ms: " << event.failure.what();
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const retry_event& event) {
    return detail::print_call(out, event) << " again after " << event.wait.count() << " ms, attempt " << event.attempt
                                          << " ended with " << event.status;
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const call_end_event& event) {
    detail::print_call(out, event) << " ended with ";
    if (event.failure == nullptr)
        out << event.status;
    else
        out << *event.failure;
    return out << ", " << event.attempts << (event.attempts == 1 ? " attempt, " : " attempts, ") << event.time.count()
               << " ms";
}

}  // namespace bitbucket::inline BITBUCKET_ABI
