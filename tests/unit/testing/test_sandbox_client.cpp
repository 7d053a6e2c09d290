// SPDX-License-Identifier: MIT
// The client on testing/sandbox.hpp: walks, writes and errors as a user of the library sees them.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/sandbox.hpp>

#include "support/catch.hpp"

namespace test_sandbox_client {

namespace bb = bitbucket;
using bb::testing::sandbox;

namespace {

bb::client admin_of(const sandbox& box) {
    return bb::client{box, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
}

}  // namespace

static_assert(bb::transport<sandbox>);

TEST_CASE("sandbox: a client walks its collections") {
    const sandbox box;
    const bb::client api = admin_of(box);
    std::size_t grants = 0;
    std::size_t named = 0;
    for (const bb::repository_user_permission& each :
         api.each(bb::repository_permissions::list_users{sandbox::workspace, sandbox::repository}.fields(
             "-values.repository"))) {
        ++grants;
        named += each.user && !each.user->display_name.empty() ? 1U : 0U;
        CHECK_FALSE(each.repository);
    }
    CHECK(grants == 23);
    CHECK(named == 23);
    CHECK(box.request_count() == 3);

    std::vector<std::string> boxes;
    for (const bb::repository& each : api.each(bb::repositories::list{sandbox::sparse_workspace}))
        boxes.push_back(each.slug);
    CHECK(boxes.size() == 15);
    CHECK(boxes.front() == "box-01");
    CHECK(boxes.back() == "box-25");
}

TEST_CASE("sandbox: a client writes and reads back") {
    const bb::client api = admin_of(sandbox{});
    const auto key = api.send(bb::ssh_keys::create{
        sandbox::user,
        {.key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqP3Cr632C2dNhhgKVcon4ldUSAeKiku2yP9O9/bDtY me@host",
         .label = "laptop"}}
                                  .expires_on(bb::timestamp("2027-01-31")));
    CHECK(key.comment == "me@host");
    CHECK(key.label == "laptop");
    CHECK(key.expires_on->str() == "2027-01-31");
    CHECK_FALSE(key.last_used);
    const auto read = api.send(bb::ssh_keys::get{sandbox::user, key.uuid});
    CHECK(read == key);
    api.send(bb::ssh_keys::remove{sandbox::user, key.uuid});
    CHECK_THROWS_AS(api.send(bb::ssh_keys::get{sandbox::user, key.uuid}), bb::not_found);

    const auto repository = api.send(bb::repositories::get{"{}", bb::uuid(sandbox::repository_uuid)});
    CHECK(repository.full_name == "acme/site");
    CHECK(repository.links.href("clone", "ssh") == "git@bitbucket.org:acme/site.git");
    CHECK(repository.mainbranch->name == "main");
    CHECK(repository.project->key == sandbox::project);
}

TEST_CASE("sandbox: a client gets typed errors") {
    const sandbox box;
    const bb::client api = admin_of(box);
    using grant = bb::repository_permissions::update_user;
    const auto limited = api.try_send(grant{sandbox::full_workspace,
                                            sandbox::full_workspace_repository,
                                            sandbox::newcomer,
                                            {.permission = bb::repository_grant::read}});
    REQUIRE_FALSE(limited);
    CHECK(limited.error().kind() == bb::error_kind::payment_required);

    const bb::client reader{box, bb::api_token{sandbox::email, bb::secret(sandbox::read_only_api_token)}};
    const auto refused =
        reader.try_send(grant{"acme", "site", sandbox::newcomer, {.permission = bb::repository_grant::read}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind() == bb::error_kind::forbidden);
    CHECK(refused.error().required_scopes() ==
          std::vector<std::string>{"admin:repository:bitbucket", "write:permission:bitbucket"});

    const bb::client nobody{box, bb::anonymous{}};
    CHECK_THROWS_AS(nobody.send(bb::users::current{}), bb::unauthorized);
    CHECK(nobody.send(bb::users::get{sandbox::private_user}).location.empty());
    CHECK_THROWS_AS(api.send(bb::repositories::list{sandbox::spam_workspace}), bb::gone);
}

}  // namespace test_sandbox_client
