// SPDX-License-Identifier: MIT
// A user's program without libcurl: asks the built-in sandbox who the caller is.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <iostream>

int main() {
    namespace bb = bitbucket;
    using bb::testing::sandbox;
    const bb::client api{sandbox{}, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
    const auto me = api.send(bb::users::current{});
    std::cout << me.display_name << '\n';
    return me.display_name.empty() ? 1 : 0;
}
