// SPDX-License-Identifier: MIT
// detail/calls/redirects.hpp through a client: which redirects are followed, and what goes along.
#include <bitbucket/api/pull_requests.hpp>
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/recording_observer.hpp"

namespace test_redirects {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using strings = std::vector<std::string>;

namespace {

const std::string api_host = "https://api.bitbucket.org";

struct run {
    scripted script;
    std::shared_ptr<unit::recording_observer> seen = std::make_shared<unit::recording_observer>();

    run& to(int status, const std::string& location) {
        script.reply(status, "", {{"Location", location}});
        return *this;
    }
    [[nodiscard]] bb::client api() const {
        bb::client_options options;
        options.retry = bb::retry_policy::none();
        options.observer = seen;
        return bb::client{script, bb::api_token{"me@example.org", bb::secret("t0ken-t0ken")}, options};
    }
    [[nodiscard]] strings urls() const {
        strings out;
        for (const auto& each : script.requests()) out.push_back(each.url);
        return out;
    }
};

bb::users::get request() {
    return bb::users::get{"mia"}.header("X-Mine", "private").header("Accept-Language", "de");
}

}  // namespace

TEST_CASE("a redirect on the API's own origin is followed with the credential", "[redirects]") {
    for (const int status : {301, 302, 303, 307, 308}) {
        run on;
        on.to(status, "/2.0/users/%7Bu%7D").script.reply(200, R"({"display_name":"Mia"})");
        CHECK(on.api().send(request()).display_name == "Mia");
        CHECK(on.urls() == strings{api_host + "/2.0/users/mia", api_host + "/2.0/users/%7Bu%7D"});
        CHECK(on.script.requests().at(1).headers == on.script.requests().at(0).headers);
    }
}

TEST_CASE("another origin gets no credential and none of the caller's headers, and no hop back does", "[redirects]") {
    run on;
    on.to(302, "https://storage.example.com/x?sig=1").to(307, api_host + "/2.0/other").script.reply(200, "{}");
    const auto reply = on.api().exchange(request());
    CHECK(reply.attempts == 1);
    REQUIRE(on.script.requests().size() == 3);
    CHECK(on.script.requests()[0].headers.find("Authorization") != nullptr);
    for (const std::size_t hop : {1U, 2U}) {
        const bb::header_list sent = on.script.requests()[hop].headers;
        CHECK(sent.find("Authorization") == nullptr);
        CHECK(sent.find("X-Mine") == nullptr);
        CHECK(sent.value("Accept-Language") == "de");
        CHECK(sent.value("Accept") == "application/json");
    }
    CHECK_THAT(on.seen->all(), ContainsSubstring("-> https://storage.example.com attempt 1"));
    CHECK_THAT(on.seen->all(), !ContainsSubstring("sig=1"));
}

TEST_CASE("a Location is sent as it is written, for a storage has signed it so", "[redirects]") {
    const std::string bucket = "https://bucket.s3.amazonaws.com";
    for (const char* signed_path :
         {"/a//b/./c/%2E%2E/d?X-Amz-Signature=1&k=a%2Fb//../+c", "//a", "/a/..", "/./", "/%2f%2F"}) {
        CAPTURE(signed_path);
        run on;
        on.to(302, bucket + signed_path).script.reply(200, "{}");
        on.api().send(request());
        CHECK(on.urls().at(1) == bucket + signed_path);
    }
    run stray;
    stray.to(302, bucket + "/{a} b//\xC3\xA4?c=\"d\"#top").script.reply(200, "{}");
    stray.api().send(request());
    CHECK(stray.urls().at(1) == bucket + "/%7Ba%7D%20b//%C3%A4?c=%22d%22");
    // A relative one is resolved against the hop before it, of which nothing is lost either.
    run relative;
    relative.to(302, bucket + "/a//b/%2E/c").to(302, "../d//%2E?e").script.reply(200, "{}");
    relative.api().send(request());
    CHECK(relative.urls().at(2) == bucket + "/a//b/d//%2E?e");
}

TEST_CASE("another port, another scheme and a name that only looks alike are other origins", "[redirects]") {
    for (const char* other : {"https://api.bitbucket.org:8443/2.0/x", "https://api.bitbucket.org.evil.org/2.0/x",
                              "//evil.org/2.0/x", "https://API.BITBUCKET.ORG.:443/x"}) {
        run on;
        on.to(302, other).script.reply(200, "{}");
        on.api().send(request());
        CHECK(on.script.requests().at(1).headers.find("Authorization") == nullptr);
    }
    run same;
    same.to(302, "https://API.bitbucket.org:443/2.0/x").script.reply(200, "{}");
    same.api().send(request());
    CHECK(same.script.requests().at(1).headers.find("Authorization") != nullptr);
}

TEST_CASE("a redirect that must not be followed is an error that says why", "[redirects]") {
    const auto message = [](run& on) {
        const auto reply = on.api().try_send(request());
        REQUIRE_FALSE(reply);
        CHECK(reply.error().kind() == bb::error_kind::other_status);
        CHECK(reply.error().status() / 100 == 3);
        return reply.error().message();
    };
    run plain;
    CHECK_THAT(message(plain.to(302, "http://api.bitbucket.org/2.0/x")), ContainsSubstring("from https to http"));
    run nowhere;
    nowhere.script.reply(302);
    CHECK_THAT(message(nowhere), ContainsSubstring("no Location"));
    for (const char* bad :
         {"ftp://x.org/", "https://me:pw@x.org/", "https://me@x.org//a", "https://", "https://x.org\\@y.org/",
          "https://x.org\\a", "//", "\\\\x.org", "https://x.org/a\tb", "https://x.org:0/", "javascript:1"}) {
        run on;
        CHECK_THAT(message(on.to(302, bad)), ContainsSubstring("not a usable"));
        CHECK(on.script.requests().size() == 1);
    }
    run circle;
    circle.to(302, "/2.0/a").to(302, "/2.0/b").to(302, "/2.0/a");
    CHECK_THAT(message(circle), ContainsSubstring("circle"));
    run itself;
    CHECK_THAT(message(itself.to(302, "/2.0/users/mia")), ContainsSubstring("circle"));
    run endless;
    for (int i = 0; i < 20; ++i) endless.to(302, "/2.0/" + std::to_string(i));
    CHECK_THAT(message(endless), ContainsSubstring("more than 10"));
    CHECK(endless.script.requests().size() == 11);
}

TEST_CASE("only GET is redirected", "[redirects]") {
    run on;
    on.to(302, "/2.0/x").to(307, "/2.0/x");
    const auto posted = on.api().try_send(bb::ssh_keys::update{"me", "{k}", {.label = "x"}});
    REQUIRE_FALSE(posted);
    CHECK_THAT(posted.error().message(), ContainsSubstring("only GET and HEAD"));
    CHECK(on.script.requests().size() == 1);
}

TEST_CASE("what the other host answers is its word: no token is renewed for it, and the hint says so", "[redirects]") {
    run on;
    on.to(302, "https://storage.example.com/x")
        .script.reply(403, "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>");
    const auto reply = on.api().try_send(request());
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == bb::error_kind::forbidden);
    CHECK(reply.error().message() == "Request has expired");
    CHECK_THAT(reply.error().hint(), ContainsSubstring("redirect"));
}

