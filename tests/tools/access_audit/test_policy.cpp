// SPDX-License-Identifier: MIT
// tools/access_audit/policy.hpp: levels, and lists of exceptions with every way to write them wrongly.
#include "../../../examples/tools/access_audit/policy.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/catch.hpp"

namespace test_policy {

using bitbucket::permission_level;
using Catch::Matchers::ContainsSubstring;
using examples::allow_list;
using examples::allow_list_reader;
using examples::rank_of;

namespace {

allow_list read(std::string_view text) {
    return allow_list_reader::read(text, "allow.txt");
}

std::string problem_of(std::string_view text) {
    try {
        static_cast<void>(read(text));
    } catch (const examples::usage_problem& problem) {
        return problem.what();
    }
    return "";
}

}  // namespace

TEST_CASE("levels ascend, and a word that nobody knows is above them all") {
    CHECK(rank_of("none") < rank_of("read"));
    CHECK(rank_of("read") < rank_of("write"));
    CHECK(rank_of("write") < rank_of("create-repo"));
    CHECK(rank_of("create-repo") < rank_of("admin"));
    CHECK(rank_of("admin") < rank_of("collaborator"));
    CHECK(rank_of("admin") < rank_of(""));
    CHECK(rank_of("admin") < rank_of("ADMIN"));
    CHECK(examples::level_from("create-repo") == permission_level::create_repo);
    CHECK_THROWS_AS(examples::level_from("owner"), examples::usage_problem);
}

TEST_CASE("a comment begins a word, and so is no part of one") {
    CHECK_THAT(problem_of("a site write#comment"), ContainsSubstring("a level is"));
    CHECK(read("a site write #comment").entries.size() == 1);
    CHECK_THAT(problem_of("a site # write"), ContainsSubstring("an entry is"));
}

TEST_CASE("a list has people, groups, repositories, projects and comments, and entries know their line") {
    const allow_list list = read(
        "\xEF\xBB\xBF# who\twhere level\r\n"
        "\r\n"
        "557058:0f5b4e2c-7d11-4d0a-9f0e-3f6c2b1a9e55 *\tadmin  # owns it\r\n"
        "   # indented\n"
        "group:release-team_1 my.repo-2 write #comment\n"
        "{D301AAFA-d676-4ee0-88be-962be7417567}  project:WEB create-repo #x");
    REQUIRE(list.entries.size() == 3);
    CHECK(list.entries[0].who == "557058:0f5b4e2c-7d11-4d0a-9f0e-3f6c2b1a9e55");
    CHECK(list.entries[0].where == "*");
    CHECK(list.entries[0].level == permission_level::admin);
    CHECK(list.entries[0].line == 3);
    CHECK(list.entries[1].who == "group:release-team_1");
    CHECK(read("504c3b62-8120-4f0c-a7bc-87800b9d6f70 * read").entries[0].who ==
          "{504c3b62-8120-4f0c-a7bc-87800b9d6f70}");
    CHECK(list.entries[1].where == "my.repo-2");
    CHECK(list.entries[1].line == 5);
    CHECK(list.entries[2].where == "project:WEB");
    CHECK(list.entries[2].level == permission_level::create_repo);
    CHECK(list.place(3) == "allow.txt:3");
    CHECK(read("").entries.empty());
    CHECK(read("\n\n#\n").entries.empty());
}

TEST_CASE("every problem is reported with its line") {
    const std::string problem = problem_of(
        "a b\n"
        "# fine\n"
        "a b read extra\n"
        "mia@example.org site read\n"
        "group: site read\n"
        "{d301aafa} site read\n"
        "a acme/site read\n"
        "a project: read\n"
        "a site owner\n"
        "* site read\n"
        "a site Read\n");
    CHECK(problem.starts_with("--allow: allow.txt:1: an entry is PERSON-OR-GROUP REPOSITORY-OR-* LEVEL\n"));
    CHECK_THAT(problem, ContainsSubstring("\nallow.txt:3: an entry is"));
    CHECK_THAT(problem, ContainsSubstring("\nallow.txt:4: a person is an account ID"));
    CHECK_THAT(problem, ContainsSubstring("\nallow.txt:5: a group is group: and its slug"));
    CHECK_THAT(problem, ContainsSubstring("\nallow.txt:6: this is not a UUID"));
    CHECK_THAT(problem, ContainsSubstring("\nallow.txt:7: a repository is its slug"));
    CHECK_THAT(problem, ContainsSubstring("\nallow.txt:8: a project is project: and its key"));
    CHECK_THAT(problem, ContainsSubstring("\nallow.txt:9: a level is"));
    CHECK_THAT(problem, ContainsSubstring("\nallow.txt:10: a person is"));
    CHECK_THAT(problem, ContainsSubstring("\nallow.txt:11: a level is"));
    CHECK_THAT(problem, !ContainsSubstring("allow.txt:2:"));
}

TEST_CASE("two lines about the same are refused, for nobody would see which one counts") {
    CHECK_THAT(problem_of("a site read\nb site read\na site admin\n"),
               ContainsSubstring("allow.txt:3: line 1 is about the same"));
    CHECK(problem_of("a site read\na * admin\n").empty());
}

TEST_CASE("a file that is not a list at all is refused in a few lines, without what is in it") {
    std::string noise = "\x1b[31mhunter2\n";
    std::string text;
    for (int i = 0; i < 1000; ++i) text += noise;
    const std::string problem = problem_of(text);
    CHECK(std::count(problem.begin(), problem.end(), '\n') == 19);
    CHECK_THAT(problem, ContainsSubstring("\nand so on"));
    CHECK_THAT(problem, !ContainsSubstring("hunter2"));
    CHECK(problem_of(std::string_view("a\0b site read", 13)) == "--allow: allow.txt: line 1: there is a NUL");
    CHECK(problem_of("# x\n# Z\xFCrich\n") == "--allow: allow.txt: line 2: this is not UTF-8");
    CHECK(problem_of(std::string_view("\xFF\xFE#\0", 4)) == "--allow: allow.txt: this is UTF-16: save it as UTF-8");
}

TEST_CASE("a comment ends with its line, whatever ends that") {
    for (const char* end : {"\n", "\r\n", "\r"}) {
        const std::string text = std::string("# one") + end + "a site read # two" + end + "b site read" + end;
        CHECK(examples::allow_list_reader::read(text, "allow.txt").entries.size() == 2);
        CHECK_THAT(problem_of(text + "wrong"), ContainsSubstring("allow.txt:4: "));
    }
}

TEST_CASE("a list is read from a file, and a file that cannot be read is no empty list") {
    std::string made = (std::filesystem::temp_directory_path() / "policy-XXXXXX").string();
    REQUIRE(::mkdtemp(made.data()) != nullptr);
    const std::filesystem::path folder = made;
    const std::string file = (folder / "allow").string();
    std::ofstream(file, std::ios::binary) << "a site admin\n";
    const allow_list list = examples::read_allow_list(file);
    CHECK(list.entries.size() == 1);
    CHECK(list.name == file);
    CHECK_THROWS_AS(examples::read_allow_list((folder / "none").string()), std::runtime_error);
    CHECK_THROWS_AS(examples::read_allow_list(folder.string()), std::runtime_error);
    std::ofstream(file, std::ios::binary) << std::string(std::size_t{5} * 1024 * 1024, '\n');
    CHECK_THROWS_AS(examples::read_allow_list(file), std::runtime_error);
    std::filesystem::remove_all(folder);
}

}  // namespace test_policy
