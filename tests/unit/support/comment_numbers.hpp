// SPDX-License-Identifier: MIT
// The numbers of comments and of the first comments of threads, for tests that compare their order.
#pragma once

#include <bitbucket/extras/comment_threads.hpp>

#include <cstdint>
#include <vector>

namespace unit {

inline std::vector<std::int64_t> comment_ids(const std::vector<bitbucket::pull_request_comment>& comments) {
    std::vector<std::int64_t> out;
    for (const auto& each : comments) out.push_back(each.id.value_or(0));
    return out;
}
inline std::vector<std::int64_t> first_ids(const std::vector<bitbucket::comment_thread>& threads) {
    std::vector<std::int64_t> out;
    for (const auto& each : threads) out.push_back(each.first.id.value_or(0));
    return out;
}

}  // namespace unit
