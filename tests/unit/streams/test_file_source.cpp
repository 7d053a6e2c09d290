// SPDX-License-Identifier: MIT
// file_source.hpp: files as bodies, and files that are not there or change while they are sent.
#include <bitbucket/streams/file_source.hpp>

#include <sys/stat.h>

#include "support/stream_errors.hpp"
#include "support/temporary_folder.hpp"

namespace test_file_source {

using namespace stream_test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::size_t open_files() {
    const std::filesystem::path all = "/proc/self/fd";
    if (!std::filesystem::exists(all)) return 0;
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(all), std::filesystem::directory_iterator()));
}

}  // namespace

TEST_CASE("a file is read as often as it is sent, and is open only meanwhile") {
    const test_support::temporary_folder folder;
    std::string text = "line\r\n";
    for (int i = 0; i < 16; ++i) text += text;
    text += '\0';
    bb::file_source source(folder.write("a b.txt", text));
    CHECK(source.size() == text.size());
    CHECK(source.problem().empty());
    CHECK(source.file_name() == "a b.txt");
    const std::size_t before = open_files();
    CHECK(bytes_of(source) == text);
    CHECK(bytes_of(source, 1000) == text);
    {
        bb::detail::source_reader reader(source);
        CHECK(open_files() == before);
        char c = 0;
        CHECK(reader.read(&c, 1) == 1);
        if (before > 0) CHECK(open_files() == before + 1);
    }
    CHECK(open_files() == before);
    bb::file_source empty(folder.write("empty", ""));
    CHECK(bytes_of(empty).empty());
}

TEST_CASE("each send takes the size that the file has then") {
    const test_support::temporary_folder folder;
    bb::file_source source(folder.write("log", "one"));
    CHECK(bytes_of(source) == "one");
    (void)folder.write("log", "one two");
    CHECK(source.size() == 7);
    CHECK(bytes_of(source) == "one two");
}

TEST_CASE("what is not a file that can be read is named before anything is sent") {
    const test_support::temporary_folder folder;
    const auto problem = [](const std::filesystem::path& path) {
        bb::file_source source(path);
        const std::string found = source.problem();
        CHECK(message_of<bb::usage_error>([&] { (void)bytes_of(source); }) == found);
        return found;
    };
    CHECK(problem("").find("path") != std::string::npos);
    CHECK_THAT(problem(folder / "gone.txt"), ContainsSubstring("gone.txt does not exist"));
    CHECK_THAT(problem(folder.path()), ContainsSubstring("is a folder"));
    CHECK_THAT(problem("/dev/null"), ContainsSubstring("not a regular file"));
    REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
    CHECK_THAT(problem(folder / "fifo"), ContainsSubstring("not a regular file"));
    if (::geteuid() == 0) return;  // root may read everything
    const auto secret = folder.write("secret", "x");
    ::chmod(secret.c_str(), 0);
    CHECK_THAT(problem(secret), ContainsSubstring("Permission denied"));
}

TEST_CASE("a file that changes while it is sent ends the send, with its name") {
    const test_support::temporary_folder folder;
    const auto path = folder.write("app.zip", std::string(1000, 'x'));
    bb::file_source source(path);
    const auto sent_while = [&](auto&& change) {
        (void)folder.write("app.zip", std::string(1000, 'x'));
        return message_of<bb::transport_error>([&] {
            bb::detail::source_reader reader(source);
            char part[400];
            CHECK(reader.read(part, sizeof part) == sizeof part);
            change();
            while (!reader.is_done()) (void)reader.read(part, sizeof part);
        });
    };
    CHECK_THAT(sent_while([&] { std::filesystem::resize_file(path, 500); }),
               ContainsSubstring("app.zip") && ContainsSubstring("ended after 500 of 1000 bytes"));
    CHECK_THAT(sent_while([&] { std::filesystem::resize_file(path, 1001); }),
               ContainsSubstring("app.zip") && ContainsSubstring("goes on after its 1000 bytes"));
    (void)folder.write("app.zip", "whole again");
    CHECK(bytes_of(source) == "whole again");

    CHECK_THAT(message_of<bb::transport_error>([&] {
                   bb::detail::source_reader reader(source);
                   std::filesystem::remove(path);
                   char part[4];
                   (void)reader.read(part, sizeof part);
               }),
               ContainsSubstring("app.zip cannot be opened") && ContainsSubstring("No such file"));
}

}  // namespace test_file_source
