// SPDX-License-Identifier: MIT
// A report as an aligned table, as CSV and as JSON. Markdown and HTML are in report_markdown.hpp and report_html.hpp.
#pragma once

#include <bitbucket/json.hpp>

#include "../support/formats.hpp"
#include "rows.hpp"

namespace examples {

inline nlohmann::ordered_json to_json(const audit_target& on) {
    return {{"scope", on.scope}, {"name", on.name}};
}

inline std::string report_as_json(const audit_report& report) {
    using json = nlohmann::ordered_json;
    json grants = json::array();
    for (const audit_grant& each : report.grants) {
        json& item = grants.emplace_back(to_json(each.on));
        item["permission"] = each.permission;
        if (each.who.is_group) {
            item["group"] = each.who.slug;
            item["group_name"] = each.who.name;
        } else {
            item["user"] = each.who.name;
            item["account_id"] = each.who.account_id;
            item["uuid"] = each.who.uuid;
        }
        item["shows"] = each.is_effective ? "effective" : "explicit";
        if (report.verdict) item["violation"] = each.is_violation;
    }
    json gaps = json::array();
    for (const audit_gap& each : report.gaps) {
        json& item = gaps.emplace_back(to_json(each.on));
        item["status"] = each.status == 0 ? json() : json(each.status);
        item["message"] = each.message;
        if (!each.part.empty()) item["part"] = each.part;
    }
    json totals = {{"complete", report.complete()},
                   {"shows", report.shows == audit_view::effective ? "effective" : "explicit"},
                   {"repositories", report.count("repository")},
                   {"projects", report.count("project")},
                   {"permissions", report.grants.size()},
                   {"unreadable", std::move(gaps)}};
    if (!report.fell_back.empty()) totals["effective_not_readable"] = report.fell_back;
    if (report.verdict)
        totals["policy"] = {{"rule", report.verdict->rule},
                            {"violations", report.violations()},
                            {"clean", report.complete() && report.violations() == 0},
                            {"unused", report.verdict->unused}};
    return as_json(
        {{"workspace", report.workspace}, {"permissions", std::move(grants)}, {"summary", std::move(totals)}});
}

/// A CSV file has no place for a summary, and may be passed on without what was on stderr: so a gap is a row of its
/// own, and a violation is in the column for problems.
inline std::string report_as_csv(const audit_report& report) {
    std::vector<row> rows;
    rows.reserve(report.grants.size() + report.gaps.size());
    for (const audit_grant& each : report.grants)
        rows.push_back({each.on.scope, each.on.name, each.permission, each.who.is_group ? "" : each.who.name,
                        each.who.account_id, each.who.uuid, each.is_violation ? "violation" : "",
                        each.who.is_group ? each.who.slug : "", each.who.is_group ? each.who.name : "",
                        each.is_effective ? "effective" : "explicit"});
    for (const audit_gap& each : report.gaps)
        rows.push_back({each.on.scope, each.on.name, "", "", "", "", "not read: " + reason(each), "", "", ""});
    return as_csv(
        {"scope", "name", "permission", "user", "account_id", "uuid", "problem", "group", "group_name", "shows"}, rows);
}

/// Groups are listed among the users, with `group:` and its slug where they have their account ID.
inline std::string report_as_table(const audit_report& report, bool with_scope) {
    std::vector<row> rows;
    for (const audit_grant& each : report.grants) {
        const std::string id = each.who.is_group ? each.who.identity() : each.who.account_id;
        row& line = rows.emplace_back(row{each.on.name, each.permission, id, each.who.name});
        if (with_scope) line.insert(line.begin(), each.on.scope);
        if (report.verdict) line.insert(line.begin(), each.is_violation ? "VIOLATION" : "ok");
    }
    row header = {with_scope ? "NAME" : "REPOSITORY", "PERMISSION", "ACCOUNT ID", "USER"};
    if (with_scope) header.insert(header.begin(), "SCOPE");
    if (report.verdict) header.insert(header.begin(), "POLICY");
    return (rows.empty() ? "" : as_table(header, rows) + '\n') + summary(report);
}

}  // namespace examples
