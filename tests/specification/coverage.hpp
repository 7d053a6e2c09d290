// SPDX-License-Identifier: MIT
// The page docs/coverage.md: what the vendor's specification has that the library lacks, and the other way round.
#pragma once

#include <string>

#include "facts.hpp"

namespace specification {

/// The page as Markdown.
[[nodiscard]] std::string coverage_page(const facts& of);

}  // namespace specification
