// SPDX-License-Identifier: MIT
// What is written to testing/sandbox.hpp can be read again, and two sandboxes live through the same things alike.
#include <bitbucket/detail/text/sha256.hpp>
#include <bitbucket/testing/sandbox/store/ssh_key_text.hpp>
#include "sandbox_calls.hpp"

namespace test_sandbox_state {

using namespace sandbox_calls;

namespace {
const std::string new_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqP3Cr632C2dNhhgKVcon4ldUSAeKiku2yP9O9/bDtY";
}

TEST_CASE("sandbox: an SSH key lives: created, read, labelled, removed") {
    const sandbox box;
    const std::string keys = me + "/ssh-keys";
    const http_response created = send(box, http_method::post, keys + "?expires_on=2027-01-31T10:00:00.000Z",
                                       R"({"key":")" + new_key + R"(  user@my host ","label":"Laptop"})");
    CHECK(created.status == 201);
    const json key = body_of(created);
    CHECK(key["type"] == "ssh_key");
    CHECK(key["key"] == new_key);
    CHECK(key["comment"] == "user@my host");
    CHECK(key["label"] == "Laptop");
    // What `ssh-keygen -l` says of this key.
    CHECK(key["fingerprint"] == "w9tZSiFoZ8oXwS4ZSWrJopGxwvnPIewA6Mo4owAHPrI");
    CHECK(key["expires_on"] == "2027-01-31T10:00:00.000Z");
    CHECK(key["last_used"].is_null());
    CHECK(key["owner"]["uuid"] == sandbox::user);

    const std::string at = key["links"]["self"]["href"].get<std::string>();
    CHECK(read(box, at) == key);
    CHECK(read(box, keys)["size"] == 4);
    CHECK(body_of(send(box, http_method::put, at, R"({"label":"Desk"})"))["label"] == "Desk");
    CHECK(body_of(send(box, http_method::put, at, "{}"))["label"] == "Desk");
    CHECK(body_of(send(box, http_method::put, at, R"({"label":null})"))["label"] == "");

    const http_response again = send(box, http_method::post, keys, R"({"key":")" + new_key + R"( another comment"})");
    CHECK(again.status == 400);
    CHECK(body_of(again)["error"]["fields"]["key"][0] == "Someone has already added that SSH key.");

    const http_response removed = send(box, http_method::delete_, at);
    CHECK(removed.status == 204);
    CHECK(removed.body.empty());
    CHECK(send(box, http_method::get, at).status == 404);
    CHECK(send(box, http_method::delete_, at).status == 404);
    CHECK(send(box, http_method::post, keys, R"({"key":")" + new_key + "\"}").status == 201);
    CHECK(send(box, http_method::post, keys + "?expires_on=soon", R"({"key":")" + new_key + "\"}").status == 400);
}

