// SPDX-License-Identifier: MIT
// pipeline_variables: brings the pipeline variables of a repository, a workspace or a deployment environment to what a
// KEY=VALUE file says. Shows what it will do first. No value is ever printed.
#include <algorithm>
#include <bitbucket/api/environments.hpp>
#include <bitbucket/extras/sync_variables.hpp>
#include <iostream>

#include "../support/connect.hpp"
#include "../support/formats.hpp"
#include "../support/interrupt.hpp"
#include "../support/transports.hpp"
#include "env_file.hpp"

namespace bb = bitbucket;
using examples::arguments;
using examples::row;
using examples::usage_problem;

namespace {

const examples::program about{
    "pipeline_variables",
    "[FILE]",
    1,
    "Brings pipeline variables to what FILE says: those that are missing are created, those that differ are changed,\n"
    "and with --prune the others are removed. FILE has lines KEY=VALUE, as a .env file; - is the standard input.\n"
    "Without FILE it lists the keys that are there. Values are never printed.",
    examples::with_connection(
        {{"repository", "WORKSPACE/SLUG", "the variables of this repository; in the sandbox acme/site if not given"},
         {"workspace", "WORKSPACE", "the variables of this workspace"},
         {"environment", "WORKSPACE/SLUG/NAME", "the variables of this deployment environment, by its name or UUID"},
         {"secured", "KEY", "this variable is secured", true},
         {"secured-all", "", "all variables in FILE are secured, but those of --readable"},
         {"readable", "KEY", "this variable is not secured; if it is, it is removed and created again", true},
         {"keep-secured", "", "do not write secured variables that are there: their values cannot be compared"},
         {"prune", "", "remove the variables that are not in FILE"},
         {"keep-going", "", "go on after a failure"},
         {"dry-run", "", "only show what would be done"}}),
    std::string(examples::credentials_note) +
        "\nA variable that no option names stays secured or readable as it is; a new one is readable.\n\n"
        "Exit codes: 0 all is as FILE says, or would be; 1 failed, or not all of it; 2 the command line is "
        "invalid;\n130 interrupted by Ctrl-C, 143 by SIGTERM: what had been done by then is listed."};

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

/// The parts of WORKSPACE/SLUG/NAME; only the last one may have a slash in it.
std::vector<std::string> parts_of(const arguments& given, const std::string& option, std::size_t count) {
    std::vector<std::string> out;
    std::string rest = given.value(option);
    for (std::size_t slash = rest.find('/'); out.size() + 1 < count && slash != std::string::npos;
         slash = rest.find('/')) {
        out.push_back(rest.substr(0, slash));
        rest.erase(0, slash + 1);
    }
    out.push_back(rest);
    bool complete = out.size() == count && (count == 3 || rest.find('/') == std::string::npos);
    for (const std::string& each : out) complete = complete && !each.empty();
    constexpr const char* forms[] = {"WORKSPACE", "WORKSPACE/SLUG", "WORKSPACE/SLUG/NAME"};
    if (!complete) throw usage_problem("--" + option + " is " + forms[count - 1]);
    return out;
}

/// The environment with this name, slug or UUID.
bb::uuid find_environment(const bb::client& api, const std::vector<std::string>& place) {
    bb::uuid asked(place[2]);
    if (asked.is_valid()) return asked;
    std::vector<bb::uuid> found;
    std::string names;
    for (const bb::deployment_environment& environment :
         api.each(bb::environments::list{place[0], place[1]}.pagelen(100), {.cancel = examples::interrupt_token()})) {
        if (environment.name == place[2] || environment.slug == place[2]) found.push_back(environment.uuid);
        names += (names.empty() ? "" : ", ") + environment.name;
    }
    if (found.size() == 1) return found.front();
    throw std::runtime_error((found.empty() ? "there is no such environment; there are: "
                                            : "there is more than one such environment; name its UUID; there are: ") +
                             (names.empty() ? "none" : names));
}

/// What FILE and the options want.
std::vector<bb::wanted_variable> wanted_by(const arguments& given) {
    if (given.positional().front().empty())
        throw usage_problem("FILE has no name: give one, or - for the standard input");
    examples::env_file file = examples::read_env_file(given.positional().front());
    std::vector<bb::wanted_variable> out;
    for (examples::env_entry& each : file.entries) {
        out.push_back({std::move(each.key), std::move(each.value), std::nullopt});
        if (given.has("secured-all")) out.back().secured = true;
    }
    for (const char* option : {"secured", "readable"})
        for (const std::string& key : given.values(option)) {
            const auto found = std::ranges::find(out, key, &bb::wanted_variable::key);
            if (found == out.end()) throw usage_problem(std::string("--") + option + " has a KEY that is not in FILE");
            if (std::ranges::count(given.values("secured"), key) != 0 && option == std::string_view("readable"))
                throw usage_problem("--secured and --readable have the same KEY");
            found->secured = option == std::string_view("secured");
        }
    if (out.empty() && given.has("prune"))
        throw usage_problem("FILE has no variables, so --prune would remove all variables: this is refused");
    // Success would mean that nothing was looked at: the name or the redirection of a file is easily mistaken.
    if (out.empty()) throw usage_problem("FILE has no variables");
    if (file.others_can_read)
        std::cerr << about.name << ": others can read FILE, which may hold secrets: chmod 600 it\n";
    return out;
}

std::string plan_table(const bb::variable_plan& plan) {
    std::vector<row> rows;
    for (const bb::variable_step& each : plan)
        rows.push_back({to_string(each.action), each.key, each.secured ? "yes" : "no", to_string(each.reason)});
    return rows.empty() ? "There are no variables.\n\n"
                        : examples::as_table({"ACTION", "KEY", "SECURED", "WHY"}, rows) + '\n';
}

template <class Place>
int list(const bb::client& api, const Place& place) {
    std::vector<row> rows;
    for (const bb::variable_step& each : bb::plan_variables(api, place, {}, {.cancel = examples::interrupt_token()}))
        rows.push_back({each.key, each.secured ? "yes" : "no"});
    examples::write_to_stdout(rows.empty() ? "There are no variables.\n"
                                           : examples::as_table({"KEY", "SECURED"}, rows));
    return examples::exit_ok;
}

int report(const bb::variable_plan& plan, const bb::sync_outcome& outcome) {
    std::vector<row> rows;
    std::string problems;
    std::size_t made = 0;
    for (const bb::step_outcome& each : outcome) {
        if (each.state == bb::sync_state::untouched) continue;
        rows.push_back({to_string(each.state), to_string(each.action), each.key});
        made += each.fulfilled() ? 1U : 0U;
        const std::string name = about.name + ": " + to_string(each.action) + ' ' + examples::shown(each.key);
        if (each.failure) problems += name + ": " + examples::shown(each.failure->describe()) + '\n';
        if (each.state == bb::sync_state::half_done)
            problems += name + ": it may have been removed and be missing now: run this again\n";
        if (each.state == bb::sync_state::unclear) problems += name + ": it may have been done: run this again\n";
        if (each.state == bb::sync_state::changed)
            problems += name + ": somebody has changed it in the meantime: run this again\n";
    }
    // First, because the reader of the table may have gone, and what went wrong has to be said anyway.
    std::cerr << problems << std::flush;
    examples::write_to_stdout((rows.empty() ? "" : examples::as_table({"RESULT", "ACTION", "KEY"}, rows) + '\n') +
                              std::to_string(made) + " of " + counted(plan.changes(), "change", "changes") + " made\n");
    return outcome.complete() ? examples::exit_ok : examples::exit_failed;
}

template <class Place>
int sync(const arguments& given, const bb::client& api, const Place& place,
         const std::vector<bb::wanted_variable>& wanted) {
    bb::plan_options options;
    options.remove_others = given.has("prune");
    if (given.has("keep-secured")) options.secured = bb::secured_values::keep;
    options.cancel = examples::interrupt_token();
    const bb::variable_plan plan = bb::plan_variables(api, place, wanted, options);
    examples::write_to_stdout(plan_table(plan));
    if (given.has("dry-run")) {
        examples::write_to_stdout("Dry run: " + counted(plan.changes(), "change", "changes") + ", none made\n");
        return plan.count(bb::variable_action::blocked) == 0 ? examples::exit_ok : examples::exit_failed;
    }
    bb::apply_options how;
    if (given.has("keep-going")) how.on_error = bb::sync_errors::go_on;
    // An interrupted run ends between two steps and says how far it got. The two halves of a replacement are one step:
    // the second one is cut off only a moment later, and then the outcome says that it is half done.
    examples::add_to_last_words(about.name + ": what it was changing may be done or not, and a variable that it was\n" +
                                about.name + ": replacing may be missing: run this again");
    how.cancel = examples::interrupt_token();
    return report(plan, bb::apply_variables(api, place, plan, how));
}

template <class Use>
int with_place(const arguments& given, const bb::client& api, const Use& use) {
    if (given.has("workspace")) return use(bb::workspace_variables{parts_of(given, "workspace", 1)[0]});
    if (given.has("environment")) {
        const std::vector<std::string> parts = parts_of(given, "environment", 3);
        return use(bb::environment_variables{parts[0], parts[1], find_environment(api, parts)});
    }
    if (!given.has("repository"))
        return use(bb::repository_variables{examples::sandbox_workspace, examples::sandbox_repository});
    const std::vector<std::string> parts = parts_of(given, "repository", 2);
    return use(bb::repository_variables{parts[0], parts[1]});
}

/// What is wrong with the command line, before anything is read or sent.
void check(const arguments& given) {
    std::size_t places = 0;
    std::size_t parts = 0;
    for (const char* option : {"workspace", "repository", "environment"}) {
        ++parts;
        if (!given.has(option)) continue;
        ++places;
        parts_of(given, option, parts);
    }
    if (places > 1) throw usage_problem("give only one of --repository, --workspace and --environment");
    if (places == 0 && examples::is_live(given))
        throw usage_problem("say where: --repository, --workspace or --environment");
    if (given.positional().empty())
        for (const char* option :
             {"secured", "secured-all", "readable", "keep-secured", "prune", "keep-going", "dry-run"})
            if (given.has(option)) throw usage_problem(std::string("--") + option + " needs a FILE");
}

int answer(const arguments& given) {
    check(given);
    std::vector<bb::wanted_variable> wanted;
    if (!given.positional().empty()) wanted = wanted_by(given);
    const bb::client api = examples::connect(given);
    return with_place(given, api, [&](const auto& place) {
        return given.positional().empty() ? list(api, place) : sync(given, api, place, wanted);
    });
}

}  // namespace

int main(int argc, char** argv) {
    return examples::run(about, argc, argv, answer);
}
