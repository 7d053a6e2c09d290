// SPDX-License-Identifier: MIT
// filter_and_sort WORKSPACE TEXT: prints the private repositories whose name or description contains a text, the
// largest first. The server filters and sorts.
//
// Shows: the query language as C++. Fields are members of the models, values are quoted for you, and comparing a bool
//        with a text does not compile.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./filter_and_sort acme api
// Not:   a filter as text: `.q("is_private = true")` is also possible. docs/querying.md has more.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 3) {
        std::cerr << "usage: filter_and_sort WORKSPACE TEXT\n";
        return 2;
    }
    const auto name = bb::field<&bb::repository::name>();
    const auto description = bb::field<&bb::repository::description>();
    const auto is_private = bb::field<&bb::repository::is_private>();
    const auto size = bb::field<&bb::repository::size>();
    const bb::filter wanted = is_private == true && (name.contains(argv[2]) || description.contains(argv[2]));
    std::cerr << wanted << '\n';

    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    for (const bb::repository& repository : api.each(bb::repositories::list{argv[1]}.q(wanted).sort(bb::desc(size))))
        std::cout << repository.full_name << ' ' << repository.size.value_or(0) / 1024 << " KiB\n";
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
