// SPDX-License-Identifier: MIT
// The numbers of comments and of the first comments of threads, for tests that compare their order.
#pragma once

#include <bitbucket/extras/comment_threads.hpp>

namespace unit {

using numbers = std::vector<std::int64_t>;

inline numbers ids(const std::vector<bitbucket::pull_request_comment>& comments) {
    numbers out;
    for (const auto& each : comments) out.push_back(each.id.value_or(0));
    return out;
}
inline numbers firsts(const std::vector<bitbucket::comment_thread>& threads) {
    numbers out;
    for (const auto& each : threads) out.push_back(each.first.id.value_or(0));
    return out;
}

}  // namespace unit
