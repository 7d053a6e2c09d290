// SPDX-License-Identifier: MIT
// tools/pr/git.hpp: what git is asked, in a repository made for that; and what the command line makes of the answers.
#include "../../../examples/tools/pr/opening.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

namespace test_git {

using examples::arguments;
using examples::pr::asked_process;
using examples::pr::working_copy;

namespace {

/// Runs git, which has to succeed.
void git(const std::filesystem::path& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"git", "-C", folder.string(), "-c", "user.name=Mia", "-c",
                                 "user.email=mia@example.org", "-c", "commit.gpgsign=false"});
    asked_process run(std::move(words));
    static_cast<void>(run.read(1U << 16U));
    REQUIRE(run.wait());
}

/// A repository with one commit on `feature/hours`.
struct repository {
    explicit repository(const std::string& message) {
        git(folder.path(), {"init", "--quiet"});
        git(folder.path(), {"symbolic-ref", "HEAD", "refs/heads/feature/hours"});
        git(folder.path(), {"commit", "--quiet", "--allow-empty", "-m", message});
    }
    void add_origin(const std::string& url) const { git(folder.path(), {"remote", "add", "origin", url}); }
    [[nodiscard]] working_copy copy() const { return working_copy(folder.path().string()); }

    test_support::temporary_folder folder;
};

const examples::program about{"pr", "COMMAND", 3, "",
                              examples::with_connection({{"repository", "WORKSPACE/SLUG", ""},
                                                         {"fork", "WORKSPACE/SLUG", ""},
                                                         {"source", "BRANCH", ""},
                                                         {"destination", "BRANCH", ""},
                                                         {"title", "TEXT", ""},
                                                         {"description", "TEXT", ""}})};

arguments parsed(std::vector<const char*> words) {
    words.insert(words.begin(), {"pr", "create"});
    return {about, static_cast<int>(words.size()), words.data()};
}

}  // namespace

TEST_CASE("git says the branch, the remote and the last commit") {
    const repository at("Add the hours\n\nWe open at nine.\n\nAnd close at five.\n");
    CHECK(at.copy().branch() == "feature/hours");
    CHECK(at.copy().subject() == "Add the hours");
    CHECK(at.copy().body() == "We open at nine.\n\nAnd close at five.");
    CHECK(at.copy().head()->size() == 40);
    CHECK_FALSE(at.copy().origin().has_value());
    at.add_origin("git@bitbucket.org:acme/site.git");
    CHECK(at.copy().origin() == "git@bitbucket.org:acme/site.git");
    git(at.folder.path(), {"checkout", "--quiet", "--detach"});
    CHECK_FALSE(at.copy().branch().has_value());
}

TEST_CASE("names and messages are no commands, and a folder without git has no answers") {
    const repository at("$(touch hurt); `touch hurt` && touch hurt");
    CHECK(at.copy().subject() == "$(touch hurt); `touch hurt` && touch hurt");
    CHECK_FALSE(at.copy().body().has_value());
    CHECK(at.folder.names() == std::vector<std::string>{".git"});
    const test_support::temporary_folder empty;
    CHECK_FALSE(working_copy(empty.path().string()).branch().has_value());
    CHECK_FALSE(working_copy((empty / "no such folder").string()).origin().has_value());
}

TEST_CASE("a program that is missing, and one that prints too much, are failures") {
    CHECK_THROWS_WITH(asked_process({"no-such-program-anywhere"}), "cannot run git: No such file or directory");
    asked_process endless({"yes"});
    CHECK_THROWS_WITH(endless.read(100), "git printed too much");
}

TEST_CASE("a new pull request is what git says, unless the command line says otherwise") {
    const repository at("Add the hours\n\nWe open at nine.\n");
    at.add_origin("https://mia:hunter2@bitbucket.org/acme/site.git");
    const auto usual = plan_opening(parsed({"--live"}), at.copy());
    CHECK(usual.repository.full() == "acme/site");
    CHECK(usual.source_repository == usual.repository);
    CHECK(usual.branch == "feature/hours");
    CHECK(usual.title == "Add the hours");
    CHECK(usual.description == "We open at nine.");
    CHECK(usual.head == at.copy().head());

    const auto titled = plan_opening(parsed({"--title", "Hours", "--fork", "mia/site"}), at.copy());
    CHECK(titled.title == "Hours");
    CHECK(titled.description.empty());
    CHECK(titled.source_repository.full() == "mia/site");
    const auto described = plan_opening(parsed({"--description="}), at.copy());
    CHECK(described.title == "Add the hours");
    CHECK(described.description.empty());
    const auto named = plan_opening(parsed({"--source", "other", "--title", "x", "--repository", "a/b"}), at.copy());
    CHECK(named.branch == "other");
    CHECK(named.head.empty());
    CHECK(named.repository.full() == "a/b");
}

TEST_CASE("what is missing is said with what to do, and never with the URL of a remote") {
    const repository at("x");
    const auto fails = [&](std::vector<const char*> words, const std::string& why) {
        CHECK_THROWS_WITH(plan_opening(parsed(std::move(words)), at.copy()), why);
    };
    fails({"--live"}, "there is no git remote origin here: change the directory, or give --repository WORKSPACE/SLUG");
    at.add_origin("https://mia:hunter2@example.org/acme/site.git");
    fails({"--live"}, "the git remote origin is not at bitbucket.org: give --repository WORKSPACE/SLUG");
    fails({"--source", "x"}, "--source needs a --title");
    fails({"--title", ""}, "--title must not be empty");
    fails({"--repository", "acme"}, "--repository is WORKSPACE/SLUG");
    fails({"--fork", "mia"}, "--fork is WORKSPACE/SLUG");
    git(at.folder.path(), {"checkout", "--quiet", "--detach"});
    fails({}, "git is not on a branch here: check one out, or give --source BRANCH");
    git(at.folder.path(), {"checkout", "--quiet", "--orphan", "new"});
    fails({}, "there is no commit to take the title from: give --title TEXT");
}

}  // namespace test_git
