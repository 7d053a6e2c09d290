// SPDX-License-Identifier: MIT
// Defines what sync_many_variables.hpp declares.
#pragma once

#include "sync_many_variables.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_INLINE std::string find_pace_problem(const sync_pace& pace) {
    constexpr std::size_t most = 256;
    return pace.concurrency < 1 || pace.concurrency > most ? "sync_pace::concurrency must be 1 to 256" : "";
}

BITBUCKET_INLINE error too_many_variables() {
    return pagination_error("the place has more than " + std::to_string(max_variables) + " variables, or more than " +
                            std::to_string(max_variable_bytes) + " bytes in total");
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
