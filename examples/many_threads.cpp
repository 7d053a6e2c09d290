// SPDX-License-Identifier: MIT
// many_threads WORKSPACE: counts, for each repository, the users that have been given a permission on it by name.
//
// Shows: one client for all threads. They share its connections, and wait together when the server asks them to.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./many_threads acme
// Not:   a way around the limits: all threads together have the requests per hour of one credential.
#include <atomic>
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 2) {
        std::cerr << "usage: many_threads WORKSPACE\n";
        return 2;
    }
    const bb::workspace_ref workspace = argv[1];
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    std::vector<std::string> slugs;
    for (const bb::repository& repository : api.each(bb::repositories::list{workspace}.pagelen(100)))
        slugs.push_back(repository.slug);

    // Each thread writes to its own elements, so they need no lock. A range belongs to one thread.
    std::vector<std::string> lines(slugs.size());
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> complete = true;
    const auto work = [&] {
        for (std::size_t i = next++; i < slugs.size(); i = next++) {
            std::size_t count = 0;
            // No exceptions here: an exception that leaves a thread ends the program.
            for (const auto& page : api.try_pages(bb::repository_permissions::list_users{workspace, slugs[i]})) {
                if (page) count += page->values.size();
                if (!page) complete = false;
                lines[i] = page ? std::to_string(count) + " users" : page.error().describe();
            }
        }
    };
    std::vector<std::thread> threads(4);
    for (std::thread& thread : threads) thread = std::thread(work);
    for (std::thread& thread : threads) thread.join();

    for (std::size_t i = 0; i < slugs.size(); ++i) std::cout << slugs[i] << ": " << lines[i] << '\n';
    return complete ? 0 : 1;
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
