// SPDX-License-Identifier: MIT
// access_audit: who may do what on the repositories of a workspace, as a table, CSV, JSON, Markdown and HTML; and
// whether a policy allows it. docs/audit.md is its guide.
#include <charconv>
#include <chrono>
#include <iostream>

#include "../support/connect.hpp"
#include "../support/terminal.hpp"
#include "../support/whole_file.hpp"
#include "collect.hpp"
#include "judge.hpp"
#include "report_formats.hpp"
#include "report_html.hpp"
#include "report_markdown.hpp"

namespace bb = bitbucket;
using examples::audit_plan;
using examples::audit_report;
using examples::row;

namespace {

const examples::program about{
    "access_audit",
    "[WORKSPACE]",
    1,
    "Lists what people and groups may do on the repositories of a workspace: people's effective permissions, or, if\n"
    "you are not an admin of the workspace, the explicit ones. Groups are listed with what was given to them; the API\n"
    "does not say who is in them. Without WORKSPACE it lists the workspaces that you can reach.",
    examples::with_connection(
        {{"repository", "SLUG", "only this repository", true},
         {"projects", "", "also the projects of the workspace"},
         {"effective", "", "effective permissions; incomplete if they cannot be read"},
         {"explicit", "", "explicit permissions only"},
         {"format", "FORMAT", "table (the default), csv, json or markdown"},
         {"markdown", "", "the same as --format markdown"},
         {"bom", "", "begin CSV with a byte order mark, without which Excel does not know that it is UTF-8"},
         {"output", "FILE", "write the result to FILE instead of standard output"},
         {"html", "FILE", "write an HTML report to FILE, instead of the result or in addition to it"},
         {"date", "TIME", "the date of the audit in Markdown and HTML (ISO 8601), instead of now"},
         {"max-permission", "LEVEL", "check that nobody has more: none, read, write, create-repo or admin"},
         {"allow", "FILE", "except for these: lines of PERSON-OR-GROUP REPOSITORY-OR-* LEVEL  # comment"},
         {"concurrency", "N", "how many requests are under way at once, 1 to 256; 16 if not given"},
         {"no-progress", "", "do not show progress on stderr"}}),
    std::string(examples::credentials_note) +
        "\nYou must be an admin of what you audit; anything you may not read is named on stderr and in the result.\n\n"
        "With --max-permission people are checked by their effective permissions, unless --explicit is given.\n"
        "A person is an account ID or {UUID}, a group is group:SLUG, a project project:KEY.\n\n"
        "Exit codes: 0 complete, and nothing violates the policy; 1 failed or incomplete; 2 the command line or the "
        "list of\n"
        "exceptions is invalid; 3 the policy is violated; 130 interrupted by Ctrl-C, 143 by\n"
        "SIGTERM: what had not been read by then is named as a gap."};

/// Without a workspace: lists the ones that the credential reaches.
int suggest_workspaces(const bb::client& api) {
    std::vector<row> rows;
    const auto request = bb::current_user::list_workspaces{}.sort("slug").pagelen(100).fields(
        bb::only("administrator", "workspace.slug"));
    for (const bb::workspace_access& access : api.each(request))
        if (access.workspace)
            rows.push_back({access.workspace->slug, access.administrator.value_or(false) ? "yes" : "no"});
    if (rows.empty())
        throw std::runtime_error(
            "this credential reaches no workspace, so there is nothing to audit: use one of a member of the workspace, "
            "or, if you know that it is for one workspace only, name it: access_audit WORKSPACE");
    examples::write_to_stdout(examples::as_table({"WORKSPACE", "ADMINISTRATOR"}, rows) + "\nTry: access_audit " +
                              examples::shown(rows.front().front()) + '\n');
    return examples::exit_ok;
}

/// What the command line asks for, understood before anything is sent.
struct order {
    audit_plan plan;
    /// Empty if standard output and --output get nothing.
    std::string format;
    std::string date;
    std::optional<examples::access_policy> policy;
    examples::audit_pace pace;

    [[nodiscard]] bool needs_heading(const examples::arguments& given) const {
        return format == "markdown" || given.has("html");
    }
};

void refuse_together(const examples::arguments& given, const char* one, const char* other) {
    if (given.has(one) && given.has(other))
        throw examples::usage_problem(std::string("either --") + one + " or --" + other + ", not both");
}

// One would replace the other, however the names are written.
void refuse_same_file(const examples::arguments& given) {
    const char* const options[] = {"output", "html", "allow", "ca-file"};
    for (const char* one : options) {
        for (const char* other : options)
            if (one != other && given.has(one) && given.has(other) &&
                examples::whole_file::is_same(given.value(one), given.value(other)))
                throw examples::usage_problem(std::string("--") + one + " and --" + other + " are one file");
    }
}

std::size_t concurrency_from(const std::string& text) {
    constexpr std::size_t most = 256;
    std::size_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped_at, problem] = std::from_chars(text.data(), end, value);
    if (problem != std::errc() || stopped_at != end || value < 1 || value > most)
        throw examples::usage_problem("--concurrency is a number from 1 to 256");
    return value;
}

