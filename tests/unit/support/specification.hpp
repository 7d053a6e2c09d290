// SPDX-License-Identifier: MIT
// The specification that tests hold the library against: the extract in tests/specification, unless BITBUCKET_SPEC names
// another one, or an OpenAPI document.
#pragma once

#include <cstdlib>

#include "specification/facts.hpp"

namespace unit {

inline specification::facts facts_under_test() {
    const char* path = std::getenv("BITBUCKET_SPEC");  // NOLINT(concurrency-mt-unsafe)
    return path == nullptr || *path == '\0' ? specification::committed_facts() : specification::read_facts(path);
}

}  // namespace unit
