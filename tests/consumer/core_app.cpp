// SPDX-License-Identifier: MIT
// A user's program without libcurl: asks the built-in sandbox who the caller is.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <iostream>

int main() {
    namespace bb = bitbucket;
    const bb::client api{bb::testing::sandbox{}, bb::api_token{"me@example.org", bb::secret{"sandbox"}}};
    const auto me = api.send(bb::users::current{});
    std::cout << me.display_name << '\n';
    return me.display_name.empty() ? 1 : 0;
}
