// SPDX-License-Identifier: MIT
// Pulumi Cloud: what is refused before anything is sent, pages and their tokens, lists without their member, and
// identifiers in paths.
#include <bitbucket/extras/lifecycle.hpp>
#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_pulumi_requests {

namespace bb = bitbucket;
namespace pulumi = bb::pulumi;
using bb::error_kind;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

pulumi::client client_with(const scripted& script) {
    return pulumi::client{script, pulumi::token{bb::secret("pul-0123456789abcdef")}};
}

/// What the request is refused with; nothing is sent.
template <class Operation>
std::string refusal(const Operation& request) {
    const scripted script;
    const bb::error failed = client_with(script).try_send(request).error();
    CHECK(failed.kind() == error_kind::usage);
    CHECK(failed.nothing_sent());
    CHECK(script.requests().empty());
    return std::string(failed.message());
}
std::string refusal(pulumi::bitbucket_setup_request setup) {
    return refusal(pulumi::bitbucket_integrations::create{"acme", std::move(setup)});
}

}  // namespace

TEST_CASE("an integration has either a token or the caller's log-in", "[pulumi]") {
    const std::string start = "pulumi::bitbucket_integrations::create: ";
    const std::string neither = start + "workspaceAccessToken must be given unless useUserAuth is true";
    CHECK(refusal({.workspace_uuid = "{u}", .workspace_slug = "s"}) == neither);
    CHECK(refusal({.workspace_uuid = "{u}", .workspace_slug = "s", .use_user_auth = false}) == neither);
    CHECK(refusal({.workspace_uuid = "{u}", .workspace_slug = "s", .use_user_auth = nullptr}) == neither);
    CHECK(refusal({.workspace_uuid = "{u}", .workspace_slug = "s", .workspace_access_token = nullptr}) == neither);
    const std::string both = refusal(
        {.workspace_uuid = "{u}", .workspace_slug = "s", .use_user_auth = true, .workspace_access_token = "t0ken"});
    CHECK_THAT(both, ContainsSubstring("workspaceAccessToken must not be given together with useUserAuth"));
    CHECK_THAT(both, !ContainsSubstring("t0ken"));
    CHECK(refusal({.workspace_uuid = "{u}", .workspace_slug = "s", .workspace_access_token = ""}) ==
          start + "workspaceAccessToken must not be empty");
    CHECK(refusal({.workspace_uuid = "", .workspace_slug = "s", .use_user_auth = true}) ==
          start + "the member 'workspaceUuid' must not be empty");
    CHECK(refusal({.workspace_uuid = "{u}", .workspace_slug = "", .use_user_auth = true}) ==
          start + "the member 'workspaceSlug' must not be empty");
    const char* const unset = nullptr;  // as from std::getenv
    CHECK_THAT(refusal({.workspace_uuid = "{u}", .workspace_slug = "s", .workspace_access_token = unset}),
               ContainsSubstring("workspaceAccessToken"));
}

TEST_CASE("either of them alone is sent", "[pulumi]") {
    scripted script;
    script.reply(204).reply(204);
    const auto api = client_with(script);
    api.send(pulumi::bitbucket_integrations::create{
        "acme", {.workspace_uuid = "u", .workspace_slug = "s", .use_user_auth = true}});
    api.send(pulumi::bitbucket_integrations::create{
        "acme",
        {.workspace_uuid = "{u}", .workspace_slug = "s", .use_user_auth = false, .workspace_access_token = "t"}});
    CHECK(script.requests()[0].body == R"({"workspaceUuid":"u","workspaceSlug":"s","useUserAuth":true})");
    CHECK(script.requests()[1].body ==
          R"({"workspaceUuid":"{u}","workspaceSlug":"s","useUserAuth":false,"workspaceAccessToken":"t"})");
}

TEST_CASE("what the vendor limits of other providers is checked, too", "[pulumi]") {
    for (const std::int64_t wrong : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{2147483648}})
        CHECK(refusal(pulumi::gitlab::create{"acme", {.gitlab_group_id = wrong}}) ==
              "pulumi::gitlab::create: gitLabGroupId must be from 1 to 2147483647, not " + std::to_string(wrong));
    CHECK_THAT(refusal(pulumi::azure_devops::create{"acme", {.organization_name = "", .project_id = "p"}}),
               ContainsSubstring("organizationName"));
    CHECK_THAT(refusal(pulumi::azure_devops::create{"acme", {.organization_name = "o", .project_id = ""}}),
               ContainsSubstring("projectId"));
    CHECK_THAT(refusal(pulumi::azure_devops::initiate_oauth{"acme", {.provider = {{.name = ""}}}}),
               ContainsSubstring("provider.name"));
}

TEST_CASE("a change with nothing set is legal", "[pulumi]") {
    scripted script;
    script.reply(204);
    client_with(script).send(pulumi::bitbucket_integrations::update{"acme", "bb-1", {}});
    CHECK(script.requests()[0].body == "{}");
}

TEST_CASE("identifiers stay in their segment of the path", "[pulumi]") {
    CHECK(pulumi::integrations::list_branches("a/b", "x?y", "{i}", "{0d5a}/z").path() ==
          "/api/console/orgs/a%2Fb/integrations/x%3Fy/%7Bi%7D/repos/%7B0d5a%7D%2Fz/branches");
    CHECK_THAT(refusal(pulumi::integrations::list_branches{"acme", "bitbucket", "i", "{0d5a}/../z"}),
               ContainsSubstring("{repoId}"));
    for (const char* bad : {"", ".", ".."}) {
        CHECK_THAT(refusal(pulumi::bitbucket_integrations::get{"acme", bad}), ContainsSubstring("{integrationId}"));
        CHECK_THAT(refusal(pulumi::integrations::list{bad}), ContainsSubstring("{orgName}"));
        CHECK_THAT(refusal(pulumi::integrations::list_repos{"acme", bad, "bb-1"}), ContainsSubstring("{provider}"));
    }
}

