// SPDX-License-Identifier: MIT
// Permissions of groups in testing/sandbox.hpp, through the client: each status of the operations on repositories and
// projects, and what a grant does to the members of the group.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/sandbox.hpp>

#include "support/catch.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_groups {

namespace bb = bitbucket;
using bb::testing::sandbox;
using sandbox_clients::admin_of;
using sandbox_clients::member_of;
using sandbox_clients::refusal_of;
namespace on_repository = bb::repository_permissions;
namespace on_project = bb::project_permissions;

namespace {

constexpr const char* full_project = "TPS";

/// What a client gets for each operation on the groups of a repository, and then of a project.
std::vector<int> refusals_of(const bb::client& api, const char* workspace, const char* repository, const char* project,
                             const char* group) {
    const bb::repository_permission_edit grant{.permission = bb::repository_grant::read};
    const bb::project_permission_edit project_grant{.permission = bb::project_grant::read};
    return {refusal_of(api, on_repository::list_groups{workspace, repository}),
            refusal_of(api, on_repository::get_group{workspace, repository, group}),
            refusal_of(api, on_repository::update_group{workspace, repository, group, grant}),
            refusal_of(api, on_repository::remove_group{workspace, repository, group}),
            refusal_of(api, on_project::list_groups{workspace, project}),
            refusal_of(api, on_project::get_group{workspace, project, group}),
            refusal_of(api, on_project::update_group{workspace, project, group, project_grant}),
            refusal_of(api, on_project::remove_group{workspace, project, group})};
}

}  // namespace

TEST_CASE("sandbox: the groups of a repository are listed, page by page") {
    const sandbox box;
    const bb::client api = admin_of(box);
    std::vector<std::string> found;
    for (const bb::repository_group_permission& each :
         api.each(on_repository::list_groups{"acme", "site"}.pagelen(1).fields("+values.group.workspace"))) {
        REQUIRE(each.group);
        REQUIRE(each.group->workspace);
        CHECK(each.type == "repository_group_permission");
        CHECK(each.group->type == "group");
        CHECK(each.group->workspace->slug == "acme");
        CHECK(each.repository->full_name == "acme/site");
        CHECK(each.links.href("self") ==
              "https://api.bitbucket.org/2.0/repositories/acme/site/permissions-config/groups/" + each.group->slug);
        found.push_back(each.group->full_slug + ' ' + each.permission.str());
    }
    CHECK(found == std::vector<std::string>{"acme:administrators admin", "acme:developers write"});
    CHECK(box.request_count() == 2);
    CHECK_FALSE(api.send(on_repository::get_group{"acme", "site", "developers"}).group->workspace);
    CHECK(api.send(on_repository::list_groups{"acme", "api"}).values.empty());
}

TEST_CASE("sandbox: the groups of a project are listed") {
    const bb::client api = admin_of(sandbox{});
    const auto page = api.send(on_project::list_groups{"acme", sandbox::project}.fields("-values.project"));
    REQUIRE(page.values.size() == 2);
    CHECK(page.values[1].type == "project_group_permission");
    CHECK(page.values[1].group->name == "Developers");
    CHECK(page.values[1].permission == bb::permission_level::create_repo);
    CHECK_FALSE(page.values[1].project);
}

TEST_CASE("sandbox: a group's permission lives: none, granted, changed, taken away") {
    const bb::client api = admin_of(sandbox{});
    const char* group = sandbox::contractors;
    CHECK(api.send(on_repository::get_group{"acme", "site", group}).permission == bb::permission_level::none);
    const auto granted =
        api.send(on_repository::update_group{"acme", "site", group, {.permission = bb::repository_grant::read}});
    CHECK(granted.permission == bb::permission_level::read);
    CHECK(granted == api.send(on_repository::get_group{"acme", "site", group}));
    CHECK(api.send(on_repository::list_groups{"acme", "site"}).values.size() == 3);
    api.send(on_repository::update_group{"acme", "site", group, {.permission = bb::repository_grant::admin}});
    CHECK(api.send(on_repository::list_groups{"acme", "site"}).values[2].permission == bb::permission_level::admin);
    // Once more does no harm.
    for (int i = 0; i < 2; ++i) api.send(on_repository::remove_group{"acme", "site", group});
    CHECK(api.send(on_repository::list_groups{"acme", "site"}).values.size() == 2);

    CHECK(api.send(on_project::get_group{"acme", "WEB", group}).permission == bb::permission_level::none);
    const auto made =
        api.send(on_project::update_group{"acme", "WEB", group, {.permission = bb::project_grant::create_repo}});
    CHECK(made.permission == bb::permission_level::create_repo);
    CHECK(made.project->key == "WEB");
    CHECK(made == api.send(on_project::get_group{"acme", "WEB", group}));
    api.send(on_project::remove_group{"acme", "WEB", group});
    CHECK(api.send(on_project::list_groups{"acme", "WEB"}).values.size() == 2);
}

TEST_CASE("sandbox: a group's permission counts for its members at once") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::client member = member_of(box);
    const on_repository::list_groups groups{"acme", "site"};
    CHECK(refusal_of(member, groups) == 403);

    SECTION("on a repository") {
        api.send(
            on_repository::update_group{"acme", "site", "developers", {.permission = bb::repository_grant::admin}});
        CHECK(member.send(groups).values.size() == 2);
        api.send(on_repository::remove_group{"acme", "site", "developers"});
        CHECK(refusal_of(member, groups) == 403);
    }
    SECTION("on its project") {
        api.send(on_project::update_group{"acme", "WEB", "developers", {.permission = bb::project_grant::admin}});
        CHECK(member.send(groups).values.size() == 2);
        CHECK(member.send(on_project::list_groups{"acme", "WEB"}).values.size() == 2);
        CHECK(refusal_of(member, on_project::list_groups{"acme", "CORE"}) == 403);
    }
    SECTION("not for others") {
        api.send(on_project::update_group{"acme", "WEB", "contractors", {.permission = bb::project_grant::admin}});
        CHECK(refusal_of(member, groups) == 403);
    }
}

