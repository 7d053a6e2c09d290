// SPDX-License-Identifier: MIT
// transport_loop: how a transport runs several requests at once on one thread. Optional: a transport without one sends
// them one by one.
#pragma once

#include <exception>

#include "transport.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Hears how a request ended that a `transport_loop` has begun.
class transfer_listener {
public:
    virtual ~transfer_listener() = default;

    /// The complete reply of any status.
    virtual void on_reply(http_response reply) = 0;
    /// `why` is what `send` of the transport would have thrown.
    virtual void on_failure(std::exception_ptr why) = 0;
    /// A wait is over (`async_loop::wait`).
    virtual void on_time() {}

protected:
    transfer_listener() = default;
    transfer_listener(const transfer_listener&) = default;
    transfer_listener& operator=(const transfer_listener&) = default;
};

/// Runs any number of requests at once, on the thread that polls it: nothing happens in between, but what the system does
/// by itself. One thread at a time. Requests keep the rules of `transport::send`. A new one begins on a connection of its
/// own or on one that others have left, or shares one (HTTP/2).
class transport_loop {
public:
    transport_loop() = default;
    transport_loop(const transport_loop&) = delete;
    transport_loop& operator=(const transport_loop&) = delete;
    /// Ends what is under way. Listeners are not told.
    virtual ~transport_loop() = default;

    /// Begins a request. The arguments, and what they refer to, live until the listener is told or `stop` has returned. A
    /// listener has one request at a time. Tells nobody: even what is wrong at once comes with a later `poll`.
    virtual void start(const http_request& request, const transport_limits& limits, transfer_listener& listener) = 0;
    /// Ends the request of a listener, if there is one. The listener is not told.
    virtual void stop(transfer_listener& listener) noexcept = 0;
    /// Moves all requests on, and tells the listeners whose requests have ended; waits for that at most `longest`. A
    /// listener may call `start` and `stop`. What a listener throws comes out of here, and the rest is told by the next
    /// `poll`.
    virtual void poll(std::chrono::milliseconds longest) = 0;
    /// Whether all of a listener's request is on its way, so that the reply arrives without a `poll`.
    [[nodiscard]] virtual bool is_sent(const transfer_listener& listener) const noexcept = 0;
};

/// A loop that also waits, and that something drives from outside: what coroutines resume on.
class async_loop : public transport_loop {
public:
    /// Calls `listener.on_time()` in a later `poll`, once that time has passed. `stop` ends it.
    virtual void wait(std::chrono::milliseconds time, transfer_listener& listener) = 0;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "transport_loop.ipp"
#endif
