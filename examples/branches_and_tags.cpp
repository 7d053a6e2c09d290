// SPDX-License-Identifier: MIT
// branches_and_tags WORKSPACE REPOSITORY VERSION: makes a branch release/VERSION from the main branch and an annotated tag
// VERSION on it, lists both kinds, and removes the branch again.
//
// Shows: names with slashes, what a branch and a tag point at, a filter by name, and refs told apart by `type`.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./branches_and_tags acme site v1.2.0
// Not:   a release: it leaves the tag, which `refs::remove_tag` removes.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;
namespace refs = bb::refs;

int main(int argc, char* argv[]) try {
    if (argc != 4) {
        std::cerr << "usage: branches_and_tags WORKSPACE REPOSITORY VERSION\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    const std::string version = argv[3];
    const std::string name = "release/" + version;

    const bb::branch main = api.send(refs::get_branch{argv[1], argv[2], "main"});
    const std::string start = main.target ? main.target->hash : "main";
    const bb::branch made = api.send(refs::create_branch{argv[1], argv[2], {.name = name, .target = start}});
    std::cout << "made " << made.name << '\n';
    api.send(
        refs::create_tag{argv[1], argv[2], {.name = version, .target = start, .message = "Version " + version + '\n'}});

    const auto wanted = refs::list{argv[1], argv[2]}.q(bb::field("name").contains(version)).sort("name");
    for (const bb::ref& each : api.each(wanted)) {
        std::cout << (each.is_tag() ? "tag " : "branch ") << each.name;
        if (each.target) std::cout << " at " << each.target->hash.substr(0, 12);
        std::cout << '\n';
    }
    api.send(refs::remove_branch{argv[1], argv[2], name});
    std::cout << "removed " << name << '\n';
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
