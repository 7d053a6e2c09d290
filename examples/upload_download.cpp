// SPDX-License-Identifier: MIT
// upload_download WORKSPACE REPOSITORY FILE: uploads a file to the downloads of a repository, gets it back beside the
// original, and lists the downloads.
//
// Shows: a body that is read from a file, a reply that goes into one, and progress. Neither is in memory as a whole.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./upload_download acme site build/app.zip
// Not:   a way to files of the source: see commit_files.cpp.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/download.hpp>
#include <bitbucket/extras/upload_files.hpp>
#include <bitbucket/streams/file_sink.hpp>
#include <bitbucket/streams/file_source.hpp>
#include <bitbucket/transport/curl.hpp>
#include <filesystem>
#include <iostream>

namespace bb = bitbucket;

int main(int argc, char* argv[]) try {
    if (argc != 4) {
        std::cerr << "usage: upload_download WORKSPACE REPOSITORY FILE\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    const auto content = std::make_shared<bb::file_source>(argv[3]);
    // A download of the same name is replaced.
    api.send(bb::downloads::upload{argv[1], argv[2], bb::downloads::files{}.add(content)});

    bb::file_sink copy(std::string(argv[3]) + ".copy");
    copy.on_progress([](std::uint64_t so_far, std::optional<std::uint64_t> total) {
        std::cerr << so_far << " of " << total.value_or(so_far) << " bytes\n";
    });
    bb::download(api, bb::downloads::get{argv[1], argv[2], content->file_name()}, copy);

    for (const bb::download_artifact& each : api.each(bb::downloads::list{argv[1], argv[2]}))
        std::cout << each.name << ", " << each.size.value_or(0) << " bytes\n";
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
