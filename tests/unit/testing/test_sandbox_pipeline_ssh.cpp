// SPDX-License-Identifier: MIT
// testing/sandbox/handlers/pipeline_ssh.hpp through the client: the key pair of a repository's pipelines, and the hosts that
// they know.
#include <bitbucket/testing/sandbox/handlers/pipeline_ssh.hpp>
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_pipeline_ssh {

using namespace sandbox_clients;
namespace pair = bb::pipeline_ssh_key_pair;
namespace hosts = bb::pipeline_known_hosts;

namespace {
const std::string blob = "AAAAC3NzaC1lZDI1NTE5AAAAIKqP3Cr632C2dNhhgKVcon4ldUSAeKiku2yP9O9/bDtY";
const bb::ssh_key_pair_edit new_pair{
    .private_key = "-----BEGIN OPENSSH PRIVATE KEY-----\nY2FuYXJ5\n-----END OPENSSH PRIVATE KEY-----\n",
    .public_key = "ssh-ed25519 " + blob + " new"};

bb::known_host_draft host(const std::string& name, const std::string& key = blob) {
    return {.hostname = name, .public_key = bb::ssh_public_key_draft{.key_type = "ssh-ed25519", .key = key}};
}
}  // namespace

TEST_CASE("sandbox: a key pair lives, and its private key never comes out") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(api.send(pair::get{"acme", "site"}).public_key.ends_with(" pipelines"));
    const auto set = api.exchange(pair::update{"acme", "site", new_pair});
    CHECK(set.status == 200);
    CHECK(set.value.type == "pipeline_ssh_key_pair");
    CHECK(set.value.public_key == "ssh-ed25519 " + blob + " new");
    CHECK(set.value.private_key.empty());
    CHECK(set.body.find("PRIVATE") == std::string::npos);
    const auto read = api.exchange(pair::get{"acme", "site"});
    CHECK(read.value == set.value);
    CHECK(read.body.find("Y2FuYXJ5") == std::string::npos);
    CHECK(api.exchange(pair::remove{"acme", "site"}).status == 204);
    refused(api, pair::get{"acme", "site"}, 404, "ssh-service.key-pair.not-found");
    refused(api, pair::remove{"acme", "site"}, 404, "ssh-service.key-pair.not-found");
    CHECK(api.send(pair::update{"acme", "site", new_pair}).public_key == set.value.public_key);
}

TEST_CASE("sandbox: key pairs that are refused") {
    const sandbox box;
    const bb::client api = admin_of(box);
    bb::ssh_key_pair_edit odd = new_pair;
    odd.private_key = "no key";
    refused(api, pair::update{"acme", "site", odd}, 400, "ssh-service.ssh-key.invalid");
    odd = new_pair;
    odd.public_key = "ssh-ed25519 AAAA";
    const bb::error wrong = refused(api, pair::update{"acme", "site", odd}, 400, "ssh-service.ssh-key.invalid");
    CHECK(wrong.body().find("PRIVATE") == std::string::npos);
    CHECK(api.send(pair::get{"acme", "site"}).public_key.ends_with(" pipelines"));
    refused(api, pair::get{"acme", "api"}, 404, "ssh-service.key-pair.not-found");
    refused(api, pair::update{"acme", "nothing", new_pair}, 404, "repository-service.repository.not-found");
    refused(api, pair::remove{"nowhere", "site"}, 404, "account-service.account.not-found");
    refused(api, pair::update{"globex", "handbook", new_pair}, 403, "rest-service.rest-service.forbidden");
    refused(nobody_of(box), pair::get{"acme", "site"}, 401);
    CHECK(refused(reader_of(box), pair::get{"acme", "site"}, 403).required_scopes() ==
          strings{"read:pipeline:bitbucket"});
    CHECK(refused(oauth_of(box, sandbox::account_only_oauth_token), pair::remove{"acme", "site"}, 403)
              .required_scopes() == strings{"pipeline:variable"});
    CHECK(token_of(box).send(pair::get{"acme", "site"}).private_key.empty());
}

