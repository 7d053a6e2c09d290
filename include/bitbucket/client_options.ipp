// SPDX-License-Identifier: MIT
// Defines what client_options.hpp declares.
#pragma once

#include <cstdlib>

#include "client_options.hpp"
#include "detail/text/token_text.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

BITBUCKET_INLINE client_options client_options::from_env() {
    client_options options;
    const char* url = std::getenv("BITBUCKET_BASE_URL");  // NOLINT(concurrency-mt-unsafe)
    const std::string_view given = detail::trimmed_token(url == nullptr ? "" : url);
    if (!given.empty()) options.base_url = given;
    return options;
}

}  // namespace bitbucket::inline BITBUCKET_ABI
