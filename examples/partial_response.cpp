// SPDX-License-Identifier: MIT
// partial_response WORKSPACE: prints the main branch of every repository, and asks the server for nothing else.
//
// Shows: `fields`, which makes replies a fraction of their size. Members that were not asked for stay empty.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./partial_response acme
// Not:   a filter: all repositories come, with fewer members each. For fewer repositories see filter_and_sort.cpp.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/query/fields.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 2) {
        std::cerr << "usage: partial_response WORKSPACE\n";
        return 2;
    }
    const auto wanted =
        bb::only(bb::field<&bb::repository::full_name>(), bb::field<&bb::repository::mainbranch, &bb::branch::name>());
    const auto request = bb::repositories::list{argv[1]}.fields(wanted).pagelen(100);

    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    for (const bb::repository& repository : api.each(request))
        std::cout << repository.full_name << ' '
                  << (repository.mainbranch ? repository.mainbranch->name : "(no branch)") << '\n';
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
