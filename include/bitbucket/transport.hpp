// SPDX-License-Identifier: MIT
// What a transport is: it sends a finished http_request and returns the http_response. It does not retry, redirect, log
// or authenticate; the layers of the client do.
#pragma once

#include <concepts>
#include <memory>
#include <optional>

#include "body_receiver.hpp"
#include "body_source.hpp"
#include "detail/text/clock_types.hpp"
#include "types/cancel_token.hpp"
#include "types/http.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// A request ready to be sent: absolute URL, all headers including the credential's, and a body.
struct http_request {
    /// The method.
    http_method method = http_method::get;
    /// The absolute URL, encoded.
    std::string url = {};
    /// All headers, the credential's included.
    header_list headers = {};
    /// The body, if it is in memory.
    std::string body = {};
    /// Gives the body while it is sent. Null: `body` is sent. Not both.
    std::shared_ptr<body_source> source = {};
};

/// A complete reply of any status. Header names are as the server wrote them; the body is decompressed, and empty if a
/// `body_receiver` took it.
struct http_response {
    /// The HTTP status.
    int status = 0;
    /// All headers, with the names as they came.
    header_list headers = {};
    /// The body, if no receiver took it.
    std::string body = {};
};

/// A point on the steady clock at which a call gives up; none by default. `deadline::after(5s)` counts from now.
class deadline {
public:
    /// What deadlines are measured by.
    using clock = std::chrono::steady_clock;

    deadline() = default;
    /// Gives up at this time.
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
    /// The time at which the call gives up; the clock's last one if there is no deadline.
    [[nodiscard]] clock::time_point when() const noexcept { return when_; }
    /// Whether the time has come.
    [[nodiscard]] bool has_passed(clock::time_point now = clock::now()) const noexcept;

private:
    clock::time_point when_ = (clock::time_point::max)();
};

/// The limits that a transport observes while it sends one request.
struct transport_limits {
    /// When to give up with `deadline_exceeded`.
    bitbucket::deadline deadline = {};
    /// Ends the send with `cancelled`.
    cancel_token cancel = {};
    /// The most bytes in the body, after decompression, and in all headers together. More is a `transport_error`.
    std::size_t max_body_bytes = std::size_t{16} * 1024 * 1024;
    /// The most bytes in all headers together. More is a `transport_error`.
    std::size_t max_header_bytes = std::size_t{256} * 1024;
    /// Takes the body of the reply while it arrives, if it wants that reply's; then `max_body_bytes` does not count. Null:
    /// every body goes into `http_response::body`.
    body_receiver* receiver = nullptr;
};

/// Sends a request and returns the complete reply of any status.
///
/// Throws `transport_error` if no complete reply came, `deadline_exceeded` or `cancelled` if the limits require it,
/// each with `nothing_sent` if that is certain. A `transport_error` that another attempt would end with too is marked
/// `transport_error::permanent`. Must be safe to call from several threads at once.
///
/// A transport that reads `http_request::source` and fills `transport_limits::receiver` by itself says
/// `static constexpr bool streams = true;`. Others never see the two: `any_transport` gives them bodies in memory.
template <class T>
concept transport = requires(T& sender, const http_request& request, const transport_limits& limits) {
    { sender.send(request, limits) } -> std::same_as<http_response>;
};

class transport_loop;
class async_loop;

/// A transport that runs several requests at once on one thread (transport_loop.hpp): `open_loop()` returns a new loop,
/// with connections of its own. It has to stream by itself too.
template <class T>
concept concurrent_transport = transport<T> && T::streams && requires(T& sender) {
    { sender.open_loop() } -> std::same_as<std::unique_ptr<transport_loop>>;
};

namespace detail {

/// The request with its source's bytes as its body.
http_request with_whole_body(const http_request& request);

/// Hands the body of a complete reply to the receiver, in pieces as a stream would. What the receiver does not want stays
/// in the reply, cut at `max_body_bytes`.
void hand_over(http_response& reply, const transport_limits& limits);

}  // namespace detail

/// Any transport behind one type. Copies share the transport.
///
/// For one that has no streams, a source is read into memory before the send, and the reply's body reaches its receiver
/// afterwards; both may have 64 MiB. A larger source is a `usage_error`, a larger reply what the transport makes of it.
class any_transport {
public:
    template <class T>
        requires(!std::same_as<T, any_transport> && transport<T>)
    any_transport(T sender)  // NOLINT(google-explicit-constructor)
        : state_(std::make_shared<T>(std::move(sender))),
          send_([](void* state, const http_request& request, const transport_limits& limits) {
              return static_cast<T*>(state)->send(request, limits);
          }) {
        if constexpr (requires { T::streams; }) streams_ = T::streams;
        if constexpr (concurrent_transport<T>)
            open_loop_ = [](void* state) { return static_cast<T*>(state)->open_loop(); };
        // What coroutines resume on; a transport that has it is driven from outside (transport/curl_loop.hpp).
        if constexpr (requires { sender.shared_loop(); }) async_ = state_of<T>(state_).shared_loop();
    }

    // Moving is copying, so that one that was moved from still works.
    any_transport(const any_transport&) = default;
    any_transport& operator=(const any_transport&) = default;
    // NOLINTNEXTLINE(cert-oop11-cpp,performance-move-constructor-init): what was moved from works on
    any_transport(any_transport&& other) noexcept : any_transport(std::as_const(other)) {}
    any_transport& operator=(any_transport&& other) noexcept { return *this = std::as_const(other); }
    ~any_transport() = default;

    /// Sends with the transport inside; gives it what it cannot stream in memory.
    [[nodiscard]] http_response send(const http_request& request, const transport_limits& limits) const;
    /// Whether the transport streams by itself, so that neither source nor reply is ever in memory as a whole.
    [[nodiscard]] bool streams() const noexcept { return streams_; }
    /// A new loop for several requests at once; null if the transport sends them one by one. For those who know what a loop
    /// is (transport_loop.hpp).
    [[nodiscard]] std::unique_ptr<transport_loop> open_loop() const;
    /// The loop that this transport's requests can wait on without blocking; null for most.
    [[nodiscard]] const std::shared_ptr<async_loop>& shared_loop() const noexcept { return async_; }

private:
    [[nodiscard]] http_response send_whole(const http_request& request, const transport_limits& limits) const;
    template <class T>
    static T& state_of(const std::shared_ptr<void>& state) noexcept {
        return *static_cast<T*>(state.get());
    }

    std::shared_ptr<void> state_;
    http_response (*send_)(void*, const http_request&, const transport_limits&);
    std::unique_ptr<transport_loop> (*open_loop_)(void*) = nullptr;
    std::shared_ptr<async_loop> async_;
    bool streams_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "transport.ipp"
#endif
