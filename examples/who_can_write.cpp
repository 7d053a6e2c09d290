// SPDX-License-Identifier: MIT
// who_can_write WORKSPACE REPOSITORY: prints who may change a repository, however they got the permission.
//
// Shows: effective permissions, a filter over an ordered enumeration, and members that may be absent.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./who_can_write acme site
//        The caller must be an administrator of the repository.
// Not:   an audit of all repositories with reports and a policy: that is examples/tools/access_audit.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 3) {
        std::cerr << "usage: who_can_write WORKSPACE REPOSITORY\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    const auto level = bb::field<&bb::repository_permission::permission>();
    const auto request = bb::workspaces::list_permissions_of_repository{argv[1], argv[2]}
                             .q(level >= bb::permission_level::write)
                             .pagelen(100);
    std::size_t administrators = 0;
    for (const bb::repository_permission& grant : api.each(request)) {
        if (!grant.user) continue;
        if (grant.permission == bb::permission_level::admin) ++administrators;
        // Not the display name: that is free text, and may hold control characters.
        std::cout << grant.permission << ' ' << grant.user->account_id << '\n';
    }
    std::cout << administrators << " of them are administrators\n";
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
