// SPDX-License-Identifier: MIT
// What a transport is: it sends a finished http_request and returns the http_response. It does not retry, redirect, log
// or authenticate; the layers of the client do.
#pragma once

#include <chrono>
#include <concepts>
#include <memory>

#include "types/cancel_token.hpp"
#include "types/http.hpp"

namespace bitbucket {

/// A request ready to be sent: absolute URL, all headers including the credential's, and a body.
struct http_request {
    http_method method = http_method::get;
    std::string url = {};
    header_list headers = {};
    std::string body = {};
};

/// A complete reply of any status. Header names are as the server wrote them; the body is decompressed.
struct http_response {
    int status = 0;
    header_list headers = {};
    std::string body = {};
};

/// A point on the steady clock at which a call gives up; none by default. `deadline::after(5s)` counts from now.
class deadline {
public:
    using clock = std::chrono::steady_clock;

    deadline() = default;
    [[nodiscard]] static deadline at(clock::time_point when) noexcept {
        deadline result;
        result.when_ = when;
        return result;
    }
    /// A time too long for the clock, such as `std::chrono::hours::max()`, is no deadline. One that is negative, or not a
    /// number, has passed already.
    template <class Rep, class Period>
    [[nodiscard]] static deadline after(const std::chrono::duration<Rep, Period>& time) noexcept {
        // Compared as floating-point seconds, which cannot overflow.
        using seconds = std::chrono::duration<double>;
        const auto now = clock::now();
        const seconds most = (clock::time_point::max)() - now;
        if (seconds(time) >= most) return {};
        return at(seconds(time) > seconds(0) ? now + std::chrono::duration_cast<clock::duration>(time) : now);
    }

    /// Whether there is a deadline at all.
    [[nodiscard]] bool is_set() const noexcept { return when_ != (clock::time_point::max)(); }
    [[nodiscard]] clock::time_point when() const noexcept { return when_; }
    [[nodiscard]] bool has_passed(clock::time_point now = clock::now()) const noexcept { return when_ <= now; }

private:
    clock::time_point when_ = (clock::time_point::max)();
};

/// The limits that a transport observes while it sends one request.
struct transport_limits {
    bitbucket::deadline deadline = {};
    cancel_token cancel = {};
    /// The most bytes in the body, after decompression, and in all headers together. More is a `transport_error`.
    std::size_t max_body_bytes = std::size_t{16} * 1024 * 1024;
    std::size_t max_header_bytes = std::size_t{256} * 1024;
};

/// Sends a request and returns the complete reply of any status.
///
/// Throws `transport_error` if no complete reply came, `deadline_exceeded` or `cancelled` if the limits require it,
/// each with `nothing_sent` if that is certain. A `transport_error` that another attempt would end with too is marked
/// `transport_error::permanent`. Must be safe to call from several threads at once.
template <class T>
concept transport = requires(T& sender, const http_request& request, const transport_limits& limits) {
    { sender.send(request, limits) } -> std::same_as<http_response>;
};

/// Any transport behind one type. Copies share the transport.
class any_transport {
public:
    template <class T>
        requires(!std::same_as<T, any_transport> && transport<T>)
    any_transport(T sender)  // NOLINT(google-explicit-constructor)
        : state_(std::make_shared<T>(std::move(sender))),
          send_([](void* state, const http_request& request, const transport_limits& limits) {
              return static_cast<T*>(state)->send(request, limits);
          }) {}

    // Moving is copying, so that one that was moved from still works.
    any_transport(const any_transport&) = default;
    any_transport& operator=(const any_transport&) = default;
    // NOLINTNEXTLINE(cert-oop11-cpp,performance-move-constructor-init): what was moved from works on
    any_transport(any_transport&& other) noexcept : any_transport(std::as_const(other)) {}
    any_transport& operator=(any_transport&& other) noexcept { return *this = std::as_const(other); }
    ~any_transport() = default;

    [[nodiscard]] http_response send(const http_request& request, const transport_limits& limits) const {
        return send_(state_.get(), request, limits);
    }

private:
    std::shared_ptr<void> state_;
    http_response (*send_)(void*, const http_request&, const transport_limits&);
};

}  // namespace bitbucket