TEST_CASE("sandbox: a private repository is seen by the groups that it was opened to") {
    const sandbox box;
    const bb::client member = member_of(box);
    CHECK(refusal_of(member, bb::repositories::get{"acme", "empty"}) == 403);
    admin_of(box).send(on_project::update_group{"acme", "LAB", "developers", {.permission = bb::project_grant::read}});
    CHECK(member.send(bb::repositories::get{"acme", "empty"}).slug == "empty");
}

TEST_CASE("sandbox: who is no administrator, or unknown, is refused on all operations on groups") {
    const sandbox box;
    CHECK(refusals_of(member_of(box), "acme", "site", "WEB", "developers") == std::vector<int>(8, 403));
    CHECK(refusals_of(bb::client{box, bb::anonymous{}}, "acme", "site", "WEB", "developers") ==
          std::vector<int>(8, 401));
    const bb::client bot{box, bb::access_token{bb::secret(sandbox::access_token)}, {.allow_any_credential = true}};
    CHECK(refusals_of(bot, "acme", "site", "WEB", "developers") == std::vector<int>(8, 403));

    // OAuth may read and not write.
    const bb::client oauth{box, bb::access_token{bb::secret(sandbox::oauth_token)}, {.allow_any_credential = true}};
    CHECK(oauth.send(on_repository::list_groups{"acme", "site"}).values.size() == 2);
    CHECK(oauth.send(on_project::get_group{"acme", "WEB", "developers"}).group->slug == "developers");
    CHECK(refusal_of(oauth, on_repository::remove_group{"acme", "site", "developers"}) == 403);
    CHECK(refusal_of(oauth, on_project::remove_group{"acme", "WEB", "developers"}) == 403);

    const bb::client reader{box, bb::api_token{sandbox::email, bb::secret(sandbox::read_only_api_token)}};
    const auto refused = reader.try_send(on_repository::remove_group{"acme", "site", "developers"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().required_scopes() ==
          std::vector<std::string>{"admin:repository:bitbucket", "delete:permission:bitbucket"});
}

TEST_CASE("sandbox: unknown groups, repositories, projects and workspaces are 404") {
    const bb::client api = admin_of(sandbox{});
    const std::vector<int> all(8, 404);
    CHECK(refusals_of(api, "acme", "nothing", "NONE", "developers") == all);
    CHECK(refusals_of(api, "nowhere", "site", "WEB", "developers") == all);
    // A group of another workspace is none of this one.
    const bb::repository_permission_edit grant{.permission = bb::repository_grant::read};
    CHECK(refusal_of(api, on_repository::get_group{"acme", "site", "staff"}) == 404);
    CHECK(refusal_of(api, on_repository::update_group{"acme", "site", "staff", grant}) == 404);
    CHECK(refusal_of(api, on_repository::remove_group{"acme", "site", "staff"}) == 404);
    CHECK(refusal_of(api, on_project::get_group{"acme", "WEB", "staff"}) == 404);
    CHECK(refusal_of(api, on_project::update_group{"acme", "WEB", "staff", {bb::project_grant::read}}) == 404);
    CHECK(refusal_of(api, on_project::remove_group{"acme", "WEB", "staff"}) == 404);
}

TEST_CASE("sandbox: a workspace without a seat gives no group access (402)") {
    const bb::client api = admin_of(sandbox{});
    CHECK(refusal_of(api, on_repository::update_group{sandbox::full_workspace,
                                                      sandbox::full_workspace_repository,
                                                      "staff",
                                                      {.permission = bb::repository_grant::read}}) == 402);
    const auto outcome = api.try_send(on_project::update_group{
        sandbox::full_workspace, full_project, "staff", {.permission = bb::project_grant::read}});
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind() == bb::error_kind::payment_required);
}

TEST_CASE("sandbox: a permission that cannot be granted to a group is 400") {
    const sandbox box;
    const std::string groups = "/permissions-config/groups/developers";
    const auto put = [&](const std::string& place, const std::string& body) {
        bb::http_request request;
        request.method = bb::http_method::put;
        request.url = "https://api.bitbucket.org/2.0" + place + groups;
        request.body = body;
        request.headers.add("Authorization",
                            "Basic " + bb::detail::base64(std::string(sandbox::email) + ':' + sandbox::api_token));
        return box.send(request).status;
    };
    // The client's types forbid these, so they are written by hand.
    for (const char* place : {"/repositories/acme/site", "/workspaces/acme/projects/WEB"})
        for (const char* body : {"", "{}", "[]", R"({"permission":"none"})", R"({"permission":"king"})",
                                 R"({"permission":1})", R"({"permission":"read","group":"x"})"}) {
            INFO(place << ' ' << body);
            CHECK(put(place, body) == 400);
        }
    CHECK(put("/repositories/acme/site", R"({"permission":"create-repo"})") == 400);
    CHECK(put("/workspaces/acme/projects/WEB", R"({"permission":"create-repo"})") == 200);
}

}  // namespace test_sandbox_groups
