// SPDX-License-Identifier: MIT
// tools/support/arguments.hpp: the command lines that are taken, and the messages for those that are not.
#include "../../../examples/tools/support/arguments.hpp"

#include <bitbucket/version.hpp>

#include "support/catch.hpp"

namespace test_arguments {

using examples::arguments;
using examples::usage_problem;

namespace {

const examples::program about{
    "tool",
    "[PLACE]",
    1,
    "Does things.",
    {{"live", "", "a switch"}, {"format", "FORMAT", "a value"}, {"only", "SLUG", "values", true}}};

arguments parsed(std::vector<const char*> words) {
    words.insert(words.begin(), "tool");
    return {about, static_cast<int>(words.size()), words.data()};
}

}  // namespace

TEST_CASE("a program calls itself as it is installed, if it was started by that name") {
    using examples::name_to_show;
    CHECK(name_to_show("access_audit", "/usr/bin/bitbucket-access-audit") == "bitbucket-access-audit");
    CHECK(name_to_show("access_audit", "bitbucket-access-audit") == "bitbucket-access-audit");
    CHECK(name_to_show("scopes", "./bitbucket-scopes") == "bitbucket-scopes");
    CHECK(name_to_show("access_audit", "build/examples/tools/access_audit") == "access_audit");
    CHECK(name_to_show("access_audit", "bitbucket-access_audit") == "access_audit");
    CHECK(name_to_show("access_audit", "/bitbucket-access-audit/other") == "access_audit");
    CHECK(name_to_show("access_audit", "\x1b[31m") == "access_audit");
    CHECK(name_to_show("access_audit", "") == "access_audit");
}

TEST_CASE("options come in both spellings and any order") {
    const arguments given = parsed({"--only", "a", "acme", "--format=csv", "--live", "--only=b"});
    CHECK(given.has("live"));
    CHECK(given.value("format", "table") == "csv");
    CHECK(given.values("only") == std::vector<std::string>{"a", "b"});
    CHECK(given.positional() == std::vector<std::string>{"acme"});
    CHECK(given.program_name() == "tool");
}

TEST_CASE("what is not given is absent") {
    const arguments given = parsed({});
    CHECK_FALSE(given.has("live"));
    CHECK(given.value("format", "table") == "table");
    CHECK(given.values("only").empty());
    CHECK(given.positional().empty());
}

TEST_CASE("values may be empty, look like an option after =, and hold =") {
    CHECK(parsed({"--format="}).has("format"));
    CHECK(parsed({"--format=--live"}).value("format") == "--live");
    CHECK(parsed({"--format=a=b"}).value("format") == "a=b");
    CHECK(parsed({"--format", "-"}).value("format") == "-");
}

TEST_CASE("-- ends the options, and - is none") {
    CHECK(parsed({"--", "--live"}).positional() == std::vector<std::string>{"--live"});
    CHECK(parsed({"-"}).positional() == std::vector<std::string>{"-"});
    CHECK(parsed({""}).positional() == std::vector<std::string>{""});
}

TEST_CASE("a command line that makes no sense is refused with the option's name, never its value") {
    CHECK_THROWS_WITH(parsed({"--token=hunter2"}), "there is no option --token");
    CHECK_THROWS_WITH(parsed({"-x"}), "there is no option -x");
    CHECK_THROWS_WITH(parsed({"--lives"}), "there is no option --lives");
    CHECK_THROWS_WITH(parsed({"--\x1b[2J"}), "there is no option --\\x1b[2J");
    CHECK_THROWS_WITH(parsed({"--live=yes"}), "--live does not take a value");
    CHECK_THROWS_WITH(parsed({"--format"}), "--format needs a value: FORMAT");
    CHECK_THROWS_WITH(parsed({"--format", "--live"}), "--format needs a value: FORMAT");
    CHECK_THROWS_WITH(parsed({"--live", "--live"}), "--live is given twice");
    CHECK_THROWS_WITH(parsed({"--format", "a", "--format=b"}), "--format is given twice");
    CHECK_THROWS_AS(parsed({"a", "b"}), usage_problem);
}

TEST_CASE("--help stops the parsing and lists every option") {
    CHECK_THROWS_AS(parsed({"--help", "--nonsense"}), examples::help_wanted);
    CHECK(about.help() ==
          "Usage: tool [OPTION]... [PLACE]\n\nDoes things.\n\nOptions:\n"
          "  --live           a switch\n"
          "  --format FORMAT  a value\n"
          "  --only SLUG...   values\n"
          "  --help           print this text\n"
          "  --version        print the version of the library\n");
}

TEST_CASE("--help keeps to 80 columns as long as words do") {
    examples::program wordy = about;
    wordy.options = {
        {"output", "FILE", "write what was found to FILE instead of standard output, or - for both of them"}};
    CHECK(wordy.help() ==
          "Usage: tool [OPTION]... [PLACE]\n\nDoes things.\n\nOptions:\n"
          "  --output FILE  write what was found to FILE instead of standard output, or -\n"
          "                 for both of them\n"
          "  --help         print this text\n"
          "  --version      print the version of the library\n");
}

TEST_CASE("--version stops the parsing, and names the program and the library's version") {
    CHECK_THROWS_AS(parsed({"--version", "--nonsense"}), examples::version_wanted);
    CHECK(about.version() == "tool " BITBUCKET_VERSION_STRING "\n");
    CHECK(parsed({"--", "--version"}).positional() == std::vector<std::string>{"--version"});
}

}  // namespace test_arguments
