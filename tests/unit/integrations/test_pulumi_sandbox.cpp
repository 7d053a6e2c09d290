// SPDX-License-Identifier: MIT
// pulumi_sandbox: it remembers what is written to it, and fails where Pulumi Cloud does.
#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/testing/integrations/pulumi.hpp>

#include "support/catch.hpp"

#include "unit/support/pulumi_calls.hpp"

namespace test_pulumi_sandbox {

namespace bb = bitbucket;
namespace pulumi = bb::pulumi;
using bb::testing::pulumi_sandbox;

namespace {

pulumi::client client_of(const pulumi_sandbox& box, const char* token = pulumi_sandbox::admin_token) {
    bb::client_options once;
    once.retry = bb::retry_policy::none();
    return pulumi::client{box, pulumi::token{bb::secret(token)}, once};
}

/// Status and message of a failure.
template <class Operation>
std::string failure(const pulumi::client& api, const Operation& request) {
    const auto reply = api.try_send(request);
    return reply ? "it worked" : std::to_string(reply.error().status()) + ' ' + std::string(reply.error().message());
}

std::vector<std::string> slugs(const pulumi::client& api) {
    std::vector<std::string> out;
    for (const auto& each : api.send(pulumi::bitbucket_integrations::list{"acme"}).integrations)
        out.push_back(each.workspace_slug);
    return out;
}

}  // namespace

TEST_CASE("all 36 operations have an answer, those that remove last", "[pulumi][sandbox]") {
    const auto api = client_of(pulumi_sandbox{});
    std::size_t calls = 0;
    for (const bool removing : {false, true})
        for (const unit::pulumi_call& call : unit::pulumi_calls()) {
            if ((call.info->method == bb::http_method::delete_) != removing) continue;
            CAPTURE(call.info->name);
            const auto failure = call.send(api).failure;
            INFO((failure ? failure->what() : ""));
            CHECK_FALSE(failure);
            ++calls;
        }
    CHECK(calls == 36);
}

TEST_CASE("a workspace is connected, changed and disconnected", "[pulumi][sandbox]") {
    const pulumi_sandbox box;
    const auto api = client_of(box);
    const auto status = api.send(pulumi::bitbucket_integrations::access_status{"acme"});
    CHECK(status.has_user_token == true);
    const pulumi::bitbucket_workspace& free = status.available_workspaces.at(0);
    const pulumi::bitbucket_integrations::create create{
        "acme", {.workspace_uuid = free.uuid, .workspace_slug = free.slug, .workspace_access_token = "t0ken"}};
    api.send(create);
    CHECK(slugs(api) == std::vector<std::string>{"acme", "acme-old", "acme-labs"});
    CHECK(failure(api, create) == "409 BitBucket integration already exists for this workspace");

    const auto made = api.send(pulumi::bitbucket_integrations::list{"acme"}).integrations.back();
    CHECK(made.workspace_uuid == free.uuid);
    CHECK(made.auth_type == pulumi::bitbucket_auth_type::workspace_token);
    api.send(pulumi::bitbucket_integrations::update{"acme", made.id, {.disable_neo_summaries = true}});
    const auto changed = api.send(pulumi::bitbucket_integrations::get{"acme", made.id});
    CHECK(changed.disable_neo_summaries == true);
    CHECK(changed.disable_pr_comments == false);
    const auto all = api.send(pulumi::integrations::list{"acme"}).integrations;
    CHECK(all.size() == 7);

    api.send(pulumi::bitbucket_integrations::remove{"acme", made.id});
    api.send(pulumi::bitbucket_integrations::remove{"acme", made.id});
    CHECK(failure(api, pulumi::bitbucket_integrations::get{"acme", made.id}) == "404 BitBucket integration not found");
    CHECK(slugs(client_of(box)).size() == 2);
}

TEST_CASE("the caller's own log-in is used only if it is there", "[pulumi][sandbox]") {
    pulumi_sandbox box;
    const auto api = client_of(box);
    const pulumi::bitbucket_integrations::create create{
        "acme",
        {.workspace_uuid = pulumi_sandbox::free_workspace, .workspace_slug = "acme-labs", .use_user_auth = true}};
    box.set_user_token(false);
    CHECK(api.send(pulumi::bitbucket_integrations::access_status{"acme"}).has_user_token == false);
    CHECK(failure(api, create).starts_with("400 "));
    box.set_user_token(true);
    api.send(create);
    CHECK(api.send(pulumi::bitbucket_integrations::list{"acme"}).integrations.back().auth_type ==
          pulumi::bitbucket_auth_type::user_token);
}

TEST_CASE("repositories come in pages, and branches at once", "[pulumi][sandbox]") {
    const auto api = client_of(pulumi_sandbox{});
    const auto repos = api.collect(
        pulumi::integrations::list_repos{"acme", pulumi::vcs_provider::bitbucket, pulumi_sandbox::integration});
    REQUIRE(repos.size() == 3);
    CHECK(repos[2].id == "{repo-3}");
    CHECK(api.send(pulumi::integrations::list_branches{"acme", "bitbucket", pulumi_sandbox::integration, repos[0].id})
              .branches.size() == 2);
}

TEST_CASE("the documented failures", "[pulumi][sandbox]") {
    pulumi_sandbox box;
    const auto api = client_of(box);
    using pulumi::integrations::list_repos;
    CHECK(failure(api, pulumi::integrations::list{"other"}) == "404 Organization not found");
    CHECK(failure(api, list_repos{"acme", "forge", "bb-1"}) == "400 Unknown VCS provider");
    CHECK(failure(api, list_repos{"acme", "bitbucket", "bb-77"}) == "404 VCS integration not found");
    CHECK(failure(api, list_repos{"acme", "bitbucket", pulumi_sandbox::suspended_integration}) ==
          "403 VCS provider access is suspended.");
    CHECK(failure(client_of(box, "wr0ng"), pulumi::integrations::list{"acme"}) ==
          "401 Unauthorized: No credentials provided or are invalid.");
    const auto member = client_of(box, pulumi_sandbox::member_token);
    CHECK(slugs(member).size() == 2);
    CHECK(failure(member, pulumi::bitbucket_integrations::remove{"acme", "bb-1"}).starts_with("403 "));
    CHECK(failure(api, pulumi::gitlab::create{"acme", {.gitlab_group_id = 9}}) ==
          "409 GitLab integration already exists for this group");
    CHECK(failure(api, pulumi::gitlab::remove{"acme", "x"}) == "404 GitLab integration not found");
    box.fail_next({502, {{"Content-Type", "text/html"}}, "<title>Bad Gateway</title>"});
    CHECK(failure(api, pulumi::integrations::list{"acme"}) == "502 Bad Gateway");
    CHECK(slugs(api).size() == 2);
    CHECK(box.request_count() == 11);
}

TEST_CASE("what no declared operation sends is refused, too", "[pulumi][sandbox]") {
    const pulumi_sandbox box;
    const auto answer = [&](bb::http_method method, const std::string& path, const std::string& body = "") {
        bb::http_request request;
        request.method = method;
        request.url = "https://api.pulumi.com" + path;
        request.headers.add("Authorization", std::string("token ") + pulumi_sandbox::admin_token);
        request.body = body;
        return box.send(request);
    };
    const std::string root = "/api/console/orgs/acme/integrations";
    using bb::http_method;
    CHECK(answer(http_method::get, "/api/user").body == "404 page not found\n");
    CHECK(answer(http_method::get, root + "/forge").status == 404);
    CHECK(answer(http_method::put, root).status == 405);
    CHECK(answer(http_method::post, root + "/github-enterprise").status == 405);
    CHECK(answer(http_method::post, root + "/bitbucket", "{").status == 400);
    CHECK(answer(http_method::post, root + "/bitbucket", R"({"workspaceUuid":"u","useUserAuth":"yes"})").status == 400);
    const bb::http_response missing = answer(http_method::post, root + "/bitbucket", "{}");
    CHECK(missing.status == 400);
    CHECK(missing.body.find(R"("attribute":"workspaceUuid")") != std::string::npos);
}

}  // namespace test_pulumi_sandbox
