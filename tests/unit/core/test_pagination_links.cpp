// SPDX-License-Identifier: MIT
// pagination.hpp: how `next` is followed: where a walk ends, which links are repaired, and which are refused.
#include <bitbucket/api/code_search.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/key_pages.hpp"

namespace test_pagination_links {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using unit::key_page;
using unit::labels;
using unit::numbers;
using unit::page_url;

namespace {

// The URL of the second request, when the first page's `next` is this; the walk must come to its end.
std::string followed(const std::string& next, std::string base_url = "https://api.bitbucket.org/2.0") {
    scripted script;
    script.reply(200, key_page(1, 2, next)).reply(200, key_page(3, 1));
    const bb::client api{script, bb::access_token{bb::secret("t0ken")}, {.base_url = std::move(base_url)}};
    CHECK(labels(api.each(bb::ssh_keys::list{"me"}.pagelen(2))) == numbers(1, 3));
    REQUIRE(script.requests().size() == 2);
    CHECK(script.requests()[1].headers == script.requests()[0].headers);
    return script.requests()[1].url;
}

// Why the link is not followed, after both items of the first page.
std::string refused(const std::string& next, std::string base_url = "https://api.bitbucket.org/2.0") {
    scripted script;
    script.reply(200, key_page(1, 2, next)).reply(200, key_page(3, 1));
    const bb::client api{script, bb::access_token{bb::secret("t0ken")}, {.base_url = std::move(base_url)}};
    std::vector<std::string> seen;
    try {
        for (const auto& key : api.each(bb::ssh_keys::list{"me"})) seen.push_back(key.label);
    } catch (const bb::pagination_error& failure) {
        CHECK(seen == std::vector<std::string>{"1", "2"});
        CHECK(script.requests().size() == 1);
        CHECK(failure.operation() == "GET /users/{selected_user}/ssh-keys");
        return failure.what();
    }
    FAIL("followed " << next);
    return {};
}

}  // namespace

TEST_CASE("null, empty, blank and missing next is the end", "[pagination]") {
    for (const char* body : {R"({"values":[{"label":"1"}],"next":null})", R"({"values":[{"label":"1"}],"next":""})",
                             R"({"values":[{"label":"1"}],"next":"  "})", R"({"values":[{"label":"1"}]})",
                             R"({"next":"https://evil.org/","next":null,"values":[{"label":"1"}]})"}) {
        CAPTURE(body);
        scripted script;
        script.reply(200, body);
        auto keys = bb::client{script}.each(bb::ssh_keys::list{"me"});
        CHECK(labels(keys) == std::vector<int>{1});
        CHECK(keys.resume_link().empty());
        CHECK(script.requests().size() == 1);
    }
}

TEST_CASE("an empty page with a next goes on, an empty collection has no items", "[pagination]") {
    scripted script;
    script.reply(200, key_page(1, 0, page_url(2))).reply(200, key_page(1, 1, page_url(3)));
    script.reply(200, R"({"values":[],"next":")" + page_url(4) + "\"}").reply(200, key_page(2, 0, page_url(5)));
    script.reply(200, key_page(2, 1, page_url(6))).reply(200, key_page(3, 0));
    CHECK(labels(bb::client{script}.each(bb::ssh_keys::list{"me"})) == numbers(1, 2));
    CHECK(script.requests().size() == 6);

    scripted empty;
    empty.reply(200, R"({"values":[]})");
    CHECK(labels(bb::client{empty}.each(bb::ssh_keys::list{"me"})).empty());
}

TEST_CASE("relative links resolve against the page they stand on", "[pagination]") {
    CHECK(followed("?page=2") == "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2");
    CHECK(followed("ssh-keys?nextPage") == "https://api.bitbucket.org/2.0/users/me/ssh-keys?nextPage");
    CHECK(followed("/2.0/users/me/ssh-keys?page=2") == "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2");
    CHECK(followed("//api.bitbucket.org/2.0/x") == "https://api.bitbucket.org/2.0/x");
    CHECK(followed("../you/ssh-keys?page=2") == "https://api.bitbucket.org/2.0/users/you/ssh-keys?page=2");
    scripted script;
    script.reply(200, key_page(1, 1, "/2.0/a/b/keys?x=1"))
        .reply(200, key_page(2, 1, "c?y=2"))
        .reply(200, key_page(3, 1));
    CHECK(labels(bb::client{script}.each(bb::ssh_keys::list{"me"})) == numbers(1, 3));
    CHECK(script.requests()[2].url == "https://api.bitbucket.org/2.0/a/b/c?y=2");
}

TEST_CASE("harmless oddities of links are evened out", "[pagination]") {
    CHECK(followed("https://API.bitbucket.org:443/2.0/users/me/ssh-keys?page=2") ==
          "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2");
    CHECK(followed("https://bitbucket.org/api/2.0/users/me/ssh-keys?page=2") ==
          "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2");
    CHECK(followed("https://api.bitbucket.org/2.0/users/{u}/ssh-keys?ctx={a b}") ==
          "https://api.bitbucket.org/2.0/users/%7Bu%7D/ssh-keys?ctx=%7Ba%20b%7D");
    CHECK(followed("https://api.bitbucket.org/2.0//users/me//ssh-keys?page=2") ==
          "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2");
    CHECK(followed("https://api.bitbucket.org//2.0/users/me/ssh-keys?a=//") ==
          "https://api.bitbucket.org/2.0/users/me/ssh-keys?a=//");
    CHECK(followed("https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2#top") ==
          "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2");
    CHECK(followed(" https://api.bitbucket.org/2.0/x?page=2\\n") == "https://api.bitbucket.org/2.0/x?page=2");
}

TEST_CASE("links of another deployment go to the configured base", "[pagination]") {
    CHECK(followed("https://bitbucket.org/api/2.0/users/me/ssh-keys?page=2", "http://127.0.0.1:8080/base") ==
          "http://127.0.0.1:8080/base/users/me/ssh-keys?page=2");
    CHECK(followed("http://127.0.0.1:8080/base/x?page=2", "http://127.0.0.1:8080/base/") ==
          "http://127.0.0.1:8080/base/x?page=2");
    CHECK_THAT(refused("https://api.bitbucket.org/2.0/x", "http://127.0.0.1:8080/base"),
               ContainsSubstring("not to http://127.0.0.1:8080"));
}

TEST_CASE("a link that would carry the credential elsewhere is an error in its page's place", "[pagination]") {
    for (const char* elsewhere :
         {"https://evil.org/2.0/users/me/ssh-keys?page=2", "https://api.bitbucket.org.evil.org/2.0/x",
          "https://evil.org/https://api.bitbucket.org/2.0/x", "http://api.bitbucket.org/2.0/x", "//evil.org/2.0/x",
          "https://api.bitbucket.org:8443/2.0/x", "https://api.bitbucket.org:80/2.0/x", "https://bitbucket.org/2.0/x",
          "http://bitbucket.org/api/2.0/x", "https://bitbucket.org/api/2.0/../1.0/x",
          "https://evil.bitbucket.org/api/2.0/x"}) {
        CAPTURE(elsewhere);
        CHECK_THAT(refused(elsewhere), ContainsSubstring("it leads to "));
    }
    for (const char* outside :
         {"https://api.bitbucket.org/1.0/x", "https://api.bitbucket.org/", "https://api.bitbucket.org/2.01/x",
          "https://api.bitbucket.org/2.0/../1.0/x", "https://api.bitbucket.org/2.0/%2e%2e/1.0/x",
          "/rest/1.0/accounts/x", "https://api.bitbucket.org/2.0/a/..%2F..%2F..%2F1.0"}) {
        CAPTURE(outside);
        CHECK_THAT(refused(outside), ContainsSubstring("it leads out of the API's base path /2.0"));
    }
    for (const char* unusable : {"ftp://api.bitbucket.org/2.0/x", "javascript:alert(1)", "https://", "https:///x",
                                 "https://api.bitbucket.org@evil.org/2.0/x", "https://me:pw@api.bitbucket.org/2.0/x",
                                 "https://api.bitbucket.org\\\\@evil.org/2.0/x", "git@bitbucket.org:a/b",
                                 "https://api.bitbucket.org/2.0/x\\r\\nX-Evil: 1"}) {
        CAPTURE(unusable);
        const std::string text = refused(unusable);
        CHECK_THAT(text, ContainsSubstring("was not followed"));
        CHECK_THAT(text, !ContainsSubstring("pw"));
    }
}

TEST_CASE("a refused link is not named with its path and query", "[pagination]") {
    CHECK_THAT(refused("https://evil.org/2.0/priv4te?k=s3cret"),
               !ContainsSubstring("priv4te") && !ContainsSubstring("s3cret"));
    CHECK_THAT(refused("https://api.bitbucket.org/1.0/priv4te?k=s3cret"),
               !ContainsSubstring("priv4te") && !ContainsSubstring("s3cret"));
}

TEST_CASE("a link that was followed before in the walk is an error", "[pagination]") {
    struct row {
        std::string next_of_second;
        std::size_t requests;
    };
    for (const row& each : {row{page_url(2), 2}, row{"?cursor=p2", 2},
                            row{"https://bitbucket.org/api/2.0/users/me/ssh-keys?cursor=p2", 2},
                            row{"https://api.bitbucket.org/2.0/users/me/ssh-keys", 2}}) {
        CAPTURE(each.next_of_second);
        scripted script;
        script.reply(200, key_page(1, 1, page_url(2))).reply(200, key_page(2, 1, each.next_of_second));
        script.reply(200, key_page(9, 1));
        std::vector<int> seen;
        try {
            for (const auto& key : bb::client{script}.each(bb::ssh_keys::list{"me"}))
                seen.push_back(std::stoi(key.label));
            FAIL("went on");
        } catch (const bb::pagination_error& failure) {
            CHECK_THAT(failure.what(), ContainsSubstring("leads back"));
        }
        CHECK(seen == numbers(1, 2));
        CHECK(script.requests().size() == each.requests);
    }
}

TEST_CASE("the pages of a code search have what they add to a page", "[pagination]") {
    scripted script;
    script.reply(200, R"({"size":2,"query_substituted":true,"values":[{"content_match_count":2}],"next":"?page=2"})");
    script.reply(200, R"({"size":2,"query_substituted":false,"values":[{"content_match_count":3}]})");
    std::vector<bool> substituted;
    std::vector<long long> matches;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    for (const bb::code_search_page& page : bb::client{script}.pages(bb::code_search::search_user{"me", "a b"})) {
#pragma GCC diagnostic pop
        substituted.push_back(page.query_substituted.value());
        for (const bb::code_search_result& each : page.values) matches.push_back(each.content_match_count.value());
    }
    CHECK(substituted == std::vector<bool>{true, false});
    CHECK(matches == std::vector<long long>{2, 3});
    CHECK(script.requests()[0].query() == "search_query=a%20b");
}

}  // namespace test_pagination_links
