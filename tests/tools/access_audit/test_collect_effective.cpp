// SPDX-License-Identifier: MIT
// tools/access_audit/collect.hpp: the walk by effective permissions, and what is shown to whom may not read them.
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <sstream>

#include "../../../examples/tools/access_audit/collect.hpp"
#include "support/catch.hpp"

namespace test_collect_effective {

namespace bb = bitbucket;
using bb::testing::sandbox;
using bb::testing::scripted;
using examples::audit_grant;
using examples::audit_plan;
using examples::audit_report;
using examples::audit_view;

namespace {

audit_report audited(const bb::client& api, const audit_plan& plan) {
    std::ostringstream nowhere;
    examples::progress silent(nowhere, examples::progress_kind::none);
    return examples::auditor(api, plan, silent).run();
}

bb::client client_of(const sandbox& world, const char* email = sandbox::email, const char* token = sandbox::api_token) {
    return bb::client{world, bb::api_token{email, bb::secret(token)}};
}

bb::client client_of(const scripted& script) {
    bb::client_options options;
    options.retry.max_attempts = 1;
    return bb::client{script, bb::api_token{"me@example.org", bb::secret("token")}, options};
}

constexpr const char* nothing = R"({"values":[]})";
constexpr const char* one_repository = R"({"values":[{"slug":"a"}]})";
constexpr const char* denied = R"({"type":"error","error":{"message":"Access denied."}})";

std::string entry(const char* permission, const char* user, const char* repository) {
    return std::string(R"({"permission":")") + permission + R"(","user":{"display_name":")" + user +
           R"(","account_id":"id-)" + user + R"("},"repository":{"full_name":")" + repository + R"("}})";
}

const audit_grant* find(const audit_report& report, std::string_view on, std::string_view id) {
    for (const audit_grant& each : report.grants)
        if (each.on.name == on && each.who.identity() == id) return &each;
    return nullptr;
}

}  // namespace

TEST_CASE("an administrator is shown what people can really do, and groups with what was given to them") {
    const sandbox world;
    const audit_report report = audited(client_of(world), {sandbox::workspace});
    CHECK(report.complete());
    CHECK(report.shows == audit_view::effective);
    // The owner has no explicit permission anywhere.
    const audit_grant* owner = find(report, "vault", "557058:0f5b4e2c-7d11-4d0a-9f0e-3f6c2b1a9e55");
    REQUIRE(owner != nullptr);
    CHECK(owner->permission == "admin");
    CHECK(owner->is_effective);
    const audit_grant* group = find(report, "site", "group:developers");
    REQUIRE(group != nullptr);
    CHECK_FALSE(group->is_effective);
    // The repositories, the groups of each, and three pages for everybody: no list of users for each repository.
    CHECK(world.request_count() == 1 + 26 + 3);
}

TEST_CASE("effective permissions on named repositories are asked for one by one") {
    scripted script;
    script.reply(200, R"({"values":[)" + entry("read", "Bo", "acme/b") + "]}").reply(200, nothing);
    script.reply(200, nothing).reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme", {"b", "a"}, false, false});
    CHECK(report.complete());
    REQUIRE(report.grants.size() == 1);
    CHECK(report.grants[0].is_effective);
    const auto sent = script.requests();
    REQUIRE(sent.size() == 4);
    CHECK(sent[0].path() == "/2.0/workspaces/acme/permissions/repositories/b");
    CHECK(sent[1].path() == "/2.0/workspaces/acme/permissions/repositories/a");
    CHECK(sent[2].path() == "/2.0/repositories/acme/b/permissions-config/groups");
}

TEST_CASE("the list for the whole workspace is asked for no more than is shown") {
    scripted script;
    script.reply(200, one_repository).reply(200, nothing).reply(200, nothing);
    static_cast<void>(audited(client_of(script), {"acme", {}, false, false}));
    const auto sent = script.requests();
    REQUIRE(sent.size() == 3);
    CHECK(sent[1].path() == "/2.0/workspaces/acme/permissions/repositories");
    CHECK(sent[1].query() ==
          "pagelen=100&fields=values.permission%2Cvalues.user.display_name%2Cvalues.user.account_id%2C"
          "values.repository.full_name%2Csize%2Cnext");
}

TEST_CASE("a repository that only the permissions name is audited too, in its place") {
    scripted script;
    script.reply(200, R"({"values":[{"slug":"c"},{"slug":"a"}]})");
    script.reply(200, R"({"values":[)" + entry("read", "Bo", "acme/b") + ',' + entry("admin", "Bo", "acme/a") + "]}");
    for (int i = 0; i < 3; ++i) script.reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme"});
    CHECK(report.complete());
    REQUIRE(report.targets.size() == 3);
    CHECK(report.targets[1].name == "b");
    REQUIRE(report.grants.size() == 2);
    CHECK(report.grants[0].on.name == "a");
    CHECK(script.requests()[3].path() == "/2.0/repositories/acme/b/permissions-config/groups");
}

