// SPDX-License-Identifier: MIT
// models/*.hpp: fixtures of our own in the shape of the vendor's examples of keys and of what pipelines need.
#include <bitbucket/models/deploy_key.hpp>
#include <bitbucket/models/environment.hpp>
#include <bitbucket/models/gpg_key.hpp>
#include <bitbucket/models/pipeline_ssh.hpp>
#include <bitbucket/page.hpp>

#include <sstream>

#include "decode_text.hpp"

namespace test_model_examples_keys {

using namespace decode_text;
namespace bb = bitbucket;

TEST_CASE("a page of deploy keys of a repository", "[models]") {
    const auto page = decoded<bb::page<bb::deploy_key>>(
        R"({"pagelen":10,"values":[{"id":123,"key":"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDAK","label":"mykey",
            "type":"deploy_key","created_on":"2018-08-15T23:50:59.993890+00:00","repository":{"full_name":"acme/site",
            "name":"site","type":"repository","uuid":"{85d08b4e-571d-44e9-a507-fa476535aa98}"},
            "links":{"self":{"href":"https://api.bitbucket.org/2.0/repositories/acme/site/deploy-keys/123"}},
            "last_used":null,"comment":"ada@host"}],"page":1,"size":1})");
    REQUIRE(page.values.size() == 1);
    const auto& key = page.values[0];
    CHECK(key.id == 123);
    CHECK(key.key == "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDAK");
    CHECK(key.label == "mykey");
    CHECK(key.comment == "ada@host");
    CHECK(key.type == "deploy_key");
    CHECK(key.created_on->subseconds() == std::chrono::microseconds(993890));
    CHECK(key.repository->full_name == "acme/site");
    CHECK_FALSE(key.last_used.has_value());
    CHECK_FALSE(key.added_on.has_value());
    CHECK_FALSE(key.owner.has_value());
    CHECK(key.links.href("self") == "https://api.bitbucket.org/2.0/repositories/acme/site/deploy-keys/123");
}

TEST_CASE("a deploy key's number may come as a text", "[models]") {
    CHECK(decoded<bb::deploy_key>(R"({"id":"1234"})").id == 1234);
    CHECK_FALSE(decoded<bb::deploy_key>(R"({"id":"{x}"})").id.has_value());
    CHECK_FALSE(decoded<bb::deploy_key>(R"({"id":null,"label":null})").id.has_value());
}

TEST_CASE("a deploy key of a project", "[models]") {
    const auto key = decoded<bb::project_deploy_key>(
        R"({"comment":"ada@host","last_used":"2021-08-11T05:28:00+00:00","links":{"self":{"href":
            "https://api.bitbucket.org/2.0/workspaces/acme/projects/PRJ/deploy-keys/5/"}},"label":"myprojectkey",
            "project":{"links":{"self":{"href":"p"}},"type":"project","name":"Standard","key":"PRJ",
            "uuid":"{3b3e510b-7f2b-414d-a2b7-76c4e405c1c0}"},"created_on":"2021-08-10T05:28:00.570859+00:00",
            "added_on":"2021-08-10T05:28:00.570859+00:00","created_by":{"type":"user","nickname":"ada"},
            "key":"ssh-ed25519 AAAAC3Nz","type":"project_deploy_key","id":5})");
    CHECK(key.id == 5);
    CHECK(key.type == "project_deploy_key");
    CHECK(key.key == "ssh-ed25519 AAAAC3Nz");
    CHECK(key.comment == "ada@host");
    CHECK(key.label == "myprojectkey");
    CHECK(key.project->key == "PRJ");
    CHECK(key.project->links.href("self") == "p");
    CHECK(key.created_by->nickname == "ada");
    CHECK(key.created_on == key.added_on);
    CHECK(key.created_on < key.last_used);
}

TEST_CASE("a page of GPG keys", "[models]") {
    const auto page = decoded<bb::page<bb::gpg_key>>(
        R"({"page":1,"pagelen":10,"size":1,"values":[{"added_on":"2024-09-24T12:09:33.154081+00:00",
            "created_on":"2018-03-20T13:09:04.207005+00:00","expires_on":null,
            "fingerprint":"h4m26ppxrol7blr7spbc7lhyymokdbnkxd06kzrt","key_id":"ymokdbnkxd06kzrt",
            "last_used":"2024-09-25T15:18:05.196003+00:00","links":{"self":{"href":
            "https://api.bitbucket.org/2.0/users/{d7dd0e2d-3994-4a50-a9ee-d260b6cefdab}/gpg-keys/H4M26PPX"}},
            "name":"Ada's OpenPGP key","owner":{"display_name":"Ada Example","type":"user","username":"ada",
            "uuid":"{d7dd0e2d-3994-4a50-a9ee-d260b6cefdab}"},"parent_fingerprint":null,"type":"gpg_key"}]})");
    REQUIRE(page.values.size() == 1);
    const auto& key = page.values[0];
    CHECK(key.type == "gpg_key");
    CHECK(key.fingerprint == "h4m26ppxrol7blr7spbc7lhyymokdbnkxd06kzrt");
    CHECK(key.key_id == "ymokdbnkxd06kzrt");
    CHECK(key.name == "Ada's OpenPGP key");
    CHECK(key.created_on < key.added_on);
    CHECK(key.added_on < key.last_used);
    CHECK_FALSE(key.expires_on.has_value());
    CHECK(key.parent_fingerprint.empty());
    CHECK(key.key.empty());
    CHECK(key.subkeys.empty());
    CHECK(key.owner->uuid.is_valid());
    CHECK_THAT(std::string(key.links.href("self")), Catch::Matchers::EndsWith("/gpg-keys/H4M26PPX"));
}

