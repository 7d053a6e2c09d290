// SPDX-License-Identifier: MIT
// client.hpp: links of answers are followed as typed requests, on the API's own origin only.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/extras/uri_template.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/key_pages.hpp"

namespace test_follow {

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
          "https://api.bitbucket.org/2.0/../x", "git@bitbucket.org:acme/site.git", "", " ", "//evil.org/2.0/x",
          "/1.0/x", "/2.0/../1.0/x", "repositories/acme", "./x", "../x", "?page=2", "#x", "x?at=https://a", "x"}) {
        CAPTURE(href);
        const auto reply = api.try_follow<bb::repository>(to(href));
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::usage);
        CHECK(reply.error().operation() == "GET /{link}");
        CHECK_THROWS_AS(api.follow<bb::repository>(to(href)), bb::usage_error);
        auto items = api.follow_items<bb::repository>(to(href));
        CHECK_THROWS_AS(items.begin() == items.end(), bb::usage_error);
    }
    bb::link templated = to("https://api.bitbucket.org/2.0/repositories/{workspace}");
    templated.templated = true;
    CHECK_THAT(api.try_follow<bb::repository>(templated).error().message(), ContainsSubstring("expand"));
    auto unfilled = api.follow_items<bb::repository>(templated);
    CHECK_THROWS_AS(unfilled.begin() == unfilled.end(), bb::usage_error);
    CHECK(script.requests().empty());
    script.reply(200, R"({"slug":"site"})");
    CHECK(api.follow<bb::repository>(bb::expand(templated, {{"workspace", "a c"}})).slug == "site");
    CHECK(script.requests().at(0).path() == "/2.0/repositories/a%20c");
}

TEST_CASE("a link without a host leads below the API's base, the same for an object and a collection", "[links]") {
    for (const char* base : {"https://api.bitbucket.org/2.0", "https://mirror.example/x/2.0/"}) {
        const std::string root(base, std::string_view(base).find('/', 8));
        const std::string path = root == "https://mirror.example" ? "/x/2.0/" : "/2.0/";
        for (const std::string& href : {path + "repositories/acme?page=2", "//" + root.substr(8) + path + "a:b",
                                        ' ' + path + "repositories//acme ", path + "{x}"}) {
            CAPTURE(href);
            scripted script;
            script.reply(200, "{}").reply(200, R"({"values":[{"slug":"site"}]})");
            const bb::client api{script, {}, {.base_url = base}};
            CHECK(api.try_follow<bb::repository>(to(href)));
            int items = 0;
            for (const auto& each : api.follow_items<bb::repository>(to(href))) items += each.slug == "site" ? 1 : 0;
            CHECK(items == 1);
            REQUIRE(script.requests().size() == 2);
            CHECK(script.requests()[0].url == script.requests()[1].url);
            CHECK(script.requests()[0].url.starts_with(root + path));
            CHECK_THAT(script.requests()[0].url, !ContainsSubstring("link"));
        }
    }
}

TEST_CASE("what is wrong with a link or a client is said in the same words by both", "[links]") {
    scripted script;
    const bb::client api{script};
    const bb::client nowhere{script, {}, {.base_url = "ftp://example.org"}};
    const auto both = [](const bb::client& by, const char* href) {
        const auto one = by.try_follow<bb::repository>(to(href));
        REQUIRE_FALSE(one);
        try {
            static_cast<void>(by.follow_items<bb::repository>(to(href)).collect());
            FAIL("no error");
        } catch (const bb::error& walk) {
            CHECK(walk.message() == one.error().message());
            CHECK(walk.kind() == bb::error_kind::usage);
            CHECK(walk.operation() == "GET /{link}");
        }
        return one.error().message();
    };
    CHECK_THAT(both(api, "?page=2"), ContainsSubstring("relative to the URL of its answer"));
    CHECK_THAT(both(api, ""), ContainsSubstring("no href"));
    CHECK_THAT(both(api, "https://evil.org/2.0/x?a=hunter2"),
               ContainsSubstring("it leads to https://evil.org, not to https://api.bitbucket.org") &&
                   !ContainsSubstring("hunter2"));
    CHECK_THAT(both(nowhere, "https://api.bitbucket.org/2.0/x"), ContainsSubstring("base_url"));
    CHECK(script.requests().empty());
}

TEST_CASE("a linked collection is a lazy range over all its pages", "[links]") {
    scripted script;
    script.reply(200, unit::key_page(1, 2, unit::page_url(2))).reply(200, unit::key_page(3, 1));
    const bb::client api{script};
    auto keys = api.follow_items<bb::ssh_account_key>(to(unit::page_url(1)));
    CHECK(script.requests().empty());
    CHECK(unit::labels(keys) == unit::numbers(1, 3));
    script.reply(200, unit::key_page(1, 2, "?page=2")).reply(200, unit::key_page(3, 1));
    CHECK(unit::labels(api.follow_items<bb::ssh_account_key>(to(unit::page_url(1)))) == unit::numbers(1, 3));
    CHECK(script.requests().back().query() == "page=2");
    CHECK(script.requests().back().path() == script.requests().front().path());
    // Where it starts is said by the link alone.
    script.reply(200, unit::key_page(1, 5));
    auto elsewhere = api.follow_items<bb::ssh_account_key>(to(unit::page_url(1)), {.from = bb::page_link("?page=9")});
    CHECK(unit::labels(elsewhere).size() == 5);
    CHECK(script.requests().back().url == unit::page_url(1));
    script.reply(200, unit::key_page(1, 5));
    CHECK(unit::labels(api.follow_items<bb::ssh_account_key>(to(unit::page_url(1)), {.max_items = 2})).size() == 2);
}

TEST_CASE("errors of a followed link are those of any call", "[links]") {
    scripted script;
    script.reply(404).reply(200, "[]");
    const bb::client api{script};
    CHECK_THROWS_AS(api.follow<bb::repository>(to(unit::page_url(1))), bb::not_found);
    CHECK_THROWS_AS(api.follow<bb::repository>(to(unit::page_url(1))), bb::decode_error);
}

}  // namespace test_follow
