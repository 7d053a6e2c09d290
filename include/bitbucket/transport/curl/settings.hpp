// SPDX-License-Identifier: MIT
// curl_settings: what all requests of a curl transport share: the options, the user agent, and what is wrong with them.
#pragma once

#include "options.hpp"
#include "options_problem.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

struct curl_settings {
    BITBUCKET_COLD explicit curl_settings(curl_options given)
        : options(std::move(given)),
          user_agent((options.application.empty() ? "" : options.application + ' ') + "bitbucket-cpp/" + version),
          problem(problem_with(options)) {}

    curl_options options;
    std::string user_agent;
    /// Empty if nothing is wrong.
    std::string problem;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