TEST_CASE("a permission without its repository makes the audit incomplete") {
    scripted script;
    script.reply(200, one_repository);
    script.reply(200, R"({"values":[{"permission":"admin"},{"permission":"read","repository":{}}]})");
    script.reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme"});
    CHECK(report.grants.empty());
    REQUIRE(report.gaps.size() == 1);
    CHECK(report.gaps[0].on.is("workspace"));
}

TEST_CASE("who is no administrator is shown explicit permissions, and told so") {
    const audit_report report = audited(client_of(sandbox()), {sandbox::foreign_workspace});
    CHECK(report.shows == audit_view::explicit_);
    CHECK(report.fell_back == "403: Access denied. You must be an administrator of this workspace.");
    CHECK(report.gaps.size() == 2);
    for (const audit_grant& each : report.grants) CHECK_FALSE(each.is_effective);
    CHECK(find(report, "tools", "557058:5be1c3d4-2a90-4f7e-8b6d-1c0e9f8a7b66") != nullptr);
}

TEST_CASE("a fall back drops the effective permissions that came before the refusal") {
    scripted script;
    script.reply(200, R"({"values":[)" + entry("admin", "Mia", "acme/a") + "]}").reply(403, denied);
    script.reply(200, R"({"values":[{"permission":"read","user":{"display_name":"Bo"}}]})").reply(200, nothing);
    script.reply(200, nothing).reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme", {"a", "b"}});
    CHECK(report.complete());
    CHECK(report.fell_back == "403: Access denied.");
    REQUIRE(report.grants.size() == 1);
    CHECK(report.grants[0].who.name == "Bo");
    CHECK(script.unused() == 0);
}

TEST_CASE("an audit that insists on effective permissions is incomplete without them") {
    scripted script;
    script.reply(200, one_repository).reply(403, denied).reply(200, nothing).reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme", {}, false, true, audit_view::effective});
    CHECK(report.shows == audit_view::explicit_);
    REQUIRE(report.gaps.size() == 1);
    CHECK(report.gaps[0].on.is("workspace"));
    CHECK(report.gaps[0].part == "effective permissions");
    CHECK(script.unused() == 0);
}

TEST_CASE("an audit of explicit permissions does not ask for effective ones") {
    const sandbox world;
    const audit_report report =
        audited(client_of(world), {sandbox::workspace, {"vault"}, false, true, audit_view::explicit_});
    CHECK(report.shows == audit_view::explicit_);
    CHECK(world.request_count() == 2);
}

TEST_CASE("a limit or a lost connection is no reason to show something else") {
    scripted script;
    script.reply(200, one_repository).reply(429, "too many");
    const audit_report limited = audited(client_of(script), {"acme"});
    CHECK(limited.shows == audit_view::effective);
    CHECK(limited.fell_back.empty());
    REQUIRE(limited.gaps.size() == 2);
    CHECK(limited.gaps[0].on.is("workspace"));
    CHECK(limited.gaps[0].status == 429);
    CHECK(limited.gaps[1].on.name == "a");
    CHECK(script.requests().size() == 2);
}

TEST_CASE("a named repository that is not there is one gap, also if it is called like its workspace") {
    scripted script;
    script.reply(404, denied).reply(200, nothing).reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme", {"acme", "b"}});
    CHECK(report.shows == audit_view::effective);
    REQUIRE(report.gaps.size() == 1);
    CHECK(report.gaps[0].on.is("repository"));
    CHECK(script.unused() == 0);
}

TEST_CASE("a workspace's refusal does not lose the repository of the same name") {
    scripted script;
    script.reply(200, R"({"values":[{"slug":"acme"}]})").reply(404, denied);
    script.reply(200, R"({"values":[{"permission":"read","user":{"display_name":"Bo","account_id":"557058:x"}}]})");
    script.reply(200, nothing);
    const audit_report report = audited(client_of(script), {"acme"});
    CHECK(report.complete());
    CHECK(report.fell_back == "404: Access denied.");
    CHECK(script.unused() == 0);
}

TEST_CASE("the caller has a name, and a credential that may not know it breaks nothing") {
    CHECK(examples::find_caller(client_of(sandbox())) == "Mia Lindqvist (557058:0f5b4e2c-7d11-4d0a-9f0e-3f6c2b1a9e55)");
    scripted script;
    script.reply(403, denied);
    CHECK(examples::find_caller(client_of(script)) == "not known: Access denied.");
    CHECK(script.requests().front().query() == "fields=display_name%2Caccount_id%2Cuuid");
}

}  // namespace test_collect_effective
