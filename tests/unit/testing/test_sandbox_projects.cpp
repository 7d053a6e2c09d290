// SPDX-License-Identifier: MIT
// Projects and their default reviewers in testing/sandbox.hpp, through the client.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/sandbox.hpp>

#include "support/catch.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_projects {

namespace bb = bitbucket;
using bb::testing::sandbox;
using sandbox_clients::admin_of;
using sandbox_clients::member_of;
using sandbox_clients::nobody_of;
using sandbox_clients::refusal_of;
namespace reviewers = bb::project_default_reviewers;

namespace {

std::vector<std::string> keys_in(const bb::client& api, const char* workspace) {
    std::vector<std::string> out;
    for (const bb::project& each : api.each(bb::projects::list{workspace}.pagelen(2))) out.push_back(each.key);
    return out;
}

std::vector<std::string> reviewers_of(const bb::client& api, const char* project) {
    std::vector<std::string> out;
    for (const bb::default_reviewer& each : api.each(reviewers::list{"acme", project}.pagelen(2)))
        out.push_back(each.user->uuid.str());
    return out;
}

}  // namespace

TEST_CASE("sandbox: members see all projects of a workspace, others the public ones") {
    const sandbox box;
    CHECK(keys_in(admin_of(box), "acme") == std::vector<std::string>{"WEB", "CORE", "LAB", "IDEAS"});
    CHECK(keys_in(member_of(box), "acme").size() == 4);
    CHECK(keys_in(nobody_of(box), "acme") == std::vector<std::string>{"WEB", "CORE"});
    CHECK(keys_in(member_of(box), "atlassian_tutorial").empty());
    CHECK(refusal_of(admin_of(box), bb::projects::list{"nowhere"}) == 404);
    CHECK(refusal_of(admin_of(box), bb::projects::list{sandbox::spam_workspace}) == 410);

    CHECK(nobody_of(box).send(bb::projects::get{"acme", "CORE"}).key == "CORE");
    CHECK(refusal_of(nobody_of(box), bb::projects::get{"acme", "LAB"}) == 401);
    CHECK(member_of(box).send(bb::projects::get{"acme", "LAB"}).is_private == true);
    CHECK(refusal_of(member_of(box), bb::projects::get{"atlassian_tutorial", "PRJ"}) == 403);
    CHECK(refusal_of(admin_of(box), bb::projects::get{"acme", "NONE"}) == 404);
    CHECK(refusal_of(admin_of(box), bb::projects::get{"nowhere", "WEB"}) == 404);
    // An access token acts for its workspace.
    const bb::client bot{box, bb::access_token{bb::secret(sandbox::access_token)}};
    CHECK(keys_in(bot, "acme").size() == 4);
    CHECK(keys_in(bot, "atlassian_tutorial").empty());
}

TEST_CASE("sandbox: a project comes in full") {
    const bb::client api = admin_of(sandbox{});
    const bb::project web = api.send(bb::projects::get{"acme", "WEB"});
    CHECK(web.type == "project");
    CHECK(web.name == "Web");
    CHECK(web.description == "Everything about Web");
    CHECK(web.is_private == false);
    CHECK(web.has_publicly_visible_repos == true);
    CHECK(web.created_on);
    CHECK(web.owner->username == "acme");
    CHECK(web.workspace->slug == "acme");
    CHECK(web.links.href("self") == "https://api.bitbucket.org/2.0/workspaces/acme/projects/WEB");
    CHECK(api.send(bb::projects::get{"acme", "LAB"}).has_publicly_visible_repos == false);
    CHECK(api.send(bb::projects::get{"acme", "WEB"}.fields("key")).name.empty());
}

TEST_CASE("sandbox: a private project holds no public repository") {
    const sandbox box;
    const bb::client api = admin_of(box);
    for (const char* workspace :
         {"acme", "globex", "attic", "initech", "atlassian_tutorial", "my-workspace", "hostile"})
        for (const bb::project& each : api.each(bb::projects::list{workspace})) {
            INFO(workspace << ' ' << each.key);
            CHECK_FALSE((each.is_private == true && each.has_publicly_visible_repos == true));
        }
    CHECK(refusal_of(api, bb::projects::update{"acme", "WEB", {.is_private = true}}) == 400);
    CHECK(api.send(bb::projects::update{"acme", "LAB", {.is_private = false}}).is_private == false);
    CHECK(api.send(bb::projects::update{"acme", "LAB", {.is_private = true}}).is_private == true);
}

