// SPDX-License-Identifier: MIT
// testing/sandbox/handlers/deploy_keys.hpp through the client: the deploy keys of repositories and of projects.
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_deploy_keys {

using namespace sandbox_clients;
namespace of_repository = bb::deploy_keys;
namespace of_project = bb::project_deploy_keys;

namespace {
const std::string blob = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqP3Cr632C2dNhhgKVcon4ldUSAeKiku2yP9O9/bDtY";

/// Sends a body that no request of the library makes.
template <class Body>
bb::http_response send_raw(const sandbox& box, bb::http_method method, const std::string& path, const Body& body) {
    bb::http_request request;
    request.method = method;
    request.url = "https://api.bitbucket.org/2.0" + path;
    request.body = body;
    const bb::credentials who = bb::api_token{sandbox::email, bb::secret(sandbox::api_token)};
    request.headers.set("Authorization", who.authorization().reveal());
    return box.send(request);
}

/// That an access token is refused where the operation says so, and that it may do the rest.
template <class Operation>
void check_by_rule(const bb::client& token, const Operation& request) {
    INFO(Operation::info.name);
    const auto reply = token.try_send(request);
    CHECK(reply.has_value() != Operation::info.refused.contains(bb::credential_kind::access_token));
    if (!reply)
        CHECK(reply.error().message() == "This resource does not support authentication using the provided token");
}
}  // namespace

TEST_CASE("sandbox: a deploy key of a repository lives: added, read, labelled, removed") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto made = api.exchange(of_repository::create{"acme", "site", {.key = blob + " robot@ci ", .label = "CI"}});
    // Not 201, as the vendor documents it.
    CHECK(made.status == 200);
    const bb::deploy_key& key = made.value;
    CHECK(key.type == "deploy_key");
    REQUIRE(key.id);
    CHECK(key.key == blob);
    CHECK(key.comment == "robot@ci");
    CHECK(key.label == "CI");
    REQUIRE(key.repository);
    CHECK(key.repository->full_name == "acme/site");
    REQUIRE(key.owner);
    CHECK(key.owner->uuid == bb::uuid(sandbox::user));
    CHECK(key.created_on);
    CHECK_FALSE(key.last_used);
    CHECK(nlohmann::json::parse(made.body)["last_used"].is_null());
    CHECK(nlohmann::json::parse(made.body)["id"].is_number_integer());
    CHECK(key.links.href("self").ends_with("/repositories/acme/site/deploy-keys/" + std::to_string(*key.id)));
    CHECK(api.send(of_repository::get{"acme", "site", *key.id}) == key);

    const bb::deploy_key labelled = api.send(of_repository::update{"acme", "site", *key.id, {.label = "Robot"}});
    CHECK(labelled.label == "Robot");
    CHECK(labelled.comment == "robot@ci");
    const bb::deploy_key commented = api.send(of_repository::update{"acme", "site", *key.id, {.comment = "elsewhere"}});
    CHECK(commented.label == "Robot");
    CHECK(commented.comment == "elsewhere");
    CHECK(commented.key == blob);

    CHECK(api.exchange(of_repository::remove{"acme", "site", *key.id}).status == 204);
    refused(api, of_repository::get{"acme", "site", *key.id}, 404);
    refused(api, of_repository::update{"acme", "site", *key.id, {.label = "x"}}, 404);
    refused(api, of_repository::remove{"acme", "site", *key.id}, 404);
}

TEST_CASE("sandbox: a deploy key of a project lives: added, read, removed") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto made = api.exchange(of_project::create{"acme", "WEB", {.key = blob + " robot@ci", .label = "CI"}});
    CHECK(made.status == 200);
    const bb::project_deploy_key& key = made.value;
    CHECK(key.type == "project_deploy_key");
    REQUIRE(key.id);
    CHECK(key.key == blob);
    CHECK(key.label == "CI");
    REQUIRE(key.project);
    CHECK(key.project->key == "WEB");
    REQUIRE(key.created_by);
    CHECK(key.created_by->uuid == bb::uuid(sandbox::user));
    CHECK_FALSE(key.last_used);
    CHECK(api.send(of_project::get{"acme", "WEB", *key.id}) == key);
    CHECK(api.exchange(of_project::remove{"acme", "WEB", *key.id}).status == 204);
    refused(api, of_project::get{"acme", "WEB", *key.id}, 404);
    refused(api, of_project::remove{"acme", "WEB", *key.id}, 404);
}

