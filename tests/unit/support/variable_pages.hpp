// SPDX-License-Identifier: MIT
// A collection whose `next` links are broken, for the tests of walks through one: pages of variables, the request for
// them, and what a walk finds and sends.
#pragma once

#include <bitbucket/api/user_pipeline_variables.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace unit {

inline const std::string collection = "https://api.bitbucket.org/2.0/users/me/pipelines_config/variables";

/// A request that the vendor has deprecated, which is known here.
inline bitbucket::user_pipeline_variables::list variables() {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return bitbucket::user_pipeline_variables::list{"me"};
#pragma GCC diagnostic pop
}

/// A page of `count` variables named from `first` on. What is -1 or empty is left out.
inline std::string page(int first, int count, const std::string& next, int number = -1, int size = -1,
                        int pagelen = 2) {
    std::string out = R"({"values":[)";
    for (int i = 0; i < count; ++i) out += (i == 0 ? "" : ",") + (R"({"key":"K)" + std::to_string(first + i)) + "\"}";
    out += "]";
    if (number >= 0) out += ",\"page\":" + std::to_string(number);
    if (size >= 0) out += ",\"size\":" + std::to_string(size);
    if (pagelen >= 0) out += ",\"pagelen\":" + std::to_string(pagelen);
    if (!next.empty()) out += ",\"next\":\"" + next + '"';
    return out + "}";
}

/// The keys that a walk finds, and the queries that it sends.
struct walked {
    std::vector<std::string> keys;
    std::vector<std::string> queries;
};
inline walked walk(bitbucket::testing::scripted script, const bitbucket::walk_options& options = {}) {
    const bitbucket::client api{script, {}, {.retry = bitbucket::retry_policy::none()}};
    walked out;
    for (const bitbucket::pipeline_variable& each : api.each(variables(), options)) out.keys.push_back(each.key);
    for (const auto& each : script.requests()) out.queries.push_back(each.query());
    CHECK(script.unused() == 0);
    return out;
}

}  // namespace unit
