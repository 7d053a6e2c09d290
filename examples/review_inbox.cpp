// SPDX-License-Identifier: MIT
// review_inbox WORKSPACE: prints the open pull requests of a workspace that wait for your review, the oldest first.
//
// Shows: extras/review_inbox.hpp, which asks every repository, many at once; and that what could not be read is not
//        passed over.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./review_inbox acme
// Not:   one request: the API has no such list, so it takes at least one for each repository.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/extras/review_inbox.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 2) {
        std::cerr << "usage: review_inbox WORKSPACE\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    const bb::account me = api.send(bb::users::current{});

    const bb::pull_request_inbox inbox = bb::review_inbox(api, argv[1], me.uuid);
    for (const bb::waiting_review& each : inbox.waiting) {
        // Not the title: that is free text, and may hold control characters.
        std::cout << each.repository << " #" << each.pull_request.id.value_or(0);
        if (each.pull_request.created_on) std::cout << ", opened " << *each.pull_request.created_on;
        std::cout << ", you: " << to_string(each.said) << '\n';
    }
    for (const bb::unread_repository& each : inbox.unread)
        std::cerr << "not read: " << each.repository << ": " << each.why << '\n';
    return inbox.complete() ? 0 : 1;
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
