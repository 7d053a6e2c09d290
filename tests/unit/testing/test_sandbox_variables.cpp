// SPDX-License-Identifier: MIT
// testing/sandbox/handlers/variables.hpp through the client: pipeline variables of users, teams, workspaces, repositories and
// deployment environments live alike, fail alike, and never give a secured value away.
#include <tuple>

#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_variables {

// The variables of users and teams are deprecated by the vendor.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

using namespace sandbox_clients;

namespace {

/// The operations of a level, and the arguments in front of a variable's UUID.
template <class List, class Create, class Update, class Remove, class... Path>
struct level {
    std::tuple<Path...> path;

    [[nodiscard]] List list() const {
        return std::apply([](const Path&... at) { return List{at...}; }, path);
    }
    [[nodiscard]] Create create(const bb::pipeline_variable_draft& draft) const {
        return std::apply([&](const Path&... at) { return Create{at..., draft}; }, path);
    }
    [[nodiscard]] Update update(const bb::variable_ref& id, const bb::pipeline_variable_edit& edit) const {
        return std::apply([&](const Path&... at) { return Update{at..., id, edit}; }, path);
    }
    [[nodiscard]] Remove remove(const bb::variable_ref& id) const {
        return std::apply([&](const Path&... at) { return Remove{at..., id}; }, path);
    }
};

// Each family names its operations alike; `get` is apart, for environments have none.
namespace of_user = bb::user_pipeline_variables;
namespace of_team = bb::team_pipeline_variables;
namespace of_workspace = bb::workspace_pipeline_variables;
namespace of_repository = bb::repository_pipeline_variables;
namespace of_environment = bb::deployment_variables;

using user_level = level<of_user::list, of_user::create, of_user::update, of_user::remove, bb::user_ref>;
using team_level = level<of_team::list, of_team::create, of_team::update, of_team::remove, bb::workspace_ref>;
using workspace_level =
    level<of_workspace::list, of_workspace::create, of_workspace::update, of_workspace::remove, bb::workspace_ref>;
using repository_level = level<of_repository::list, of_repository::create, of_repository::update, of_repository::remove,
                               bb::workspace_ref, bb::repository_ref>;
using environment_level = level<of_environment::list, of_environment::create, of_environment::update,
                                of_environment::remove, bb::workspace_ref, bb::repository_ref, bb::environment_ref>;

const user_level user{{sandbox::user}};
const team_level team{{"acme"}};
const workspace_level workspace{{"acme"}};
const repository_level repository{{"acme", "site"}};
const environment_level environment{{"acme", "site", sandbox::test_environment}};

template <class Function>
void for_each_level(const Function& call) {
    call(user);
    call(team);
    call(workspace);
    call(repository);
    call(environment);
}

std::size_t count(const bb::client& api, const auto& request) {
    std::size_t out = 0;
    for (const bb::pipeline_variable& each : api.each(request)) out += each.key.empty() ? 0U : 1U;
    return out;
}

}  // namespace

TEST_CASE("sandbox: a variable lives at every level: created, listed, changed, removed") {
    for_each_level([](const auto& at) {
        const sandbox box;
        const bb::client api = admin_of(box);
        INFO(at.list().target());
        CHECK(count(api, at.list()) == 13);
        CHECK(box.request_count() == 1);
        const auto made = api.exchange(at.create({.key = "S3_BUCKET", .value = "build-artifacts"}));
        CHECK(made.status == 201);
        CHECK(made.value.type == "pipeline_variable");
        CHECK(made.value.key == "S3_BUCKET");
        CHECK(made.value.value == "build-artifacts");
        CHECK(made.value.secured == false);
        CHECK(std::string(made.headers.value("Location")).ends_with("%7D"));
        const auto id = made.value.uuid;
        CHECK(count(api, at.list().pagelen(5)) == 14);

        const auto changed = api.send(at.update(id, {.value = "release-artifacts"}));
        CHECK(changed.key == "S3_BUCKET");
        CHECK(changed.value == "release-artifacts");
        CHECK(api.send(at.update(id, {.key = "BUCKET"})).value == "release-artifacts");
        CHECK(api.exchange(at.remove(id)).status == 204);
        CHECK(count(api, at.list()) == 13);
        refused(api, at.remove(id), 404, "variable-service.variable.not-found");
        refused(api, at.update(id, {.value = "x"}), 404, "variable-service.variable.not-found");
    });
}

