// SPDX-License-Identifier: MIT
// client_options: it stays an aggregate, and takes from the environment what from_env says and nothing more. Its
// defaults are tested in test_defaults.cpp.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <type_traits>

#include "support/catch.hpp"
#include "support/environment.hpp"

namespace test_client_options {

namespace bb = bitbucket;
using support::environment_variable;

static_assert(std::is_aggregate_v<bb::client_options>);

constexpr const char* name = "BITBUCKET_BASE_URL";
constexpr const char* cloud = "https://api.bitbucket.org/2.0";
constexpr const char* mirror = "https://bitbucket.example.org/2.0";

TEST_CASE("the base URL comes from the environment when from_env is asked", "[client_options]") {
    const environment_variable set(name, mirror);
    const bb::client_options options = bb::client_options::from_env();
    CHECK(options.base_url == mirror);
    CHECK_FALSE(options.allow_plain_http);
    CHECK(options.observer == nullptr);
}

TEST_CASE("a base URL that is unset or empty leaves the default", "[client_options]") {
    const environment_variable variable(name, GENERATE(static_cast<const char*>(nullptr), ""));
    CHECK(bb::client_options::from_env().base_url.empty());
}

TEST_CASE("nothing else reads the base URL from the environment", "[client_options]") {
    const environment_variable set(name, mirror);
    CHECK(bb::client_options{}.base_url.empty());
    CHECK(bb::client_options{.retry = bb::retry_policy::none()}.base_url.empty());

    bb::testing::scripted script;
    script.reply(200, "{}").reply(200, "{}");
    const bb::client without{script, bb::anonymous{}};
    without.send(bb::repositories::get{"acme", "site"});
    const bb::client with{script, bb::anonymous{}, bb::client_options::from_env()};
    with.send(bb::repositories::get{"acme", "site"});
    REQUIRE(script.requests().size() == 2);
    CHECK(script.requests().front().url == std::string(cloud) + "/repositories/acme/site");
    CHECK(script.requests().back().url == std::string(mirror) + "/repositories/acme/site");
}

TEST_CASE("a base URL from the environment is checked like any other", "[client_options]") {
    const environment_variable set(name, "not a URL");
    const bb::client api{bb::testing::scripted{}, bb::anonymous{}, bb::client_options::from_env()};
    const auto refused = api.try_send(bb::repositories::get{"acme", "site"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind() == bb::error_kind::usage);
}

}  // namespace test_client_options
