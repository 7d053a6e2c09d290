// SPDX-License-Identifier: MIT
// Requests that testing/sandbox.hpp refuses as Bitbucket does, the rate limit, and the faults that a test can order.
#include <thread>

#include "sandbox_calls.hpp"

namespace test_sandbox_failures {

using namespace sandbox_calls;

namespace {

std::string grant_on(const std::string& repository, const std::string& user) {
    return "/repositories/" + repository + "/permissions-config/users/" + user;
}

void check_fields(const http_response& reply, const char* field, const json& problem) {
    INFO(reply.body);
    CHECK(reply.status == 400);
    CHECK(body_of(reply)["error"]["fields"] == json({{field, problem}}));
}

}  // namespace

TEST_CASE("sandbox: bodies that the API does not accept are 400 and name the member") {
    const sandbox box;
    const std::string grant = grant_on("acme/site", sandbox::newcomer);
    check_fields(send(box, http_method::put, grant, R"({"permission":"read","type":"x"})"), "type",
                 "extra keys not allowed");
    check_fields(send(box, http_method::put, grant, "{}"), "permission", "required key not provided");
    check_fields(send(box, http_method::put, grant, R"({"permission":"none"})"), "permission",
                 {"is not a valid permission"});
    check_fields(send(box, http_method::put, grant, R"({"permission":"create-repo"})"), "permission",
                 {"is not a valid permission"});
    check_fields(send(box, http_method::put, grant, R"({"permission":7})"), "permission",
                 {"is not a valid permission"});
    check_fields(send(box, http_method::post, me + "/ssh-keys", R"({"key":"ssh-ed25519 AAAA"})"), "key",
                 {"Invalid SSH key (ssh-keygen)"});
    check_fields(send(box, http_method::post, me + "/ssh-keys", R"({"label":"x"})"), "key",
                 "required key not provided");
    check_fields(send(box, http_method::post, me + "/ssh-keys", R"({"key":"x","comment":"y"})"), "comment",
                 "extra keys not allowed");
    const std::string key = me + "/ssh-keys/" + sandbox::ssh_key;
    check_fields(send(box, http_method::put, key, R"({"key":"x"})"), "key", "extra keys not allowed");
    check_fields(send(box, http_method::put, key, R"({"label":1})"), "label", {"expected a string"});
    for (const char* malformed : {"", "{", "[]", "null", "\"x\""})
        CHECK(send(box, http_method::put, grant, malformed).status == 400);
    for (const char* malformed : {"", "{", "[]", R"({"_attributes":["secret"]})", R"({"_attributes":1})"})
        CHECK(send(box, http_method::put, me + "/properties/app/name", malformed).status == 400);
}

TEST_CASE("sandbox: permissions go to members, not to the owner, and not beyond the plan") {
    const sandbox box;
    const std::string read_grant = R"({"permission":"read"})";
    const std::string stranger = sandbox::stranger;
    CHECK(send(box, http_method::put, grant_on("acme/site", stranger), read_grant).status == 400);
    CHECK(send(box, http_method::put, grant_on("acme/site", sandbox::user), read_grant).status == 400);
    const http_response full = send(box, http_method::put, grant_on("initech/printer", sandbox::newcomer), read_grant);
    CHECK(full.status == 402);
    CHECK(body_of(full)["error"]["message"].get<std::string>().find("user limit") != std::string::npos);
    CHECK(send(box, http_method::put, grant_on("initech/printer", sandbox::member), read_grant).status == 200);
    CHECK(send(box, http_method::put,
               "/workspaces/initech/projects/TPS/permissions-config/users/" + std::string(sandbox::newcomer),
               read_grant)
              .status == 402);
}

TEST_CASE("sandbox: what does not exist is 404, what is spam is 410") {
    const sandbox box;
    const std::string nobody = "{00000000-0000-4000-8000-000000000000}";
    for (const std::string& target :
         {std::string("/repositories/nowhere"), std::string("/repositories/acme/nothing"),
          grant_on("acme/site", nobody), std::string("/workspaces/acme/projects/NO/permissions-config/users"),
          "/users/" + nobody, std::string("/user/emails/a@b.c"), "/users/" + nobody + "/ssh-keys",
          me + "/ssh-keys/" + nobody, me + "/properties/app/nothing",
          "/users/" + nobody + "/search/code?search_query=x"}) {
        INFO(target);
        const http_response reply = send(box, http_method::get, target);
        CHECK(reply.status == 404);
        CHECK(body_of(reply)["error"]["message"].get<std::string>() != "");
    }
    const http_response spam = send(box, http_method::get, "/repositories/spamwave");
    CHECK(spam.status == 410);
    CHECK(body_of(spam)["error"]["message"] == "Resource removed");
}

TEST_CASE("sandbox: the pipelines service fails in its own shape, without a type") {
    const sandbox box;
    const std::string variables = me + "/pipelines_config/variables";
    const auto check = [&](const http_response& reply, int status, const char* key) {
        INFO(reply.body);
        CHECK(reply.status == status);
        const json body = body_of(reply);
        CHECK_FALSE(body.contains("type"));
        CHECK(body["error"]["data"]["key"] == key);
        CHECK(body["error"]["data"]["arguments"].is_object());
    };
    check(send(box, http_method::post, variables, R"({"key":"DEPLOY_REGION","value":"x"})"), 409,
          "variable-service.variable.duplicate");
    check(send(box, http_method::put, variables + '/' + sandbox::variable, R"({"key":"STAGE_1_URL"})"), 409,
          "variable-service.variable.duplicate");
    check(send(box, http_method::get, variables + "/{0}"), 404, "variable-service.variable.not-found");
    check(send(box, http_method::post, variables, R"({"key":"1X","value":"x"})"), 400,
          "variable-service.variable.invalid-key");
    check(send(box, http_method::post, variables, R"({"value":"x"})"), 400, "variable-service.variable.invalid-key");
    for (const char* odd : {"", "[]", R"({"key":"A","uuid":"{1}"})", R"({"key":"A","secured":"yes"})", R"({"key":1})"})
        check(send(box, http_method::post, variables, odd), 400, "unexpected.request.body");
    check(send(box, http_method::get, "/users/{0}/pipelines_config/variables"), 404,
          "account-service.account.not-found");
    check(send(box, http_method::get, variables, {}, member()), 403, "rest-service.rest-service.forbidden");
}

TEST_CASE("sandbox: past the limit everything is 429, in plain text") {
    sandbox box;
    box.limit_requests(2);
    const std::string token = bearer(sandbox::access_token);
    const http_response answered = send(box, http_method::get, "/repositories/acme", {}, token);
    CHECK(answered.status == 200);
    CHECK(answered.headers.value("X-RateLimit-Limit") == "2");
    CHECK(answered.headers.value("X-RateLimit-Resource") == "api");
    CHECK(answered.headers.value("X-RateLimit-NearLimit") == "false");
    const http_response last = send(box, http_method::get, "/user");
    CHECK(last.status == 200);
    CHECK(last.headers.find("X-RateLimit-Limit") == nullptr);
    const http_response limited = send(box, http_method::get, "/repositories/acme", {}, token);
    CHECK(limited.status == 429);
    CHECK(limited.body == "Rate limit for this resource has been exceeded");
    CHECK(limited.headers.value("Content-Type") == "text/plain");
    CHECK(limited.headers.find("ETag") != nullptr);
    CHECK(limited.headers.value("X-RateLimit-NearLimit") == "true");
    CHECK(send(box, http_method::get, "/user").status == 429);
    box.limit_requests(sandbox::unlimited);
    CHECK(send(box, http_method::get, "/user").status == 200);
    CHECK(box.request_count() == 5);
}

TEST_CASE("sandbox: ordered faults come in order, once, and change nothing") {
    sandbox box;
    const std::string id = "1cd96f69baed4023ae43411cd7173245";
    box.fail_next(500, R"({"error":{"message":"unhashable type: 'list'","id":")" + id + "\"}}");
    box.fail_next({503, {{"Retry-After", "7"}}, "later"});
    const std::string key = me + "/ssh-keys/" + sandbox::ssh_key;
    const http_response first = send(box, http_method::delete_, key);
    CHECK(first.status == 500);
    CHECK(body_of(first)["error"]["id"] == id);
    CHECK(send(box, http_method::delete_, key).headers.value("Retry-After") == "7");
    CHECK(send(box, http_method::get, key).status == 200);
}

