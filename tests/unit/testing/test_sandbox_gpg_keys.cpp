// SPDX-License-Identifier: MIT
// testing/sandbox/handlers/account_keys.hpp through the client: the GPG keys of a user, their subkeys, and what comes on demand.
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_gpg_keys {

using namespace sandbox_clients;
namespace keys = bb::gpg_keys;

namespace {
const std::string armoured =
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: 1\n\nmDMEZu7WWxYJKwYBBAHaRw8BAQdAPDy/kXT4JDQCHUbtyEGuGcPBb3tBmBu6\n"
    "hAq5uQEs1VQ=\n=x0YZ\n-----END PGP PUBLIC KEY BLOCK-----\n";
}

TEST_CASE("sandbox: a GPG key lives: added, read, removed") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto made = api.exchange(keys::create{sandbox::user, {.key = armoured}});
    CHECK(made.status == 201);
    const bb::gpg_key& key = made.value;
    CHECK(key.type == "gpg_key");
    CHECK(key.fingerprint.size() == 40);
    CHECK(key.fingerprint.ends_with(key.key_id));
    CHECK(key.key_id.size() == 16);
    CHECK(key.parent_fingerprint.empty());
    CHECK(key.key.empty());
    CHECK(key.added_on);
    CHECK_FALSE(key.expires_on);
    CHECK_FALSE(key.last_used);
    REQUIRE(key.owner);
    CHECK(key.owner->uuid == bb::uuid(sandbox::user));
    CHECK(key.links.href("self").ends_with("/gpg-keys/" + key.fingerprint));
    CHECK(api.send(keys::get{sandbox::user, key.fingerprint}) == key);
    CHECK(api.send(keys::get{sandbox::user, key.fingerprint}.fields("+key")).key == armoured);
    CHECK(api.send(keys::list{sandbox::user}).values.size() == 3);
    CHECK(api.exchange(keys::remove{sandbox::user, key.fingerprint}).status == 204);
    refused(api, keys::get{sandbox::user, key.fingerprint}, 404);
    refused(api, keys::remove{sandbox::user, key.fingerprint}, 404);
    CHECK(api.send(keys::list{sandbox::user}).values.size() == 2);
}

TEST_CASE("sandbox: key and subkeys come where fields asks for them, and not otherwise") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto page = raw(api, keys::list{sandbox::user});
    for (const auto& each : page["values"]) {
        CHECK_FALSE(each.contains("key"));
        CHECK_FALSE(each.contains("subkeys"));
        CHECK(each["parent_fingerprint"].is_null());
    }
    const auto one = raw(api, keys::get{sandbox::user, sandbox::gpg_key});
    CHECK_FALSE(one.contains("key"));
    CHECK_FALSE(one.contains("subkeys"));
    CHECK(one["name"] == "Signing key");

    const auto full = api.send(keys::list{sandbox::user}.fields("+values.key,+values.subkeys")).values;
    REQUIRE(full.size() == 2);
    CHECK(full[0].key.starts_with("-----BEGIN PGP PUBLIC KEY BLOCK-----"));
    REQUIRE(full[0].subkeys.size() == 1);
    CHECK(full[0].subkeys[0].fingerprint == sandbox::gpg_subkey);
    CHECK(full[0].subkeys[0].parent_fingerprint == sandbox::gpg_key);
    CHECK(full[0].subkeys[0].key.empty());
    CHECK(full[1].subkeys.empty());
    const auto keys_only = api.send(keys::list{sandbox::user}.fields("+values.key")).values;
    CHECK_FALSE(keys_only.at(0).key.empty());
    CHECK(keys_only.at(0).subkeys.empty());
    CHECK(api.send(keys::get{sandbox::user, sandbox::gpg_key}.fields("+subkeys")).subkeys.size() == 1);
}

