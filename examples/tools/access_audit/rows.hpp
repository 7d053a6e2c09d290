// SPDX-License-Identifier: MIT
// A report in order: the sentences that say what it is worth, and a line for each person and group with what they may
// do where.
#pragma once

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "../support/text.hpp"
#include "audit.hpp"
#include "policy.hpp"

namespace examples {

/// `1 repository`, `2 repositories`.
inline std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

/// What could not be read of something, and why, e.g. `groups: 403: Access denied.`
inline std::string reason(const audit_gap& gap) {
    return (gap.part.empty() ? "" : gap.part + ": ") + (gap.status == 0 ? "" : std::to_string(gap.status) + ": ") +
           gap.message;
}

/// Whose permissions a report shows, and which.
inline std::string shown_permissions(const audit_report& report) {
    if (report.shows == audit_view::explicit_)
        return "explicit permissions of people and groups; not what comes from being in a group, from a project or "
               "from "
               "owning the workspace";
    return std::string("effective permissions of people on repositories (the highest of all that apply)") +
           (report.count("project") > 0 ? ", explicit ones on projects" : "") + "; explicit permissions of groups";
}

inline constexpr const char* groups_note = "This API does not say who is in a group.";

/// How much was found, in a line.
inline std::string count_line(const audit_report& report) {
    std::size_t effective = 0;
    std::size_t groups = 0;
    for (const audit_grant& each : report.grants) {
        effective += each.is_effective ? 1U : 0U;
        groups += each.who.is_group ? 1U : 0U;
    }
    const std::size_t given = report.grants.size() - effective;
    const bool has_effective = report.shows == audit_view::effective;
    std::string out;
    if (has_effective) out = counted(effective, "effective permission", "effective permissions");
    if (has_effective && given > 0) out += " and ";
    if (!has_effective || given > 0) out += counted(given, "explicit permission", "explicit permissions");
    if (groups > 0) out += " (" + std::to_string(groups) + " of groups)";
    out += " on " + counted(report.count("repository"), "repository", "repositories");
    if (report.count("project") > 0) out += " and " + counted(report.count("project"), "project", "projects");
    return out + " of " + report.workspace;
}

/// What the report is worth, in a line: complete or not, and what the policy says.
inline std::string result_line(const audit_report& report) {
    std::string out =
        report.complete() ? "complete" : "INCOMPLETE: " + std::to_string(report.gaps.size()) + " could not be read";
    if (report.verdict)
        out += report.violations() > 0 ? "; " + counted(report.violations(), "VIOLATION", "VIOLATIONS")
               : report.complete()     ? "; the policy is kept"
                                       : "; no violation in what was read";
    return out;
}

/// Why explicit permissions are shown; empty if that needs no explanation.
inline std::string fallback_line(const audit_report& report) {
    return report.fell_back.empty()
               ? ""
               : "effective permissions cannot be read, so these are the explicit ones: " + report.fell_back;
}

/// What the reader of the rows still has to know: lines for stderr, safe to print. Empty if all is well.
inline std::string remarks(const audit_report& report) {
    std::string out;
    if (!report.fell_back.empty()) out += shown(fallback_line(report)) + '\n';
    if (!report.complete()) out += "INCOMPLETE: " + std::to_string(report.gaps.size()) + " could not be read\n";
    for (const audit_gap& each : report.gaps)
        out += std::string("  ") + each.on.scope + ' ' + shown(each.on.name) + ": " + shown(reason(each)) + '\n';
    if (!report.verdict) return out;
    if (report.violations() > 0)
        out += counted(report.violations(), "VIOLATION", "VIOLATIONS") + " of: " + shown(report.verdict->rule) + '\n';
    for (const audit_grant& each : report.grants)
        if (each.is_violation)
            out += std::string("  ") + each.on.scope + ' ' + shown(each.on.name) + ": " + shown(each.permission) +
                   ": " + shown(each.who.identity()) + ' ' + shown(each.who.name) + '\n';
    for (const std::string& each : report.verdict->unused) out += "warning: " + shown(each) + '\n';
    return out;
}

/// The counts with what has to be known about them.
inline std::string summary(const audit_report& report) {
    std::string out = shown(count_line(report)) + '\n';
    for (const audit_grant& each : report.grants)
        if (each.who.is_group) {
            out += std::string(groups_note) + '\n';
            break;
        }
    return out + remarks(report);
}

/// A person or group, and what they have on each target. Points into the report.
struct audit_line {
    const audit_subject* who;
    /// By the report's targets; null means nothing.
    std::vector<const audit_grant*> cells;
};

/// A level, and where somebody has it.
struct audit_holding {
    std::string permission;
    std::vector<const audit_grant*> on;
};

/// Everybody against everything.
struct audit_matrix {
    /// People before groups, each by name.
    std::vector<audit_line> lines;
    /// By the report's targets: whether permissions of people, and of groups, could not be read there.
    std::vector<bool> lacks_people;
    std::vector<bool> lacks_groups;

