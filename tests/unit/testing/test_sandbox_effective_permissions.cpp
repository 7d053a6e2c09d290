// SPDX-License-Identifier: MIT
// Effective permissions in testing/sandbox.hpp, through the client: the caller's and everybody's, of which the highest
// counts, through groups and projects too.
#include <algorithm>
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/sandbox.hpp>

#include "support/catch.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_effective_permissions {

namespace bb = bitbucket;
using bb::testing::sandbox;
using sandbox_clients::admin_of;
using sandbox_clients::member_of;
using sandbox_clients::nobody_of;
using sandbox_clients::refusal_of;
using sandbox_clients::token_of;
using names = std::vector<std::string>;

namespace {

/// `repository permission` for each item, of one user or of all.
template <class Request>
std::vector<std::string> permissions(const bb::client& api, const Request& request, std::string_view user = {}) {
    std::vector<std::string> out;
    for (const bb::repository_permission& each : api.each(request)) {
        REQUIRE(each.user);
        REQUIRE(each.repository);
        CHECK(each.type == "repository_permission");
        if (user.empty() || each.user->uuid.str() == user)
            out.push_back(each.repository->name + ' ' + each.permission.str());
    }
    return out;
}

bool holds(const std::vector<std::string>& all, const std::string& wanted) {
    return std::find(all.begin(), all.end(), wanted) != all.end();
}

}  // namespace

TEST_CASE("sandbox: callers learn their permissions on the repositories of a workspace, and the highest counts") {
    const sandbox box;
    using list = bb::current_user::list_workspace_repository_permissions;
    CHECK(permissions(admin_of(box), list{"globex"}) == names{"Tools admin", "Handbook read"});
    CHECK(permissions(admin_of(box), list{"acme"}.pagelen(7)).size() == 26);
    CHECK(permissions(admin_of(box), list{"acme"}.q(R"(permission < "admin")")).empty());

    const bb::client member = member_of(box);
    const names found = permissions(member, list{"acme"});
    // Read on the repository, but write through the group.
    CHECK(holds(found, "Site write"));
    // Through the group on the projects: CORE `write`, WEB `create-repo`.
    CHECK(holds(found, "Api write"));
    CHECK_FALSE(holds(found, "Empty read"));
    CHECK(permissions(member, list{"acme"}.q(R"(repository.name = "Site")")) == names{"Site write"});
    const names sorted = permissions(member, list{"acme"}.sort("-repository.name"));
    CHECK(std::is_sorted(sorted.rbegin(), sorted.rend()));
    CHECK(sorted.size() == found.size());
    CHECK(refusal_of(token_of(box), list{"acme"}) == 403);

    admin_of(box).send(bb::repository_permissions::update_user{
        "acme", "site", sandbox::member, {.permission = bb::repository_grant::admin}});
    CHECK(holds(permissions(member, list{"acme"}), "Site admin"));
    CHECK(refusal_of(member, list{"acme"}.q("permission ==")) == 400);
    CHECK(refusal_of(member, list{"acme"}.sort("nonsense")) == 400);
}

TEST_CASE("sandbox: everybody's effective permissions are for the workspace's administrator") {
    const sandbox box;
    const bb::client api = admin_of(box);
    using list = bb::workspaces::list_repository_permissions;
    const names carol = permissions(api, list{"acme"}.pagelen(100), sandbox::colleague);
    // Admin of the project through the group of administrators, whatever they have themselves.
    CHECK(holds(carol, "Site admin"));
    CHECK(holds(carol, "Auth admin"));
    const names jonas = permissions(api, list{"acme"}.pagelen(100), sandbox::member);
    CHECK(jonas == permissions(member_of(box), bb::current_user::list_workspace_repository_permissions{"acme"}));
    CHECK(permissions(api, list{"acme"}.pagelen(100), sandbox::user).size() == 26);
    CHECK(permissions(api, list{"acme"}.pagelen(100), sandbox::stranger).empty());

    const auto owners = api.send(list{"acme"}.q(R"(permission > "write" AND repository.name = "Empty")"));
    REQUIRE(owners.values.size() == 1);
    CHECK(owners.values[0].user->uuid.str() == sandbox::user);
    names people;
    for (const bb::repository_permission& each :
         api.each(list{"atlassian_tutorial"}.sort("user.display_name").pagelen(1)))
        people.push_back(each.user->nickname + ' ' + each.permission.str());
    CHECK(people == names{"carol admin", "mia admin", "nils write"});

    CHECK(refusal_of(api, list{"acme"}.q("x")) == 400);
    CHECK(refusal_of(api, list{"globex"}) == 403);
    CHECK(refusal_of(member_of(box), list{"acme"}) == 403);
    CHECK(refusal_of(token_of(box), list{"acme"}) == 403);
    CHECK(refusal_of(nobody_of(box), list{"acme"}) == 401);
    CHECK(refusal_of(api, list{"nowhere"}) == 404);
}

TEST_CASE("sandbox: a group's grant shows in everybody's effective permissions at once") {
    const sandbox box;
    const bb::client api = admin_of(box);
    using list = bb::workspaces::list_permissions_of_repository;
    CHECK(permissions(api, list{"acme", "empty"}, sandbox::newcomer).empty());
    api.send(bb::project_permissions::update_group{
        "acme", "LAB", "contractors", {.permission = bb::project_grant::create_repo}});
    CHECK(permissions(api, list{"acme", "empty"}, sandbox::newcomer) == names{"Empty write"});
    api.send(bb::repository_permissions::update_group{
        "acme", "empty", "contractors", {.permission = bb::repository_grant::read}});
    CHECK(permissions(api, list{"acme", "empty"}, sandbox::newcomer) == names{"Empty write"});
    api.send(bb::project_permissions::remove_group{"acme", "LAB", "contractors"});
    CHECK(permissions(api, list{"acme", "empty"}, sandbox::newcomer) == names{"Empty read"});
    CHECK(permissions(api, list{"acme", "site"}, sandbox::newcomer).empty());
}

TEST_CASE("sandbox: the permissions on one repository are for its administrator") {
    const sandbox box;
    using list = bb::workspaces::list_permissions_of_repository;
    const bb::client api = admin_of(box);
    const auto all = permissions(api, list{"acme", "site"});
    CHECK(all.size() == 24);
    for (const std::string& each : all) CHECK(each.starts_with("Site "));
    for (const bb::repository_permission& each : api.each(list{"acme", "site"}.q(R"(permission > "write")")))
        CHECK(each.permission == bb::permission_level::admin);
    const auto first = api.send(list{"acme", "site"}.sort("-permission").pagelen(1));
    CHECK(first.size == 24);
    CHECK(first.values[0].permission == bb::permission_level::admin);

    // The administrator of a repository need not be one of the workspace.
    CHECK(permissions(api, list{"globex", "tools"}) == names{"Tools admin", "Tools admin", "Tools write"});
    CHECK(refusal_of(api, list{"globex", "handbook"}) == 403);
    CHECK(refusal_of(api, list{"globex", "secrets"}) == 403);
    CHECK(refusal_of(member_of(box), list{"acme", "site"}) == 403);
    CHECK(refusal_of(token_of(box), list{"acme", "site"}) == 403);
    CHECK(refusal_of(nobody_of(box), list{"acme", "site"}) == 401);
    CHECK(refusal_of(api, list{"acme", "nothing"}) == 404);
    CHECK(refusal_of(api, list{"acme", "site"}.sort("nonsense")) == 400);
    CHECK(refusal_of(api, list{"acme", "site"}.q("permission")) == 400);
}

}  // namespace test_sandbox_effective_permissions
