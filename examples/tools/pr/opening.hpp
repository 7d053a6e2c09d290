// SPDX-License-Identifier: MIT
// `pr create`: opens a pull request from the current branch of git.
#pragma once

#include <bitbucket/api/default_reviewers.hpp>
#include <bitbucket/api/pull_requests.hpp>
#include <bitbucket/api/refs.hpp>
#include <bitbucket/api/users.hpp>
#include <iostream>

#include "details.hpp"
#include "words.hpp"

namespace examples::pr {

/// What the command line and git say of a new pull request.
struct opening {
    repository_name repository;
    /// Where the branch is: the repository, or a fork of it.
    repository_name source_repository;
    std::string branch;
    std::string title;
    std::string description;
    /// The commit that git has at the branch; empty if the branch was named.
    std::string head;
};

/// Asks git; what is missing is a `usage_problem` that names the option.
template <class Question>
std::string ask_or(const Question& question, const std::string& otherwise) {
    try {
        if (auto answer = question()) return *std::move(answer);
    } catch (const git_failure& failure) {
        throw usage_problem(std::string(failure.what()) + ": " + otherwise);
    }
    throw usage_problem(otherwise);
}

inline opening plan_opening(const arguments& given, const working_copy& here = working_copy()) {
    opening out;
    out.repository = out.source_repository = find_repository(given, here);
    if (given.has("fork")) {
        const auto fork = parse_full_name(given.value("fork"));
        if (!fork) throw usage_problem("--fork is WORKSPACE/SLUG");
        out.source_repository = *fork;
    }
    for (const char* name : {"source", "destination", "title"})
        if (given.has(name) && given.value(name).empty())
            throw usage_problem(std::string("--") + name + " must not be empty");
    if (given.has("source")) {
        out.branch = given.value("source");
    } else {
        out.branch = ask_or([&] { return here.branch(); },
                            "git is not on a branch here: check one out, or give --source BRANCH");
        out.head = here.head().value_or("");
    }
    if (given.has("title")) {
        out.title = given.value("title");
    } else {
        // The last commit is that of the current branch, so it says nothing about another one.
        if (given.has("source")) throw usage_problem("--source needs a --title");
        out.title =
            ask_or([&] { return here.subject(); }, "there is no commit to take the title from: give --title TEXT");
        out.description = here.body().value_or("");
    }
    if (given.has("description")) out.description = given.value("description");
    return out;
}

/// Looks whether the server has the branch as git has it, since forgetting to push is easy. Says what to do if not; where
/// it cannot be read, the server's answer to the request has to do.
inline void check_pushed(const arguments& given, const bb::client& api, const opening& what) {
    if (what.head.empty()) return;
    const auto there = api.try_send(
        bb::refs::get_branch{what.source_repository.workspace, what.source_repository.slug, what.branch}, each_call());
    if (!there && there.error().kind() == bb::error_kind::not_found)
        throw std::runtime_error(what.source_repository.full() + " has no branch " + what.branch +
                                 ": push it first: git push -u origin HEAD");
    const bool differs = there && there->target && !there->target->hash.empty() && there->target->hash != what.head;
    if (differs && is_live(given))
        std::cerr << given.program_name() << ": the branch " << shown(what.branch)
                  << " is at another commit there than here: git push, if that is not meant\n";
}

/// The reviewers that the command line names, and the default ones. Default reviewers that cannot be read are not worth
/// a failure, but a message.
inline std::vector<bb::reviewer> find_reviewers(const arguments& given, const bb::client& api,
                                                const repository_name& repository) {
    std::vector<bb::reviewer> out;
    std::vector<std::string> known;
    const auto add = [&](const bb::uuid& one) {
        if (std::find(known.begin(), known.end(), one.str()) != known.end()) return;
        known.push_back(one.str());
        out.emplace_back(one);
    };
    for (const std::string& each : given.values("reviewer")) add(bb::uuid(each));
    if (given.has("no-default-reviewers")) return out;
    const auto all = read_all<bb::default_reviewer>(
        api, bb::default_reviewers::list_effective{repository.workspace, repository.slug});
    if (all.problem)
        std::cerr << given.program_name()
                  << ": the default reviewers could not be read: " << shown(all.problem->describe()) << '\n';
    if (all.items.empty()) return out;
    // The API refuses the author. An access token, which nobody is behind, may not ask who it is.
    const auto me = api.try_send(bb::users::current{}, each_call());
    for (const bb::default_reviewer& each : all.items)
        if (each.user && each.user->uuid.is_valid() && !(me && each.user->uuid == me->uuid)) add(each.user->uuid);
    return out;
}

inline int run_create(const arguments& given) {
    for (const std::string& each : given.values("reviewer"))
        if (!bb::uuid(each).is_valid()) throw usage_problem("--reviewer is the UUID of a user");
    const opening what = plan_opening(given);
    const bb::client api = connect(given);
    check_pushed(given, api, what);
    bb::pull_request_draft draft{
        .title = what.title,
        .source = what.source_repository == what.repository
                      ? bb::pull_request_branch(what.branch)
                      : bb::pull_request_branch::of_fork(what.source_repository.full(), what.branch)};
    if (!what.description.empty()) draft.description = what.description;
    if (given.has("destination")) draft.destination = bb::pull_request_branch(given.value("destination"));
    if (given.has("close-source-branch")) draft.close_source_branch = true;
    if (given.has("draft")) draft.draft = true;
    if (auto reviewers = find_reviewers(given, api, what.repository); !reviewers.empty())
        draft.reviewers = std::move(reviewers);
    const bb::pull_request made =
        api.send(bb::pull_requests::create{what.repository.workspace, what.repository.slug, draft}, each_call());
    std::string said = "Opened #" + std::to_string(made.id.value_or(0)) + ' ' + shown(made.title) + '\n' +
                       shown(branch_of(made.source, what.repository.full())) + " into " +
                       shown(branch_of(made.destination, what.repository.full())) + '\n';
    if (const std::string address = address_of(made.links); !address.empty()) said += shown(address) + '\n';
    write_to_stdout(said);
    return exit_ok;
}

}  // namespace examples::pr
