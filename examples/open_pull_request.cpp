// SPDX-License-Identifier: MIT
// open_pull_request WORKSPACE REPOSITORY BRANCH TITLE: opens a pull request from a branch into the main branch, and asks
// the default reviewers for a review.
//
// Shows: a draft of a pull request, and the default reviewers of a repository and its project.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./open_pull_request acme site feature/hours 'Say when we open'
// Not:   a tool that asks git for the branch: that is examples/tools/pr. docs/pull-requests.md says what may be refused.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 5) {
        std::cerr << "usage: open_pull_request WORKSPACE REPOSITORY BRANCH TITLE\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};

    // The API refuses the author as a reviewer, so the caller is left out.
    std::vector<bb::account> asked;
    for (const bb::default_reviewer& each : api.each(bb::default_reviewers::list_effective{argv[1], argv[2]}))
        if (each.user) asked.push_back(*each.user);
    const bb::account me = api.send(bb::users::current{});

    const bb::pull_request made = api.send(bb::pull_requests::create{
        argv[1],
        argv[2],
        {.title = argv[4], .source = argv[3], .reviewers = bb::reviewers_of(asked, me), .close_source_branch = true}});
    std::cout << "opened " << made.id.value_or(0) << '\n';
    if (made.destination && made.destination->branch) std::cout << "into " << made.destination->branch->name << '\n';
} catch (const bb::error& failure) {
    // A bb::bad_request for a branch that is not there, for nothing to merge, or for a reviewer who has left.
    std::cerr << failure << '\n';
    return 1;
}
