// SPDX-License-Identifier: MIT
// wait_options: how long and how often to ask about work that the server accepted. `wait` is in wait.hpp.
#pragma once

#include "call_options.hpp"
#include "detail/text/clock_types.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// How long and how often to ask.
struct wait_options {
    /// The time before each question, at least 100 ms.
    std::chrono::milliseconds interval = std::chrono::seconds(2);
    /// Stops asking after this time. The work goes on.
    std::chrono::milliseconds longest = std::chrono::minutes(5);
    /// For each question; its deadline and cancel token end the waiting too, with an error.
    call_options call = {};
};

}  // namespace bitbucket::inline BITBUCKET_ABI
