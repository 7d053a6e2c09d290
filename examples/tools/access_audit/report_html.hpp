// SPDX-License-Identifier: MIT
// A report as one HTML file that needs nothing else: the heading, what is missing, what is not allowed, a matrix of
// everybody against everything, and the same as a list, which fits on paper. Text from elsewhere is inert in it.
#pragma once

#include "document_text.hpp"
#include "html_page.hpp"
#include "rows.hpp"

namespace examples {

/// Writes a report as HTML.
class html_report {
public:
    html_report(const audit_report& report, const audit_heading& heading)
        : report_(report), heading_(heading), all_(matrix_of(report)) {}

    [[nodiscard]] std::string text() {
        const std::string title = "Access audit of " + report_.workspace;
        out_ = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
        // 'none' for whatever is not named: no image, no frame, no connection, no other script.
        out_ += std::string(
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                    "'sha256-") +
                page_style_digest + "'; script-src 'sha256-" + page_script_digest +
                "'; base-uri 'none'; form-action 'none'\">\n";
        out_ +=
            "<meta name=\"referrer\" content=\"no-referrer\">\n"
            "<meta name=\"viewport\" content=\"width=device-width\">\n";
        out_ += "<title>" + html_text(title) + "</title>\n<style>" + page_style + "</style>\n</head>\n<body>\n";
        write_heading();
        write_gaps();
        write_violations();
        write_matrix();
        write_list();
        out_ += std::string("<script>") + page_script + "</script>\n</body>\n</html>\n";
        return std::move(out_);
    }

private:
    /// Text that is not ours: safe, and without influence on the direction of its neighbours.
    static std::string foreign(std::string_view text) { return "<bdi>" + html_text(text) + "</bdi>"; }

    void fact(const char* label, const std::string& value) {
        out_ += std::string("<dt>") + label + "</dt><dd>" + foreign(value) + "</dd>\n";
    }

    void write_heading() {
        out_ += "<header>\n<h1>Access audit of " + foreign(report_.workspace) + "</h1>\n<dl>\n";
        fact("Workspace", report_.workspace);
        fact("Date", heading_.date);
        fact("Asked by", heading_.asked_by);
        fact("Asked for", heading_.asked_for);
        fact("Shows", shown_permissions(report_));
        if (!report_.fell_back.empty()) fact("Why not effective", report_.fell_back);
        if (report_.verdict) fact("Policy", report_.verdict->rule);
        fact("Found", count_line(report_));
        fact("Result", result_line(report_));
        out_ += "</dl>\n</header>\n";
    }

    void table_head(const std::vector<const char*>& columns) {
        out_ += "<table>\n<thead><tr>";
        for (const char* each : columns) out_ += std::string("<th scope=\"col\">") + each + "</th>";
        out_ += "</tr></thead>\n<tbody>\n";
    }
    void table_row(const std::vector<std::string>& cells) {
        out_ += "<tr>";
        for (const std::string& each : cells) out_ += "<td>" + foreign(each) + "</td>";
        out_ += "</tr>\n";
    }
    void table_end() { out_ += "</tbody>\n</table>\n"; }

    void write_gaps() {
        if (report_.complete()) return;
        out_ +=
            "<section class=\"alarm\" id=\"gaps\">\n<h2>Not read</h2>\n<p>What is named here may be open to more "
            "people than this report shows.</p>\n";
        table_head({"What", "Name", "Problem"});
        for (const audit_gap& each : report_.gaps) table_row({each.on.scope, each.on.name, reason(each)});
        table_end();
        out_ += "</section>\n";
    }

    void write_violations() {
        if (report_.violations() > 0) {
            out_ += "<section class=\"alarm\" id=\"violations\">\n<h2>Violations</h2>\n";
            table_head({"What", "Name", "Permission", "Who", "Account or group"});
            for (const audit_grant& each : report_.grants)
                if (each.is_violation)
                    table_row({each.on.scope, each.on.name, each.permission, each.who.name, each.who.identity()});
            table_end();
            out_ += "</section>\n";
        }
        if (!report_.verdict || report_.verdict->unused.empty()) return;
        out_ += "<section id=\"unused\">\n<h2>Allowed, but not used</h2>\n<ul>\n";
        for (const std::string& each : report_.verdict->unused) out_ += "<li>" + foreign(each) + "</li>\n";
        out_ += "</ul>\n</section>\n";
    }

