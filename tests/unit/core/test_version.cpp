// SPDX-License-Identifier: MIT
// version.hpp: the text and the three numbers agree.
#include <bitbucket/version.hpp>
#include <string>

#include "support/catch.hpp"

namespace test_version {

TEST_CASE("the version's text is made of its three numbers", "[version]") {
    const std::string numbers = std::to_string(BITBUCKET_VERSION_MAJOR) + '.' +
                                std::to_string(BITBUCKET_VERSION_MINOR) + '.' + std::to_string(BITBUCKET_VERSION_PATCH);
    CHECK(std::string(BITBUCKET_VERSION_STRING) == numbers);
    CHECK(std::string(bitbucket::version) == numbers);
}

}  // namespace test_version
