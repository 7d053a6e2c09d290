// SPDX-License-Identifier: MIT
// A report as Markdown, for wikis and pull requests: the heading, what is missing, what is not allowed, and a table of
// everybody with what they have. Text from elsewhere is inert in it.
#pragma once

#include "document_text.hpp"
#include "rows.hpp"

namespace examples {

/// Writes a report as Markdown with tables.
class markdown_report {
public:
    markdown_report(const audit_report& report, const audit_heading& heading) : report_(report), heading_(heading) {}

    [[nodiscard]] std::string text() {
        out_ = "# Access audit of " + markdown_text(report_.workspace) + "\n\n";
        fact("Workspace", report_.workspace);
        fact("Date", heading_.date);
        fact("Asked by", heading_.asked_by);
        fact("Asked for", heading_.asked_for);
        fact("Shows", shown_permissions(report_));
        if (!report_.fell_back.empty()) fact("Why not effective", report_.fell_back);
        if (report_.verdict) fact("Policy", report_.verdict->rule);
        fact("Found", count_line(report_));
        fact("Result", result_line(report_));
        write_gaps();
        write_violations();
        write_everybody();
        return std::move(out_);
    }

private:
    // Labels are ours; values may be anybody's.
    void fact(const char* label, const std::string& value) {
        out_ += std::string("- ") + label + ": " + markdown_text(value) + '\n';
    }

    void table_head(const std::vector<const char*>& columns) {
        for (const char* each : columns) out_ += std::string("| ") + each + ' ';
        out_ += "|\n";
        for (std::size_t i = 0; i < columns.size(); ++i) out_ += "|---";
        out_ += "|\n";
    }
    void table_row(const std::vector<std::string>& cells) {
        for (const std::string& each : cells) out_ += "| " + markdown_text(each) + ' ';
        out_ += "|\n";
    }

    void write_gaps() {
        if (report_.complete()) return;
        out_ += "\n## Not read\n\nWhat is named here may be open to more people than this report shows.\n\n";
        table_head({"What", "Name", "Problem"});
        for (const audit_gap& each : report_.gaps) table_row({each.on.scope, each.on.name, reason(each)});
    }

    void write_violations() {
        if (!report_.verdict) return;
        if (report_.violations() > 0) {
            out_ += "\n## Violations\n\n";
            table_head({"What", "Name", "Permission", "Who", "Account or group"});
            for (const audit_grant& each : report_.grants)
                if (each.is_violation)
                    table_row({each.on.scope, each.on.name, each.permission, each.who.name, each.who.identity()});
        }
        if (report_.verdict->unused.empty()) return;
        out_ += "\n## Allowed, but not used\n\n";
        for (const std::string& each : report_.verdict->unused) out_ += "- " + markdown_text(each) + '\n';
    }

    void write_everybody() {
        const audit_matrix all = matrix_of(report_);
        if (all.lines.empty()) return;
        out_ += "\n## People and groups\n\n";
        if (all.people() < all.lines.size()) out_ += std::string(groups_note) + "\n\n";
        table_head({"Who", "Account or group", "Permission", "On"});
        for (const audit_line& line : all.lines)
            for (const audit_holding& each : holdings_of(line)) {
                std::string places;
                for (const audit_grant* grant : each.on) places += (places.empty() ? "" : ", ") + place_of(grant->on);
                table_row({line.who->name, line.who->identity(), each.permission, places});
            }
    }

    const audit_report& report_;
    const audit_heading& heading_;
    std::string out_;
};

inline std::string report_as_markdown(const audit_report& report, const audit_heading& heading) {
    return markdown_report(report, heading).text();
}

}  // namespace examples
