// SPDX-License-Identifier: MIT
// resume_walk WORKSPACE FILE: prints two pages of repositories, and at the next run the two pages after them. FILE
// holds the place; it is removed when all repositories have been printed.
//
// Shows: a resume link, kept as text. After an error, too, it is the first page whose items were not all delivered.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./resume_walk acme place.txt
// Not:   a snapshot: what is created or removed between two runs may be missed or come twice.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) {
    if (argc != 3) {
        std::cerr << "usage: resume_walk WORKSPACE FILE\n";
        return 2;
    }
    std::string place;
    std::getline(std::ifstream(argv[2]), place);  // an empty place is the first page

    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    auto repositories =
        api.each(bb::repositories::list{argv[1]}.sort("created_on"), {.max_pages = 2, .from = bb::page_link{place}});
    int code = 0;
    try {
        for (const bb::repository& repository : repositories) std::cout << repository.full_name << '\n';
    } catch (const bb::error& failure) {
        std::cerr << failure << '\n';
        code = 1;
    }
    place = repositories.resume_link().str();
    if (place.empty() && code == 0) {
        std::cerr << "that is all\n";
        static_cast<void>(std::remove(argv[2]));  // there may be none
    } else if (!place.empty() && !(std::ofstream(argv[2]) << place << '\n').flush()) {
        std::cerr << "cannot write " << argv[2] << '\n';
        code = 1;
    }
    return code;
}
