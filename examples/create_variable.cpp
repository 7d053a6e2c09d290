// SPDX-License-Identifier: MIT
// create_variable WORKSPACE REPOSITORY KEY: creates a secured pipeline variable, or gives it a new value if it exists.
// The value comes from the environment variable VARIABLE_VALUE, which keeps it out of process listings.
//
// Shows: an expected error, `conflict`, and what to do then.
// Run:   VARIABLE_VALUE=… BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./create_variable acme site API_KEY
// Not:   the way to keep many variables as they should be: see set_pipeline_variables.cpp.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;
namespace variables = bb::repository_pipeline_variables;

int main(int argc, char* argv[]) try {
    const bb::secret value = bb::secret::from_env("VARIABLE_VALUE");
    if (argc != 4 || value.empty()) {
        std::cerr << "usage: VARIABLE_VALUE=… create_variable WORKSPACE REPOSITORY KEY\n";
        return 2;
    }
    const char* workspace = argv[1];
    const char* repository = argv[2];
    const std::string key = argv[3];
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};

    try {
        api.send(variables::create{workspace, repository, {.key = key, .value = value.reveal(), .secured = true}});
        std::cout << "created " << key << '\n';
        return 0;
    } catch (const bb::conflict&) {
        std::cout << key << " exists\n";
    }
    // A variable is addressed by its UUID, and only the list gives that.
    for (const bb::pipeline_variable& variable : api.each(variables::list{workspace, repository})) {
        if (variable.key != key) continue;
        api.send(variables::update{workspace, repository, variable.uuid, {.value = value.reveal(), .secured = true}});
        std::cout << "updated " << key << '\n';
        return 0;
    }
    std::cerr << key << " was removed in the meantime\n";
    return 1;
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
