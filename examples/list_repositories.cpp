// SPDX-License-Identifier: MIT
// list_repositories WORKSPACE: prints the repositories of a workspace, the one that changed last first.
//
// Shows: a client, a request, and `each`, which walks all pages of a collection.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./list_repositories acme
// Not:   a filter (filter_and_sort.cpp), or a walk that can be interrupted (resume_walk.cpp).
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 2) {
        std::cerr << "usage: list_repositories WORKSPACE\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    for (const bb::repository& repository : api.each(bb::repositories::list{argv[1]}.sort("-updated_on")))
        std::cout << repository.full_name << ' ' << repository.language << '\n';
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
