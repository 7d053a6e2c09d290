// SPDX-License-Identifier: MIT
// tools/access_audit/collect.hpp: the walk by explicit permissions; what is asked for, what is found, and what
// happens to what cannot be read.
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <sstream>

#include "../../../examples/tools/access_audit/collect.hpp"
#include "support/catch.hpp"

namespace test_collect {

namespace bb = bitbucket;
using bb::testing::sandbox;
using bb::testing::scripted;
using examples::audit_grant;
using examples::audit_plan;
using examples::audit_report;
using examples::audit_view;

namespace {

audit_report audited(const bb::client& api, audit_plan plan) {
    plan.view = audit_view::explicit_;
    std::ostringstream nowhere;
    examples::progress silent(nowhere, examples::progress_kind::none);
    return examples::auditor(api, plan, silent).run();
}

bb::client client_of(const sandbox& world) {
    return bb::client{world, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
}

bb::client client_of(const scripted& script) {
    bb::client_options options;
    options.retry.max_attempts = 1;
    return bb::client{script, bb::api_token{"me@example.org", bb::secret("token")}, options};
}

constexpr const char* nothing = R"({"values":[]})";
constexpr const char* denied = R"({"type":"error","error":{"message":"Access denied."}})";
constexpr const char* mia_is_admin = R"({"values":[{"permission":"admin","user":{"display_name":"Mia"}}]})";

}  // namespace

TEST_CASE("an audit walks all pages of all repositories, in the order of their names") {
    const sandbox world;
    const audit_report report = audited(client_of(world), {sandbox::workspace});
    CHECK(report.complete());
    CHECK(report.shows == audit_view::explicit_);
    CHECK(report.fell_back.empty());
    CHECK(report.count("repository") == 26);
    CHECK(report.count("project") == 0);
    std::size_t people = 0;
    std::size_t groups = 0;
    for (const audit_grant& each : report.grants) {
        CHECK_FALSE(each.is_effective);
        if (each.on.name == sandbox::repository) ++(each.who.is_group ? groups : people);
    }
    CHECK(people == 23);
    CHECK(groups == 2);
    CHECK(std::ranges::is_sorted(report.grants, {}, [](const audit_grant& each) { return each.on.name; }));
    // One page of 100 holds each of the lists: no request is wasted.
    CHECK(world.request_count() == 1 + 2 * report.count("repository"));
}

TEST_CASE("an audit of projects has every project of the workspace, before the repositories") {
    const audit_report report = audited(client_of(sandbox()), {sandbox::workspace, {}, true});
    CHECK(report.complete());
    CHECK(report.count("project") == 4);
    CHECK(report.targets.front().is("project"));
    CHECK(report.targets[4].is("repository"));
    bool has_empty_project = false;
    for (const auto& each : report.targets)
        has_empty_project = has_empty_project || each.name == sandbox::empty_project;
    CHECK(has_empty_project);
    REQUIRE_FALSE(report.grants.empty());
    CHECK(report.grants.front().on.is("project"));
}

TEST_CASE("groups are rows of their own, behind the people") {
    const audit_report report = audited(client_of(sandbox()), {sandbox::workspace, {sandbox::repository}});
    REQUIRE(report.grants.size() == 25);
    CHECK_FALSE(report.grants[22].who.is_group);
    const audit_grant& last = report.grants.back();
    CHECK(last.who.is_group);
    CHECK(last.who.slug == sandbox::developers);
    CHECK(last.who.identity() == std::string("group:") + sandbox::developers);
    CHECK(last.permission == "write");
}

TEST_CASE("an audit asks for no more than it shows") {
    scripted script;
    script.reply(200, R"({"values":[{"slug":"b"},{"slug":"a"},{"slug":"b"}]})");
    for (int i = 0; i < 4; ++i) script.reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme", {}, false, false});
    REQUIRE(report.gaps.size() == 1);
    CHECK(report.gaps[0].message == "nothing was seen: no permission was listed");
    CHECK(report.count("repository") == 2);
    const auto sent = script.requests();
    REQUIRE(sent.size() == 5);
    CHECK(sent[0].query() == "pagelen=100&fields=values.slug%2Cvalues.full_name%2Csize%2Cnext");
    CHECK(sent[1].path() == "/2.0/repositories/acme/a/permissions-config/users");
    CHECK(sent[1].query() ==
          "fields=values.permission%2Cvalues.user.display_name%2Cvalues.user.account_id%2Csize%2Cnext&pagelen=100");
    CHECK(sent[2].path() == "/2.0/repositories/acme/a/permissions-config/groups");
    CHECK(sent[2].query() ==
          "fields=values.permission%2Cvalues.group.name%2Cvalues.group.slug%2Csize%2Cnext&pagelen=100");
    CHECK(sent[3].path() == "/2.0/repositories/acme/b/permissions-config/users");
}

TEST_CASE("UUIDs are fetched for results that have them") {
    scripted script;
    script.reply(200, nothing).reply(200, nothing);
    static_cast<void>(audited(client_of(script), {"acme", {"a"}}));
    CHECK_THAT(script.requests().front().query(), Catch::Matchers::ContainsSubstring("values.user.uuid"));
}

TEST_CASE("a repository that is named twice is audited once") {
    scripted script;
    script.reply(200, nothing).reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme", {"a", "a"}});
    CHECK(report.targets.size() == 1);
    CHECK(script.unused() == 0);
}

TEST_CASE("a permission that a page repeats is one, and two without a user are two") {
    scripted script;
    const std::string mia = R"({"permission":"read","user":{"display_name":"Mia","account_id":"1"}})";
    script.reply(200, R"({"values":[)" + mia + ',' + mia + R"(,{"permission":"read"},{"permission":"read"}]})");
    script.reply(200, nothing);
    CHECK(audited(client_of(script), {"acme", {"a"}}).grants.size() == 3);
}

TEST_CASE("what may not be read is a gap, asked for once, and the audit goes on") {
    scripted script;
    script.reply(403, denied).reply(404, denied).reply(401, denied);
    script.reply(200, R"({"values":[{"permission":"admin","user":{"display_name":"Mia"}},{"permission":"read"}]})");
    script.reply(200, R"({"values":[{"permission":"write"}]})");
    const audit_report report = audited(client_of(script), {"acme", {"a", "b", "c", "d"}});
    CHECK_FALSE(report.complete());
    REQUIRE(report.gaps.size() == 3);
    CHECK(report.gaps[0].status == 403);
    CHECK(report.gaps[0].message == "Access denied.");
    CHECK(report.gaps[0].part.empty());
    CHECK(report.gaps[1].on.name == "b");
    REQUIRE(report.grants.size() == 3);
    CHECK(report.grants[0].who.name.empty());  // a permission whose user the server left out is still one
    CHECK(report.grants[1].who.name == "Mia");
    CHECK(report.grants[1].permission == "admin");
    CHECK(report.grants[2].who.is_group);
    CHECK(report.grants[2].who.identity().empty());
}

TEST_CASE("groups that cannot be read are a gap beside the users") {
    scripted script;
    script.reply(200, mia_is_admin).reply(403, denied);
    const audit_report report = audited(client_of(script), {"acme", {"a"}});
    CHECK(report.grants.size() == 1);
    REQUIRE(report.gaps.size() == 1);
    CHECK(report.gaps[0].part == "groups");
}

TEST_CASE("projects that cannot be listed are a gap, and the repositories are audited") {
    scripted script;
    script.reply(200, R"({"values":[{"slug":"a"}]})").reply(403, denied);
    script.reply(200, mia_is_admin).reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme", {}, true});
    CHECK(report.grants.size() == 1);
    REQUIRE(report.gaps.size() == 1);
    CHECK(report.gaps[0].on.is("workspace"));
    CHECK(report.gaps[0].part == "projects");
}

TEST_CASE("an audit that cannot go on keeps what it has and names all that is missing") {
    scripted script;
    script.reply(200, mia_is_admin).reply(200, nothing);
    script.reply(429, "Rate limit for this resource has been exceeded");
    const audit_report report = audited(client_of(script), {"acme", {"a", "b", "c"}});
    CHECK(report.grants.size() == 1);
    REQUIRE(report.gaps.size() == 2);
    CHECK(report.gaps[0].on.name == "b");
    CHECK(report.gaps[0].status == 429);
    CHECK(report.gaps[1].on.name == "c");
    CHECK(report.gaps[1].status == 0);
    CHECK(script.requests().size() == 3);
}

TEST_CASE("a lost connection in the middle is a gap with a message") {
    scripted script;
    script.fail(bb::transport_error("the connection broke"));
    const audit_report report = audited(client_of(script), {"acme", {"a"}});
    REQUIRE(report.gaps.size() == 1);
    CHECK(report.gaps[0].status == 0);
    CHECK_THAT(report.gaps[0].message, Catch::Matchers::ContainsSubstring("the connection broke"));
}

TEST_CASE("an audit that saw no repository is not complete") {
    scripted script;
    script.reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme"});
    REQUIRE(report.gaps.size() == 1);
    CHECK(report.gaps[0].on.is("workspace"));
    CHECK(report.gaps[0].message == "nothing was seen: no repository was listed");
}

TEST_CASE("what was announced and did not come is a gap") {
    scripted script;
    script.reply(200, R"({"size":3,"values":[{"slug":"a"}]})");
    script.reply(200, R"({"size":2,"values":[{"permission":"admin","user":{"display_name":"Mia"}}]})");
    script.reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme"});
    CHECK(report.grants.size() == 1);
    REQUIRE(report.gaps.size() == 2);
    CHECK(report.gaps[0].part == "repositories");
    CHECK(report.gaps[0].message == "2 announced by the server did not come");
    CHECK(report.gaps[1].on.name == "a");
    CHECK(report.gaps[1].part == "people");
}

TEST_CASE("one odd item never ends a report") {
    scripted script;
    script.reply(200, R"({"values":[{"full_name":"acme/a"},{},{"slug":".."},{"slug":"b"}]})");
    script.reply(200, R"({"values":[{"permission":"admin","user":{"display_name":"Mia"}}]})").reply(200, nothing);
    script.reply(200, "<html>").reply(200, mia_is_admin);
    const audit_report report = audited(client_of(script), {"acme"});
    CHECK(report.count("repository") == 3);
    REQUIRE(report.gaps.size() >= 3);
    CHECK(report.gaps[0].message == "a repository without a name");
    CHECK(report.gaps[1].on.name == "..");
    CHECK(report.gaps[2].on.name == "b");
    REQUIRE_FALSE(report.grants.empty());
    CHECK(report.grants[0].on.name == "a");
}

TEST_CASE("an audit without a list of repositories is no audit") {
    CHECK_THROWS_AS(audited(client_of(sandbox()), {"no-such-workspace"}), bb::not_found);
    CHECK_THROWS_AS(audited(client_of(sandbox()), {""}), bb::usage_error);
    CHECK_THROWS_AS(audited(client_of(sandbox()), {sandbox::workspace, {".."}}), bb::usage_error);
}

}  // namespace test_collect
