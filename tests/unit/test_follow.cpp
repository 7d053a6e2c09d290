// SPDX-License-Identifier: MIT
// client.hpp: links of answers are followed as typed requests, on the API's own origin only.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <bitbucket/uri_template.hpp>

#include "support/catch.hpp"
#include "unit/support/key_pages.hpp"

namespace bb = bitbucket;
using bb::testing::sandbox;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

bb::link to(std::string href) {
    bb::link out;
    out.href = std::move(href);
    return out;
}

}  // namespace

TEST_CASE("a link of an answer leads to its object", "[links]") {
    const bb::client api{sandbox{}, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
    const bb::repository site = api.send(bb::repositories::get{"acme", "site"});
    const bb::repository same = api.follow<bb::repository>(*site.links.find("self"));
    CHECK(same.uuid == site.uuid);
}

TEST_CASE("the request goes to the link, with the credential", "[links]") {
    scripted script;
    script.reply(200, R"({"slug":"site"})");
    const bb::client api{script, bb::access_token{bb::secret("t0ken")}};
    CHECK(api.follow<bb::repository>(to("https://bitbucket.org/api/2.0/repositories/a/b?fields=slug")).slug == "site");
    CHECK(script.requests().at(0).url == "https://api.bitbucket.org/2.0/repositories/a/b?fields=slug");
    CHECK(script.requests()[0].headers.value("Authorization") == "Bearer t0ken");
}

TEST_CASE("links that lead elsewhere, nowhere or are templates are refused before anything is sent", "[links]") {
    scripted script;
    const bb::client api{script, bb::access_token{bb::secret("t0ken")}};
    for (const char* href :
         {"https://evil.org/2.0/x", "http://api.bitbucket.org/2.0/x", "https://api.bitbucket.org/1.0/x",
          "https://api.bitbucket.org/2.0/../x", "git@bitbucket.org:acme/site.git", ""}) {
        CAPTURE(href);
        const auto reply = api.try_follow<bb::repository>(to(href));
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::usage);
        CHECK(reply.error().operation() == "GET /{link}");
        CHECK_THROWS_AS(api.follow<bb::repository>(to(href)), bb::usage_error);
        auto items = api.follow_each<bb::repository>(to(href));
        CHECK_THROWS_AS(items.begin(), bb::error);
    }
    bb::link templated = to("https://api.bitbucket.org/2.0/repositories/{workspace}");
    templated.templated = true;
    CHECK_THAT(api.try_follow<bb::repository>(templated).error().message(), ContainsSubstring("expand"));
    CHECK(script.requests().empty());
    script.reply(200, R"({"slug":"site"})");
    CHECK(api.follow<bb::repository>(bb::expand(templated, {{"workspace", "a c"}})).slug == "site");
    CHECK(script.requests().at(0).path() == "/2.0/repositories/a%20c");
}

TEST_CASE("a linked collection is a lazy range over all its pages", "[links]") {
    scripted script;
    script.reply(200, unit::key_page(1, 2, unit::page_url(2))).reply(200, unit::key_page(3, 1));
    const bb::client api{script};
    auto keys = api.follow_each<bb::ssh_account_key>(to(unit::page_url(1)));
    CHECK(script.requests().empty());
    CHECK(unit::labels(keys) == unit::numbers(1, 3));
    script.reply(200, unit::key_page(1, 5));
    CHECK(unit::labels(api.follow_each<bb::ssh_account_key>(to(unit::page_url(1)), {.max_items = 2})).size() == 2);
}

TEST_CASE("errors of a followed link are those of any call", "[links]") {
    scripted script;
    script.reply(404).reply(200, "[]");
    const bb::client api{script};
    CHECK_THROWS_AS(api.follow<bb::repository>(to(unit::page_url(1))), bb::not_found);
    CHECK_THROWS_AS(api.follow<bb::repository>(to(unit::page_url(1))), bb::decode_error);
}