TEST_CASE("sandbox: deploy keys are listed page by page, and named by numbers") {
    const sandbox box;
    const bb::client api = admin_of(box);
    std::vector<std::int64_t> ids;
    for (const bb::deploy_key& each : api.each(of_repository::list{"acme", "site"}.pagelen(2)))
        ids.push_back(each.id.value_or(0));
    CHECK(ids == std::vector<std::int64_t>{123, 124, 125});
    CHECK(box.request_count() == 2);
    CHECK(api.send(of_repository::get{"acme", "site", sandbox::deploy_key}).label == "Deployment");
    CHECK_FALSE(api.send(of_repository::get{"acme", "site", sandbox::deploy_key}).last_used);
    CHECK(api.send(of_repository::get{"acme", "site", sandbox::deploy_key + 1}).last_used);
    CHECK(api.send(of_project::list{"acme", "WEB"}.fields("values.id")).values.size() == 3);
    CHECK(api.send(of_project::get{"acme", "WEB", sandbox::project_deploy_key}).comment == "robot-1");
    CHECK(raw(api, of_repository::get{"acme", "site", "124"}.fields("id,comment")) ==
          nlohmann::json{{"id", 124}, {"comment", "robot-2"}});
    CHECK(api.send(of_repository::list{"acme", "api"}).values.empty());
    // What belongs to one place is not found at another.
    refused(api, of_repository::get{"acme", "api", sandbox::deploy_key}, 404);
    refused(api, of_repository::get{"acme", "site", sandbox::project_deploy_key}, 404);
    refused(api, of_repository::get{"acme", "site", "12x"}, 404);
}

TEST_CASE("sandbox: keys that are none or in use are 400, and name the member") {
    const sandbox box;
    const bb::client api = admin_of(box);
    refused_member(api, of_repository::create{"acme", "site", {.key = "ssh-ed25519 AAAA"}}, "key");
    refused_member(api, of_project::create{"acme", "WEB", {.key = "nothing"}}, "key");
    const auto first = api.send(of_repository::create{"acme", "site", {.key = blob}});
    refused_member(api, of_repository::create{"acme", "site", {.key = blob + " another comment"}}, "key");
    // Other places may share a key, but not with an account.
    CHECK(api.send(of_repository::create{"acme", "api", {.key = blob}}).id != first.id);
    CHECK(api.send(of_project::create{"acme", "WEB", {.key = blob}}).id != first.id);
    refused_member(api, of_project::create{"acme", "WEB", {.key = blob}}, "key");
    const bb::ssh_account_key mine = api.send(bb::ssh_keys::get{sandbox::user, sandbox::ssh_key});
    refused_member(api, of_repository::create{"acme", "site", {.key = mine.key}}, "key");
    CHECK(api.send(of_repository::list{"acme", "site"}).values.size() == 4);
}

