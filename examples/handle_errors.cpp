// SPDX-License-Identifier: MIT
// handle_errors WORKSPACE REPOSITORY USER: gives a user, by UUID or account ID, write permission on a repository.
//
// Shows: errors as classes to catch, errors as values to look at, the library's hints, and what to do when nobody
//        knows whether a change was made.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./handle_errors acme site '{504c3b62-…}'
// Not:   all classes and members: docs/errors.md has them.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 4) {
        std::cerr << "usage: handle_errors WORKSPACE REPOSITORY USER\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};

    // `send` throws. Catch what you can handle, and let the rest reach main.
    try {
        std::cout << api.send(bb::repositories::get{argv[1], argv[2]}).full_name << '\n';
    } catch (const bb::not_found&) {
        std::cerr << "there is no such repository, or this credential may not see it\n";
        return 1;
    }

    // `try_send` returns the value or the same error, and throws nothing.
    const auto granted = api.try_send(bb::repository_permissions::update_user{
        argv[1], argv[2], argv[3], {.permission = bb::repository_grant::write}});
    if (granted) {
        std::cout << "granted " << granted->permission << '\n';
        return 0;
    }
    const bb::error& failure = granted.error();
    if (failure.kind() == bb::error_kind::rate_limited) {
        std::cerr << "too many requests in this hour: try later\n";
    } else if (failure.outcome_unclear()) {
        // The connection broke, or the server failed, after the request went out: look before you repeat it.
        std::cerr << "perhaps granted, perhaps not: " << failure << '\n';
    } else {
        std::cerr << "not granted: " << failure.message() << '\n';
        if (!failure.hint().empty()) std::cerr << "hint: " << failure.hint() << '\n';
    }
    return 1;
} catch (const bb::error& failure) {
    // All that is known, on one line: status, message, fields, hint. Never a secret.
    std::cerr << failure << '\n';
    return 1;
}
