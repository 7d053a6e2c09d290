// SPDX-License-Identifier: MIT
// set_pipeline_variables WORKSPACE REPOSITORY NAME…: gives a repository secured pipeline variables with the values that
// the environment variables of the same names have here. Other variables are left alone.
//
// Shows: a plan that is made, printed and applied; it never prints a value.
// Run:   API_KEY=… BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./set_pipeline_variables acme site API_KEY
// Not:   a tool with files and a dry run: that is examples/tools/pipeline_variables. docs/variables.md has the rules.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/extras/sync_variables.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc < 4) {
        std::cerr << "usage: set_pipeline_variables WORKSPACE REPOSITORY NAME…\n";
        return 2;
    }
    std::vector<bb::wanted_variable> wanted;
    for (int i = 3; i < argc; ++i)
        wanted.push_back({.key = argv[i], .value = bb::secret::from_env(argv[i]), .secured = true});

    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    const bb::repository_variables place{argv[1], argv[2]};
    const bb::variable_plan plan = bb::plan_variables(api, place, wanted);
    std::cout << plan;  // what would be done, and why

    const bb::sync_outcome outcome = bb::apply_variables(api, place, plan);
    std::cout << outcome;  // what has been done
    return outcome.complete() ? 0 : 1;
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