order understood(const examples::arguments& given) {
    using examples::usage_problem;
    refuse_together(given, "format", "markdown");
    refuse_together(given, "effective", "explicit");
    if (given.has("projects") && given.has("repository"))
        throw usage_problem("--projects is for the whole workspace: not together with --repository");
    refuse_same_file(given);
    if (given.has("allow") && !given.has("max-permission")) throw usage_problem("--allow needs --max-permission");
    if (given.positional().empty())
        for (const char* name : {"repository", "projects", "effective", "explicit", "format", "markdown", "bom",
                                 "output", "html", "date", "concurrency", "max-permission"})
            if (given.has(name)) throw usage_problem(std::string("--") + name + " needs a WORKSPACE");

    order out;
    if (given.has("concurrency")) out.pace.concurrency = concurrency_from(given.value("concurrency"));
    const bool is_only_html = given.has("html") && !given.has("format") && !given.has("output");
    out.format = given.has("markdown") ? "markdown" : given.value("format", is_only_html ? "" : "table");
    if (given.has("format") && out.format != "table" && out.format != "csv" && out.format != "json" &&
        out.format != "markdown")
        throw usage_problem("--format is table, csv, json or markdown");
    if (given.has("bom") && out.format != "csv") throw usage_problem("--bom is for --format csv");
    out.date = given.value("date");
    if (given.has("date") && !bb::timestamp(out.date).is_valid())
        throw usage_problem("--date is a time like 2026-03-01 or 2026-03-01T12:00:00Z");
    if (given.has("date") && !out.needs_heading(given)) throw usage_problem("--date is for Markdown and HTML");
    if (given.has("max-permission")) {
        out.policy.emplace(examples::access_policy{examples::level_from(given.value("max-permission"))});
        if (given.has("allow")) out.policy->exceptions = examples::read_allow_list(given.value("allow"));
    }
    if (given.positional().empty()) return out;
    // A policy that is checked against less than people really have would be worthless.
    using view = examples::audit_view;
    const view wanted = given.has("explicit")                  ? view::explicit_
                        : given.has("effective") || out.policy ? view::effective
                                                               : view::automatic;
    // UUIDs are for results that show them and exceptions that name them.
    const bool uuids = out.format != "table" || given.has("html") || given.has("allow");
    out.plan = {given.positional().front(), given.values("repository"), given.has("projects"), uuids, wanted};
    return out;
}

std::string in_words(const order& wanted) {
    const audit_plan& plan = wanted.plan;
    std::string out = plan.repositories.empty() ? "all repositories of " + plan.workspace : "the repositories";
    for (const std::string& each : plan.repositories) out += (each == plan.repositories.front() ? " " : ", ") + each;
    if (plan.projects) out += " and its projects";
    using view = examples::audit_view;
    return out + (plan.view == view::explicit_   ? "; explicit permissions"
                  : plan.view == view::effective ? "; effective permissions"
                                                 : "; effective permissions if they can be read, else explicit ones");
}

std::string now() {
    return bb::timestamp(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())).str();
}

int audit(const examples::arguments& given, const bb::client& api, order wanted) {
    std::optional<examples::whole_file> file;
    if (given.has("output"))
        file.emplace(given.value("output"), examples::whole_file_options{.takes_devices = true, .option = "output"});
    std::optional<examples::whole_file> page;
    if (given.has("html")) page.emplace(given.value("html"), examples::whole_file_options{.option = "html"});
    examples::audit_heading heading{wanted.date.empty() ? now() : wanted.date, "", in_words(wanted)};
    if (wanted.needs_heading(given)) heading.asked_by = examples::find_caller(api);

    using kind = examples::progress_kind;
    const kind shows_on = examples::stderr_is_terminal() ? kind::terminal : kind::log;
    examples::progress shows(std::cerr, given.has("no-progress") ? kind::none : shows_on);
    audit_report report = examples::auditor(api, wanted.plan, shows, wanted.pace).run();
    if (wanted.policy) examples::judge(report, *wanted.policy, wanted.plan);

    const bool is_table = wanted.format == "table";
    const std::string result =
        wanted.format == "json"  ? examples::report_as_json(report)
        : wanted.format == "csv" ? (given.has("bom") ? examples::byte_order_mark : "") + examples::report_as_csv(report)
        : wanted.format == "markdown" ? examples::report_as_markdown(report, heading)
        : is_table                    ? examples::report_as_table(report, wanted.plan.projects)
                                      : std::string();
    // First, because the reader of the result may have gone, and what is missing or forbidden has to be said anyway. A
    // table has the counts in it.
    std::cerr << (file || !is_table ? examples::summary(report) : examples::remarks(report)) << std::flush;
    if (page) page->replace_content(examples::report_as_html(report, heading));
    if (file)
        file->replace_content(result);
    else
        examples::write_to_stdout(result);
    return examples::exit_code_of(report);
}

int answer(const examples::arguments& given) {
    order wanted = understood(given);
    const bb::client api = examples::connect(given);
    return given.positional().empty() ? suggest_workspaces(api) : audit(given, api, std::move(wanted));
}

}  // namespace

int main(int argc, char** argv) {
    return examples::run(about, argc, argv, answer);
}
