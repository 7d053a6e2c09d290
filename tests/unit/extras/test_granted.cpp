// SPDX-License-Identifier: MIT
// granted.hpp: a client with declared scopes does what the client does, and converts only to fewer scopes. What it
// refuses is in tests/compile/missing_scope*.cpp. Also the scopes of the sandbox, which follow the same rules.
#include <bitbucket/extras/granted.hpp>
#include <bitbucket/json.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/sandbox/http/credentials.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_granted {

namespace bb = bitbucket;
using bb::classic_scope;
using bb::granular_scope;
using bb::testing::scripted;

namespace {

using reader = bb::granted_client<classic_scope::account>;
using keeper = bb::granted_client<classic_scope::account, classic_scope::account_write>;
using keeper_turned = bb::granted_client<classic_scope::account_write, classic_scope::account>;

bb::client client_of(const scripted& script) {
    return bb::client{script, bb::anonymous{}, {.retry = bb::retry_policy::none()}};
}

constexpr const char* two_keys = R"({"pagelen":2,"values":[{"label":"one"},{"label":"two"}]})";
const bb::ssh_keys::list list_keys{"{my-account-uuid}"};

std::size_t count_keys(const reader& api) {
    std::size_t count = 0;
    for (const auto& key : api.each(list_keys)) count += key.label.empty() ? 0U : 1U;
    return count;
}

bool sandbox_grants(std::vector<std::string> held, std::string_view wanted) {
    bb::testing::sandbox_detail::caller who;
    who.scopes = std::move(held);
    return bb::testing::sandbox_detail::has_scope(who, wanted);
}

}  // namespace

static_assert(sizeof(reader) == sizeof(bb::client));
static_assert(keeper::scopes() == bb::scope_set{classic_scope::account_write, classic_scope::account});
static_assert(bb::granted_client<granular_scope::read_user>::scopes() == bb::scope_set{granular_scope::read_user});

static_assert(std::is_convertible_v<keeper, reader>);
static_assert(std::is_convertible_v<keeper, keeper_turned> && std::is_convertible_v<keeper_turned, keeper>);
static_assert(!std::is_constructible_v<keeper, reader>);
static_assert(std::is_convertible_v<bb::granted_client<classic_scope::pullrequest_write>,
                                    bb::granted_client<classic_scope::repository>>);
static_assert(!std::is_constructible_v<bb::granted_client<classic_scope::account>,
                                       bb::granted_client<classic_scope::account_write>>);
static_assert(!std::is_constructible_v<reader, bb::granted_client<granular_scope::read_user>>);
static_assert(!std::is_convertible_v<bb::client, reader>, "scopes are never taken for granted");
static_assert(!std::is_convertible_v<reader, bb::client>, "and never forgotten");

TEST_CASE("a granted client has every call of the client, and each sends the request", "[granted]") {
    scripted script;
    const std::string me = R"({"display_name":"Mia"})";
    for (int i = 0; i < 6; ++i) script.reply(200, me);
    script.reply(200, two_keys).reply(200, two_keys).reply(200, two_keys);
    const auto api = client_of(script).with_granted<classic_scope::account, classic_scope::email>();
    const bb::users::current current{};

    CHECK(api.send(current).display_name == "Mia");
    CHECK(api.try_send(current)->display_name == "Mia");
    CHECK(api.exchange(current).value.display_name == "Mia");
    CHECK(api.try_exchange(current)->status == 200);
    CHECK(api.send_json(current)["display_name"] == "Mia");
    CHECK(api.try_json_text(current)->str() == me);
    CHECK(count_keys(api) == 2);
    std::size_t pages = 0;
    for (const auto& page : api.pages(list_keys)) pages += page.values.size();
    for (const auto& page : api.try_pages(list_keys)) pages += page.value().values.size();
    CHECK(pages == 4);

    bb::link self;
    self.href = "https://api.bitbucket.org/2.0/user";
    script.reply(200, me).reply(200, me).reply(200, two_keys);
    CHECK(api.follow<bb::account>(self).display_name == "Mia");
    CHECK(api.try_follow<bb::account>(self)->display_name == "Mia");
    std::size_t keys = 0;
    for (const auto& key : api.follow_items<bb::ssh_account_key>(self)) keys += key.label.empty() ? 0U : 1U;
    CHECK(keys == 2);
    CHECK(script.requests().size() == 12);
    CHECK(script.unused() == 0);
}