TEST_CASE("304 and 300 are no redirects", "[redirects]") {
    for (const int status : {300, 304}) {
        run on;
        on.to(status, "/2.0/x");
        CHECK(on.api().try_send(request()).error().status() == status);
        CHECK(on.script.requests().size() == 1);
    }
}

TEST_CASE("the options of an operation that the API redirects go along, within the API's origin", "[redirects]") {
    run on;
    on.to(302, "/2.0/repositories/acme/site/diffstat/acme/site:a%0Db?from_pullrequest_id=7&topic=true&path=own")
        .to(302, "https://storage.example.org/d?signed=1")
        .script.reply(200, R"({"values":[]})");
    const auto wanted =
        bb::pull_requests::get_diffstat{"acme", "site", 7}.file("a b").ignore_whitespace(true).pagelen(5).fields(
            "-links");
    CHECK(on.api().send(wanted).values.empty());
    CHECK(on.urls() ==
          strings{api_host + "/2.0/repositories/acme/site/pullrequests/7/diffstat?path=a%20b&ignore_whitespace=true&"
                             "pagelen=5&fields=-links",
                  api_host +
                      "/2.0/repositories/acme/site/diffstat/acme/site:a%0Db?from_pullrequest_id=7&topic=true&path=own&"
                      "ignore_whitespace=true&pagelen=5&fields=-links",
                  "https://storage.example.org/d?signed=1"});
}

TEST_CASE("a redirect target without a query gets every option, and repeated ones stay repeated", "[redirects]") {
    run on;
    on.to(302, "/2.0/repositories/acme/site/diff/x").script.reply(200, "diff");
    CHECK(on.api().send(bb::pull_requests::get_diff{"acme", "site", 7}.file("a").file("b").context(0)).text == "diff");
    CHECK(on.urls().at(1) == api_host + "/2.0/repositories/acme/site/diff/x?path=a&path=b&context=0");
}

TEST_CASE("other operations leave their options behind", "[redirects]") {
    run on;
    on.to(302, "/2.0/users/u").script.reply(200, "{}");
    CHECK(on.api().send(request().fields("uuid")).uuid.empty());
    CHECK(on.urls().at(1) == api_host + "/2.0/users/u");
}

TEST_CASE("a page behind a redirect goes on from where it was found", "[redirects]") {
    run on;
    on.to(302, "/2.0/repositories/acme/site/diffstat/x?topic=true")
        .script.reply(200, R"({"values":[{"status":"added"}],"next":"/2.0/repositories/acme/site/diffstat/x?page=2"})")
        .reply(200, R"({"values":[{"status":"removed"}]})");
    const auto all = on.api().each(bb::pull_requests::get_diffstat{"acme", "site", 7}).collect();
    CHECK(all.size() == 2);
    CHECK(on.urls().back() == api_host + "/2.0/repositories/acme/site/diffstat/x?page=2");
}

}  // namespace test_redirects