TEST_CASE("a provider is a known one, the word of an answer, or any text", "[pulumi]") {
    using pulumi::vcs_provider;
    const auto path = [](const pulumi::provider_name& provider) {
        const std::string all = pulumi::integrations::list_repos("acme", provider, "i").path();
        return all.substr(all.find("integrations/") + 13);
    };
    CHECK(path(vcs_provider::azure_devops) == "azure_devops/i/repos");
    CHECK(path(vcs_provider::github_enterprise) == "github_enterprise/i/repos");
    CHECK(path(bb::open_enum<vcs_provider>("forge")) == "forge/i/repos");
    CHECK(path("custom") == "custom/i/repos");
    // The page has one word for these, the vendor's OpenAPI document the other one.
    CHECK(bb::open_enum<vcs_provider>("generic").known() == vcs_provider::generic);
    CHECK(bb::open_enum<vcs_provider>("custom").known() == vcs_provider::custom);
}

TEST_CASE("repositories come in pages, whose tokens go into `page` as they are", "[pulumi][pagination]") {
    const auto page = [](const char* id, const std::string& next) {
        return R"({"repos":[{"id":")" + std::string(id) + R"(","owner":"acme","name":"n"}])" + next + "}";
    };
    scripted script;
    script.reply(200, page("1", R"(,"nextPageToken":"https://evil.example/a?b=c&d")"))
        .reply(200, page("2", R"(,"nextPageToken":"7")"))
        .reply(200, page("3", R"(,"nextPageToken":"")"))
        .reply(200, page("8", ""));
    const auto api = client_with(script);
    const pulumi::integrations::list_repos repos{"acme", pulumi::vcs_provider::bitbucket, "bb-1"};
    std::string seen;
    for (const pulumi::vcs_repo& each : api.each(repos)) seen += each.id;
    CHECK(seen == "123");
    CHECK(script.requests().size() == 3);
    CHECK(script.requests()[0].query().empty());
    CHECK(script.requests()[1].url ==
          "https://api.pulumi.com/api/console/orgs/acme/integrations/bitbucket/bb-1/repos?page=https%3A%2F%2Fevil."
          "example%2Fa%3Fb%3Dc%26d");
    CHECK(script.requests()[2].query() == "page=7");

    CHECK(api.collect(pulumi::integrations::list_repos(repos).page(4)).size() == 1);
    CHECK(script.requests()[3].query() == "page=4");
    CHECK_THAT(refusal(pulumi::integrations::list_repos(repos).page(0)), ContainsSubstring("page must be at least 1"));
}

TEST_CASE("a list without its member is a failure, never an empty list", "[pulumi]") {
    scripted script;
    for (int i = 0; i < 8; ++i) script.reply(200, "{}");
    const auto api = client_with(script);
    const auto failure = [&](const auto& request) { return std::string(api.try_send(request).error().message()); };
    CHECK_THAT(failure(pulumi::integrations::list{"acme"}), ContainsSubstring("`integrations`"));
    CHECK_THAT(failure(pulumi::bitbucket_integrations::list{"acme"}), ContainsSubstring("`integrations`"));
    CHECK_THAT(failure(pulumi::github::list{"acme"}), ContainsSubstring("`integrations`"));
    CHECK_THAT(failure(pulumi::integrations::list_repos{"acme", "bitbucket", "i"}), ContainsSubstring("`repos`"));
    CHECK_THAT(failure(pulumi::integrations::list_repo_destinations{"acme", "bitbucket", "i"}),
               ContainsSubstring("`repos`"));
    CHECK_THAT(failure(pulumi::integrations::list_branches{"acme", "bitbucket", "i", "r"}),
               ContainsSubstring("`branches`"));
    CHECK_FALSE(api.try_send(pulumi::azure_devops::list_organizations{"acme"}).has_value());
}

TEST_CASE("a UUID is kept as it came, and compares without regard to braces", "[pulumi]") {
    scripted script;
    script.reply(200, R"({"id":"b","workspaceUuid":"0D5A2F6C-8a3f-4c2e-9b6c-5b1d3e7f9a01","authType":"new_type"})");
    const auto one = client_with(script).send(pulumi::bitbucket_integrations::get{"acme", "b"});
    CHECK(one.workspace_uuid == "0D5A2F6C-8a3f-4c2e-9b6c-5b1d3e7f9a01");
    CHECK(bb::uuid(one.workspace_uuid) == bb::uuid("{0d5a2f6c-8a3f-4c2e-9b6c-5b1d3e7f9a01}"));
    CHECK(one.auth_type.str() == "new_type");
    CHECK_FALSE(one.auth_type.known().has_value());
    CHECK_FALSE(one.installed.has_value());
}

TEST_CASE("the vendor's previews are not among what is deprecated or retired", "[pulumi][lifecycle]") {
    std::size_t previews = 0;
    for (const bb::operation_info& each : pulumi::operations + pulumi::provider_operations) {
        CAPTURE(each.name);
        CHECK_FALSE(is_ending(each.stage));
        previews += each.stage == bb::lifecycle::preview ? 1U : 0U;
        for (const bb::deprecated_operation& row : bb::deprecated_operations) CHECK(row.info != &each);
    }
    CHECK(previews == 16);
}

}  // namespace test_pulumi_requests
