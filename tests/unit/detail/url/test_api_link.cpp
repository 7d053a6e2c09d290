// SPDX-License-Identifier: MIT
// detail/url/api_link.hpp: which links may be followed with a credential. Every trick that we know of is tried here.
#include <bitbucket/detail/url/api_link.hpp>

#include "support/catch.hpp"

namespace test_api_link {

using namespace bitbucket::detail;

namespace {

constexpr const char* aliases[] = {"https://bitbucket.org/api/2.0"};
constexpr const char* asked = "https://api.bitbucket.org/2.0/users/me/ssh-keys?pagelen=10";

api_base base_of(std::string_view text) {
    auto base = api_base::parse(text, aliases);
    REQUIRE(base.has_value());
    return *base;
}

api_link follow(std::string_view href, std::string_view base = "https://api.bitbucket.org/2.0") {
    return resolve_api_link(base_of(base), asked, href);
}

struct pair_of_texts {
    const char* given;
    const char* expected;
};

}  // namespace

TEST_CASE("a base URL is an absolute http or https URL, its path without a slash at the end", "[api_link]") {
    CHECK(base_of("https://api.bitbucket.org/2.0").url.path == "/2.0");
    CHECK(base_of("https://api.bitbucket.org/2.0/").url.path == "/2.0");
    CHECK(base_of("https://api.bitbucket.org/2.0//").url.path == "/2.0");
    CHECK(base_of("http://127.0.0.1:8080").url.path.empty());
    CHECK(base_of("http://127.0.0.1:8080/").url.path.empty());
    for (const char* bad :
         {"", "api.bitbucket.org/2.0", "https://api.bitbucket.org/2.0?a=b", "https://api.bitbucket.org/2.0?",
          "https://api.bitbucket.org/2.0#a", "https://api.bitbucket.org/2.0#", "ftp://host/2.0",
          "https://user:pw@api.bitbucket.org/2.0"}) {
        CAPTURE(bad);
        CHECK_FALSE(api_base::parse(bad).has_value());
    }
}

TEST_CASE("links below the base are followed, with harmless differences evened out", "[api_link]") {
    const auto one = GENERATE(values<pair_of_texts>({
        {"https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2",
         "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2"},
        {"https://API.bitbucket.org:443/2.0/x", "https://api.bitbucket.org/2.0/x"},
        {"HTTPS://api.bitbucket.org/2.0", "https://api.bitbucket.org/2.0"},
        {"https://api.bitbucket.org/2.0?page=2", "https://api.bitbucket.org/2.0?page=2"},
        {"https://api.bitbucket.org/2.0//repositories/a/b", "https://api.bitbucket.org/2.0/repositories/a/b"},
        {"https://api.bitbucket.org//2.0/x", "https://api.bitbucket.org/2.0/x"},
        {"https://api.bitbucket.org/2.0/users/{a-b}/ssh-keys",
         "https://api.bitbucket.org/2.0/users/%7Ba-b%7D/ssh-keys"},
        {"https://api.bitbucket.org/2.0/x?q=name~\"a b\"", "https://api.bitbucket.org/2.0/x?q=name~%22a%20b%22"},
        {"https://api.bitbucket.org/2.0/x?ctx=%7B%22a%22%3A1%7D&page=abc%3D",
         "https://api.bitbucket.org/2.0/x?ctx=%7B%22a%22%3A1%7D&page=abc%3D"},
        {"https://api.bitbucket.org/2.0/a/../b", "https://api.bitbucket.org/2.0/b"},
        {"https://api.bitbucket.org/2.0/x#top", "https://api.bitbucket.org/2.0/x"},
        {"https://api.bitbucket.org/2.0/src/a%2Fb", "https://api.bitbucket.org/2.0/src/a%2Fb"},
        {"https://bitbucket.org/api/2.0/users/me?page=2", "https://api.bitbucket.org/2.0/users/me?page=2"},
        {"https://bitbucket.org/api/2.0", "https://api.bitbucket.org/2.0"},
        {"https://bitbucket.org/!api/../api/2.0/x", "https://api.bitbucket.org/2.0/x"},
        {"/2.0/users/me/ssh-keys?page=2", "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2"},
        {"//api.bitbucket.org/2.0/x", "https://api.bitbucket.org/2.0/x"},
        {"?page=2", "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2"},
        {"ssh-keys?nextPage=x", "https://api.bitbucket.org/2.0/users/me/ssh-keys?nextPage=x"},
        {"../you/ssh-keys", "https://api.bitbucket.org/2.0/users/you/ssh-keys"},
    }));
    const api_link link = follow(one.given);
    CAPTURE(one.given);
    CHECK(link.problem == "");
    CHECK(link.url == one.expected);
}

TEST_CASE("links to anywhere else are refused", "[api_link]") {
    const std::string href = GENERATE(
        as<std::string>{}, "https://evil.example/2.0/users", "//evil.example/2.0/users",
        "https://api.bitbucket.org.evil.example/2.0/users", "https://evilapi.bitbucket.org/2.0/users",
        "https://evil.example/api.bitbucket.org/2.0", "https://evil.example#api.bitbucket.org/2.0",
        "https://evil.example?https://api.bitbucket.org/2.0", "https://api.bitbucket.org@evil.example/2.0",
        "https://api.bitbucket.org:443@evil.example/2.0", "https://evil.example@api.bitbucket.org/2.0/x",
        "https://evil.example\\@api.bitbucket.org/2.0/x", "https://api.bitbucket.org\\.evil.example/2.0",
        "https://api.bitbucket.org./2.0/users", "https://bitbucket.org/2.0/users",
        "https://www.bitbucket.org/api/2.0/x", "http://api.bitbucket.org/2.0/users", "http://bitbucket.org/api/2.0/x",
        "https://bitbucket.org:8443/api/2.0/x", "https://api.bitbucket.org:8443/2.0/users",
        "https://api.bitbucket.org:80/2.0/users", "https://bitbucket.org/api/2.0evil",
        "https://bitbucket.org/api/2.0%2F..", "https://bitbucket.org/api/1.0/x",
        "https://bitbucket.org/api/2.0/../../x", "ftp://api.bitbucket.org/2.0/x", "wss://api.bitbucket.org/2.0/x",
        "https:api.bitbucket.org/2.0", "https:/api.bitbucket.org/2.0", "javascript:alert(1)",
        "git@bitbucket.org:a/b.git", "https://api.bitbucket.org/2.0/x\r\nHost: evil.example", "\\\\evil.example\\2.0",
        "https://[::1]/2.0/x", "https://api%2ebitbucket.org/2.0/x", "https://api.bitbucket.org%00.evil.example/2.0");
    const api_link link = follow(href);
    CAPTURE(href);
    CHECK(link.url == "");
    CHECK_FALSE(link.problem.empty());
}

TEST_CASE("links on our host but out of the base path are refused", "[api_link]") {
    const std::string href = GENERATE(
        as<std::string>{}, "https://api.bitbucket.org/", "https://api.bitbucket.org",
        "https://api.bitbucket.org/1.0/users", "https://api.bitbucket.org/2.0evil/users",
        "https://api.bitbucket.org/2.00", "https://api.bitbucket.org/2", "https://api.bitbucket.org/2.0/../1.0/users",
        "https://api.bitbucket.org/2.0/..", "https://api.bitbucket.org/2.0/%2e%2e/1.0",
        "https://api.bitbucket.org/2.0/.%2E/1.0", "https://api.bitbucket.org/2.0/..%2F1.0",
        "https://api.bitbucket.org/2.0/x/..%2F..%2F1.0", "https://api.bitbucket.org/2.0/%2e%2e%2f1.0",
        "https://api.bitbucket.org/2.0/..\\1.0", "https://api.bitbucket.org/2.0/x%5C..%5C..%5C1.0",
        "https://api.bitbucket.org/2.0%2F../1.0", "https://api.bitbucket.org/2.0%2Fx",
        "https://api.bitbucket.org/2.0\\x", "https://api.bitbucket.org/rest/1.0/accounts/x", "/rest/1.0/x", "/1.0/x",
        "/", "/2.0/../..", "../../../1.0/x", "https://bitbucket.org/api/2.0/%2e%2e%2f%2e%2e%2f1.0",
        "https://api.bitbucket.org/%32.0/x", "https://api.bitbucket.org/internal/../2.0/..//1.0");
    const api_link link = follow(href);
    CAPTURE(href);
    CHECK(link.url == "");
    CHECK_THAT(link.problem, Catch::Matchers::ContainsSubstring("out of the API's base path"));
}

TEST_CASE("another base keeps its own origin and path, and the alias leads there", "[api_link]") {
    const auto local = [](std::string_view href) {
        return resolve_api_link(base_of("http://127.0.0.1:8080/mock/"), "http://127.0.0.1:8080/mock/user", href);
    };
    CHECK(local("http://127.0.0.1:8080/mock/user?page=2").url == "http://127.0.0.1:8080/mock/user?page=2");
    CHECK(local("?page=2").url == "http://127.0.0.1:8080/mock/user?page=2");
    CHECK(local("https://bitbucket.org/api/2.0/user?page=2").url == "http://127.0.0.1:8080/mock/user?page=2");
    CHECK(local("https://api.bitbucket.org/2.0/user").url == "");
    CHECK(local("http://127.0.0.1/mock/user").url == "");
    CHECK(local("https://127.0.0.1:8080/mock/user").url == "");
    CHECK(local("http://localhost:8080/mock/user").url == "");
    CHECK(local("http://127.0.0.1:8080/mocking").url == "");

    const api_link bare = resolve_api_link(base_of("http://[::1]:81"), "http://[::1]:81/user", "http://[::1]:81/x?y");
    CHECK(bare.url == "http://[::1]:81/x?y");
}

TEST_CASE("of several aliases the first that fits counts, and its host may have labels before it", "[api_link]") {
    static constexpr const char* several[] = {"https://old.example", "https://*.example.com/api",
                                              "https://*.regions.example:8443", "*.no.url"};
    const auto base = api_base::parse("https://api.example.com/v1", several);
    REQUIRE(base.has_value());
    CHECK(base->aliases.size() == 3);
    const auto at = [&](std::string_view href) { return resolve_api_link(*base, base->url.str(), href); };
    const auto good = GENERATE(values<pair_of_texts>({
        {"https://old.example/x", "https://api.example.com/v1/x"},
        {"https://eu-2.example.com/api/x?page=2", "https://api.example.com/v1/x?page=2"},
        {"https://EU.eu-2.Example.com:443/api/x/", "https://api.example.com/v1/x/"},
        {"https://eu-2.example.com/api", "https://api.example.com/v1"},
        {"https://api.example.com/api/x", "https://api.example.com/v1/x"},
        {"//eu-2.example.com/api/x", "https://api.example.com/v1/x"},
        {"https://eu.regions.example:8443/x", "https://api.example.com/v1/x"},
    }));
    CHECK(at(good.given).url == good.expected);
    for (const char* bad : {"https://example.com/api/x",
                            "https://evilexample.com/api/x",
                            "https://evil-example.com/api/x",
                            "https://eu.example.com.evil.example/api/x",
                            "https://eu.example.com./api/x",
                            "https://.example.com/api/x",
                            "https://a..example.com/api/x",
                            "https://*.example.com/api/x",
                            "https://eu.example.com:8443/api/x",
                            "http://eu.example.com/api/x",
                            "https://u@eu.example.com/api/x",
                            "https://u:p@eu.example.com/api/x",
                            "https://eu.example.com@evil.example/api/x",
                            "https://evil.example/eu.example.com/api/x",
                            "https://evil.example#.example.com/api",
                            "https://evil.example\\.example.com/api/x",
                            "https://evil.example%2F.example.com/api/x",
                            "https://eu.example.com/apis/x",
                            "https://eu.example.com/API/x",
                            "https://eu.example.com/api%2Fx",
                            "https://eu.example.com/x",
                            "https://eu.example.com/api/../x",
                            "https://eu.example.com/api/%2e%2e/x",
                            "https://eu.example.com/api/..%2F..%2Fx",
                            "https://sub.old.example/x",
                            "https://eu.regions.example/x",
                            "https://[::1].example.com/api/x",
                            "https://x.no.url/x"}) {
        CAPTURE(bad);
        CHECK(at(bad).url == "");
        CHECK_FALSE(at(bad).problem.empty());
    }
}

TEST_CASE("a problem names origins and the base path, never the link's query", "[api_link]") {
    const api_link host = follow("https://evil.example/2.0/users?access_token=hunter2");
    CHECK_THAT(host.problem, Catch::Matchers::ContainsSubstring("https://evil.example"));
    CHECK(host.problem.find("hunter2") == std::string::npos);
    const api_link path = follow("https://api.bitbucket.org/1.0/users?access_token=hunter2");
    CHECK_THAT(path.problem, Catch::Matchers::ContainsSubstring("/2.0"));
    CHECK(path.problem.find("hunter2") == std::string::npos);
    const api_link junk = follow("ftp://hunter2@x/");
    CHECK(junk.problem.find("hunter2") == std::string::npos);
}

}  // namespace test_api_link
