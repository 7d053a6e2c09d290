// SPDX-License-Identifier: MIT
// Defines what transport.hpp declares of loops, since a loop is only known here.
#pragma once

#include "transport_loop.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_COLD BITBUCKET_INLINE std::unique_ptr<transport_loop> any_transport::open_loop() const {
    if (open_loop_ == nullptr) return nullptr;
    return open_loop_(state_.get());
}

}  // namespace bitbucket::inline BITBUCKET_ABI