    /// Whether an empty cell means that nobody knows.
    [[nodiscard]] bool is_unread(const audit_line& line, std::size_t column) const {
        return line.who->is_group ? lacks_groups[column] : lacks_people[column];
    }
    [[nodiscard]] std::size_t people() const {
        std::size_t count = 0;
        for (const audit_line& each : lines) count += each.who->is_group ? 0U : 1U;
        return count;
    }
};

/// The report must outlive the matrix.
inline audit_matrix matrix_of(const audit_report& report) {
    using place = std::pair<std::string_view, std::string_view>;
    const auto place_key = [](const audit_target& on) { return place(on.scope, on.name); };
    audit_matrix out;
    std::map<place, std::size_t> columns;
    for (const audit_target& each : report.targets) columns.emplace(place_key(each), columns.size());
    out.lacks_people.resize(report.targets.size(), false);
    out.lacks_groups = out.lacks_people;
    for (const audit_gap& gap : report.gaps) {
        const auto found = columns.find(place_key(gap.on));
        if (found != columns.end()) {
            out.lacks_groups[found->second] = true;
            if (gap.part != "groups") out.lacks_people[found->second] = true;
        }
        // What is missing of the list for the whole workspace may be missing anywhere.
        if (gap.on.is("workspace") && gap.part != "projects" && report.shows == audit_view::effective)
            for (std::size_t i = 0; i < report.targets.size(); ++i)
                if (report.targets[i].is("repository")) out.lacks_people[i] = true;
    }
    // Those who came without an identity are told apart by their names.
    const auto key_of = [](const audit_subject& who) {
        return std::tuple(who.is_group, who.identity(), who.identity().empty() ? who.name : std::string());
    };
    std::map<std::tuple<bool, std::string, std::string>, std::size_t> known;
    for (const audit_grant& grant : report.grants) {
        const auto [line, is_new] = known.emplace(key_of(grant.who), out.lines.size());
        if (is_new) out.lines.push_back({&grant.who, std::vector<const audit_grant*>(report.targets.size(), nullptr)});
        const audit_grant*& cell = out.lines[line->second].cells[columns.at(place_key(grant.on))];
        if (cell == nullptr || rank_of(grant.permission) > rank_of(cell->permission)) cell = &grant;
    }
    std::ranges::sort(out.lines, {}, [](const audit_line& each) {
        return std::tuple(each.who->is_group, std::string_view(each.who->name), each.who->identity());
    });
    return out;
}

/// What somebody has, the highest level first.
inline std::vector<audit_holding> holdings_of(const audit_line& line) {
    std::vector<audit_holding> out;
    for (const audit_grant* each : line.cells) {
        if (each == nullptr) continue;
        const auto same = [&](const audit_holding& other) { return other.permission == each->permission; };
        auto found = std::ranges::find_if(out, same);
        if (found == out.end()) found = out.insert(found, {each->permission, {}});
        found->on.push_back(each);
    }
    std::ranges::sort(out, [](const audit_holding& a, const audit_holding& b) {
        return std::pair(rank_of(b.permission), a.permission) < std::pair(rank_of(a.permission), b.permission);
    });
    return out;
}

/// A target as a list of exceptions names it: a slug, or `project:` and a key.
inline std::string place_of(const audit_target& on) {
    return (on.is("project") ? "project:" : on.is("workspace") ? "workspace " : "") + on.name;
}

}  // namespace examples
