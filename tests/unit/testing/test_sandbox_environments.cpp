// SPDX-License-Identifier: MIT
// testing/sandbox/handlers/variables.hpp through the client: the environments of a repository, and who may see them.
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_environments {

using namespace sandbox_clients;

TEST_CASE("sandbox: a repository has the environments Test, Staging and Production, in this order") {
    const sandbox box;
    const bb::client api = admin_of(box);
    strings names;
    std::int64_t rank = 0;
    for (const bb::deployment_environment& each :
         api.each(bb::environments::list{sandbox::workspace, sandbox::repository}.pagelen(2))) {
        CHECK(each.type == "deployment_environment");
        CHECK(each.slug == bb::detail::to_lower(each.name));
        REQUIRE(each.environment_type);
        CHECK(each.environment_type->type == "deployment_environment_type");
        CHECK(each.environment_type->name == each.name);
        CHECK(each.environment_type->rank == rank);
        CHECK(each.rank == rank++);
        CHECK(api.send(bb::environments::get{sandbox::workspace, sandbox::repository, each.uuid}) == each);
        names.push_back(each.name);
    }
    CHECK(names == strings{"Test", "Staging", "Production"});
    CHECK(api.send(bb::environments::get{"acme", "site", sandbox::production_environment}).name == "Production");
    CHECK(api.send(bb::environments::list{"acme", "api"}).values.empty());
}

TEST_CASE("sandbox: fields choose what comes of an environment") {
    const sandbox box;
    const nlohmann::json body =
        raw(admin_of(box), bb::environments::get{"acme", "site", sandbox::test_environment}.fields("name,rank"));
    CHECK(body == nlohmann::json{{"name", "Test"}, {"rank", 0}});
}

TEST_CASE("sandbox: environments that are not there, and callers who may not see them") {
    const sandbox box;
    const bb::client api = admin_of(box);
    using bb::environments::get;
    using bb::environments::list;
    refused(api, get{"acme", "site", nobodys_uuid}, 404, "environment-service.environment.not-found");
    refused(api, get{"acme", "api", sandbox::test_environment}, 404, "environment-service.environment.not-found");
    refused(api, list{"acme", "nothing"}, 404, "repository-service.repository.not-found");
    refused(api, list{"nowhere", "site"}, 404, "account-service.account.not-found");
    refused(api, list{"globex", "secrets"}, 403, "rest-service.rest-service.forbidden");
    refused(api, get{"globex", "secrets", nobodys_uuid}, 403);
    refused(nobody_of(box), list{"acme", "site"}, 401);
    const bb::error no_scope = refused(reader_of(box), list{"acme", "site"}, 403);
    CHECK(no_scope.required_scopes() == strings{"read:pipeline:bitbucket"});
    refused(oauth_of(box, sandbox::account_only_oauth_token), list{"acme", "site"}, 403);
    // To see a repository is enough, and so is to act for its workspace.
    CHECK(member_of(box).send(list{"acme", "site"}).values.size() == 3);
    CHECK(token_of(box).send(list{"acme", "site"}).values.size() == 3);
    CHECK(oauth_of(box).send(list{"acme", "site"}).values.size() == 3);
    // By its UUID a repository is found in any workspace.
    CHECK(api.send(list{"{}", bb::uuid(sandbox::repository_uuid)}).values.size() == 3);
    refused(api, list{"{}", nobodys_uuid}, 404, "repository-service.repository.not-found");
}

}  // namespace test_sandbox_environments
