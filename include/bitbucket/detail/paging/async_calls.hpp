// SPDX-License-Identifier: MIT
// The boundary between coroutines (coroutines.hpp) and the calls that a loop moves on for them (../calls/async_driver.hpp).
#pragma once

#include "page_walker.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// One call that runs while its coroutine is suspended. Its end before that of the call gives the call up.
class async_call {
public:
    /// Sends nothing.
    async_call(std::shared_ptr<const client_core> core, const request_base& request, const call_options& options);
    async_call(const async_call&) = delete;
    async_call& operator=(const async_call&) = delete;
    ~async_call();

    /// Begins the call. False if it is done already; otherwise `resume(with)` is called once, in the loop, when it is.
    [[nodiscard]] bool begin(void (*resume)(void*), void* with);
    /// Decodes the reply of a call that is done, or returns the error. Throws what the request's own source has thrown.
    [[nodiscard]] std::optional<error> finish(const reply_target& target);

private:
    struct owned_call;
    std::unique_ptr<owned_call> state_;
};

/// The request for the next page of a walk, which runs while its coroutine is suspended.
class async_page {
public:
    explicit async_page(const client_core& core);
    async_page(const async_page&) = delete;
    async_page& operator=(const async_page&) = delete;
    /// After the walk, which gives up what is under way.
    ~async_page();

    /// Begins it, if the walk has not been asked already.
    void ask(page_walker& walk);
    /// Whether `resume(with)` will be called, in the loop, when the page has come; false if it has come already.
    [[nodiscard]] bool wait(page_walker& walk, void (*resume)(void*), void* with);

private:
    std::unique_ptr<async_driver> driver_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

#ifndef BITBUCKET_COMPILED
#include "async_calls.ipp"
#endif
