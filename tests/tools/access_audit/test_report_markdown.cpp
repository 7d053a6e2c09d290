// SPDX-License-Identifier: MIT
// tools/access_audit/report_markdown.hpp: what stands in it, and that its tables hold whatever a name is.
#include "../../../examples/tools/access_audit/report_markdown.hpp"

#include <sstream>

#include "support/catch.hpp"

namespace test_report_markdown {

using Catch::Matchers::ContainsSubstring;
using examples::audit_heading;
using examples::audit_report;
using examples::audit_subject;
using examples::audit_view;
using examples::report_as_markdown;

namespace {

const audit_heading heading{"2026-03-01", "Mia (557058:mia)", "all repositories of acme"};

audit_report report_with(const std::string& name) {
    const audit_subject person{false, name, "557058:x"};
    const audit_subject group{true, name, {}, {}, "team"};
    audit_report out;
    out.workspace = "acme";
    out.targets = {{"project", "WEB"}, {"repository", "api"}, {"repository", "site"}};
    out.grants = {{{"project", "WEB"}, "admin", person},
                  {{"repository", "api"}, "admin", person, false, true},
                  {{"repository", "site"}, "read", person},
                  {{"repository", "site"}, "write", group}};
    return out;
}

}  // namespace

TEST_CASE("Markdown has a heading, and everybody with what they have") {
    CHECK(report_as_markdown(report_with("Bo Li"), heading) ==
          "# Access audit of acme\n\n"
          "- Workspace: acme\n"
          "- Date: 2026-03-01\n"
          "- Asked by: Mia (557058:mia)\n"
          "- Asked for: all repositories of acme\n"
          "- Shows: explicit permissions of people and groups; not what comes from being in a group, from a project or "
          "from owning the workspace\n"
          "- Found: 4 explicit permissions (1 of groups) on 2 repositories and 1 project of acme\n"
          "- Result: complete\n\n"
          "## People and groups\n\n"
          "This API does not say who is in a group.\n\n"
          "| Who | Account or group | Permission | On |\n"
          "|---|---|---|---|\n"
          "| Bo Li | 557058:x | admin | project:WEB, api |\n"
          "| Bo Li | 557058:x | read | site |\n"
          "| Bo Li | group:team | write | site |\n");
}

TEST_CASE("gaps, the fall back, violations and unused exceptions are named") {
    audit_report report = report_with("Bo Li");
    report.fell_back = "403: no";
    report.gaps.push_back({{"repository", "site"}, 403, "Access denied.", "groups"});
    report.verdict = {"nobody has more than write", 1, {"allow:3: unused: x"}};
    const std::string text = report_as_markdown(report, heading);
    CHECK_THAT(text, ContainsSubstring("\n- Why not effective: 403: no\n"));
    CHECK_THAT(text, ContainsSubstring("\n- Policy: nobody has more than write\n"));
    CHECK_THAT(text, ContainsSubstring("\n- Result: INCOMPLETE: 1 could not be read; 1 VIOLATION\n"));
    CHECK_THAT(text, ContainsSubstring("\n| repository | site | groups: 403: Access denied. |\n"));
    CHECK_THAT(text, ContainsSubstring("\n| repository | api | admin | Bo Li | 557058:x |\n"));
    CHECK_THAT(text, ContainsSubstring("\n- allow:3: unused: x\n"));
}

TEST_CASE("no name breaks a table or becomes markup") {
    for (const char* name : {"a|b", "a\\|b\\", "a\nb", "<script>alert(1)</script>", "[x](javascript:y)", "`|`", "@all",
                             "![x](http://x/y.png)", "\xE2\x80\xAE", "&#124;", "# x", "***", ""}) {
        CAPTURE(name);
        audit_report report = report_with(name);
        report.workspace = name;
        report.targets[2].name = name;
        report.grants[2].on.name = report.grants[3].on.name = name;
        report.gaps.push_back({{"repository", name}, 403, name, name});
        report.verdict = {name, 1, {name}};
        std::istringstream lines(report_as_markdown(report, {name, name, name}));
        std::size_t columns = 0;
        for (std::string line; std::getline(lines, line);) {
            CHECK(line.find_first_of("<>`[]\\\r") == std::string::npos);
            const auto bars = static_cast<std::size_t>(std::ranges::count(line, '|'));
            if (columns != 0 && bars != 0) CHECK(bars == columns);
            columns = bars;
        }
    }
}

}  // namespace test_report_markdown
