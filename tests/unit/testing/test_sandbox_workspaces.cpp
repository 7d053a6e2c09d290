// SPDX-License-Identifier: MIT
// Workspaces in testing/sandbox.hpp, through the client: who sees them, their members, and the caller's role. Effective
// permissions in them are in test_sandbox_effective_permissions.cpp.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/testing/sandbox.hpp>

#include "support/catch.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_workspaces {

namespace bb = bitbucket;
using bb::testing::sandbox;
using sandbox_clients::admin_of;
using sandbox_clients::member_of;
using sandbox_clients::nobody_of;
using sandbox_clients::refusal_of;
using sandbox_clients::token_of;

namespace {

/// Calls the retired list without a warning.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
bb::workspaces::list retired_list() {
    return {};
}
#pragma GCC diagnostic pop

std::vector<std::string> slugs(const bb::client& api, const bb::workspaces::list& request) {
    std::vector<std::string> out;
    for (const bb::workspace& each : api.each(request)) out.push_back(each.slug);
    return out;
}

using names = std::vector<std::string>;

}  // namespace

TEST_CASE("sandbox: the list of workspaces is gone, unless it is revived") {
    CHECK(refusal_of(admin_of(sandbox{}), retired_list()) == 410);
    const sandbox box{{.revive_retired = true}};
    const bb::client api = admin_of(box);
    CHECK(slugs(api, retired_list().sort("-slug").pagelen(4)) ==
          names{"my-workspace", "initech", "hostile", "globex", "attic", "atlassian_tutorial", "acme"});
    CHECK(slugs(api, retired_list().q("is_personal = true")) == names{"my-workspace"});
    using role = bb::workspace_role;
    CHECK(slugs(api, retired_list().role(role::owner)).size() == 5);
    CHECK(slugs(api, retired_list().role(role::collaborator)).size() == 6);
    CHECK(slugs(api, retired_list().role(role::member)).size() == 7);
    CHECK(slugs(member_of(box), retired_list().role(role::owner)).empty());
    CHECK(slugs(token_of(box), retired_list()) == names{"acme"});
    CHECK(refusal_of(api, retired_list().role(role::create_project)) == 400);
    CHECK(refusal_of(api, retired_list().sort("nonsense")) == 400);
    CHECK(refusal_of(nobody_of(box), retired_list()) == 401);
}

TEST_CASE("sandbox: a workspace is seen by its members, a personal one by all") {
    const sandbox box;
    const bb::workspace acme = admin_of(box).send(bb::workspaces::get{"acme"});
    CHECK(acme.type == "workspace");
    CHECK(acme.name == "Acme Corporation");
    CHECK(acme.is_private == true);
    CHECK(admin_of(box).send(bb::workspaces::get{acme.uuid}) == acme);
    CHECK(token_of(box).send(bb::workspaces::get{"acme"}) == acme);
    CHECK(nobody_of(box).send(bb::workspaces::get{"my-workspace"}).is_personal == true);
    CHECK(refusal_of(nobody_of(box), bb::workspaces::get{"acme"}) == 404);
    CHECK(refusal_of(member_of(box), bb::workspaces::get{"atlassian_tutorial"}) == 403);
    CHECK(refusal_of(token_of(box), bb::workspaces::get{"globex"}) == 403);
    CHECK(refusal_of(admin_of(box), bb::workspaces::get{"nowhere"}) == 404);
    CHECK(refusal_of(admin_of(box), bb::workspaces::get{sandbox::spam_workspace}) == 410);
}

TEST_CASE("sandbox: members are listed without their roles, or with them") {
    const sandbox box;
    const bb::client api = member_of(box);
    std::size_t count = 0;
    for (const bb::workspace_membership& each : api.each(bb::workspaces::list_members{"acme"})) {
        ++count;
        CHECK(each.type == "workspace_membership");
        CHECK(each.permission.str().empty());
        CHECK(each.workspace->slug == "acme");
        CHECK(each.links.href("self").starts_with("https://api.bitbucket.org/2.0/workspaces/acme/members/%7B"));
    }
    CHECK(count == 28);

    std::size_t owners = 0;
    std::size_t with_role = 0;
    for (const bb::workspace_membership& each : api.each(bb::workspaces::list_permissions{"acme"}.pagelen(100))) {
        ++with_role;
        owners += each.permission == bb::workspace_role::owner ? 1U : 0U;
    }
    CHECK(with_role == 28);
    CHECK(owners == 1);
    const auto found = api.send(bb::workspaces::list_permissions{"acme"}.q(bb::field("permission") == "owner"));
    REQUIRE(found.values.size() == 1);
    CHECK(found.values[0].user->uuid.str() == sandbox::user);
    CHECK(refusal_of(api, bb::workspaces::list_permissions{"acme"}.q("nonsense = 1")) == 400);

    const auto one = api.send(bb::workspaces::get_member{"acme", sandbox::colleague});
    CHECK(one.user->nickname == "carol");
    CHECK(one.permission.str().empty());
}

