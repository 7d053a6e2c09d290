// SPDX-License-Identifier: MIT
// create_project WORKSPACE KEY NAME: creates a private project and gives it a description.
//
// Shows: a draft for what is created and an edit for what is changed. Each has only the members that the API takes.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./create_project acme SHOP "The shop"
// Not:   what to do when a thing exists already: see create_variable.cpp. The API answers 400, not 409, to a project
//        key that is taken.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 4) {
        std::cerr << "usage: create_project WORKSPACE KEY NAME\n";
        return 2;
    }
    const char* workspace = argv[1];
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};

    // A draft without its key or its name does not compile.
    const bb::project project =
        api.send(bb::projects::create{workspace, {.key = argv[2], .name = argv[3], .is_private = true}});
    std::cout << "created " << project.key << ' ' << project.uuid << '\n';

    // In an edit, a member that is not set stays as it is on the server.
    api.send(bb::projects::update{workspace, project.key, {.description = "Everything that customers see"}});

    const bb::project now = api.send(bb::projects::get{workspace, project.key});
    std::cout << now.name << ": " << now.description << '\n';
} catch (const bb::bad_request& failure) {
    // Where the API names the members that it refuses, their messages say it all.
    if (failure.fields().empty()) std::cerr << failure << '\n';
    for (const bb::field_problem& field : failure.fields())
        for (const std::string& message : field.messages) std::cerr << field.name << ": " << message << '\n';
    return 1;
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
