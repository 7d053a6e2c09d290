// SPDX-License-Identifier: MIT
// retry_policy WORKSPACE: reads a workspace with more patience than by default, and says how often it had to ask.
//
// Shows: the options that decide when a request is sent again, for a job that runs at night and may take its time.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./retry_policy acme
// Not:   necessary for most programs: by default up to three attempts are made within 30 seconds.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 2) {
        std::cerr << "usage: retry_policy WORKSPACE\n";
        return 2;
    }
    using namespace std::chrono_literals;
    bb::client_options options = bb::client_options::from_env();
    options.retry.max_attempts = 8;
    options.retry.total_time = 10min;  // all attempts and waits together
    options.retry.first_wait = 250ms;  // doubled after each attempt; a random part of it is waited
    options.retry.longest_wait = 1min;
    // A POST is repeated only after 429, or when it is certain that nothing was sent. To send everything once:
    // options.retry = bb::retry_policy::none();
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), options};

    const bb::reply<bb::workspace> reply = api.exchange(bb::workspaces::get{argv[1]});
    std::cout << reply.value.name << " after " << reply.attempts
              << (reply.attempts == 1 ? " attempt\n" : " attempts\n");
} catch (const bb::error& failure) {
    std::cerr << "gave up after " << failure.attempts() << " attempts in " << failure.elapsed().count()
              << " ms: " << failure << '\n';
    return 1;
}
