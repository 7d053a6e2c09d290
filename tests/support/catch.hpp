// SPDX-License-Identifier: MIT
// The one include for Catch2: finds version 3 or version 2, and gives version 2 the names of version 3 that we use.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>

namespace Catch::Matchers {

// NOLINTNEXTLINE(readability-identifier-naming): the name in version 3
inline StdString::ContainsMatcher ContainsSubstring(const std::string& text,
                                                    CaseSensitive::Choice sensitive = CaseSensitive::Yes) {
    return Contains(text, sensitive);
}

}  // namespace Catch::Matchers
#endif
