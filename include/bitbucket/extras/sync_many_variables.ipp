// SPDX-License-Identifier: MIT
// Defines what sync_many_variables.hpp declares.
#pragma once

#include "../detail/calls/many_calls.hpp"
#include "sync_many_variables.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

BITBUCKET_INLINE std::string find_pace_problem(const sync_pace& pace) {
    return find_concurrency_problem("sync_pace::concurrency", pace.concurrency);
}

BITBUCKET_INLINE error too_many_variables() {
    return pagination_error("the place has more than " + std::to_string(max_variables) + " variables, or more than " +
                            std::to_string(max_variable_bytes) + " bytes in total");
}

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
