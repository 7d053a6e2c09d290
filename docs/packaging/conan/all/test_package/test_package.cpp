// SPDX-License-Identifier: MIT
// What a package has to be able to do, without a network: ask a Bitbucket in memory who the caller is.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/scripted.hpp>
#ifdef WITH_CURL
#include <bitbucket/transport/curl.hpp>
#endif
#ifdef WITH_SIMDJSON
#include <bitbucket/reader/simdjson.hpp>
#endif
#include <iostream>

int main() {
    bitbucket::client_options options;
#ifdef WITH_SIMDJSON
    options.reader = bitbucket::simdjson_reader();
#endif
#ifdef WITH_CURL
    // Nothing is sent: that it links is what is tested.
    const bitbucket::client unused{bitbucket::curl_transport{}, bitbucket::anonymous{}, options};
#endif
    bitbucket::testing::scripted script;
    script.reply(200, R"({"type": "user", "display_name": "Mia"})");
    const bitbucket::client api{script, bitbucket::anonymous{}, options};
    const bitbucket::account me = api.send(bitbucket::users::current{});
    std::cout << "bitbucket-cpp " << bitbucket::version << ": " << me.display_name << '\n';
    return me.display_name == "Mia" ? 0 : 1;
}