TEST_CASE("sandbox: a single variable is read by its UUID, where there is a request for it") {
    const bb::client api = admin_of(sandbox{});
    const auto check = [&](const auto& plain, const auto& secured, const auto& unknown) {
        CHECK(api.send(plain).value == "eu-north-1");
        const bb::pipeline_variable hidden = api.send(secured);
        CHECK(hidden.key == "REGISTRY_PASSWORD");
        CHECK(hidden.value.empty());
        CHECK(hidden.secured == true);
        CHECK_FALSE(raw(api, secured).contains("value"));
        refused(api, unknown, 404, "variable-service.variable.not-found");
    };
    const char* open = sandbox::variable;
    const char* closed = sandbox::secured_variable;
    check(of_user::get{sandbox::user, open}, of_user::get{sandbox::user, closed},
          of_user::get{sandbox::user, nobodys_uuid});
    check(of_team::get{"acme", open}, of_team::get{"acme", closed}, of_team::get{"acme", nobodys_uuid});
    check(of_workspace::get{"acme", open}, of_workspace::get{"acme", closed}, of_workspace::get{"acme", nobodys_uuid});
    check(of_repository::get{"acme", "site", open}, of_repository::get{"acme", "site", closed},
          of_repository::get{"acme", "site", nobodys_uuid});
}

TEST_CASE("sandbox: a secured value never comes out, and stays secured") {
    for_each_level([](const auto& at) {
        const sandbox box;
        const bb::client api = admin_of(box);
        INFO(at.list().target());
        const auto made = api.exchange(at.create({.key = "TOKEN", .value = "hidden-value", .secured = true}));
        CHECK(made.value.value.empty());
        CHECK(made.body.find("hidden-value") == std::string::npos);
        const auto opened = api.exchange(at.update(made.value.uuid, {.secured = false}));
        CHECK(opened.value.secured == true);
        CHECK(opened.body.find("hidden-value") == std::string::npos);
        const auto again = api.exchange(at.update(made.value.uuid, {.value = "another-secret"}));
        CHECK(again.value.secured == true);
        CHECK(again.body.find("another-secret") == std::string::npos);
        const auto listed = api.exchange(at.list().fields("+values.value"));
        for (const char* secret : {"hidden-value", "another-secret", "not-a-real-password"})
            CHECK(listed.body.find(secret) == std::string::npos);
        // The other way it goes.
        const auto closed = api.exchange(at.update(sandbox::variable, {.secured = true}));
        CHECK(closed.value.value.empty());
        CHECK(closed.body.find("eu-north-1") == std::string::npos);
    });
}

TEST_CASE("sandbox: keys that are taken are 409, keys that are none 400, in the shape without a type") {
    for_each_level([](const auto& at) {
        const sandbox box;
        const bb::client api = admin_of(box);
        INFO(at.list().target());
        const bb::error taken =
            refused(api, at.create({.key = "DEPLOY_REGION"}), 409, "variable-service.variable.duplicate");
        CHECK(taken.kind() == error_kind::conflict);
        const auto body = nlohmann::json::parse(taken.body());
        CHECK_FALSE(body.contains("type"));
        CHECK(body["error"]["data"]["arguments"] == nlohmann::json{{"key", "DEPLOY_REGION"}});
        refused(api, at.update(sandbox::variable, {.key = "STAGE_1_URL"}), 409, "variable-service.variable.duplicate");
        CHECK(api.send(at.update(sandbox::variable, {.key = "DEPLOY_REGION"})).value == "eu-north-1");
        refused(api, at.create({.key = "1X"}), 400, "variable-service.variable.invalid-key");
        CHECK(count(api, at.list()) == 13);
    });
}

TEST_CASE("sandbox: the levels are apart, but a team is the workspace of its name") {
    const sandbox box;
    const bb::client api = admin_of(box);
    api.send(team.create({.key = "ONLY_HERE"}));
    CHECK(count(api, workspace.list()) == 14);
    CHECK(count(api, user.list()) == 13);
    CHECK(count(api, repository.list()) == 13);
    CHECK(count(api, environment.list()) == 13);
    CHECK(count(api, environment_level{{"acme", "site", sandbox::staging_environment}}.list()) == 0);
    CHECK(count(api, workspace_level{{"atlassian_tutorial"}}.list()) == 13);
    CHECK(count(api, repository_level{{"acme", "api"}}.list()) == 0);
}