TEST_CASE("sandbox: fingerprints count in either case, and subkeys are found by theirs") {
    const sandbox box;
    const bb::client api = admin_of(box);
    std::string upper = sandbox::gpg_key;
    for (char& c : upper) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    CHECK(api.send(keys::get{sandbox::user, upper}).fingerprint == sandbox::gpg_key);
    CHECK(api.send(keys::get{sandbox::user, sandbox::gpg_subkey}).parent_fingerprint == sandbox::gpg_key);
    std::size_t count = 0;
    for (const bb::gpg_key& each : api.each(keys::list{sandbox::user}.pagelen(1)))
        count += each.fingerprint.empty() ? 0U : 1U;
    CHECK(count == 2);
}

TEST_CASE("sandbox: GPG keys that are none or in use are 400") {
    const sandbox box;
    const bb::client api = admin_of(box);
    std::string secret_key = armoured;
    for (auto at = secret_key.find("PUBLIC"); at != std::string::npos; at = secret_key.find("PUBLIC"))
        secret_key.replace(at, 6, "PRIVATE");
    std::string broken = armoured;
    broken.replace(broken.find("mDME"), 4, "m!ME");
    std::string no_key = armoured;
    no_key.replace(no_key.find("mDME"), 4, "iDME");  // a signature
    for (const std::string& wrong : {std::string("x"), secret_key, broken, no_key, armoured.substr(0, 90)})
        refused_member(api, keys::create{sandbox::user, {.key = wrong}}, "key");
    api.send(keys::create{sandbox::user, {.key = armoured}});
    refused_member(api, keys::create{sandbox::user, {.key = armoured}}, "key");
    refused_member(member_of(box), keys::create{sandbox::member, {.key = armoured}}, "key");
    const std::string seeded = api.send(keys::get{sandbox::user, sandbox::gpg_key}.fields("+key")).key;
    refused_member(api, keys::create{sandbox::user, {.key = seeded}}, "key");
}

TEST_CASE("sandbox: what cannot be removed: a subkey, a fingerprint that is none, a key that is not there") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(refused(api, keys::remove{sandbox::user, sandbox::gpg_subkey}, 403).kind() == error_kind::forbidden);
    CHECK(api.send(keys::get{sandbox::user, sandbox::gpg_subkey}).fingerprint == sandbox::gpg_subkey);
    refused(api, keys::remove{sandbox::user, "not-a-fingerprint"}, 400);
    refused(api, keys::remove{sandbox::user, std::string(40, '-')}, 400);
    refused(api, keys::remove{sandbox::user, std::string(40, '0')}, 404);
    // With its key a subkey is gone.
    CHECK(api.exchange(keys::remove{sandbox::user, sandbox::gpg_key}).status == 204);
    refused(api, keys::get{sandbox::user, sandbox::gpg_subkey}, 404);
}

TEST_CASE("sandbox: GPG keys are their owner's alone") {
    const sandbox box;
    const bb::client other = member_of(box);
    refused(other, keys::list{sandbox::user}, 403);
    refused(other, keys::get{sandbox::user, sandbox::gpg_key}, 403);
    refused(other, keys::create{sandbox::user, {.key = armoured}}, 403);
    refused(other, keys::remove{sandbox::user, sandbox::gpg_key}, 403);
    CHECK(other.send(keys::list{sandbox::member}).values.empty());
    const bb::client api = admin_of(box);
    refused(api, keys::list{nobodys_uuid}, 404);
    refused(api, keys::get{nobodys_uuid, sandbox::gpg_key}, 404);
    refused(api, keys::create{nobodys_uuid, {.key = armoured}}, 404);
    refused(api, keys::get{sandbox::user, std::string(40, '0')}, 404);
    refused(nobody_of(box), keys::list{sandbox::user}, 401);
    CHECK(refused(reader_of(box), keys::list{sandbox::user}, 403).required_scopes() ==
          strings{"read:gpg-key:bitbucket"});
    const bb::client account_only = oauth_of(box, sandbox::account_only_oauth_token);
    CHECK(account_only.send(keys::list{sandbox::user}).values.size() == 2);
    CHECK(refused(account_only, keys::remove{sandbox::user, sandbox::gpg_key}, 403).required_scopes() ==
          strings{"account:write"});
}

}  // namespace test_sandbox_gpg_keys
