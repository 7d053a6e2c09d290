// SPDX-License-Identifier: MIT
// Defines what cancel_token.hpp declares, apart from types.ipp: models need no <memory> and no <atomic>.
#pragma once

#include "cancel_token.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE cancel_token cancel_token::either(const cancel_token& a, const cancel_token& b) {
    if (a.ask_ == nullptr) return b;
    if (b.ask_ == nullptr) return a;
    struct both {
        cancel_token a;
        cancel_token b;
        [[nodiscard]] bool stop_requested() const noexcept { return a.is_cancelled() || b.is_cancelled(); }
        [[nodiscard]] bool stop_possible() const noexcept { return true; }
    };
    return both{a, b};
}

BITBUCKET_INLINE cancel_source::cancel_source() : flag_(std::make_shared<std::atomic<bool>>(false)) {}

BITBUCKET_INLINE cancel_token cancel_source::token() const {
    cancel_token result;
    result.state_ = flag_;
    result.ask_ = [](const void* state) { return static_cast<const std::atomic<bool>*>(state)->load(); };
    return result;
}

}  // namespace bitbucket::inline BITBUCKET_ABI