TEST_CASE("sandbox: members, their roles and the GPG key are for members") {
    const sandbox box;
    const auto refusals = [](const bb::client& api, const char* workspace) {
        return std::vector<int>{refusal_of(api, bb::workspaces::list_members{workspace}),
                                refusal_of(api, bb::workspaces::get_member{workspace, sandbox::colleague}),
                                refusal_of(api, bb::workspaces::list_permissions{workspace}),
                                refusal_of(api, bb::workspaces::get_gpg_public_key{workspace}),
                                refusal_of(api, bb::current_user::get_workspace_permission{workspace}),
                                refusal_of(api, bb::current_user::list_workspace_repository_permissions{workspace})};
    };
    CHECK(refusals(nobody_of(box), "acme") == std::vector<int>(6, 401));
    CHECK(refusals(member_of(box), "atlassian_tutorial") == std::vector<int>(6, 403));
    CHECK(refusals(token_of(box), "globex") == std::vector<int>(6, 403));
    CHECK(refusals(admin_of(box), "nowhere") == std::vector<int>(6, 404));
    CHECK(refusals(admin_of(box), sandbox::spam_workspace) == std::vector<int>(6, 410));
    CHECK(refusal_of(admin_of(box), bb::workspaces::get_member{"acme", sandbox::stranger}) == 404);
    CHECK(refusal_of(admin_of(box), bb::workspaces::get_member{"acme", "nobody"}) == 404);
}

TEST_CASE("sandbox: an administrator finds members by their addresses") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::workspaces::list_members members{"acme"};
    const auto found = [&](const char* q) {
        names out;
        for (const bb::workspace_membership& each : api.each(bb::workspaces::list_members(members).q(q).pagelen(1)))
            out.push_back(each.user->nickname);
        return out;
    };
    CHECK(found(R"(user.email IN ("JONAS@example.org"))") == names{"jonas"});
    CHECK(found(R"( user.email in ("x@example.org" , "mia+old@example.net","jonas@example.org") )") ==
          names{"mia", "jonas"});
    CHECK(found(R"(user.email IN ("x@example.org"))").empty());
    CHECK(found(R"(user.nickname = "carol")") == names{"carol"});
    CHECK(found(R"(permission = "owner")") == names{"mia"});

    const auto reply = api.exchange(
        bb::workspaces::list_members(members).q(R"(user.email IN ("jonas@example.org"))").fields("+values.user.email"));
    CHECK(reply.body.find(R"("email":"jonas@example.org")") != std::string::npos);
    CHECK(api.exchange(bb::workspaces::list_members(members).q(R"(user.email IN ("jonas@example.org"))"))
              .body.find("\"email\"") == std::string::npos);

    std::string many = R"(user.email IN ("a@example.org")";
    for (int i = 1; i < 90; ++i) many += R"(,"a@example.org")";
    CHECK(found((many + ')').c_str()).empty());
    CHECK(refusal_of(api, bb::workspaces::list_members(members).q(many + R"(,"a@example.org"))")) == 400);
    for (const char* wrong :
         {"user.email", "user.email = \"a\"", "user.email IN", "user.email IN ()", "user.email IN (\"a\"",
          "user.email IN (\"a\",)", "user.email IN (\"a)", "user.email IN (a)", "user.email IN (\"a\") OR x = 1"}) {
        INFO(wrong);
        CHECK(refusal_of(api, bb::workspaces::list_members(members).q(wrong)) == 400);
    }
    CHECK(refusal_of(member_of(box), bb::workspaces::list_members(members).q(R"(user.email IN ("a"))")) == 403);
    CHECK(token_of(box).send(bb::workspaces::list_members(members).q(R"(user.email IN ("a"))")).values.empty());
}

TEST_CASE("sandbox: the GPG key of a workspace is a text") {
    const sandbox box;
    const auto reply = member_of(box).exchange(bb::workspaces::get_gpg_public_key{"acme"});
    CHECK(reply.value.text.starts_with("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"));
    CHECK(reply.value.text.ends_with("\n-----END PGP PUBLIC KEY BLOCK-----\n"));
    CHECK(reply.headers.value("Content-Type") == "text/plain; charset=utf-8");
    CHECK(reply.headers.value("X-Credential-Type") == "api_token");
    CHECK(token_of(box).send(bb::workspaces::get_gpg_public_key{"acme"}) == reply.value);
    CHECK_FALSE(member_of(box).send(bb::workspaces::get_gpg_public_key{"globex"}) == reply.value);
}

TEST_CASE("sandbox: callers learn their role in a workspace") {
    const sandbox box;
    const auto mine = admin_of(box).send(bb::current_user::get_workspace_permission{"acme"});
    CHECK(mine.permission == bb::workspace_role::owner);
    CHECK(mine.user->uuid.str() == sandbox::user);
    CHECK(mine.workspace->slug == "acme");
    CHECK(admin_of(box).send(bb::current_user::get_workspace_permission{"globex"}).permission ==
          bb::workspace_role::member);
    // An access token acts for its workspace, and is no member of it.
    CHECK(refusal_of(token_of(box), bb::current_user::get_workspace_permission{"acme"}) == 403);
}

}  // namespace test_sandbox_workspaces
