// SPDX-License-Identifier: MIT
// tools/support/whole_file.hpp: the old report or the new one, never a half, and nothing left behind.
#include "../../../examples/tools/support/whole_file.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "support/catch.hpp"

namespace test_whole_file {

namespace fs = std::filesystem;
using examples::output_failure;
using examples::whole_file;

namespace {

/// A folder of this test's own.
struct folder {
    fs::path path;

    folder() {
        std::string name = (fs::temp_directory_path() / "whole-file-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }

    [[nodiscard]] std::size_t count() const {
        std::size_t files = 0;
        for ([[maybe_unused]] const auto& each : fs::directory_iterator(path)) ++files;
        return files;
    }
};

std::string content(const fs::path& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
}

void put(const fs::path& file, const char* text) {
    std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("a report takes the place of the old one, which is there until then") {
    const folder in;
    const fs::path name = in.path / "report.html";
    put(name, "old and longer");
    {
        whole_file file(name);
        CHECK(content(name) == "old and longer");
        file.replace_content("new");
        CHECK(content(name) == "new");
    }
    CHECK(content(name) == "new");
    CHECK(in.count() == 1);
}

TEST_CASE("no report leaves the old one, and no other file") {
    const folder in;
    const fs::path name = in.path / "report.html";
    put(name, "old");
    {
        const whole_file file(name);
    }
    CHECK(content(name) == "old");
    CHECK(in.count() == 1);
    {
        const whole_file file(in.path / "never.html");
    }
    CHECK(in.count() == 1);
}

TEST_CASE("a report keeps the access rights of the one before") {
    const folder in;
    const fs::path name = in.path / "report.html";
    put(name, "old");
    fs::permissions(name, fs::perms::owner_read | fs::perms::owner_write);
    whole_file(name).replace_content("new");
    CHECK(fs::status(name).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("behind a link the file is replaced, and the link stays") {
    const folder in;
    put(in.path / "real", "old");
    fs::create_symlink("real", in.path / "link");
    whole_file(in.path / "link").replace_content("new");
    CHECK(fs::is_symlink(in.path / "link"));
    CHECK(content(in.path / "real") == "new");
    fs::create_symlink("not-yet", in.path / "dangling");
    whole_file(in.path / "dangling").replace_content("new");
    CHECK(content(in.path / "not-yet") == "new");
}

TEST_CASE("what lies there under the other name is left alone") {
    const folder in;
    const fs::path name = in.path / "report.html";
    put(in.path / "report.html.new-0", "somebody's");
    whole_file(name).replace_content("new");
    CHECK(content(name) == "new");
    CHECK(content(in.path / "report.html.new-0") == "somebody's");
    CHECK(in.count() == 2);
}

TEST_CASE("a name that cannot be a file is refused before the work begins") {
    const folder in;
    CHECK_THROWS_AS(whole_file(in.path), output_failure);
    CHECK_THROWS_AS(whole_file(in.path / "no" / "such" / "folder"), output_failure);
    CHECK_THROWS_AS(whole_file(""), output_failure);
    if (fs::exists("/dev/null")) CHECK_THROWS_AS(whole_file("/dev/null"), output_failure);
    CHECK(in.count() == 0);
}

TEST_CASE("what a killed run left is cleared, and what a living run writes is not") {
    const folder in;
    const fs::path name = in.path / "report.html";
    put(in.path / "report.html.new-999999-7", "half");
    put(in.path / "report.html.new-999999-7-x", "somebody's");
    whole_file first(name);
    CHECK_FALSE(fs::exists(in.path / "report.html.new-999999-7"));
    CHECK(fs::exists(in.path / "report.html.new-999999-7-x"));
    whole_file second(name);
    CHECK(in.count() == 3);
    second.replace_content("second");
    first.replace_content("first");
    CHECK(content(name) == "first");
    CHECK(in.count() == 2);
}

TEST_CASE("only the owner can read a private file, and its name may be a link no more") {
    const folder in;
    put(in.path / "other", "old");
    fs::create_symlink("other", in.path / "token");
    whole_file(in.path / "token", {.is_private = true}).replace_content("new");
    CHECK(content(in.path / "other") == "old");
    CHECK_FALSE(fs::is_symlink(in.path / "token"));
    CHECK(fs::status(in.path / "token").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a device takes the text where one is wanted, and a full one says so") {
    if (!fs::exists("/dev/full")) return;
    CHECK_THROWS_AS(whole_file("/dev/full", {.takes_devices = true}).replace_content("new"), output_failure);
    CHECK_NOTHROW(whole_file("/dev/null", {.takes_devices = true}).replace_content("new"));
}

TEST_CASE("one file is one, however it is named, also when it is not there yet") {
    const folder in;
    fs::create_symlink("report", in.path / "link");
    CHECK(whole_file::is_same(in.path / "report", in.path / "." / "report"));
    CHECK(whole_file::is_same(in.path / "report", in.path / "link"));
    CHECK_FALSE(whole_file::is_same(in.path / "report", in.path / "other"));
    put(in.path / "report", "old");
    fs::create_hard_link(in.path / "report", in.path / "hard");
    CHECK(whole_file::is_same(in.path / "report", in.path / "hard"));
    CHECK(whole_file::is_same("r.txt", "./r.txt"));
}

}  // namespace test_whole_file