    // Only these words become part of a class: the server may send others.
    static const char* class_of(std::string_view permission) {
        const std::pair<const char*, const char*> known[] = {{"none", "p-none"},
                                                             {"read", "p-read"},
                                                             {"write", "p-write"},
                                                             {"create-repo", "p-create"},
                                                             {"admin", "p-admin"}};
        for (const auto& [word, name] : known)
            if (permission == word) return name;
        return "p-other";
    }

    // The server may leave the word out; an empty cell would say that there is nothing.
    static std::string word_of(const std::string& permission) {
        return permission.empty() ? "(not named)" : html_text(permission);
    }

    void write_cell(const audit_line& line, std::size_t column) {
        const audit_grant* grant = line.cells[column];
        if (grant == nullptr) {
            out_ += all_.is_unread(line, column) ? "<td class=\"unread\">?</td>" : "<td></td>";
            return;
        }
        out_ += std::string("<td class=\"") + class_of(grant->permission) + (grant->is_violation ? " violation" : "") +
                "\">" + word_of(grant->permission) + (grant->is_violation ? " !" : "") + "</td>";
    }

    static std::string who(const audit_subject& of) {
        std::string out = foreign(of.name.empty() ? "(no name)" : of.name);
        if (of.is_group) out += " (group)";
        const std::string id = of.identity();
        if (!id.empty()) out += " <small><code>" + html_text(id) + "</code></small>";
        if (!of.uuid.empty() && of.uuid != id) out += " <small><code>" + html_text(of.uuid) + "</code></small>";
        return out;
    }

    void write_matrix() {
        // More columns do not fit on paper; the list below holds the same.
        constexpr std::size_t most_on_paper = 20;
        const bool is_wide = report_.targets.size() > most_on_paper;
        out_ += "<section id=\"matrix\">\n<h2>Who may do what</h2>\n<p>An empty cell: " +
                std::string(report_.shows == audit_view::effective ? "no permission, except for what is public"
                                                                   : "no explicit permission") +
                "; for a group, none of its own. <b>?</b>: could not be read." +
                (report_.verdict ? " <b>!</b>: not allowed by the policy." : "") +
                (all_.people() < all_.lines.size() ? std::string(" ") + groups_note : "") + "</p>\n";
        if (is_wide)
            out_ += "<p class=\"paper\">The matrix is too wide for paper; the list below holds the same.</p>\n";
        out_ += std::string("<div class=\"scroll\">\n<table class=\"matrix") + (is_wide ? " wide" : "") +
                "\">\n<thead><tr><th scope=\"col\">Person or group</th>";
        for (const audit_target& each : report_.targets)
            out_ += "<th scope=\"col\"><span class=\"place\">" + foreign(place_of(each)) + "</span></th>";
        out_ += "</tr></thead>\n<tbody>\n";
        for (const audit_line& line : all_.lines) {
            out_ += "<tr><th scope=\"row\">" + who(*line.who) + "</th>";
            for (std::size_t i = 0; i < line.cells.size(); ++i) write_cell(line, i);
            out_ += "</tr>\n";
        }
        out_ += "</tbody>\n</table>\n</div>\n</section>\n";
    }

    void write_list() {
        out_ += "<section id=\"list\">\n<h2>The same as a list</h2>\n";
        table_head({"Person or group", "Permission", "On"});
        for (const audit_line& line : all_.lines)
            for (const audit_holding& each : holdings_of(line)) {
                out_ += "<tr><th scope=\"row\">" + who(*line.who) + "</th><td class=\"" + class_of(each.permission) +
                        "\">" + word_of(each.permission) + "</td><td>";
                for (const audit_grant* grant : each.on)
                    out_ += (grant == each.on.front() ? "" : ", ") + foreign(place_of(grant->on)) +
                            (grant->is_violation ? " <b>!</b>" : "");
                out_ += "</td></tr>\n";
            }
        table_end();
        out_ += "</section>\n";
    }

    const audit_report& report_;
    const audit_heading& heading_;
    audit_matrix all_;
    std::string out_;
};

inline std::string report_as_html(const audit_report& report, const audit_heading& heading) {
    return html_report(report, heading).text();
}

}  // namespace examples
