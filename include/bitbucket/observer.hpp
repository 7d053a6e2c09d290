// SPDX-License-Identifier: MIT
// observer: sees what the client sends, gets and repeats, with secrets removed. Use it for logs and metrics. Only the
// values of headers on an allow-list are shown; all others read ***.
#pragma once

#include <chrono>

#include "rate_limit.hpp"
#include "types/text_value.hpp"

namespace bitbucket {

/// A request is about to be sent. The path is shown as its template, never filled in.
struct request_event {
    const operation_info& operation;
    /// The origin that it goes to, e.g. `https://api.bitbucket.org`.
    std::string_view origin;
    int attempt;
    const header_list& headers;
    std::size_t body_bytes;
};

/// A complete reply has come.
struct response_event {
    const operation_info& operation;
    int attempt;
    int status;
    const header_list& headers;
    std::size_t body_bytes;
    std::chrono::milliseconds time;

    /// What the reply says about the rate limit that the request counted against.
    [[nodiscard]] rate_limit limit() const { return rate_limit::of(headers); }
};

/// The request will be sent again after a wait. `status` is 0 if no complete reply came.
struct retry_event {
    const operation_info& operation;
    int attempt;
    int status;
    std::chrono::milliseconds wait;
};

/// Derive from it and override what you want to see. It is called on the thread that makes the call, so it must be safe
/// to call from several threads. An event is valid only during the call. It must not throw.
class observer {
public:
    observer() = default;
    observer(const observer&) = delete;
    observer& operator=(const observer&) = delete;
    virtual ~observer() = default;

    virtual void on_request(const request_event&) noexcept {}
    virtual void on_response(const response_event&) noexcept {}
    virtual void on_retry(const retry_event&) noexcept {}
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

}  // namespace detail

/// Prints an event on one line, for logs.
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const request_event& event) {
    out << to_string(event.operation.method) << ' ' << event.operation.path.str() << " -> " << event.origin
        << " attempt " << event.attempt << ' ' << event.body_bytes << " bytes";
    detail::print_headers(out, event.headers);
    return out;
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const response_event& event) {
    out << to_string(event.operation.method) << ' ' << event.operation.path.str() << " <- " << event.status
        << " attempt " << event.attempt << ' ' << event.body_bytes << " bytes " << event.time.count() << " ms";
    detail::print_headers(out, event.headers);
    return out;
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const retry_event& event) {
    return out << to_string(event.operation.method) << ' ' << event.operation.path.str() << " again after "
               << event.wait.count() << " ms, attempt " << event.attempt << " ended with " << event.status;
}

}  // namespace bitbucket
