// SPDX-License-Identifier: MIT
// testing/sandbox.hpp, testing/scripted.hpp: failures of requests that are named by method, path and number, and scripts in
// front of another transport.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_planned_failures {

namespace bb = bitbucket;
using bb::http_method;
using bb::testing::sandbox;
using bb::testing::scripted;

namespace {

bb::client client_of(bb::any_transport behind) {
    return bb::client{std::move(behind),
                      bb::api_token{sandbox::email, bb::secret(sandbox::api_token)},
                      {.retry = bb::retry_policy::none()}};
}

bb::ssh_account_key add_key(const bb::client& api, const std::string& label) {
    constexpr const char* text = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI";
    const std::string key = text + std::string(42 - label.size(), 'A') + label + " x";
    return api.send(bb::ssh_keys::create{sandbox::user, {.key = key, .label = label}});
}

}  // namespace

TEST_CASE("the second DELETE of a sandbox fails, and nothing else", "[sandbox]") {
    sandbox box;
    const bb::client api = client_of(box);
    const auto first = add_key(api, "first");
    const auto second = add_key(api, "second");
    box.fail_on(http_method::delete_, "", 503, "", 2);
    CHECK_NOTHROW(api.send(bb::users::current{}));
    CHECK_NOTHROW(api.send(bb::ssh_keys::remove{sandbox::user, first.uuid}));
    CHECK_NOTHROW(api.send(bb::users::current{}));
    CHECK_THROWS_AS(api.send(bb::ssh_keys::remove{sandbox::user, second.uuid}), bb::server_error);
    // It changed nothing, and was meant for one request.
    CHECK_NOTHROW(api.send(bb::ssh_keys::remove{sandbox::user, second.uuid}));
}

TEST_CASE("a failure of a sandbox is meant for one path, with or without the base path", "[sandbox]") {
    sandbox box;
    const bb::client api = client_of(box);
    box.fail_on(http_method::get, "/repositories/acme/site", 500);
    box.fail_on(http_method::get, "/2.0/repositories/acme/api", 404, R"({"error":{"message":"gone fishing"}})");
    CHECK_NOTHROW(api.send(bb::users::current{}));
    const auto missing = api.try_send(bb::repositories::get{"acme", "api"});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message() == "gone fishing");
    CHECK_THROWS_AS(api.send(bb::repositories::get{"acme", "site"}), bb::server_error);
    CHECK_NOTHROW(api.send(bb::repositories::get{"acme", "site"}));
}

TEST_CASE("a reply of a sandbox is lost after its request took effect", "[sandbox]") {
    sandbox box;
    const bb::client api = client_of(box);
    const auto key = add_key(api, "lost");
    box.lose_reply_on(http_method::delete_, "");
    CHECK_NOTHROW(api.send(bb::users::current{}));
    CHECK_THROWS_AS(api.send(bb::ssh_keys::remove{sandbox::user, key.uuid}), bb::transport_error);
    CHECK_THROWS_AS(api.send(bb::ssh_keys::get{sandbox::user, key.uuid}), bb::not_found);
}

TEST_CASE("several planned failures are counted each by itself", "[sandbox]") {
    sandbox box;
    const bb::client api = client_of(box);
    box.fail_on(http_method::get, "", 500, "", 1);
    box.fail_on(http_method::get, "/user", 502, "", 2);
    CHECK(api.try_send(bb::users::current{}).error().status() == 500);
    CHECK(api.try_send(bb::users::current{}).error().status() == 502);
    CHECK(api.try_send(bb::users::current{}));
}

TEST_CASE("a script passes on what it has no entry for", "[scripted]") {
    scripted script{sandbox{}};
    script.reply_to(http_method::get, "/user", 503);
    const bb::client api = client_of(script);
    CHECK(api.send(bb::repositories::get{"acme", "site"}).slug == "site");
    CHECK(api.try_send(bb::users::current{}).error().status() == 503);
    CHECK(api.send(bb::users::current{}).uuid == bb::uuid(sandbox::user));
    CHECK(script.requests().size() == 3);
    CHECK(script.unused() == 0);
}

}  // namespace test_planned_failures