TEST_CASE("sandbox: SSH keys of several types are understood") {
    namespace parts = bitbucket::testing::sandbox_detail;
    const auto blob = [](std::string type) {
        std::string bytes("\0\0\0", 3);
        bytes.push_back(static_cast<char>(type.size()));
        return type + ' ' + bitbucket::detail::base64(bytes + type + std::string(40, 'k'));
    };
    for (const char* type : {"ssh-rsa", "ssh-ed25519", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com"}) {
        const auto key = parts::parse_ssh_key(blob(type) + " who@where");
        REQUIRE(key);
        CHECK(key->comment == "who@where");
        CHECK(key->fingerprint.size() == 43);
    }
    for (const std::string& wrong : {std::string(), std::string("ssh-rsa"), std::string("ssh-rsa AAAA"),
                                     blob("ssh-unknown"), "ssh-rsa" + blob("ssh-ed25519").substr(11)}) {
        INFO(wrong);
        CHECK_FALSE(parts::parse_ssh_key(wrong));
    }
    CHECK(parts::sha256("abc").substr(0, 4) == "\xba\x78\x16\xbf");
    CHECK(parts::sha256(std::string(56, 'a')).substr(0, 4) == "\xb3\x54\x39\xa4");
}

TEST_CASE("sandbox: a pipeline variable lives, and a secured value never comes back") {
    const sandbox box;
    const std::string variables = me + "/pipelines_config/variables";
    const http_response created =
        send(box, http_method::post, variables, R"({"key":"TOKEN","value":"hidden-value","secured":true})");
    CHECK(created.status == 201);
    const json made = body_of(created);
    CHECK(made["type"] == "pipeline_variable");
    CHECK_FALSE(made.contains("value"));
    const std::string at(created.headers.value("Location"));
    CHECK(at.starts_with(base + variables + "/%7B"));
    CHECK(read(box, at) == made);
    CHECK(send(box, http_method::get, variables + "?pagelen=100").body.find("hidden-value") == std::string::npos);
    CHECK(send(box, http_method::get, variables + "?pagelen=100").body.find("not-a-real-password") ==
          std::string::npos);

    const json opened = body_of(send(box, http_method::put, at, R"({"secured":false})"));
    CHECK(opened == made);
    const json changed = body_of(send(box, http_method::put, at, R"({"key":"NAME","value":"v"})"));
    CHECK(changed == json({{"type", "pipeline_variable"}, {"uuid", made["uuid"]}, {"key", "NAME"}, {"secured", true}}));
    CHECK(send(box, http_method::delete_, at).status == 204);
    CHECK(send(box, http_method::get, at).status == 404);
    CHECK(send(box, http_method::delete_, at).status == 404);
}

TEST_CASE("sandbox: permissions live: none, granted, changed, taken away") {
    const sandbox box;
    for (const std::string& place :
         {std::string("/repositories/acme/site"), std::string("/workspaces/acme/projects/WEB")}) {
        const std::string at = place + "/permissions-config/users/" + sandbox::newcomer;
        const bool is_project = place.find("projects") != std::string::npos;
        const json none = read(box, at);
        CHECK(none["permission"] == "none");
        CHECK(none["type"] == (is_project ? "project_user_permission" : "repository_user_permission"));
        const json granted = body_of(send(box, http_method::put, at, R"({"permission":"write"})"));
        CHECK(granted["permission"] == "write");
        CHECK(granted["user"]["uuid"] == sandbox::newcomer);
        CHECK(granted[is_project ? "project" : "repository"]["uuid"].get<std::string>() != "");
        CHECK(read(box, granted["links"]["self"]["href"].get<std::string>()) == granted);
        CHECK(body_of(send(box, http_method::put, at, R"({"permission":"admin"})"))["permission"] == "admin");
        CHECK(send(box, http_method::delete_, at).status == 204);
        CHECK(read(box, at)["permission"] == "none");
        CHECK(send(box, http_method::delete_, at).status == 204);
    }
}

TEST_CASE("sandbox: a permission counts at once") {
    const sandbox box;
    const std::string users = "/repositories/acme/site/permissions-config/users";
    CHECK(send(box, http_method::get, users, {}, member()).status == 403);
    CHECK(send(box, http_method::put, users + '/' + sandbox::member, R"({"permission":"admin"})").status == 200);
    CHECK(send(box, http_method::get, users, {}, member()).status == 200);
}

TEST_CASE("sandbox: a property lives, for its owner unless it is public") {
    const sandbox box;
    const std::string at = me + "/properties/my-app/state";
    CHECK(send(box, http_method::get, at).status == 404);
    CHECK(send(box, http_method::put, at, R"({"a":[1,{"b":null}]})").status == 204);
    CHECK(read(box, at) == json::parse(R"({"a":[1,{"b":null}]})"));
    CHECK(send(box, http_method::get, at, {}, member()).status == 403);
    CHECK(send(box, http_method::get, at, {}, "").status == 401);
    CHECK(send(box, http_method::put, at, R"({"_attributes":["public","read_only"]})").status == 204);
    CHECK(read(box, at, "")["_attributes"].size() == 2);
    CHECK(send(box, http_method::put, at, "{}", member()).status == 403);
    CHECK(send(box, http_method::delete_, at).status == 204);
    CHECK(send(box, http_method::delete_, at).status == 404);
}

TEST_CASE("sandbox: copies share the state, new sandboxes begin anew and alike") {
    const sandbox one;
    sandbox copy = one;
    const sandbox other;
    const std::string body = R"({"key":")" + new_key + "\"}";
    const json made = body_of(send(one, http_method::post, me + "/ssh-keys", body));
    CHECK(read(copy, me + "/ssh-keys")["size"] == 4);
    CHECK(read(other, me + "/ssh-keys")["size"] == 3);
    CHECK(body_of(send(other, http_method::post, me + "/ssh-keys", body)) == made);
    CHECK(read(one, "/repositories/acme?pagelen=100") == read(other, "/repositories/acme?pagelen=100"));
    CHECK(copy.request_count() == 3);
    copy.fail_next(503);
    CHECK(send(one, http_method::get, "/user").status == 503);
    CHECK(send(one, http_method::get, "/user").status == 200);
}

TEST_CASE("sandbox: a HEAD request gets the headers of a GET") {
    const http_response reply = send(sandbox{}, http_method::head, "/user");
    CHECK(reply.status == 200);
    CHECK(reply.body.empty());
    CHECK(reply.headers.value("X-Credential-Type") == "api_token");
}

}  // namespace test_sandbox_state