TEST_CASE("sandbox: variables of places that are not there are 404") {
    const bb::client api = admin_of(sandbox{});
    const char* no_account = "account-service.account.not-found";
    refused(api, user_level{{nobodys_uuid}}.list(), 404, no_account);
    refused(api, user_level{{nobodys_uuid}}.create({.key = "A"}), 404, no_account);
    refused(api, team_level{{"nowhere"}}.list(), 404, no_account);
    refused(api, team_level{{"nowhere"}}.create({.key = "A"}), 404, no_account);
    refused(api, workspace_level{{"nowhere"}}.list(), 404, no_account);
    refused(api, workspace_level{{"nowhere"}}.create({.key = "A"}), 404, no_account);
    refused(api, repository_level{{"nowhere", "site"}}.create({.key = "A"}), 404, no_account);
    const char* no_repository = "repository-service.repository.not-found";
    refused(api, repository_level{{"acme", "nothing"}}.create({.key = "A"}), 404, no_repository);
    refused(api, environment_level{{"acme", "nothing", nobodys_uuid}}.list(), 404, no_repository);
    refused(api, environment_level{{"acme", "site", nobodys_uuid}}.list(), 404,
            "environment-service.environment.not-found");
    refused(api, environment_level{{"acme", "site", nobodys_uuid}}.create({.key = "A"}), 404,
            "environment-service.environment.not-found");
}

TEST_CASE("sandbox: who may see and change variables") {
    const sandbox box;
    const char* forbidden = "rest-service.rest-service.forbidden";
    for_each_level([&](const auto& at) {
        INFO(at.list().target());
        refused(nobody_of(box), at.list(), 401);
        refused(nobody_of(box), at.remove(sandbox::variable), 401);
        refused(member_of(box), at.create({.key = "A"}), 403, forbidden);
        refused(member_of(box), at.update(sandbox::variable, {.value = "x"}), 403, forbidden);
        refused(member_of(box), at.remove(sandbox::variable), 403, forbidden);
        CHECK(oauth_of(box).send(at.list()).values.size() == 13);
        const bb::error no_scope = refused(oauth_of(box, sandbox::account_only_oauth_token), at.list(), 403);
        CHECK(no_scope.required_scopes() == strings{"pipeline"});
        CHECK(
            refused(oauth_of(box, sandbox::account_only_oauth_token), at.create({.key = "A"}), 403).required_scopes() ==
            strings{"pipeline:variable"});
    });
    // A member sees those of the workspace; those of a repository need the permission to write.
    CHECK(count(member_of(box), workspace.list()) == 13);
    CHECK(count(member_of(box), team.list()) == 13);
    refused(member_of(box), user.list(), 403, forbidden);
    refused(admin_of(box), repository_level{{"globex", "handbook"}}.list(), 403, forbidden);
    CHECK(count(member_of(box), repository_level{{"globex", "tools"}}.list()) == 0);
    refused(member_of(box), repository_level{{"globex", "tools"}}.create({.key = "A"}), 403, forbidden);
    CHECK(admin_of(box).exchange(repository_level{{"globex", "tools"}}.create({.key = "A"})).status == 201);
    refused(member_of(box), workspace_level{{"atlassian_tutorial"}}.list(), 403, forbidden);
    refused(admin_of(box), workspace_level{{"globex"}}.create({.key = "A"}), 403, forbidden);
    refused(reader_of(box), repository.list(), 403);
    // Access tokens act for the workspace, but users and teams are closed to them.
    CHECK(count(token_of(box), workspace.list()) == 13);
    CHECK(token_of(box).exchange(repository.create({.key = "BY_TOKEN"})).status == 201);
    const std::string closed = "This resource does not support authentication using the provided token";
    CHECK(refused(token_of(box), user.list(), 403).message() == closed);
    CHECK(refused(token_of(box), team.list(), 403).message() == closed);
}

}  // namespace test_sandbox_variables
