// SPDX-License-Identifier: MIT
// What a command line is about: which repository, which pull request.
#pragma once

#include <charconv>
#include <cstdint>

#include "../support/connect.hpp"
#include "git.hpp"
#include "remote.hpp"

namespace examples::pr {

/// The repository that `--repository` names; else, with a real server, the one that the remote `origin` leads to; else
/// that of the sandbox. Throws `usage_problem`.
inline repository_name find_repository(const arguments& given, const working_copy& here = working_copy()) {
    if (given.has("repository")) {
        const auto named = parse_full_name(given.value("repository"));
        if (!named) throw usage_problem("--repository is WORKSPACE/SLUG");
        return *named;
    }
    if (!is_live(given)) return {sandbox_workspace, sandbox_repository};
    std::optional<std::string> remote;
    try {
        remote = here.origin();
    } catch (const git_failure& failure) {
        throw usage_problem(std::string(failure.what()) + ": give --repository WORKSPACE/SLUG");
    }
    if (!remote)
        throw usage_problem(
            "there is no git remote origin here: change the directory, or give --repository WORKSPACE/SLUG");
    const auto found = repository_of_remote(*remote);
    if (!found) throw usage_problem("the git remote origin is not at bitbucket.org: give --repository WORKSPACE/SLUG");
    return *found;
}

/// A whole number of an option or argument. Throws `usage_problem` with `problem` if it is not one from `least` to `most`.
inline std::int64_t whole_number(std::string_view text, std::int64_t least, std::int64_t most,
                                 const std::string& problem) {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size() || out < least || out > most)
        throw usage_problem(problem);
    return out;
}

/// A pull request of a repository.
struct place {
    repository_name repository;
    std::int64_t number = 0;

    [[nodiscard]] std::string name() const { return '#' + std::to_string(number); }
};

/// The pull request that the first argument after the command names: `7` or `#7`. Throws `usage_problem`.
inline place find_place(const arguments& given) {
    std::string_view text = given.positional().at(1);
    if (text.starts_with('#')) text.remove_prefix(1);
    constexpr std::int64_t most = 999'999'999'999;
    const std::int64_t number = whole_number(text, 1, most, "N is the number of a pull request, e.g. 7");
    return {find_repository(given), number};
}

}  // namespace examples::pr