TEST_CASE("a granted client passes options on", "[granted]") {
    scripted script;
    script.reply(200, two_keys);
    const auto api = client_of(script).with_granted<classic_scope::account>();
    std::size_t count = 0;
    for (const auto& key : api.each(list_keys, {.max_items = 1})) count += key.label.empty() ? 0U : 1U;
    CHECK(count == 1);

    bb::cancel_source source;
    source.cancel();
    const bb::call_options cancelled{.cancel = source.token()};
    const bb::users::current current{};
    CHECK_THROWS_AS(api.send(current, cancelled), bb::cancelled);
    CHECK_THROWS_AS(api.exchange(current, cancelled), bb::cancelled);
    CHECK_THROWS_AS(api.send_json(current, cancelled), bb::cancelled);
    CHECK(api.try_send(current, cancelled).error().kind() == bb::error_kind::cancelled);
    CHECK(api.try_exchange(current, cancelled).error().kind() == bb::error_kind::cancelled);
    CHECK(api.try_json_text(current, cancelled).error().kind() == bb::error_kind::cancelled);
    bb::link self;
    self.href = "https://api.bitbucket.org/2.0/user";
    CHECK(api.try_follow<bb::account>(self, cancelled).error().kind() == bb::error_kind::cancelled);
    CHECK(script.requests().size() == 1);
}

TEST_CASE("a granted client outlives the client it was made of, and throws its errors", "[granted]") {
    scripted script;
    script.reply(200, two_keys).reply(404, "{}");
    const auto make = [&] { return client_of(script).with_granted<classic_scope::account, classic_scope::wiki>(); };
    const auto api = make();
    CHECK(count_keys(api) == 2);
    CHECK_THROWS_AS(api.send(bb::users::current{}), bb::not_found);
}

TEST_CASE("implied scopes and operations without scopes are let through", "[granted]") {
    scripted script;
    script.reply(200, "{}").reply(200, "{}").reply(200, "{}");
    const bb::client api = client_of(script);
    CHECK(api.with_granted<classic_scope::project>().try_send(bb::repositories::get{"acme", "site"}));
    CHECK(api.with_granted<classic_scope::wiki>().try_send(bb::users::get{"{user-uuid}"}));
    // The vendor names no granular scope here.
    const bb::user_properties::remove remove{"{my-account-uuid}", "my-app", "greeting"};
    CHECK(api.with_granted<granular_scope::read_user>().try_send(remove));
}

TEST_CASE("sandbox: a classic scope holds what the vendor says it implies, and nothing by its name", "[granted]") {
    CHECK(sandbox_grants({"pullrequest:write"}, "repository"));
    CHECK(sandbox_grants({"project"}, "repository"));
    CHECK(sandbox_grants({"wiki", "issue:write"}, "issue"));
    CHECK(sandbox_grants({"account:write"}, "account:write"));
    CHECK_FALSE(sandbox_grants({"account:write"}, "account"));
    CHECK_FALSE(sandbox_grants({"pipeline:write"}, "pipeline"));
    CHECK_FALSE(sandbox_grants({"repository"}, "repository:write"));
    CHECK_FALSE(sandbox_grants({"write:ssh-key:bitbucket"}, "read:ssh-key:bitbucket"));
    CHECK(sandbox_grants({"read:ssh-key:bitbucket"}, "read:ssh-key:bitbucket"));
    CHECK(sandbox_grants({"of:the:future"}, "of:the:future"));
    CHECK_FALSE(sandbox_grants({"of:the:future:write"}, "of:the:future"));
    CHECK_FALSE(sandbox_grants({}, "account"));
}

}  // namespace test_granted
