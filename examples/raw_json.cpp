// SPDX-License-Identifier: MIT
// raw_json WORKSPACE REPOSITORY: prints every member of a repository as the API sends it.
//
// Shows: a reply as nlohmann::json, for members that the models of the library do not have.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./raw_json acme site
// Not:   the usual way: `send` gives a bb::repository. For a model of your own see own_operation.cpp.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/json.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 3) {
        std::cerr << "usage: raw_json WORKSPACE REPOSITORY\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    const nlohmann::json repository = api.send_json(bb::repositories::get{argv[1], argv[2]});
    // `dump` writes the control characters of a text as \u escapes, so that none of them reaches the terminal.
    for (const auto& [name, value] : repository.items()) std::cout << name << " = " << value.dump() << '\n';
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
