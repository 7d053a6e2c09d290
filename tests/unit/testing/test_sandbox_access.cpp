// SPDX-License-Identifier: MIT
// Who may do what in testing/sandbox.hpp: credentials, kinds, scopes, privileges, and what anybody may see.
#include "sandbox_calls.hpp"

namespace test_sandbox_access {

using namespace sandbox_calls;

namespace {
const std::string site_users = "/repositories/acme/site/permissions-config/users";
const std::string newcomer = "/%7B504c3b62-8120-4f0c-a7bc-87800b9d6f70%7D";
}  // namespace

TEST_CASE("sandbox: without a credential only what is public can be seen") {
    const sandbox box;
    CHECK(read(box, me, "")["display_name"] == "Mia Lindqvist");
    const json repositories = read(box, "/repositories/acme?pagelen=100", "");
    CHECK(repositories["size"].get<int>() > 0);
    for (const json& each : repositories["values"]) CHECK(each["is_private"] == false);
    CHECK(send(box, http_method::get, "/repositories/acme/site", {}, "").status == 404);
    for (const std::string& target : {std::string("/user"), std::string("/user/workspaces"), me + "/ssh-keys",
                                      site_users, me + "/search/code?search_query=x"}) {
        INFO(target);
        const http_response reply = send(box, http_method::get, target, {}, "");
        CHECK(reply.status == 401);
        CHECK(reply.headers.value("WWW-Authenticate") == "Basic realm=\"Bitbucket.org HTTP\"");
        CHECK(reply.headers.find("X-Credential-Type") == nullptr);
        CHECK(body_of(reply)["type"] == "error");
    }
}

TEST_CASE("sandbox: a credential that is wrong, expired or sent in the wrong way is 401") {
    const sandbox box;
    const std::string never = "Token is invalid, expired, or not supported for this endpoint.";
    for (const std::string& wrong :
         {bearer("unknown"), basic(sandbox::email, "unknown"), basic("x", sandbox::api_token),
          bearer(sandbox::api_token), basic(sandbox::email, sandbox::access_token), basic("", sandbox::access_token),
          std::string("Basic !!!"), std::string("Digest x"), basic(sandbox::email, sandbox::expired_api_token)}) {
        INFO(wrong);
        const http_response reply = send(box, http_method::get, "/user", {}, wrong);
        CHECK(reply.status == 401);
        CHECK(body_of(reply)["error"]["message"] == never);
    }
    const http_response expired = send(box, http_method::get, "/user", {}, bearer(sandbox::expired_oauth_token));
    CHECK(expired.status == 401);
    CHECK(body_of(expired)["error"]["message"] ==
          "Access token expired. Use your refresh token to obtain a new access token.");
}

TEST_CASE("sandbox: every credential acts as somebody") {
    const sandbox box;
    CHECK(read(box, "/user")["uuid"] == sandbox::user);
    CHECK(read(box, "/user", member())["uuid"] == sandbox::member);
    CHECK(read(box, "/user", bearer(sandbox::oauth_token))["uuid"] == sandbox::user);
    CHECK(read(box, "/user", bearer(sandbox::access_token))["type"] == "app_user");
}

TEST_CASE("sandbox: a missing scope is 403 that names required and granted scopes, in the body and in headers") {
    const sandbox box;
    const http_response reply = send(box, http_method::put, site_users + newcomer, R"({"permission":"read"})",
                                     basic(sandbox::email, sandbox::read_only_api_token));
    CHECK(reply.status == 403);
    const json error = body_of(reply)["error"];
    CHECK(error["message"] == "Your credentials lack one or more required privilege scopes.");
    CHECK(error["detail"]["required"] == json({"admin:repository:bitbucket", "write:permission:bitbucket"}));
    CHECK(error["detail"]["granted"].size() == 5);
    CHECK(reply.headers.value("X-Credential-Type") == "api_token");
    CHECK(reply.headers.value("X-Accepted-OAuth-Scopes") == "admin:repository:bitbucket, write:permission:bitbucket");
    CHECK(reply.headers.value("X-OAuth-Scopes").starts_with("read:user:bitbucket, "));
    CHECK(send(box, http_method::get, site_users, {}, basic(sandbox::email, sandbox::read_only_api_token)).status ==
          200);

    const std::string narrow = bearer(sandbox::account_only_oauth_token);
    CHECK(send(box, http_method::get, "/user", {}, narrow).status == 200);
    const http_response classic = send(box, http_method::get, "/repositories/acme", {}, narrow);
    CHECK(classic.status == 403);
    CHECK(body_of(classic)["error"]["detail"] == json({{"required", {"repository"}}, {"granted", {"account"}}}));
}

TEST_CASE("sandbox: some operations refuse kinds of credentials") {
    const sandbox box;
    const std::string only =
        "This API is only accessible with the following authentication types: apppassword, session, api_token";
    for (const std::string& who : {bearer(sandbox::oauth_token), bearer(sandbox::access_token)}) {
        for (const http_response& reply :
             {send(box, http_method::put, site_users + newcomer, R"({"permission":"read"})", who),
              send(box, http_method::delete_, site_users + newcomer, {}, who),
              send(box, http_method::post, me + "/ssh-keys", "{}", who)}) {
            CHECK(reply.status == 403);
            CHECK(body_of(reply)["error"]["message"] == only);
        }
    }
    CHECK(send(box, http_method::get, site_users, {}, bearer(sandbox::oauth_token)).status == 200);
    CHECK(send(box, http_method::get, site_users, {}, bearer(sandbox::access_token)).status == 403);
    CHECK(send(box, http_method::get, me + "/pipelines_config/variables", {}, bearer(sandbox::access_token)).status ==
          403);
    CHECK(read(box, "/repositories/acme/site", bearer(sandbox::access_token))["slug"] == "site");
}

TEST_CASE("sandbox: privileges count: administrators of the thing, and owners of what is personal") {
    const sandbox box;
    for (const std::string& target :
         {site_users, site_users + newcomer, std::string("/workspaces/acme/projects/WEB/permissions-config/users"),
          me + "/ssh-keys", me + "/pipelines_config/variables"}) {
        INFO(target);
        CHECK(send(box, http_method::get, target, {}, member()).status == 403);
    }
    CHECK(send(box, http_method::get, "/repositories/acme/site", {}, member()).status == 200);
    CHECK(send(box, http_method::get, "/repositories/globex/secrets").status == 403);
    CHECK(send(box, http_method::get, "/repositories/globex/tools/permissions-config/users").status == 200);
    CHECK(send(box, http_method::get, "/repositories/globex/handbook/permissions-config/users").status == 403);
}

TEST_CASE("sandbox: private profiles hide some members from others") {
    const sandbox box;
    const json hidden = read(box, "/users/%7B90a1c4de-3b7a-4b0e-8a3c-7a5f4e1d2c33%7D");
    for (const char* member : {"location", "website", "created_on"}) CHECK_FALSE(hidden.contains(member));
    const json shown = read(box, "/users/%7Bd301aafa-d676-4ee0-88be-962be7417567%7D");
    CHECK(shown["location"] == "Porto");
    CHECK(shown["website"].is_null());
    CHECK(shown.contains("created_on"));
}

}  // namespace test_sandbox_access
