// SPDX-License-Identifier: MIT
// client.hpp: what is refused before any I/O. The transport of these tests must never be called.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/user_properties.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_client_usage {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

// The usage error that a request ends with; fails the test for any other end, and if anything was sent.
template <class Operation>
bb::error refusal(bb::credentials who, const bb::client_options& options, const Operation& request) {
    scripted script;
    script.reply(200, "{}");
    const auto reply = bb::client{script, std::move(who), options}.try_send(request);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == bb::error_kind::usage);
    CHECK(reply.error().status() == 0);
    CHECK(reply.error().attempts() == 0);
    CHECK(script.requests().empty());
    return reply.error();
}

bb::error refusal_of_base(const std::string& base_url, bb::credentials who = bb::anonymous{}) {
    return refusal(std::move(who), {.base_url = base_url}, bb::users::current{});
}

bool accepts_base(const std::string& base_url, bool allow_plain_http = false) {
    scripted script;
    script.reply(200, "{}");
    const bb::client_options options{.base_url = base_url, .allow_plain_http = allow_plain_http};
    return bb::client{script, bb::access_token{bb::secret("token")}, options}
        .try_send(bb::users::current{})
        .has_value();
}

}  // namespace

TEST_CASE("a base URL that is none is refused, and its text is not repeated", "[client]") {
    for (const char* bad : {" ",
                            "api.bitbucket.org",
                            "/2.0",
                            "//api.bitbucket.org/2.0",
                            "ftp://api.bitbucket.org/2.0",
                            "https://",
                            "https:/api.bitbucket.org",
                            "https:///2.0",
                            "https://api.bitbucket.org/2.0?x=1",
                            "https://api.bitbucket.org/?",
                            "https://api.bitbucket.org/2.0#top",
                            "https://me:hunter2@api.bitbucket.org/2.0",
                            "https://me@api.bitbucket.org",
                            "https://api.bitbucket.org:0/2.0",
                            "https://api.bitbucket.org:65536/",
                            "https://api.bitbucket.org:x/",
                            "https://api bitbucket.org/",
                            "https://api.bitbucket.org\n/2.0",
                            "file:///etc/passwd",
                            "https://[::1/2.0"}) {
        CAPTURE(bad);
        const bb::error refused = refusal_of_base(bad);
        CHECK_THAT(refused.what(), ContainsSubstring("base_url"));
        CHECK_THAT(refused.describe(), !ContainsSubstring("hunter2"));
    }
}

TEST_CASE("credentials do not go over plain http to another machine", "[client]") {
    for (const char* bad : {"http://api.bitbucket.org/2.0", "http://127.0.0.1.evil.org", "http://localhost.evil.org",
                            "http://evil.org", "http://127.evil.org", "http://127.0.0.evil", "http://127.0.evil.org",
                            "http://128.0.0.1", "http://10.0.0.1", "http://0.0.0.0", "http://[::2]", "http://[::]",
                            "http://127.0.0.1evil.org", "http://localhost1", "http://mylocalhost", "http://2130706433",
                            "http://127.0.0.1.", "http://[::ffff:8.8.8.8]", "HTTP://API.BITBUCKET.ORG"}) {
        CAPTURE(bad);
        CHECK_THAT(refusal_of_base(bad, bb::access_token{bb::secret("token")}).what(), ContainsSubstring("plain http"));
        CHECK_THAT(refusal_of_base(bad, bb::basic{"me", bb::secret("pw")}).what(), ContainsSubstring("plain http"));
        CHECK_THAT(refusal_of_base(bad, bb::api_token{"me@x.org", bb::secret("t")}).what(), ContainsSubstring("https"));
        CHECK(accepts_base(bad, true));
    }
}

TEST_CASE("credentials go over plain http to this machine, and over https anywhere", "[client]") {
    for (const char* good : {"http://127.0.0.1", "http://127.0.0.1:8080/2.0", "http://127.1.2.3/", "http://[::1]",
                             "http://[::1]:99/x", "http://localhost", "http://LOCALHOST:8080/2.0", "HTTP://localhost",
                             "https://api.bitbucket.org/2.0", "https://evil.org"}) {
        CAPTURE(good);
        CHECK(accepts_base(good));
    }
}