TEST_CASE("sandbox: a change of a deploy key takes label and comment, and not the key") {
    const sandbox box;
    const std::string at = "/repositories/acme/site/deploy-keys/123";
    const auto problem = [&](const std::string& body) {
        const bb::http_response reply = send_raw(box, bb::http_method::put, at, body);
        INFO(reply.body);
        CHECK(reply.status == 400);
        const auto json = nlohmann::json::parse(reply.body);
        return json["error"].value("fields", nlohmann::json());
    };
    CHECK(problem(R"({"label":"x","key":")" + blob + "\"}") == nlohmann::json{{"key", "extra keys not allowed"}});
    CHECK(problem(R"({"type":"deploy_key"})") == nlohmann::json{{"type", "extra keys not allowed"}});
    CHECK(problem(R"({"label":1})").contains("label"));
    CHECK(problem(R"({"label":"x","comment":[]})").contains("comment"));
    problem("[]");
    const bb::client api = admin_of(box);
    CHECK(api.send(of_repository::get{"acme", "site", 123}).label == "Deployment");
    CHECK(send_raw(box, bb::http_method::put, at, R"({"label":null})").status == 200);
    CHECK(api.send(of_repository::get{"acme", "site", 123}).label.empty());
    const std::string keys = "/repositories/acme/site/deploy-keys";
    CHECK(send_raw(box, bb::http_method::post, keys, R"({"label":"x"})").status == 400);
    CHECK(send_raw(box, bb::http_method::post, keys, R"({"key":7})").status == 400);
    CHECK(send_raw(box, bb::http_method::post, keys, R"({"comment":"x","key":")" + blob + "\"}").status == 400);
}

TEST_CASE("sandbox: deploy keys are for administrators, and not all requests take access tokens") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::client other = member_of(box);
    const bb::deploy_key_draft draft{.key = blob};
    // On `tools` the member may write, which is not enough.
    refused(other, of_repository::list{"globex", "tools"}, 403);
    refused(other, of_repository::create{"globex", "tools", draft}, 403);
    refused(other, of_repository::get{"globex", "tools", 1}, 403);
    refused(other, of_repository::update{"globex", "tools", 1, {.label = "x"}}, 403);
    refused(other, of_repository::remove{"globex", "tools", 1}, 403);
    CHECK(api.send(of_repository::list{"globex", "tools"}).values.empty());
    refused(api, of_repository::list{"globex", "secrets"}, 403);
    refused(api, of_project::list{"globex", "GX"}, 403);
    refused(api, of_project::create{"globex", "GX", draft}, 403);
    refused(api, of_project::get{"globex", "GX", 1}, 403);
    refused(api, of_project::remove{"globex", "GX", 1}, 403);

    refused(api, of_repository::list{"acme", "nothing"}, 404);
    refused(api, of_repository::create{"nowhere", "site", draft}, 404);
    refused(api, of_project::list{"acme", "NO"}, 404);
    refused(api, of_project::create{"nowhere", "WEB", draft}, 404);

    const bb::client token = token_of(box);
    CHECK(token.send(of_repository::list{"acme", "site"}).values.size() == 3);
    CHECK(token.send(of_repository::get{"acme", "site", 123}).id == 123);
    CHECK(token.send(of_project::list{"acme", "WEB"}).values.size() == 3);
    CHECK(token.send(of_project::get{"acme", "WEB", 1234}).id == 1234);
    check_by_rule(token, of_repository::create{"acme", "site", draft});
    check_by_rule(token, of_repository::update{"acme", "site", 123, {.label = "x"}});
    check_by_rule(token, of_repository::remove{"acme", "site", 123});
    check_by_rule(token, of_project::create{"acme", "WEB", draft});
    check_by_rule(token, of_project::remove{"acme", "WEB", 1234});

    // OAuth may do it all, with both scopes.
    CHECK(oauth_of(box).exchange(of_repository::create{"acme", "docs", draft}).status == 200);
    CHECK(refused(oauth_of(box, sandbox::account_only_oauth_token), of_repository::list{"acme", "site"}, 403)
              .required_scopes() == strings{"repository", "repository:admin"});
    CHECK(refused(oauth_of(box, sandbox::account_only_oauth_token), of_project::list{"acme", "WEB"}, 403)
              .required_scopes() == strings{"project", "project:admin"});
    CHECK(refused(reader_of(box), of_repository::create{"acme", "site", draft}, 403).required_scopes() ==
          strings{"admin:repository:bitbucket", "write:ssh-key:bitbucket"});
    refused(nobody_of(box), of_repository::list{"acme", "site"}, 401);
    refused(nobody_of(box), of_project::list{"acme", "WEB"}, 401);
    refused(nobody_of(box), of_repository::create{"acme", "site", draft}, 401);
}

}  // namespace test_sandbox_deploy_keys
