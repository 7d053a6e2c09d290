// SPDX-License-Identifier: MIT
// A program of one file that calls the API; in the compiled mode it needs an implementing file.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>

int main() {
    namespace bb = bitbucket;
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env()};
    return api.try_send(bb::users::current{}) ? 0 : 1;
}