TEST_CASE("sandbox: a project lives: created, read, changed, removed") {
    const bb::client api = admin_of(sandbox{});
    const auto made = api.exchange(
        bb::projects::create{"acme", {.key = "MARS", .name = "Mars", .description = "Red", .is_private = false}});
    CHECK(made.status == 201);
    CHECK(made.value == api.send(bb::projects::get{"acme", "MARS"}));
    CHECK(made.value.description == "Red");
    CHECK(made.value.is_private == false);
    CHECK(keys_in(api, "acme").size() == 5);

    const auto changed =
        api.exchange(bb::projects::update{"acme", "MARS", {.name = "Mars II", .description = nullptr}});
    CHECK(changed.status == 200);
    CHECK(changed.value.name == "Mars II");
    CHECK(changed.value.description.empty());
    CHECK(changed.value.uuid == made.value.uuid);
    CHECK(api.send(bb::projects::update{"acme", "MARS", {}}) == changed.value);
    api.send(bb::projects::remove{"acme", "MARS"});
    CHECK(refusal_of(api, bb::projects::get{"acme", "MARS"}) == 404);
    CHECK(refusal_of(api, bb::projects::remove{"acme", "MARS"}) == 404);
    CHECK(api.send(bb::projects::create{"acme", {.key = "VENUS", .name = "Venus"}}).is_private == true);
}

TEST_CASE("sandbox: another key moves a project with its repositories and permissions") {
    const bb::client api = admin_of(sandbox{});
    const auto grants = api.send(bb::project_permissions::list_groups{"acme", "WEB"}).values.size();
    const auto moved = api.exchange(bb::projects::update{"acme", "WEB", {.key = "WWW"}});
    CHECK(moved.status == 200);
    CHECK(moved.value.key == "WWW");
    CHECK(moved.value.name == "Web");
    CHECK(moved.value.links.href("self") == "https://api.bitbucket.org/2.0/workspaces/acme/projects/WWW");
    CHECK(refusal_of(api, bb::projects::get{"acme", "WEB"}) == 404);
    CHECK(api.send(bb::repositories::get{"acme", "site"}).project->key == "WWW");
    CHECK(api.send(bb::project_permissions::list_groups{"acme", "WWW"}).values.size() == grants);
    CHECK(reviewers_of(api, "WWW").size() == 3);
    CHECK(refusal_of(api, bb::projects::update{"acme", "WWW", {.key = "CORE"}}) == 400);
    CHECK(refusal_of(api, bb::projects::update{"acme", "WWW", {.key = "1 2"}}) == 400);
    CHECK(api.send(bb::projects::update{"acme", "WWW", {.key = "WWW", .name = "Wide"}}).name == "Wide");
}

TEST_CASE("sandbox: to update a key that is unknown is to create") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(refusal_of(api, bb::projects::update{"acme", "NEW", {}}) == 400);
    CHECK(refusal_of(api, bb::projects::update{"acme", "NEW", {.key = "OTHER", .name = "New"}}) == 400);
    CHECK(refusal_of(api, bb::projects::update{"acme", "9", {.name = "New"}}) == 400);
    CHECK(refusal_of(member_of(box), bb::projects::update{"acme", "NEW", {.name = "New"}}) == 403);
    CHECK(refusal_of(api, bb::projects::update{"nowhere", "NEW", {.name = "New"}}) == 404);
    const auto made = api.exchange(bb::projects::update{"acme", "NEW", {.name = "New"}});
    CHECK(made.status == 201);
    CHECK(made.value == api.send(bb::projects::get{"acme", "NEW"}));
    CHECK(api.exchange(bb::projects::update{"acme", "NEW", {.name = "New"}}).status == 200);
}

TEST_CASE("sandbox: what cannot be a project is refused") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto taken = api.try_send(bb::projects::create{"acme", {.key = "WEB", .name = "Again"}});
    REQUIRE_FALSE(taken);
    CHECK(taken.error().status() == 400);
    REQUIRE(taken.error().fields().size() == 1);
    CHECK(refusal_of(api, bb::projects::create{"acme", {.key = "4EVER", .name = "x"}}) == 400);
    CHECK(refusal_of(api, bb::projects::create{"acme", {.key = "A-B", .name = "x"}}) == 400);
    CHECK(refusal_of(api, bb::projects::update{"acme", "LAB", {.key = ""}}) == 400);
    CHECK(refusal_of(api, bb::projects::update{"acme", "LAB", {.name = ""}}) == 400);
    CHECK(refusal_of(api, bb::projects::create{"acme", {.key = "X", .name = "x", .is_private = nullptr}}) == 400);
    CHECK(refusal_of(api, bb::projects::create{"nowhere", {.key = "X", .name = "x"}}) == 404);
    CHECK(refusal_of(api, bb::projects::create{"globex", {.key = "X", .name = "x"}}) == 403);
    CHECK(refusal_of(member_of(box), bb::projects::create{"acme", {.key = "X", .name = "x"}}) == 403);
    CHECK(refusal_of(nobody_of(box), bb::projects::create{"acme", {.key = "X", .name = "x"}}) == 401);
    CHECK(keys_in(api, "acme").size() == 4);
}

