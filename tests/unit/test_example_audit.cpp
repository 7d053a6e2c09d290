// SPDX-License-Identifier: MIT
// examples/support/audit.hpp: what is asked for, what is found, and what happens to what cannot be read.
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <sstream>

#include "../../examples/support/audit.hpp"
#include "support/catch.hpp"

namespace bb = bitbucket;
using bb::testing::sandbox;
using bb::testing::scripted;
using examples::audit_report;

namespace {

audit_report audited(const bb::client& api, const examples::audit_plan& plan) {
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

constexpr const char* no_grants = R"({"values":[]})";
constexpr const char* denied = R"({"type":"error","error":{"message":"Access denied."}})";

}  // namespace

TEST_CASE("an audit walks all pages of all repositories, in the order of their names") {
    const sandbox world;
    const audit_report report = audited(client_of(world), {sandbox::workspace});
    CHECK(report.complete());
    CHECK(report.repositories == 26);
    std::size_t on_site = 0;
    for (const examples::audit_grant& each : report.grants) on_site += each.on.name == sandbox::repository ? 1U : 0U;
    CHECK(on_site == 23);
    CHECK(std::ranges::is_sorted(report.grants, {}, [](const auto& each) { return each.on.name; }));
    // One page of 100 holds each of the lists: no request is wasted.
    CHECK(world.request_count() == 1 + report.repositories);
}

TEST_CASE("an audit of projects has each project of the repositories once, before them") {
    const audit_report report = audited(client_of(sandbox()), {sandbox::workspace, {}, true});
    CHECK(report.projects == 3);
    REQUIRE_FALSE(report.grants.empty());
    CHECK(std::string(report.grants.front().on.scope) == "project");
    CHECK(report.grants.front().on.name == sandbox::project);
}

TEST_CASE("an audit asks for no more than it shows") {
    scripted script;
    script.reply(200, R"({"values":[{"slug":"b"},{"slug":"a"},{"slug":"b"}]})");
    script.reply(200, no_grants).reply(200, no_grants);
    const audit_report report = audited(client_of(script), {"acme", {}, false, false});
    CHECK(report.complete());
    CHECK(report.repositories == 2);
    const auto sent = script.requests();
    REQUIRE(sent.size() == 3);
    CHECK(sent[0].query() == "pagelen=100&fields=values.slug%2Cnext");
    CHECK(sent[1].path() == "/2.0/repositories/acme/a/permissions-config/users");
    CHECK(sent[1].query().find("uuid") == std::string::npos);
    CHECK(sent[1].query().find("pagelen=100") != std::string::npos);
    CHECK(sent[2].path() == "/2.0/repositories/acme/b/permissions-config/users");
}

TEST_CASE("what may not be read is a gap, and the audit goes on") {
    scripted script;
    script.reply(403, denied).reply(404, denied).reply(401, denied);
    script.reply(200, R"({"values":[{"permission":"admin","user":{"display_name":"Mia"}},{"permission":"read"}]})");
    const audit_report report = audited(client_of(script), {"acme", {"a", "b", "c", "d"}});
    CHECK_FALSE(report.complete());
    REQUIRE(report.gaps.size() == 3);
    CHECK(report.gaps[0].status == 403);
    CHECK(report.gaps[0].message == "Access denied.");
    CHECK(report.gaps[1].on.name == "b");
    REQUIRE(report.grants.size() == 2);
    CHECK(report.grants[0].user.empty());  // a permission whose user the server left out is still one
    CHECK(report.grants[1].user == "Mia");
    CHECK(report.grants[1].permission == "admin");
}

TEST_CASE("an audit that cannot go on keeps what it has and names all that is missing") {
    scripted script;
    script.reply(200, R"({"values":[{"permission":"admin","user":{"display_name":"Mia"}}]})");
    script.reply(429, "Rate limit for this resource has been exceeded");
    const audit_report report = audited(client_of(script), {"acme", {"a", "b", "c"}});
    CHECK(report.grants.size() == 1);
    REQUIRE(report.gaps.size() == 2);
    CHECK(report.gaps[0].on.name == "b");
    CHECK(report.gaps[0].status == 429);
    CHECK(report.gaps[1].on.name == "c");
    CHECK(report.gaps[1].status == 0);
    CHECK(script.requests().size() == 2);
}

TEST_CASE("a lost connection in the middle is a gap with a message") {
    scripted script;
    script.fail(bb::transport_error("the connection broke"));
    const audit_report report = audited(client_of(script), {"acme", {"a"}});
    REQUIRE(report.gaps.size() == 1);
    CHECK(report.gaps[0].status == 0);
    CHECK_THAT(report.gaps[0].message, Catch::Matchers::ContainsSubstring("the connection broke"));
}

TEST_CASE("an audit without a list of repositories is no audit") {
    CHECK_THROWS_AS(audited(client_of(sandbox()), {"no-such-workspace"}), bb::not_found);
    CHECK_THROWS_AS(audited(client_of(sandbox()), {""}), bb::usage_error);
    CHECK_THROWS_AS(audited(client_of(sandbox()), {sandbox::workspace, {".."}}), bb::usage_error);
}