TEST_CASE("anonymous requests may go over plain http", "[client]") {
    scripted script;
    script.reply(200, "{}");
    const bb::client api{script, bb::anonymous{}, {.base_url = "http://mirror.example.org/2.0"}};
    CHECK(api.try_send(bb::users::get{"me"}));
    CHECK(script.requests().at(0).headers.find("Authorization") == nullptr);
}

TEST_CASE("a credential that is not usable is refused", "[client]") {
    const auto refused = [](bb::credentials who) {
        return std::string(refusal(std::move(who), {}, bb::users::current{}).what());
    };
    CHECK_THAT(refused(bb::access_token{bb::secret::from_env("BITBUCKET_NO_SUCH_VARIABLE")}),
               ContainsSubstring("BITBUCKET_NO_SUCH_VARIABLE is not set"));
    CHECK_THAT(refused(bb::access_token{}), ContainsSubstring("must not be empty"));
    CHECK_THAT(refused(bb::access_token{bb::secret("hunter2\r\nX: y")}), !ContainsSubstring("hunter2"));
    CHECK_THAT(refused(bb::api_token{"", bb::secret("t")}), ContainsSubstring("e-mail"));
    CHECK_THAT(refused(bb::basic{"a:b", bb::secret("t")}), ContainsSubstring("colon"));
}

TEST_CASE("a request that was built wrongly is refused, by every kind of call", "[client]") {
    scripted script;
    const bb::client api{script};
    const auto bad = bb::ssh_keys::list{"me"}.pagelen(500);
    CHECK_THROWS_AS(api.send(bad), bb::usage_error);
    CHECK_THROWS_AS(api.exchange(bad), bb::usage_error);
    CHECK(api.try_send(bad).error().kind() == bb::error_kind::usage);
    CHECK(api.try_exchange(bad).error().kind() == bb::error_kind::usage);
    CHECK_THROWS_AS(api.collect(bad), bb::usage_error);
    auto pages = api.pages(bad);
    CHECK_THROWS_AS(pages.begin() == pages.end(), bb::usage_error);
    int errors = 0;
    for (const auto& page : api.try_pages(bad)) {
        REQUIRE_FALSE(page);
        CHECK_THAT(page.error().what(), ContainsSubstring("pagelen must be from 1 to 100, not 500"));
        CHECK(page.error().operation() == "GET /users/{selected_user}/ssh-keys");
        ++errors;
    }
    CHECK(errors == 1);
    CHECK(script.requests().empty());
}

TEST_CASE("a walk of a request that is refused has no link to go on from", "[client]") {
    scripted script;
    auto walk = bb::client{script}.each(bb::ssh_keys::list{""});
    CHECK(walk.resume_link().empty());
    CHECK_THROWS_AS(walk.begin() == walk.end(), bb::usage_error);
    CHECK(walk.resume_link().empty());
    auto nowhere = bb::client{script, {}, {.base_url = "nowhere"}}.each(bb::ssh_keys::list{"me"});
    CHECK(nowhere.resume_link().empty());
    CHECK_THROWS_AS(nowhere.begin() == nowhere.end(), bb::usage_error);
}

TEST_CASE("a JSON body written by hand is checked before it is sent", "[client]") {
    for (const char* bad : {"{", "{\"a\":1,}", "nul", "{} x", "{\"a\":\"\x80\"}", "'a'"}) {
        CAPTURE(bad);
        const bb::error refused = refusal(bb::anonymous{}, {}, bb::user_properties::update{"me", "app", "name", bad});
        CHECK_THAT(refused.what(), ContainsSubstring("syntax error at byte"));
    }
    const std::string deep = std::string(200, '[') + std::string(200, ']');
    CHECK_THAT(refusal(bb::anonymous{}, {}, bb::user_properties::update{"me", "app", "name", deep}).what(),
               ContainsSubstring("levels deep"));
    CHECK_THAT(refusal(bb::anonymous{}, {}, bb::user_properties::update{"me", "app", "name", ""}).what(),
               ContainsSubstring("must not be empty"));
}

TEST_CASE("options that cannot work are refused", "[client]") {
    bb::client_options options;
    options.retry.max_attempts = 0;
    CHECK_THAT(refusal(bb::anonymous{}, options, bb::users::current{}).what(), ContainsSubstring("max_attempts"));
    options.retry.max_attempts = -5;
    CHECK_THAT(refusal(bb::anonymous{}, options, bb::users::current{}).what(), ContainsSubstring("at least 1"));
}

}  // namespace test_client_usage
