// SPDX-License-Identifier: MIT
// tools/access_audit/rows.hpp and report_formats.hpp: the sentences, the matrix, and the table, CSV and JSON.
#include "../../../examples/tools/access_audit/report_formats.hpp"
#include "support/catch.hpp"

namespace test_report_formats {

using Catch::Matchers::ContainsSubstring;
using examples::audit_matrix;
using examples::audit_report;
using examples::audit_subject;
using examples::audit_view;

namespace {

const audit_subject mia{false, "Mia", "557058:mia", "{1}"};
const audit_subject other_mia{false, "Mia", "557058:other", "{2}"};
const audit_subject team{true, "A team", {}, {}, "team"};

audit_report sample() {
    audit_report out;
    out.workspace = "acme";
    out.shows = audit_view::effective;
    out.targets = {{"project", "WEB"}, {"repository", "api"}, {"repository", "site"}};
    out.grants = {{{"project", "WEB"}, "create-repo", mia},         {{"repository", "api"}, "admin", mia, true},
                  {{"repository", "api"}, "read", other_mia, true}, {{"repository", "api"}, "write", team},
                  {{"repository", "site"}, "admin", mia, true},     {{"repository", "site"}, "super", other_mia, true}};
    return out;
}

audit_report with_gap(const char* scope, const char* name, const char* part) {
    audit_report out = sample();
    out.gaps.push_back({{scope, name}, 403, "Access\ndenied.", part});
    return out;
}

}  // namespace

TEST_CASE("a matrix has a line for each person and group, people first, however they are called") {
    const audit_report report = sample();
    const audit_matrix all = examples::matrix_of(report);
    REQUIRE(all.lines.size() == 3);
    CHECK(all.people() == 2);
    CHECK(all.lines[0].who->account_id == "557058:mia");
    CHECK(all.lines[1].who->account_id == "557058:other");
    CHECK(all.lines[2].who->slug == "team");
    REQUIRE(all.lines[0].cells.size() == 3);
    CHECK(all.lines[0].cells[0]->permission == "create-repo");
    CHECK(all.lines[1].cells[0] == nullptr);
    CHECK(all.lines[2].cells[1]->permission == "write");
}

TEST_CASE("a repository and a project of one name are two columns") {
    audit_report report = sample();
    report.targets[1].name = "WEB";
    for (auto& each : report.grants)
        if (each.on.name == "api") each.on.name = "WEB";
    const audit_matrix all = examples::matrix_of(report);
    CHECK(all.lines[0].cells[0]->permission == "create-repo");
    CHECK(all.lines[0].cells[1]->permission == "admin");
}

TEST_CASE("of two permissions in one cell the higher one stands there") {
    audit_report report = sample();
    report.grants.push_back({{"repository", "api"}, "none", mia, true});
    report.grants.push_back({{"repository", "api"}, "admin", other_mia, true});
    const audit_matrix all = examples::matrix_of(report);
    CHECK(all.lines[0].cells[1]->permission == "admin");
    CHECK(all.lines[1].cells[1]->permission == "admin");
}

TEST_CASE("what could not be read is no empty cell") {
    const auto unread = [](const audit_report& report, std::size_t line, std::size_t column) {
        const audit_matrix all = examples::matrix_of(report);
        return all.is_unread(all.lines[line], column);
    };
    CHECK_FALSE(unread(sample(), 0, 2));
    CHECK(unread(with_gap("repository", "site", ""), 0, 2));
    CHECK(unread(with_gap("repository", "site", ""), 2, 2));
    CHECK_FALSE(unread(with_gap("repository", "site", ""), 0, 1));
    CHECK_FALSE(unread(with_gap("repository", "site", "groups"), 0, 2));
    CHECK(unread(with_gap("repository", "site", "groups"), 2, 2));
    CHECK(unread(with_gap("workspace", "acme", "effective permissions"), 0, 1));
    CHECK_FALSE(unread(with_gap("workspace", "acme", "effective permissions"), 0, 0));
    CHECK_FALSE(unread(with_gap("workspace", "acme", "projects"), 0, 1));
}

TEST_CASE("holdings go from the highest level down") {
    const audit_report report = sample();
    const audit_matrix all = examples::matrix_of(report);
    const auto held = examples::holdings_of(all.lines[0]);
    REQUIRE(held.size() == 2);
    CHECK(held[0].permission == "admin");
    CHECK(held[0].on.size() == 2);
    CHECK(held[1].permission == "create-repo");
    const auto odd = examples::holdings_of(all.lines[1]);
    REQUIRE(odd.size() == 2);
    CHECK(odd[0].permission == "super");
}

TEST_CASE("the summary counts, says what is shown, and names what is missing on one line each") {
    CHECK(examples::summary(sample()) ==
          "4 effective permissions and 2 explicit permissions (1 of groups) on 2 repositories and 1 project of acme\n"
          "This API does not say who is in a group.\n");
    audit_report fallen = with_gap("repository", "site", "groups");
    fallen.shows = audit_view::explicit_;
    fallen.fell_back = "403: no\x1b[2J";
    CHECK(examples::remarks(fallen) ==
          "effective permissions cannot be read, so these are the explicit ones: 403: no\\x1b[2J\n"
          "INCOMPLETE: 1 could not be read\n"
          "  repository site: groups: 403: Access\\x0adenied.\n");
    CHECK(examples::remarks(sample()).empty());
}

TEST_CASE("violations and unused exceptions are named") {
    audit_report report = sample();
    report.verdict = {"nobody has more than write", 1, {"allow:3: unused: x"}};
    report.grants[1].is_violation = true;
    CHECK(examples::remarks(report) ==
          "1 VIOLATION of: nobody has more than write\n"
          "  repository api: admin: 557058:mia Mia\n"
          "warning: allow:3: unused: x\n");
    CHECK(examples::result_line(report) == "complete; 1 VIOLATION");
    report.verdict->violations = 0;
    CHECK(examples::result_line(report) == "complete; the policy is kept");
    report.gaps.push_back({{"repository", "x"}, 0, "gone"});
    CHECK(examples::result_line(report) == "INCOMPLETE: 1 could not be read; no violation in what was read");
}

TEST_CASE("CSV has groups in columns of their own, and says of each row what it shows") {
    audit_report report = with_gap("repository", "site", "groups");
    report.grants[1].is_violation = true;
    const std::string csv = examples::report_as_csv(report);
    CHECK(
        csv.starts_with("scope,name,permission,user,account_id,uuid,problem,group,group_name,shows\r\n"
                        "project,WEB,create-repo,Mia,557058:mia,{1},,,,explicit\r\n"
                        "repository,api,admin,Mia,557058:mia,{1},violation,,,effective\r\n"));
    CHECK_THAT(csv, ContainsSubstring("repository,api,write,,,,,team,A team,explicit\r\n"));
    CHECK_THAT(csv, ContainsSubstring("repository,site,,,,,not read: groups: 403: Access\\x0adenied.,,,\r\n"));
}

TEST_CASE("JSON tells users from groups, and has the verdict") {
    audit_report report = with_gap("repository", "site", "groups");
    auto json = nlohmann::json::parse(examples::report_as_json(report));
    CHECK(json["permissions"][1]["account_id"] == "557058:mia");
    CHECK(json["permissions"][1]["shows"] == "effective");
    CHECK_FALSE(json["permissions"][1].contains("violation"));
    CHECK(json["permissions"][3]["group"] == "team");
    CHECK_FALSE(json["permissions"][3].contains("user"));
    CHECK(json["summary"]["complete"] == false);
    CHECK(json["summary"]["shows"] == "effective");
    CHECK(json["summary"]["unreadable"][0]["part"] == "groups");
    CHECK_FALSE(json["summary"].contains("policy"));
    report.verdict = {"nobody has more than admin", 0, {}};
    json = nlohmann::json::parse(examples::report_as_json(report));
    CHECK(json["permissions"][1]["violation"] == false);
    CHECK(json["summary"]["policy"]["clean"] == false);  // there is a gap
    report.gaps.clear();
    json = nlohmann::json::parse(examples::report_as_json(report));
    CHECK(json["summary"]["policy"]["clean"] == true);
}

TEST_CASE("a table has groups by their identity, and a column for the policy if there is one") {
    audit_report report = sample();
    CHECK_THAT(examples::report_as_table(report, false),
               ContainsSubstring("\napi         write        group:team    A team\n"));
    report.verdict = {"nobody has more than write", 1, {}};
    report.grants[1].is_violation = true;
    const std::string table = examples::report_as_table(report, true);
    CHECK(table.starts_with("POLICY     SCOPE       NAME  PERMISSION   ACCOUNT ID    USER\n"));
    CHECK_THAT(table, ContainsSubstring("\nVIOLATION  repository  api   admin        557058:mia    Mia\n"));
    CHECK_THAT(table, ContainsSubstring("\nok         repository  api   write        group:team    A team\n"));
}

}  // namespace test_report_formats
