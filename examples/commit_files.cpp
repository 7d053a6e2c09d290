// SPDX-License-Identifier: MIT
// commit_files WORKSPACE REPOSITORY BRANCH: commits two files to a branch, which it makes if there is none, and lists
// what is in the new commit.
//
// Shows: a commit without a clone, and the hash that leads to its files. Names of branches may have slashes, which paths
//        of files cannot have before the file: there the hash stands.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./commit_files acme site feature/hello
// Not:   safe against a push in between: for that give `commit_files` a parent, and look for `bb::conflict`.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/extras/commit_files.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;
namespace source = bb::source;

int main(int argc, char* argv[]) try {
    if (argc != 4) {
        std::cerr << "usage: commit_files WORKSPACE REPOSITORY BRANCH\n";
        return 2;
    }
    const auto changes = source::commit_files{}
                             .message("Say hello")
                             .branch(argv[3])
                             .add_text("docs/hello.md", "# Hello\n")
                             .add_text("bin/hello.sh", "#!/bin/sh\necho hello\n", source::file_mode::executable);
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    const bb::created_commit made = api.send(source::create_commit{argv[1], argv[2], changes});
    std::cout << "made " << made.hash << '\n';

    for (const bb::commit_file& each :
         api.each(source::list_directory{argv[1], argv[2], made.hash, ""}.max_depth(5).q("type = \"commit_file\"")))
        std::cout << each.path << (each.has("executable") ? " (executable)" : "") << '\n';
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