TEST_CASE("sandbox: a known host lives: added, listed, replaced, removed") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto made = api.exchange(hosts::create{"acme", "site", host("git.example.org")});
    CHECK(made.status == 201);
    CHECK(made.value.type == "pipeline_known_host");
    CHECK(made.value.hostname == "git.example.org");
    REQUIRE(made.value.public_key);
    CHECK(made.value.public_key->type == "pipeline_ssh_public_key");
    CHECK(made.value.public_key->key_type == "ssh-ed25519");
    CHECK(made.value.public_key->key == blob);
    // What `ssh-keygen -l` and `ssh-keygen -l -E md5` say of this key.
    CHECK(made.value.public_key->sha256_fingerprint == "SHA256:w9tZSiFoZ8oXwS4ZSWrJopGxwvnPIewA6Mo4owAHPrI");
    CHECK(made.value.public_key->md5_fingerprint == "MD5:b1:a1:7d:d1:ab:f8:a6:4e:0e:e2:06:57:01:eb:3a:b3");
    const auto id = made.value.uuid;
    CHECK(api.send(hosts::get{"acme", "site", id}) == made.value);

    strings names;
    for (const bb::known_host& each : api.each(hosts::list{"acme", "site"}.pagelen(2))) names.push_back(each.hostname);
    CHECK(names == strings{"deploy.example.org", "[deploy.example.org]:2222", "git.example.org"});

    const auto replaced = api.send(hosts::update{"acme", "site", id, host("[git.example.org]:2222")});
    CHECK(replaced.uuid == id);
    CHECK(replaced.hostname == "[git.example.org]:2222");
    CHECK(api.send(hosts::get{"acme", "site", id}) == replaced);
    CHECK(api.exchange(hosts::remove{"acme", "site", id}).status == 204);
    {
        refused(api, hosts::get{"acme", "site", id}, 404, "ssh-service.known-host.not-found");
        refused(api, hosts::update{"acme", "site", id, host("x")}, 404, "ssh-service.known-host.not-found");
        refused(api, hosts::remove{"acme", "site", id}, 404, "ssh-service.known-host.not-found");
    }
}

TEST_CASE("sandbox: known hosts that are refused: known already, no key, no place, no right") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::error taken = refused(api, hosts::create{"acme", "site", host("Deploy.example.org")}, 409,
                                    "ssh-service.known-host.duplicate");
    CHECK(taken.kind() == error_kind::conflict);
    CHECK_FALSE(nlohmann::json::parse(taken.body()).contains("type"));
    refused(api, hosts::update{"acme", "site", sandbox::known_host, host("[deploy.example.org]:2222")}, 409);
    CHECK(api.send(hosts::update{"acme", "site", sandbox::known_host, host("deploy.example.org")}).hostname ==
          "deploy.example.org");
    refused(api, hosts::create{"acme", "site", host("new.example.org", "AAAA")}, 400, "ssh-service.ssh-key.invalid");
    CHECK(api.send(hosts::list{"acme", "site"}).values.size() == 2);
    CHECK(api.send(hosts::list{"acme", "api"}).values.empty());
    refused(api, hosts::list{"acme", "nothing"}, 404, "repository-service.repository.not-found");
    refused(api, hosts::create{"acme", "nothing", host("x")}, 404, "repository-service.repository.not-found");
    refused(api, hosts::list{"globex", "handbook"}, 403, "rest-service.rest-service.forbidden");
    refused(member_of(box), hosts::create{"globex", "tools", host("x")}, 403, "rest-service.rest-service.forbidden");
    CHECK(member_of(box).send(hosts::list{"globex", "tools"}).values.empty());
    refused(nobody_of(box), hosts::list{"acme", "site"}, 401);
    CHECK(refused(reader_of(box), hosts::create{"acme", "site", host("x")}, 403).required_scopes() ==
          strings{"admin:pipeline:bitbucket"});
    CHECK(token_of(box).exchange(hosts::create{"acme", "site", host("by-token")}).status == 201);
}

TEST_CASE("sandbox: bodies that the service does not take are 400") {
    const sandbox box;
    bb::http_request request;
    const bb::credentials who = bb::api_token{sandbox::email, bb::secret(sandbox::api_token)};
    request.headers.set("Authorization", who.authorization().reveal());
    const std::string ssh = "https://api.bitbucket.org/2.0/repositories/acme/site/pipelines_config/ssh/";
    for (const char* body : {"", "[]", "{}", "null", R"({"public_key":"ssh-ed25519 AAAA"})", R"({"hostname":"x"})",
                             R"({"hostname":"","public_key":{}})", R"({"hostname":"x","public_key":"ssh-rsa A"})",
                             R"({"hostname":"x","public_key":{"key_type":"ssh-rsa","key":7}})"}) {
        INFO(body);
        request.body = body;
        request.method = bb::http_method::post;
        request.url = ssh + "known_hosts";
        const auto refusal = nlohmann::json::parse(box.send(request).body);
        CHECK(refusal["error"]["data"]["key"] == "unexpected.request.body");
        request.method = bb::http_method::put;
        request.url = ssh + "key_pair";
        CHECK(box.send(request).status == 400);
    }
}

TEST_CASE("sandbox: MD5 is that of RFC 1321") {
    using bb::testing::sandbox_detail::md5_fingerprint;
    CHECK(md5_fingerprint("") == "MD5:d4:1d:8c:d9:8f:00:b2:04:e9:80:09:98:ec:f8:42:7e");
    CHECK(md5_fingerprint("message digest") == "MD5:f9:6b:69:7d:7c:b7:93:8d:52:5a:2f:31:aa:f1:61:d0");
    CHECK(md5_fingerprint("12345678901234567890123456789012345678901234567890123456789012345678901234567890") ==
          "MD5:57:ed:f4:a2:2b:e3:c9:55:ac:49:da:2e:21:07:b6:7a");
    CHECK(md5_fingerprint(std::string(56, 'a')).size() == 51);
}

}  // namespace test_sandbox_pipeline_ssh
