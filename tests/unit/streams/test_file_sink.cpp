// SPDX-License-Identifier: MIT
// file_sink.hpp: a file that is there whole or not at all, whatever happens to the reply or the disk.
#include <bitbucket/streams/file_sink.hpp>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "support/child_process.hpp"
#include "support/stream_errors.hpp"
#include "support/temporary_folder.hpp"

namespace test_file_sink {

using namespace stream_test;
using Catch::Matchers::ContainsSubstring;
using names = std::vector<std::string>;

TEST_CASE("a whole reply becomes the file, and replaces what was there") {
    const test_support::temporary_folder folder;
    const std::string body(3500, 'n');
    for (const bb::partial_file mode : {bb::partial_file::removed, bb::partial_file::kept}) {
        (void)folder.write("a.bin", "old");
        bb::file_sink sink(folder / "a.bin", mode);
        CHECK(sink.problem().empty());
        give(sink, body);
        CHECK(folder.read("a.bin") == "old");
        CHECK(folder.names().size() == 2);
        sink.finish();
        CHECK(folder.read("a.bin") == body);
        CHECK(folder.names() == names{"a.bin"});
        CHECK(sink.partial_path().empty());
    }
    bb::file_sink empty(folder / "empty");
    give(empty, "");
    empty.finish();
    CHECK(folder.names() == names{"a.bin", "empty"});
}

TEST_CASE("a reply that fails leaves nothing, or what was asked for") {
    const test_support::temporary_folder folder;
    (void)folder.write("a.bin", "old");
    SECTION("given up") {
        bb::file_sink sink(folder / "a.bin");
        REQUIRE(sink.begin(200, {}));
        sink.write("new");
        sink.give_up();
        CHECK(folder.names() == names{"a.bin"});
    }
    SECTION("destroyed") {
        {
            bb::file_sink sink(folder / "a.bin");
            REQUIRE(sink.begin(200, {}));
            sink.write("new");
        }
        CHECK(folder.names() == names{"a.bin"});
    }
    SECTION("too short") {
        bb::file_sink sink(folder / "a.bin");
        REQUIRE(sink.begin(200, {{"Content-Length", "4"}}));
        sink.write("new");
        CHECK_THROWS_AS(sink.finish(), bb::transport_error);
        sink.give_up();
        CHECK(folder.names() == names{"a.bin"});
    }
    SECTION("kept") {
        {
            bb::file_sink sink(folder / "a.bin", bb::partial_file::kept);
            REQUIRE(sink.begin(200, {}));
            sink.write("new");
            sink.give_up();
            CHECK(sink.partial_path() == folder / "a.bin.part");
        }
        CHECK(folder.names() == names{"a.bin", "a.bin.part"});
        CHECK(folder.read("a.bin.part") == "new");
    }
    SECTION("an error never touches the folder") {
        bb::file_sink sink(folder / "b.bin");
        CHECK_FALSE(sink.begin(500, {}));
        CHECK(folder.names() == names{"a.bin"});
    }
    CHECK(folder.read("a.bin") == "old");
}

TEST_CASE("a file begins anew, or goes on where it was") {
    const test_support::temporary_folder folder;
    bb::file_sink sink(folder / "a.bin");
    REQUIRE(sink.begin(200, {}));
    sink.write("abc");
    SECTION("anew") {
        REQUIRE(sink.begin(200, {}));
        sink.write("xy");
        sink.finish();
        CHECK(folder.read("a.bin") == "xy");
    }
    SECTION("on") {
        REQUIRE(sink.begin(206, {{"Content-Range", "bytes 3-5/6"}}));
        sink.write("def");
        sink.finish();
        CHECK(folder.read("a.bin") == "abcdef");
    }
    CHECK(folder.names() == names{"a.bin"});
}

TEST_CASE("new files get the permissions of new files, and a link is followed") {
    const test_support::temporary_folder folder;
    const mode_t before = ::umask(027);
    bb::file_sink sink(folder / "a.bin");
    give(sink, "x");
    sink.finish();
    ::umask(before);
    struct stat info{};
    REQUIRE(::stat((folder / "a.bin").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0640U);

    std::filesystem::create_symlink("a.bin", folder / "link");
    bb::file_sink through(folder / "link");
    give(through, "new");
    through.finish();
    CHECK(std::filesystem::is_symlink(folder / "link"));
    CHECK(folder.read("a.bin") == "new");
}

TEST_CASE("targets that cannot be files are named before anything is sent") {
    const test_support::temporary_folder folder;
    const auto problem = [](const std::filesystem::path& target) {
        bb::file_sink sink(target);
        const std::string found = sink.problem();
        CHECK(message_of<bb::transport_error>([&] { (void)sink.begin(200, {}); }) == found);
        return found;
    };
    CHECK_THAT(problem(""), ContainsSubstring("path"));
    CHECK_THAT(problem(folder / "gone/a.bin"), ContainsSubstring("gone does not exist"));
    CHECK_THAT(problem(folder.path()), ContainsSubstring("is a folder"));
    CHECK_THAT(problem("/dev/null"), ContainsSubstring("not a regular file"));
    std::filesystem::create_symlink("nowhere", folder / "link");
    CHECK_THAT(problem(folder / "link"), ContainsSubstring("link to nothing"));
    CHECK(bb::file_sink("a.bin").problem().empty());
    if (::geteuid() == 0) return;  // root may write everywhere
    ::chmod(folder.path().c_str(), 0500);
    bb::file_sink locked(folder / "a.bin");
    CHECK_THAT(message_of<bb::transport_error>([&] { (void)locked.begin(200, {}); }),
               ContainsSubstring("Permission denied"));
    ::chmod(folder.path().c_str(), 0700);
}

TEST_CASE("a disk without room is said, and nothing is left behind") {
    const test_support::temporary_folder folder;
    const int end = support::end_of([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit most{5000, 5000};  // a limit on files stands in for the disk: it writes short, and then fails
        ::setrlimit(RLIMIT_FSIZE, &most);
        bb::file_sink sink(folder / "a.bin");
        if (!sink.begin(200, {})) return false;
        try {
            sink.write(std::string(4000, 'x'));
            sink.write(std::string(4000, 'x'));
        } catch (const bb::transport_error& full) {
            const std::string text = full.message();
            sink.give_up();
            return text.find("a.bin cannot be written after 4000 bytes: File too large") != std::string::npos &&
                   full.is_permanent() && folder.names().empty();
        }
        return false;
    });
    CHECK(end == 0);
}

}  // namespace test_file_sink