TEST_CASE("sandbox: projects are changed and removed by their administrators") {
    const sandbox box;
    const bb::client api = admin_of(box);
    // The user is a plain member of this workspace, and administers one project of it.
    const char* mine = sandbox::administered_project;
    CHECK(api.send(bb::projects::update{"globex", mine, {.name = "Ops"}}).name == "Ops");
    CHECK(refusal_of(api, bb::projects::update{"globex", "GX", {.name = "Mine"}}) == 403);
    CHECK(refusal_of(api, bb::projects::remove{"globex", "GX"}) == 403);
    CHECK(refusal_of(nobody_of(box), bb::projects::update{"globex", mine, {.name = "x"}}) == 401);
    CHECK(refusal_of(nobody_of(box), bb::projects::remove{"globex", mine}) == 401);
    CHECK(refusal_of(api, bb::projects::remove{"nowhere", mine}) == 404);
    api.send(bb::projects::remove{"globex", mine});
    CHECK(keys_in(api, "globex") == std::vector<std::string>{"GX"});

    const auto refused = api.try_send(bb::projects::remove{"acme", "LAB"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().status() == 403);
    CHECK(refused.error().message() == "You cannot delete a project that still contains repositories.");
    api.send(bb::projects::remove{"acme", sandbox::empty_project});
    CHECK(keys_in(api, "acme").size() == 3);
}

TEST_CASE("sandbox: default reviewers live: listed, read, added, removed") {
    const bb::client api = admin_of(sandbox{});
    CHECK(reviewers_of(api, "WEB") == std::vector<std::string>{sandbox::user, sandbox::colleague, sandbox::member});
    const auto first = api.send(reviewers::list{"acme", "WEB"}).values.front();
    CHECK(first.type == "default_reviewer");
    CHECK(first.reviewer_type == "project");
    CHECK(first.user->display_name == "Mia Lindqvist");
    CHECK(api.send(reviewers::get{"acme", "WEB", sandbox::colleague}).nickname == "carol");

    CHECK(refusal_of(api, reviewers::get{"acme", "WEB", sandbox::newcomer}) == 400);
    CHECK(refusal_of(api, reviewers::remove{"acme", "WEB", sandbox::newcomer}) == 400);
    for (int i = 0; i < 2; ++i)
        CHECK(api.send(reviewers::add{"acme", "WEB", sandbox::newcomer}).uuid.str() == sandbox::newcomer);
    CHECK(reviewers_of(api, "WEB").size() == 4);
    CHECK(api.send(reviewers::get{"acme", "WEB", sandbox::newcomer}).type == "user");
    api.send(reviewers::remove{"acme", "WEB", sandbox::newcomer});
    CHECK(reviewers_of(api, "WEB").size() == 3);
    CHECK(refusal_of(api, reviewers::add{"acme", "WEB", sandbox::stranger}) == 400);
}

TEST_CASE("sandbox: default reviewers are the business of a project's administrators") {
    const sandbox box;
    const auto refusals = [&](const bb::client& api, const char* workspace, const char* project, const char* user) {
        return std::vector<int>{refusal_of(api, reviewers::list{workspace, project}),
                                refusal_of(api, reviewers::get{workspace, project, user}),
                                refusal_of(api, reviewers::add{workspace, project, user}),
                                refusal_of(api, reviewers::remove{workspace, project, user})};
    };
    const std::vector<int> forbidden(4, 403);
    const std::vector<int> unknown(4, 404);
    CHECK(refusals(member_of(box), "acme", "WEB", sandbox::user) == forbidden);
    CHECK(refusals(nobody_of(box), "acme", "WEB", sandbox::user) == std::vector<int>(4, 401));
    CHECK(refusals(admin_of(box), "globex", "GX", sandbox::user) == forbidden);
    CHECK(refusals(admin_of(box), "acme", "NONE", sandbox::user) == unknown);
    CHECK(refusals(admin_of(box), "nowhere", "WEB", sandbox::user) == unknown);
    const bb::client api = admin_of(box);
    const char* nobody = "{00000000-0000-4000-8000-000000000000}";
    CHECK(refusal_of(api, reviewers::get{"acme", "WEB", nobody}) == 404);
    CHECK(refusal_of(api, reviewers::add{"acme", "WEB", nobody}) == 404);
    CHECK(refusal_of(api, reviewers::remove{"acme", "WEB", nobody}) == 404);
}

}  // namespace test_sandbox_projects
