// SPDX-License-Identifier: MIT
// A user's program without libcurl: a scripted transport answers who the caller is.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <iostream>

int main() {
    namespace bb = bitbucket;
    bb::testing::scripted script;
    script.reply(200, R"({"type": "user", "display_name": "Mia"})");
    const bb::client api{script, bb::anonymous{}};
    const auto me = api.send(bb::users::current{});
    std::cout << me.display_name << '\n';
    return me.display_name == "Mia" ? 0 : 1;
}
