// SPDX-License-Identifier: MIT
// tools/access_audit/report_file.hpp: the old report or the new one, never a half, and nothing left behind.
#include "../../../examples/tools/access_audit/report_file.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "support/catch.hpp"

namespace test_report_file {

namespace fs = std::filesystem;
using examples::audit_file;
using examples::output_failure;

namespace {

/// A folder of this test's own.
struct folder {
    fs::path path;

    folder() {
        std::string name = (fs::temp_directory_path() / "audit-file-XXXXXX").string();
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
        audit_file file(name);
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
        const audit_file file(name);
    }
    CHECK(content(name) == "old");
    CHECK(in.count() == 1);
    {
        const audit_file file(in.path / "never.html");
    }
    CHECK(in.count() == 1);
}

TEST_CASE("a report keeps the access rights of the one before") {
    const folder in;
    const fs::path name = in.path / "report.html";
    put(name, "old");
    fs::permissions(name, fs::perms::owner_read | fs::perms::owner_write);
    audit_file(name).replace_content("new");
    CHECK(fs::status(name).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("behind a link the file is replaced, and the link stays") {
    const folder in;
    put(in.path / "real", "old");
    fs::create_symlink("real", in.path / "link");
    audit_file(in.path / "link").replace_content("new");
    CHECK(fs::is_symlink(in.path / "link"));
    CHECK(content(in.path / "real") == "new");
    fs::create_symlink("not-yet", in.path / "dangling");
    audit_file(in.path / "dangling").replace_content("new");
    CHECK(content(in.path / "not-yet") == "new");
}

TEST_CASE("what lies there under the other name is left alone") {
    const folder in;
    const fs::path name = in.path / "report.html";
    put(in.path / "report.html.new-0", "somebody's");
    audit_file(name).replace_content("new");
    CHECK(content(name) == "new");
    CHECK(content(in.path / "report.html.new-0") == "somebody's");
    CHECK(in.count() == 2);
}

TEST_CASE("a name that cannot be a file is refused before the work begins") {
    const folder in;
    CHECK_THROWS_AS(audit_file(in.path), output_failure);
    CHECK_THROWS_AS(audit_file(in.path / "no" / "such" / "folder"), output_failure);
    CHECK_THROWS_AS(audit_file(""), output_failure);
    if (fs::exists("/dev/null")) CHECK_THROWS_AS(audit_file("/dev/null"), output_failure);
    CHECK(in.count() == 0);
}

}  // namespace test_report_file
