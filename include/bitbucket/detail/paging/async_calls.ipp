// SPDX-License-Identifier: MIT
// Defines what async_calls.hpp declares.
#pragma once

#include "async_calls.hpp"
#include "walk.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

struct async_call::owned_call {
    owned_call(std::shared_ptr<const client_core> core, const request_base& request, const call_options& options)
        : driver(core->sender().shared_loop()) {
        std::optional<error> problem = core->find_usage_error(request);
        if (!problem && !driver.has_loop()) problem = without_loop();
        if (problem) {
            call.emplace(std::move(core), request, not_sent(*problem, request), driver);
            return;
        }
        std::string url = core->url_of(request);
        call.emplace(std::move(core), request, std::move(url), options, driver);
    }

    async_driver driver;
    std::optional<driven_call> call;
};

BITBUCKET_OPAQUE BITBUCKET_INLINE async_call::async_call(std::shared_ptr<const client_core> core,
                                                         const request_base& request, const call_options& options)
    : state_(std::make_unique<owned_call>(std::move(core), request, options)) {}
BITBUCKET_INLINE async_call::~async_call() = default;

BITBUCKET_OPAQUE BITBUCKET_INLINE bool async_call::begin(void (*resume)(void*), void* with) {
    if (!state_->call->is_done()) state_->call->move_on();
    if (state_->call->is_done()) return false;
    state_->driver.on_done(resume, with);
    return true;
}

BITBUCKET_OPAQUE BITBUCKET_INLINE std::optional<error> async_call::finish(const reply_target& target) {
    return state_->call->finish(target);
}

BITBUCKET_OPAQUE BITBUCKET_INLINE async_page::async_page(const client_core& core)
    : driver_(std::make_unique<async_driver>(core.sender().shared_loop())) {}
BITBUCKET_INLINE async_page::~async_page() = default;

BITBUCKET_OPAQUE BITBUCKET_INLINE void async_page::ask(page_walker& walk) {
    walk.ask(*driver_);
}
BITBUCKET_OPAQUE BITBUCKET_INLINE bool async_page::wait(page_walker& walk, void (*resume)(void*), void* with) {
    walk.ask(*driver_);
    if (walk.is_answered()) return false;
    driver_->on_done(resume, with);
    return true;
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
