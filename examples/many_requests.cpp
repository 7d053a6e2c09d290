// SPDX-License-Identifier: MIT
// many_requests WORKSPACE REPOSITORY...: asks for repositories, and lists their deploy keys.
//
// Shows: many requests at once on one thread, and the items of many collections side by side. The failure of one does not
// end the rest.
// Run:   BITBUCKET_EMAIL=… BITBUCKET_TOKEN=… ./many_requests acme site api
// Not:   threads; for those see many_threads.cpp.
#include <bitbucket/api/deploy_keys.hpp>
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/each_of.hpp>
#include <bitbucket/send_all.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int count, char** arguments) try {
    if (count < 3) {
        std::cerr << "usage: many_requests WORKSPACE REPOSITORY [REPOSITORY]...\n";
        return 2;
    }
    const std::vector<std::string> slugs(arguments + 2, arguments + count);
    std::vector<bb::repositories::get> wanted;
    std::vector<bb::deploy_keys::list> lists;
    for (const std::string& slug : slugs) {
        wanted.emplace_back(arguments[1], slug);
        lists.emplace_back(arguments[1], slug);
    }

    const bb::client api{bb::curl_transport{bb::curl_options::from_env()}, bb::credentials::from_env(),
                         bb::client_options::from_env()};
    for (const auto& found : api.send_all(wanted, {.concurrency = 8}))
        std::cout << slugs[found.place()] << ": " << (found ? found->full_name : std::string(found.error().what()))
                  << '\n';

    auto keys = api.each_of(lists);
    for (const auto& key : keys)
        std::cout << slugs[key.place()] << ": " << (key ? "key " + key->label : std::string(key.error().what()))
                  << '\n';
    if (!keys.complete()) return 1;
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
