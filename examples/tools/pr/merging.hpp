// SPDX-License-Identifier: MIT
// `pr merge` and `pr approve`. A merge is sent once; after that the pull request is watched until it is merged, or as long
// as the command line allows.
#pragma once

#include <bitbucket/api/pull_requests.hpp>
#include <bitbucket/extras/merge_and_wait.hpp>
#include <chrono>
#include <iostream>

#include "../support/progress.hpp"
#include "details.hpp"
#include "words.hpp"

namespace examples::pr {

/// The exit code for a merge that has begun and is not done yet.
inline constexpr int exit_unfinished = 3;

/// How to merge, and how long to stay with it.
struct merge_plan {
    bb::merge_options how;
    std::chrono::milliseconds interval{0};
    std::chrono::seconds longest{0};
};

/// Throws `usage_problem`.
inline merge_plan plan_merge(const arguments& given) {
    merge_plan out;
    if (given.has("strategy")) {
        const auto strategy = bb::enum_from<bb::merge_strategy>(given.value("strategy"));
        if (!strategy) {
            std::string all;
            for (const char* each : bb::enum_names<bb::merge_strategy>::values)
                all += (all.empty() ? "" : ", ") + std::string(each);
            throw usage_problem("--strategy is one of " + all);
        }
        out.how.merge_strategy = *strategy;
    }
    if (given.has("message")) out.how.message = given.value("message");
    if (given.has("close-source-branch")) out.how.close_source_branch = true;
    constexpr std::int64_t most = 86'400;
    out.longest = std::chrono::seconds(
        whole_number(given.value("wait", "300"), 0, most, "--wait is a number of seconds, 0 to 86400"));
    // Nobody is behind the sandbox whom questions could disturb.
    out.interval = is_live(given) ? std::chrono::milliseconds(2000) : std::chrono::milliseconds(100);
    return out;
}

/// What it waits for, in words that follow the name of a pull request.
inline std::string stage_of(const bb::merge_outcome& so_far) {
    using stage = bb::merge_outcome::stage;
    switch (so_far.now) {
        case stage::queued:
            return "waits in the merge queue";
        case stage::left_queue:
            return "has left the merge queue and is still open: the queue may have refused it";
        case stage::merged:
            return "is merged";
        case stage::going:
            break;
    }
    return "is being merged by the server";
}

/// Sends the merge, and says how far it is until it is done or the time is over. Throws the error of a merge that failed.
/// The client has a clock of its own choice.
inline bb::merge_outcome merge_with_progress(const bb::client& api, const place& at, const merge_plan& plan,
                                             progress& shows) {
    // The client's, because that one sleeps.
    const bb::client_clock& time = *api.options().clock;
    const auto started = time.now();
    const auto show = [&](const bb::merge_outcome& so_far) {
        if (so_far.is_merged()) return;
        const auto seconds = std::chrono::floor<std::chrono::seconds>(time.now() - started);
        shows.show(at.name() + ' ' + stage_of(so_far) + ", " + std::to_string(seconds.count()) + " s");
    };
    const bb::merge_outcome done =
        bb::merge_and_wait(api, at.repository.workspace, at.repository.slug, at.number,
                           {.merge = plan.how,
                            .wait = {.interval = plan.interval, .longest = plan.longest, .call = each_call()},
                            .on_progress = show});
    shows.clear();
    return done;
}

/// The result as sentences. `program` is what this tool is called.
inline std::string merge_text(const std::string& program, const place& at, const bb::merge_outcome& outcome) {
    const std::string name = at.repository.full() + ' ' + at.name();
    if (!outcome.is_merged())
        return "Not merged yet: " + name + ' ' + stage_of(outcome) + ".\nLook again with: " + program + " show " +
               std::to_string(at.number) + '\n';
    std::string out = "Merged " + name;
    const auto& one = outcome.pull_request;
    if (one && one->destination) out += " into " + shown(branch_of(one->destination, at.repository.full()));
    if (one && one->merge_commit && !one->merge_commit->hash.empty())
        out += " as " + shown(short_hash(*one->merge_commit));
    return out + '\n';
}

inline int run_merge(const arguments& given) {
    const merge_plan plan = plan_merge(given);
    const place at = find_place(given);
    const bb::client api = connect(given);
    add_to_last_words(given.program_name() + ": the merge may go on: look with " + given.program_name() + " show " +
                      std::to_string(at.number));
    progress shows(std::cerr, stderr_is_terminal() ? progress_kind::terminal : progress_kind::log);
    const bb::merge_outcome outcome = merge_with_progress(api, at, plan, shows);
    write_to_stdout(merge_text(given.program_name(), at, outcome));
    return outcome.is_merged() ? exit_ok : exit_unfinished;
}

inline int run_approve(const arguments& given) {
    const place at = find_place(given);
    const bb::client api = connect(given);
    const bb::participant me =
        api.send(bb::pull_requests::approve{at.repository.workspace, at.repository.slug, at.number}, each_call());
    if (me.approved == false) throw std::runtime_error("the server took the approval, and does not show it");
    write_to_stdout("Approved " + at.repository.full() + ' ' + at.name() + " as " + shown(name_of_optional(me.user)) +
                    '\n');
    return exit_ok;
}

}  // namespace examples::pr
