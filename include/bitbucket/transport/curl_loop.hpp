// SPDX-License-Identifier: MIT
// curl_loop: the transport of clients whose requests coroutines await (coroutines.hpp). It drives libcurl itself (`run`,
// `poll`), or a program's own event loop drives it (`attach`). Opt-in, and needs libcurl, as curl.hpp does.
#pragma once

#include <cstdint>

#include "../task.hpp"
#include "curl.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

#if defined(_WIN32)
using native_socket = std::uintptr_t;
#else
/// A socket as the system calls it.
using native_socket = int;
#endif

/// What a program's own event loop does for a `curl_loop`. Called by the functions of that loop and by what begins or gives
/// up requests, on the same thread.
class curl_loop_host {
public:
    /// Calls `curl_loop::on_socket` whenever the socket is readable or writable, whichever is wanted. Neither ends the
    /// watch, which may be for a socket that is closed already.
    virtual void watch(native_socket socket, bool readable, bool writable) = 0;
    /// Calls `curl_loop::on_timer` after that time, once, instead of at the time that was set before.
    virtual void set_timer(std::chrono::milliseconds time) = 0;
    /// Does not call it any more.
    virtual void clear_timer() = 0;

protected:
    curl_loop_host() = default;
    curl_loop_host(const curl_loop_host&) = default;
    curl_loop_host& operator=(const curl_loop_host&) = default;
    ~curl_loop_host() = default;
};

/// An event loop for requests, and the transport of the clients whose requests run on it. Copies share the loop. One thread
/// at a time drives it, begins requests and resumes coroutines; everything else that `curl_transport` promises holds.
///
/// Calls that wait (`send`, `each`, `send_all`) work with these clients too. They block the thread, and the loop with it.
class curl_loop {
public:
    /// As `curl_transport`.
    static constexpr bool streams = true;

    /// Bad options are reported by the first request.
    explicit curl_loop(curl_options options = {});

    /// Drives until nothing is under way and nothing waits. What a coroutine throws out of itself comes out of here.
    void run() const;
    /// Begins a task and drives until it has ended; then returns its value, or throws what it has thrown. A task that waits
    /// for something that this loop does not drive is a `usage_error`.
    template <class T>
    T run(task<T> work) const {
        work.start();
        while (!work.is_done())
            if (!poll(std::chrono::milliseconds(100)) && !work.is_done()) throw_stuck();
        return work.take();
    }
    /// Waits at most that long for something to happen, and lets coroutines go on. False if nothing is under way any more.
    bool poll(std::chrono::milliseconds longest = {}) const;

    /// Lets a program's own event loop drive this one, instead of `run` and `poll`. The host lives until `detach` or until
    /// the last copy of the loop has gone. Throws a `usage_error` while something is under way.
    void attach(curl_loop_host& host) const;
    /// Ends what `attach` has begun.
    void detach() const;
    /// What the host calls. Coroutines go on in here.
    void on_socket(native_socket socket, bool readable, bool writable) const;
    /// What the host calls when its timer has run out. Coroutines go on in here.
    void on_timer() const;

    /// Sends one request and waits for the reply, as `curl_transport::send`.
    [[nodiscard]] http_response send(const http_request& request, const transport_limits& limits = {}) const;
    /// As `curl_transport::open_loop`.
    [[nodiscard]] std::unique_ptr<transport_loop> open_loop() const;
    /// For the library.
    [[nodiscard]] std::shared_ptr<async_loop> shared_loop() const;

private:
    [[noreturn]] static void throw_stuck();

    struct core;
    curl_transport waiting_;
    std::shared_ptr<core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

#ifndef BITBUCKET_COMPILED
#include "curl_loop.ipp"
#endif
