// SPDX-License-Identifier: MIT
// access_audit: who has which explicit permission on which repositories of a workspace, as a table, CSV or JSON.
#include "support/audit.hpp"
#include "support/connect.hpp"
#include "support/formats.hpp"

namespace bb = bitbucket;
using examples::audit_report;
using examples::row;
using json = nlohmann::ordered_json;

namespace {

const examples::program about{
    "access_audit",
    "[WORKSPACE]",
    1,
    "Lists the users with an explicit permission on the repositories of a workspace. Access that comes from a\n"
    "group, from the project (but see --projects) or from owning the workspace is not explicit, and not listed.\n"
    "Without WORKSPACE it lists the workspaces that you can reach.",
    examples::with_connection({{"repository", "SLUG", "only this repository", true},
                               {"projects", "", "also the projects of the repositories"},
                               {"format", "FORMAT", "table (the default), csv or json"},
                               {"output", "FILE", "write the result into FILE instead of standard output"},
                               {"no-progress", "", "do not tell on stderr how far it is"}}),
    std::string(examples::credentials_note) +
        "\nYou must be an admin of what you audit; what you may not read is named on stderr and in the result.\n\n"
        "Exit codes: 0 complete, 1 failed or incomplete, 2 the command line makes no sense."};

json to_json(const examples::audit_target& on) {
    return {{"scope", on.scope}, {"name", on.name}};
}

std::string render_json(const audit_report& report) {
    json grants = json::array();
    for (const examples::audit_grant& each : report.grants) {
        json& item = grants.emplace_back(to_json(each.on));
        item["permission"] = each.permission;
        item["user"] = each.user;
        item["account_id"] = each.account_id;
        item["uuid"] = each.uuid;
    }
    json gaps = json::array();
    for (const examples::audit_gap& each : report.gaps) {
        json& item = gaps.emplace_back(to_json(each.on));
        item["status"] = each.status == 0 ? json() : json(each.status);
        item["message"] = each.message;
    }
    return examples::as_json({{"workspace", report.workspace},
                              {"permissions", std::move(grants)},
                              {"summary",
                               {{"complete", report.complete()},
                                {"repositories", report.repositories},
                                {"projects", report.projects},
                                {"permissions", report.grants.size()},
                                {"unreadable", std::move(gaps)}}}});
}

std::string reason(const examples::audit_gap& gap) {
    return (gap.status == 0 ? "" : std::to_string(gap.status) + ": ") + gap.message;
}

// A CSV file has no place for a summary, and may travel without what stood on stderr: a gap is a row of its own.
std::string render_csv(const audit_report& report) {
    std::vector<row> rows;
    rows.reserve(report.grants.size() + report.gaps.size());
    for (const examples::audit_grant& each : report.grants)
        rows.push_back({each.on.scope, each.on.name, each.permission, each.user, each.account_id, each.uuid, ""});
    for (const examples::audit_gap& each : report.gaps)
        rows.push_back({each.on.scope, each.on.name, "", "", "", "", "not read: " + reason(each)});
    return examples::as_csv({"scope", "name", "permission", "user", "account_id", "uuid", "problem"}, rows);
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

std::string gaps(const audit_report& report) {
    std::string out = "INCOMPLETE: " + std::to_string(report.gaps.size()) + " could not be read\n";
    for (const examples::audit_gap& each : report.gaps)
        out += std::string("  ") + each.on.scope + ' ' + examples::shown(each.on.name) + ": " +
               examples::shown(reason(each)) + '\n';
    return report.complete() ? "" : out;
}

std::string summary(const audit_report& report) {
    std::string out = counted(report.grants.size(), "explicit permission", "explicit permissions") + " on " +
                      counted(report.repositories, "repository", "repositories");
    if (report.projects > 0) out += " and " + counted(report.projects, "project", "projects");
    return out + " of " + examples::shown(report.workspace) + '\n' + gaps(report);
}

std::string render_table(const audit_report& report, bool with_scope) {
    std::vector<row> rows;
    for (const examples::audit_grant& each : report.grants) {
        row& line = rows.emplace_back(row{each.on.name, each.permission, each.account_id, each.user});
        if (with_scope) line.insert(line.begin(), each.on.scope);
    }
    row header = {with_scope ? "NAME" : "REPOSITORY", "PERMISSION", "ACCOUNT ID", "USER"};
    if (with_scope) header.insert(header.begin(), "SCOPE");
    return (rows.empty() ? "" : examples::as_table(header, rows) + '\n') + summary(report);
}

/// What to do without a workspace: say which ones there are.
int suggest_workspaces(const bb::client& api) {
    std::vector<row> rows;
    const auto request = bb::current_user::list_workspaces{}.sort("slug").pagelen(100).fields(
        bb::only("administrator", "workspace.slug"));
    for (const bb::workspace_access& each : api.each(request))
        if (each.workspace) rows.push_back({each.workspace->slug, each.administrator.value_or(false) ? "yes" : "no"});
    std::string out = "You can reach no workspace.\n";
    if (!rows.empty())
        out = examples::as_table({"WORKSPACE", "ADMINISTRATOR"}, rows) + "\nTry: access_audit " +
              examples::shown(rows.front().front()) + '\n';
    examples::write_to_stdout(out);
    return examples::exit_ok;
}

int audit(const examples::arguments& given, const bb::client& api) {
    const std::string format = given.value("format", "table");
    const examples::audit_plan plan{given.positional().front(), given.values("repository"), given.has("projects"),
                                    format != "table"};
    std::optional<examples::output_file> file;
    if (given.has("output")) file.emplace(given.value("output"));

    using kind = examples::progress_kind;
    const kind shows_on = examples::stderr_is_terminal() ? kind::terminal : kind::log;
    examples::progress shows(std::cerr, given.has("no-progress") ? kind::none : shows_on);
    const audit_report report = examples::auditor(api, plan, shows).run();

    const std::string result = format == "json"  ? render_json(report)
                               : format == "csv" ? render_csv(report)
                                                 : render_table(report, plan.projects);
    if (file)
        file->replace_content(result);
    else
        examples::write_to_stdout(result);
    // Whoever reads a table has the counts before them; what is missing is said in any case.
    std::cerr << (file || format != "table" ? summary(report) : gaps(report));
    return report.complete() ? examples::exit_ok : examples::exit_failed;
}

}  // namespace

int main(int argc, char** argv) try {
    const examples::arguments given(about, argc, argv);
    const std::string format = given.value("format", "table");
    if (format != "table" && format != "csv" && format != "json")
        throw examples::usage_problem("--format is table, csv or json");
    if (given.has("projects") && given.has("repository"))
        throw examples::usage_problem("--projects is for the whole workspace: not together with --repository");
    if (given.positional().empty())
        for (const char* name : {"repository", "projects", "format", "output"})
            if (given.has(name)) throw examples::usage_problem(std::string("--") + name + " needs a WORKSPACE");
    const bb::client api = examples::connect(given);
    return given.positional().empty() ? suggest_workspaces(api) : audit(given, api);
} catch (...) {
    return examples::end_of(about);
}