TEST_CASE("a GPG key with what fields can ask for", "[models]") {
    const auto key = decoded<bb::gpg_key>(
        R"({"fingerprint":"aa","key":"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n-----END PGP PUBLIC KEY BLOCK-----\n",
            "subkeys":[{"type":"gpg_key","fingerprint":"bb","parent_fingerprint":"aa","expires_on":"2027-06-30",
            "subkeys":[]},{"fingerprint":"cc","parent_fingerprint":"aa"}]})");
    CHECK_THAT(key.key, Catch::Matchers::StartsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n"));
    REQUIRE(key.subkeys.size() == 2);
    CHECK(key.subkeys[0].fingerprint == "bb");
    CHECK(key.subkeys[0].parent_fingerprint == "aa");
    CHECK(key.subkeys[0].expires_on->is_valid());
    CHECK(key.subkeys[1].fingerprint == "cc");
}

TEST_CASE("an SSH key pair of pipelines, which is printed without its private key", "[models]") {
    const auto pair =
        decoded<bb::ssh_key_pair>(R"({"type":"pipeline_ssh_key_pair","public_key":"ssh-ed25519 AAAAC3Nz pipelines"})");
    CHECK(pair.public_key == "ssh-ed25519 AAAAC3Nz pipelines");
    CHECK(pair.private_key.empty());
    // Should the server ever send it: read, and not printed.
    const auto told = decoded<bb::ssh_key_pair>(R"({"private_key":"hunter2","public_key":"ssh-ed25519 AAAA"})");
    CHECK(told.private_key == "hunter2");
    std::ostringstream out;
    out << told << bb::ssh_key_pair_edit{.private_key = "hunter2", .public_key = "ssh-ed25519 AAAA"};
    CHECK_THAT(out.str(), !Catch::Matchers::ContainsSubstring("hunter2"));
    CHECK_THAT(out.str(), Catch::Matchers::ContainsSubstring("ssh-ed25519 AAAA"));
}

TEST_CASE("known hosts of pipelines", "[models]") {
    const auto page = decoded<bb::page<bb::known_host>>(
        R"({"page":1,"pagelen":10,"size":2,"values":[{"type":"pipeline_known_host",
            "uuid":"{6d2f8b14-93c7-4e0a-a5b1-7f40c8e92d36}","hostname":"[example.org]:2222","public_key":{
            "type":"pipeline_ssh_public_key","key_type":"ssh-ed25519","key":"AAAAC3Nz",
            "md5_fingerprint":"16:27:ac:a5","sha256_fingerprint":"SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8"}},
            {"type":"pipeline_known_host","hostname":"example.net","public_key":null}]})");
    REQUIRE(page.values.size() == 2);
    const auto& host = page.values[0];
    CHECK(host.uuid.is_valid());
    CHECK(host.hostname == "[example.org]:2222");
    CHECK(host.public_key->key_type == "ssh-ed25519");
    CHECK(host.public_key->key == "AAAAC3Nz");
    CHECK(host.public_key->md5_fingerprint == "16:27:ac:a5");
    CHECK(host.public_key->sha256_fingerprint == "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8");
    CHECK(host.public_key->type == "pipeline_ssh_public_key");
    CHECK_FALSE(page.values[1].public_key.has_value());
}

TEST_CASE("deployment environments, as documented and as the live API sends them", "[models]") {
    const auto page = decoded<bb::page<bb::deployment_environment>>(
        R"({"page":1,"pagelen":10,"size":2,"values":[
            {"type":"deployment_environment","uuid":"{a3f0c6d8-1e52-4b97-8c04-5d7b9e2f6a11}","name":"Test"},
            {"type":"deployment_environment","uuid":"{b}","name":"Live","slug":"live","rank":2,"hidden":false,
             "environment_type":{"type":"deployment_environment_type","name":"Production","rank":2},
             "lock":{"name":"OPEN","type":"deployment_environment_lock_open"}}]})");
    REQUIRE(page.values.size() == 2);
    CHECK(page.values[0].name == "Test");
    CHECK(page.values[0].uuid.is_valid());
    CHECK_FALSE(page.values[0].environment_type.has_value());
    CHECK_FALSE(page.values[0].rank.has_value());
    CHECK(page.values[1].slug == "live");
    CHECK(page.values[1].rank == 2);
    CHECK(page.values[1].environment_type->name == "Production");
    CHECK(page.values[1].environment_type->rank == 2);
    CHECK(page.values[1].environment_type->type == "deployment_environment_type");
}

}  // namespace test_model_examples_keys
