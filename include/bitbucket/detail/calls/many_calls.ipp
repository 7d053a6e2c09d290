// SPDX-License-Identifier: MIT
// Defines what many_calls.hpp declares.
#pragma once

#include "call_group.hpp"
#include "many_calls.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_OPAQUE BITBUCKET_INLINE std::string find_concurrency_problem(const char* option, std::size_t concurrency) {
    constexpr std::size_t most = 256;
    if (concurrency >= 1 && concurrency <= most) return {};
    return std::string(option) + " must be 1 to " + std::to_string(most);
}

BITBUCKET_OPAQUE BITBUCKET_INLINE std::shared_ptr<call_group> make_group(const client_core& core) {
    return std::make_shared<call_group>(core);
}

BITBUCKET_INLINE bool is_concurrent(const call_group& group) noexcept {
    return group.is_concurrent();
}

BITBUCKET_OPAQUE BITBUCKET_INLINE void wait_for_any(call_group& group) {
    group.wait_for_any();
}

BITBUCKET_OPAQUE BITBUCKET_INLINE begun_call::begun_call(std::shared_ptr<const client_core> core,
                                                         std::shared_ptr<call_group> group, const request_base& request,
                                                         const call_options& options)
    : group_(std::move(group)) {
    if (const auto problem = core->find_usage_error(request)) {
        call_ = std::make_shared<driven_call>(std::move(core), request, not_sent(*problem, request), *group_);
    } else {
        std::string url = core->url_of(request);
        call_ = std::make_shared<driven_call>(std::move(core), request, std::move(url), options, *group_);
    }
    group_->begin(*call_);
}

BITBUCKET_INLINE bool begun_call::is_done() const noexcept {
    return call_->is_done();
}

BITBUCKET_OPAQUE BITBUCKET_INLINE std::optional<error> begun_call::finish(const reply_target& target) {
    return call_->finish(target);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
