// SPDX-License-Identifier: MIT
// merge_pull_request WORKSPACE REPOSITORY NUMBER: merges a pull request if nothing is known to speak against it, and waits
// until it is merged.
//
// Shows: extras/mergeability.hpp and extras/merge_and_wait.hpp: obstacles with their reasons, a merge that is sent once,
//        and the three ways in which it ends.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./merge_pull_request acme site 7
// Not:   a promise: the API tells nobody which checks a branch requires, so the server may refuse the merge all the same.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/extras/merge_and_wait.hpp>
#include <bitbucket/extras/mergeability.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 4) {
        std::cerr << "usage: merge_pull_request WORKSPACE REPOSITORY NUMBER\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    const bb::mergeability found = bb::check_mergeability(api, argv[1], argv[2], argv[3]);
    for (const bb::merge_obstacle& each : found.obstacles)
        std::cerr << (each.is_certain() ? "forbidden: " : "perhaps forbidden: ") << each.text << '\n';
    if (found.verdict() == bb::merge_verdict::forbidden) return 1;

    const bb::merge_outcome done =
        bb::merge_and_wait(api, argv[1], argv[2], argv[3],
                           {.merge = {.merge_strategy = bb::merge_strategy::merge_commit},
                            .wait = {.interval = std::chrono::seconds(1), .longest = std::chrono::minutes(2)}});
    if (!done.is_merged()) {
        std::cerr << "begun and not done yet: look again later\n";
        return 3;
    }
    std::cout << "merged";
    if (done.pull_request && done.pull_request->merge_commit)
        std::cout << " as " << done.pull_request->merge_commit->hash;
    std::cout << '\n';
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    if (failure.outcome_unclear()) std::cerr << "it may be merged yet: do not send it again, look at its state\n";
    return 1;
}
