// SPDX-License-Identifier: MIT
// A user's program with libcurl: nothing listens on port 1 of the loopback, so the transport has to say so.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

int main() {
    namespace bb = bitbucket;
    const bb::client api{bb::curl_transport{}, bb::anonymous{}, {.base_url = "http://127.0.0.1:1/2.0"}};
    const auto me = api.try_send(bb::users::current{});
    if (me) return 1;
    std::cout << me.error().what() << '\n';
    return 0;
}