TEST_CASE("sandbox: a lost reply belongs to a request that took effect") {
    sandbox box;
    box.lose_next_reply();
    const std::string key = me + "/ssh-keys/" + sandbox::ssh_key;
    CHECK_THROWS_AS(send(box, http_method::delete_, key), bitbucket::transport_error);
    CHECK(send(box, http_method::get, key).status == 404);
}

TEST_CASE("sandbox: the limits of a call are kept") {
    const sandbox box;
    http_request request;
    request.url = base + "/user";
    bitbucket::transport_limits limits;
    limits.max_body_bytes = 10;
    CHECK_THROWS_AS(box.send(request, limits), bitbucket::transport_error);
    limits.deadline = bitbucket::deadline::at(bitbucket::deadline::clock::time_point{});
    CHECK_THROWS_AS(box.send(request, limits), bitbucket::deadline_exceeded);
    bitbucket::cancel_source stop;
    stop.cancel();
    limits.cancel = stop.token();
    CHECK_THROWS_AS(box.send(request, limits), bitbucket::cancelled);
}

TEST_CASE("sandbox: many threads may use one sandbox", "[threads]") {
    const sandbox box;
    std::vector<std::thread> threads;
    std::atomic<int> good{0};
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&good, box, i] {
            for (int k = 0; k < 20; ++k) {
                const std::string name = "T" + std::to_string(i) + "_" + std::to_string(k);
                http_request request;
                request.method = http_method::post;
                request.url = base + me + "/pipelines_config/variables";
                request.headers.add("Authorization", admin());
                request.body = "{\"key\":\"" + name + "\",\"value\":\"x\"}";
                good += box.send(request).status == 201 ? 1 : 0;
            }
        });
    for (std::thread& each : threads) each.join();
    CHECK(good == 80);
    CHECK(read(box, me + "/pipelines_config/variables")["size"] == 93);
}

}  // namespace test_sandbox_failures
