// SPDX-License-Identifier: MIT
// pr: pull requests next to git: what waits for a review, lists, one with its threads and checks, and opening, approving,
// merging and commenting. Without --live it does so in the sandbox.
#include <algorithm>
#include <iostream>
#include <string_view>
#include <vector>

#include "../support/connect.hpp"
#include "commenting.hpp"
#include "merging.hpp"
#include "opening.hpp"
#include "reading.hpp"

namespace {

using examples::arguments;
using examples::usage_problem;

const examples::program about{
    "pr",
    "COMMAND [N] [TEXT]",
    3,
    "Works with the pull requests of Bitbucket:\n"
    "  inbox           what waits for your review in the workspace\n"
    "  list            the pull requests of the repository\n"
    "  show N          one, with reviews, checks, threads and tasks, and whether it\n"
    "                  may be merged\n"
    "  create          open one from the current branch of git; title and description\n"
    "                  are those of the last commit\n"
    "  approve N       approve it\n"
    "  merge N         merge it, and wait until it is merged\n"
    "  comment N TEXT  comment on it; TEXT is Markdown, and - the standard input",
    examples::with_connection({{"repository", "WORKSPACE/SLUG", "the repository, if not that of the remote origin"},
                               {"workspace", "WORKSPACE", "inbox: the workspace, if not that of the repository"},
                               {"all", "",
                                "inbox: also drafts and approved ones; list: in any state;"
                                " show: also resolved threads and tasks that are done"},
                               {"state", "STATE", "list: open (if not given), merged, declined, superseded", true},
                               {"branch", "BRANCH", "list: those from this branch"},
                               {"limit", "N", "list: at most so many; 30 if not given"},
                               {"json", "", "inbox, list, show: print JSON"},
                               examples::color_option(),
                               {"title", "TEXT", "create: the title"},
                               {"description", "TEXT", "create: the description, in Markdown"},
                               {"source", "BRANCH", "create: the branch, if not the current one"},
                               {"fork", "WORKSPACE/SLUG", "create: the branch is in this fork"},
                               {"destination", "BRANCH", "create: where to, if not the main branch"},
                               {"reviewer", "UUID", "create: ask this user for a review", true},
                               {"no-default-reviewers", "", "create: do not ask the default reviewers"},
                               {"draft", "", "create: as a draft"},
                               {"close-source-branch", "", "create, merge: merging removes the branch"},
                               {"strategy", "STRATEGY", "merge: such as squash, if not the usual one"},
                               {"message", "TEXT", "merge: the message of the commit"},
                               {"wait", "SECONDS", "merge: how long to wait for it; 300 if not given"},
                               {"file", "PATH", "comment: on this file of the diff"},
                               {"line", "LINES", "comment: on this line of it, or on lines, as 12-15"},
                               {"old", "", "comment: the lines are those before the change"},
                               {"reply-to", "ID", "comment: in answer to this comment"}}),
    "Without --live or --base-url everything happens in a sandbox in memory, in\n"
    "acme/site. Otherwise the repository is that of the git remote origin, and\n"
    "credentials come from the environment: BITBUCKET_EMAIL and BITBUCKET_TOKEN (an\n"
    "API token), or BITBUCKET_TOKEN alone (an access token).\n\n"
    "Exit codes: 0 done; 1 failed, or not all could be read; 2 the command line is\n"
    "invalid; 3 the merge has begun and is not done yet: the pull request is in a\n"
    "merge queue, or the server is still at it; 130 interrupted by Ctrl-C, 143 by\n"
    "SIGTERM."};

/// A command, how many arguments follow it, and the options that it takes besides those of all.
struct command {
    const char* name;
    int (*run)(const arguments& given);
    std::size_t arguments_behind;
    const char* usage;
    std::vector<std::string_view> own_options;
};

const std::vector<command> commands{
    {"inbox", examples::pr::run_inbox, 0, "inbox", {"workspace", "all", "json", "color"}},
    {"list", examples::pr::run_list, 0, "list", {"all", "state", "branch", "limit", "json", "color"}},
    {"show", examples::pr::run_show, 1, "show N", {"all", "json", "color"}},
    {"create",
     examples::pr::run_create,
     0,
     "create",
     {"title", "description", "source", "fork", "destination", "reviewer", "no-default-reviewers", "draft",
      "close-source-branch"}},
    {"approve", examples::pr::run_approve, 1, "approve N", {}},
    {"merge", examples::pr::run_merge, 1, "merge N", {"strategy", "message", "wait", "close-source-branch"}},
    {"comment", examples::pr::run_comment, 2, "comment N TEXT", {"file", "line", "old", "reply-to"}}};

int run_command(const arguments& given) {
    const auto chosen = std::ranges::find_if(commands, [&](const command& each) {
        return !given.positional().empty() && given.positional().front() == each.name;
    });
    if (chosen == commands.end())
        throw usage_problem("which command? inbox, list, show, create, approve, merge or comment");
    for (const examples::option& each : about.options) {
        const bool is_of_some = std::ranges::any_of(commands, [&](const command& some) {
            return std::ranges::find(some.own_options, each.name) != some.own_options.end();
        });
        const bool is_of_this = std::ranges::find(chosen->own_options, each.name) != chosen->own_options.end();
        if (given.has(each.name) && is_of_some && !is_of_this)
            throw usage_problem("--" + each.name + " is not for " + chosen->name);
    }
    const std::size_t behind = given.positional().size() - 1;
    if (behind > chosen->arguments_behind) throw usage_problem("too many arguments");
    if (behind < chosen->arguments_behind)
        throw usage_problem("something is missing: " + given.program_name() + ' ' + chosen->usage);
    try {
        return chosen->run(given);
    } catch (const bitbucket::error& failure) {
        if (failure.outcome_unclear())
            std::cerr << given.program_name() << ": it may have been done all the same: look before you do it again\n";
        throw;
    }
}

}  // namespace

int main(int argc, char** argv) {
    return examples::run(about, argc, argv, run_command);
}
