// SPDX-License-Identifier: MIT
// tools/access_audit/judge.hpp: what is a violation, what is excused, what is allowed for nothing, and how it ends.
#include "../../../examples/tools/access_audit/judge.hpp"

#include "support/catch.hpp"

namespace test_judge {

using bitbucket::permission_level;
using examples::access_policy;
using examples::audit_plan;
using examples::audit_report;
using examples::audit_subject;
using examples::judge;

namespace {

const audit_subject mia{false, "Mia", "557058:mia", "{d301aafa-d676-4ee0-88be-962be7417567}"};
const audit_subject developers{true, "Developers", {}, {}, "developers"};

audit_report report_of(std::vector<examples::audit_grant> grants) {
    audit_report out;
    out.workspace = "acme";
    for (const auto& each : grants) out.targets.push_back(each.on);
    out.grants = std::move(grants);
    return out;
}

examples::audit_grant on(const char* repository, const char* permission, audit_subject who = mia) {
    return {{"repository", repository}, permission, std::move(who)};
}

access_policy policy_of(permission_level most, std::string_view exceptions) {
    return {most, examples::allow_list_reader::read(exceptions, "allow.txt")};
}

std::size_t violations(std::vector<examples::audit_grant> grants, permission_level most, std::string_view exceptions) {
    audit_report report = report_of(std::move(grants));
    access_policy policy = policy_of(most, exceptions);
    judge(report, policy, {"acme"});
    return report.violations();
}

}  // namespace

TEST_CASE("nobody may have more than the policy says") {
    audit_report report =
        report_of({on("a", "read"), on("b", "write"), on("c", "admin"), on("d", "admin", developers)});
    access_policy policy{permission_level::write};
    judge(report, policy, {"acme"});
    CHECK(report.violations() == 2);
    CHECK_FALSE(report.grants[1].is_violation);
    CHECK(report.grants[2].is_violation);
    CHECK(report.grants[3].is_violation);
    CHECK(report.verdict->rule == "nobody has more than write");
    CHECK(report.verdict->unused.empty());
}

TEST_CASE("a permission that nobody knows is a violation, whatever is allowed") {
    CHECK(violations({on("a", "super-admin")}, permission_level::admin, "557058:mia * admin") == 1);
    CHECK(violations({on("a", "")}, permission_level::admin, "") == 1);
    CHECK(violations({on("a", "none")}, permission_level::none, "") == 0);
}

TEST_CASE("an exception is for one person or group, one place, and up to its level") {
    const auto most = permission_level::read;
    CHECK(violations({on("a", "admin")}, most, "557058:mia a admin") == 0);
    CHECK(violations({on("a", "write")}, most, "557058:mia a admin") == 0);
    CHECK(violations({on("a", "admin")}, most, "557058:mia a write") == 1);
    CHECK(violations({on("a", "admin")}, most, "557058:mia b admin") == 1);
    CHECK(violations({on("a", "admin")}, most, "557058:bo a admin") == 1);
    CHECK(violations({on("a", "admin"), on("b", "admin")}, most, "557058:mia * admin") == 0);
    CHECK(violations({on("a", "admin")}, most, "{D301AAFA-d676-4ee0-88be-962be7417567} a admin") == 0);
    CHECK(violations({on("a", "admin", developers)}, most, "group:developers a admin") == 0);
    CHECK(violations({on("a", "admin", developers)}, most, "developers a admin") == 1);
}

TEST_CASE("nobody becomes somebody else by their name") {
    const auto most = permission_level::read;
    const audit_subject impostor{false, "557058:mia", "557058:eve", "{00000000-0000-0000-0000-000000000000}"};
    CHECK(violations({on("a", "admin", impostor)}, most, "557058:mia a admin") == 1);
    const audit_subject like_a_group{false, "group:developers", "group:developers"};
    CHECK(violations({on("a", "admin", like_a_group)}, most, "group:developers a admin") == 1);
    const audit_subject nameless{};
    CHECK(violations({on("a", "admin", nameless)}, most, "557058:mia * admin\ngroup:developers * admin") == 1);
    const audit_subject nameless_group{true, "developers"};
    CHECK(violations({on("a", "admin", nameless_group)}, most, "group:developers * admin") == 1);
}

TEST_CASE("projects have exceptions of their own") {
    const examples::audit_grant grant{{"project", "WEB"}, "admin", mia};
    const auto most = permission_level::read;
    CHECK(violations({grant}, most, "557058:mia project:WEB admin") == 0);
    CHECK(violations({grant}, most, "557058:mia WEB admin") == 1);
    CHECK(violations({grant}, most, "557058:mia * admin") == 0);
    CHECK(violations({on("WEB", "admin")}, most, "557058:mia project:WEB admin") == 1);
}

TEST_CASE("an exception that excuses nothing is named with its line") {
    audit_report report = report_of({on("a", "admin"), on("b", "read")});
    access_policy policy = policy_of(permission_level::read,
                                     "557058:mia a admin\n"
                                     "557058:mia * admin\n"
                                     "557058:mia b read\n"
                                     "557058:bo a admin\n"
                                     "557058:bo project:WEB admin\n");
    judge(report, policy, {"acme"});
    CHECK(report.violations() == 0);
    REQUIRE(report.verdict->unused.size() == 2);
    CHECK(report.verdict->unused[0] == "allow.txt:3: unused: 557058:mia b read");
    CHECK(report.verdict->unused[1] == "allow.txt:4: unused: 557058:bo a admin");
    CHECK(report.verdict->rule == "nobody has more than read, except for those in allow.txt");
}

TEST_CASE("what was not audited is not called unused") {
    const std::string_view exceptions = "557058:bo a admin\n557058:bo b admin\n557058:bo * admin\n";
    audit_report some = report_of({on("a", "read")});
    access_policy policy = policy_of(permission_level::read, exceptions);
    judge(some, policy, {"acme", {"a"}});
    REQUIRE(some.verdict->unused.size() == 1);
    CHECK(some.verdict->unused[0].starts_with("allow.txt:1:"));

    audit_report incomplete = report_of({on("a", "read")});
    incomplete.gaps.push_back({{"repository", "b"}, 403, "no"});
    policy = policy_of(permission_level::read, exceptions);
    judge(incomplete, policy, {"acme"});
    CHECK(incomplete.verdict->unused.empty());

    audit_report with_projects = report_of({on("a", "read")});
    policy = policy_of(permission_level::read, "557058:bo project:WEB admin\n");
    judge(with_projects, policy, {"acme", {}, true});
    CHECK(with_projects.verdict->unused.size() == 1);
}

TEST_CASE("only a complete audit without a violation is clean, and a violation is one in any case") {
    const auto ends_with = [](const char* permission, bool has_gap) {
        audit_report report = report_of({on("a", permission)});
        if (has_gap) report.gaps.push_back({{"repository", "b"}, 403, "no"});
        access_policy policy{permission_level::read};
        judge(report, policy, {"acme"});
        return examples::exit_code_of(report);
    };
    CHECK(ends_with("read", false) == 0);
    CHECK(ends_with("read", true) == 1);
    CHECK(ends_with("write", false) == 3);
    CHECK(ends_with("write", true) == 3);
    CHECK(examples::exit_code_of(report_of({on("a", "admin")})) == 0);  // no policy, no violation
}

}  // namespace test_judge
