// SPDX-License-Identifier: MIT
// Lists who has been granted what on a repository, with the library. Its counterpart is list_by_hand.cpp.
#include <bitbucket/api/repository_permissions.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

int main(int argc, char* argv[]) {
    namespace bb = bitbucket;
    if (argc != 3) {
        std::cerr << "usage: list_with_sdk WORKSPACE REPOSITORY\n";
        return 2;
    }
    try {
        const bb::client api{bb::curl_transport{}, bb::credentials::from_env()};
        for (const auto& grant : api.each(bb::repository_permissions::list_users{argv[1], argv[2]}.pagelen(100)))
            if (grant.user) std::cout << grant.user->display_name << ' ' << grant.permission << '\n';
    } catch (const bb::error& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
