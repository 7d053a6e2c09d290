// SPDX-License-Identifier: MIT
// pagination.hpp: a page that fails: its error comes in its place, and the walk can be taken up there again.
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/key_pages.hpp"

namespace test_pagination_errors {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using unit::key_page;
using unit::labels;
using unit::numbers;
using unit::page_url;

namespace {

const bb::client_options once{.retry = bb::retry_policy::none()};

// 1 2 | 3 4 | the failure | 5 6
scripted fails_on_third(int status, const std::string& body) {
    scripted script;
    script.reply(200, key_page(1, 2, page_url(2))).reply(200, key_page(3, 2, page_url(3)));
    script.reply(status, body).reply(200, key_page(5, 2));
    return script;
}

}  // namespace

TEST_CASE("an error on a page comes after all items before it", "[pagination]") {
    const scripted script = fails_on_third(500, R"({"error":{"message":"sorry"}})");
    const bb::client api{script, {}, once};
    auto keys = api.each(bb::ssh_keys::list{"me"});
    std::vector<int> seen;
    try {
        for (const auto& key : keys) seen.push_back(std::stoi(key.label));
        FAIL("no error");
    } catch (const bb::server_error& failure) {
        CHECK(failure.message() == "sorry");
    }
    CHECK(seen == numbers(1, 4));
    CHECK(keys.begin() == keys.end());
    CHECK(script.requests().size() == 3);
    CHECK(keys.resume_link().str() == page_url(3));

    const std::string saved = keys.resume_link().str();
    auto rest = api.each(bb::ssh_keys::list{"me"}, {.from = bb::page_link(saved)});
    CHECK(labels(rest) == numbers(5, 6));
    CHECK(script.requests()[3].url == page_url(3));
    CHECK(rest.resume_link().empty());
}

TEST_CASE("a page that cannot be decoded is such an error too", "[pagination]") {
    for (const char* body : {"<html>", R"({"values":["no key"]})", R"({"values":{}})", "[]", ""}) {
        CAPTURE(body);
        const scripted script = fails_on_third(200, body);
        const bb::client api{script, {}, once};
        auto keys = api.each(bb::ssh_keys::list{"me"});
        std::vector<int> seen;
        try {
            for (const auto& key : keys) seen.push_back(std::stoi(key.label));
            FAIL("no error");
        } catch (const bb::decode_error& failure) {
            CHECK(failure.status() == 200);
            CHECK(failure.body() == body);
        }
        CHECK(seen == numbers(1, 4));
        CHECK(keys.begin() == keys.end());
        CHECK(keys.resume_link().str() == page_url(3));
    }
}

TEST_CASE("a success without a body is no empty list, whatever its status", "[pagination]") {
    for (const int status : {200, 201, 202, 204, 205}) {
        CAPTURE(status);
        const scripted script = fails_on_third(status, "");
        const bb::client api{script, {}, once};
        auto keys = api.each(bb::ssh_keys::list{"me"});
        std::vector<int> seen;
        try {
            for (const auto& key : keys) seen.push_back(std::stoi(key.label));
            FAIL("no error");
        } catch (const bb::decode_error& failure) {
            CHECK(failure.status() == status);
            CHECK_THAT(failure.message(), ContainsSubstring(status == 202 ? "ask again later" : "no body"));
        }
        CHECK(seen == numbers(1, 4));
        // It may be there when it is asked for again.
        CHECK(labels(api.each(bb::ssh_keys::list{"me"}, {.from = keys.resume_link()})) == numbers(5, 6));

        scripted once_more;
        once_more.reply(status).reply(status).reply(status);
        const bb::client other{once_more, {}, once};
        const auto page = other.try_send(bb::ssh_keys::list{"me"});
        REQUIRE_FALSE(page);
        CHECK(page.error().kind() == bb::error_kind::decode);
        CHECK(page.error().operation() == "GET /users/{selected_user}/ssh-keys");
        bb::link linked;
        linked.href = page_url(2);
        CHECK(other.try_follow<bb::page<bb::ssh_account_key>>(linked).error().kind() == bb::error_kind::decode);
        CHECK(other.try_json_text(bb::ssh_keys::list{"me"}).error().kind() == bb::error_kind::decode);
    }
    scripted empty;
    empty.reply(202, R"({"values":[]})").reply(202).reply(204);
    const bb::client api{empty, bb::basic{"me", bb::secret("pa55-w0rd")}, once};
    CHECK(labels(api.each(bb::ssh_keys::list{"me"})).empty());
    for (int i = 0; i < 2; ++i) CHECK(api.try_send(bb::ssh_keys::remove{"me", "{k}"}).has_value());
}

TEST_CASE("an error on the first page comes from begin, and the walk can start again", "[pagination]") {
    scripted script;
    script.reply(403, R"({"type":"error","error":{"message":"Forbidden"}})").reply(200, key_page(1, 1));
    const bb::client api{script};
    auto keys = api.each(bb::ssh_keys::list{"me"}.pagelen(7));
    CHECK_THROWS_AS(keys.begin() == keys.end(), bb::forbidden);
    CHECK(keys.begin() == keys.end());
    CHECK(script.requests().size() == 1);
    CHECK(keys.resume_link().str() == "https://api.bitbucket.org/2.0/users/me/ssh-keys?pagelen=7");
    CHECK(labels(api.each(bb::ssh_keys::list{"me"}, {.from = keys.resume_link()})) == std::vector<int>{1});
    CHECK(script.requests()[1].url == script.requests()[0].url);
}

TEST_CASE("page ranges fail in the same place", "[pagination]") {
    const scripted script = fails_on_third(404, "");
    auto pages = bb::client{script}.pages(bb::ssh_keys::list{"me"});
    std::size_t count = 0;
    CHECK_THROWS_AS(
        [&] {
            for (const auto& page : pages) count += page.values.size();
        }(),
        bb::not_found);
    CHECK(count == 4);
    CHECK(pages.begin() == pages.end());
    CHECK(pages.resume_link().str() == page_url(3));
}

TEST_CASE("try_pages gives the error as its last result and ends", "[pagination]") {
    const scripted script = fails_on_third(404, "");
    auto pages = bb::client{script}.try_pages(bb::ssh_keys::list{"me"});
    std::vector<bool> good;
    for (const auto& page : pages) {
        good.push_back(page.has_value());
        if (!page) CHECK(page.error().kind() == bb::error_kind::not_found);
    }
    CHECK(good == std::vector<bool>{true, true, false});
    CHECK(pages.begin() == pages.end());
    CHECK(script.requests().size() == 3);
    CHECK(pages.resume_link().str() == page_url(3));
}

TEST_CASE("a refused link comes as a result from try_pages, and is what resume_link names", "[pagination]") {
    scripted script;
    script.reply(200, key_page(1, 1, "https://evil.org/2.0/x"));
    const bb::client api{script};
    auto pages = api.try_pages(bb::ssh_keys::list{"me"});
    std::vector<bool> good;
    for (const auto& page : pages) good.push_back(page.has_value());
    CHECK(good == std::vector<bool>{true, false});
    CHECK(pages.resume_link().str() == "https://evil.org/2.0/x");
    // Going on from there is refused again, before any I/O.
    auto rest = api.each(bb::ssh_keys::list{"me"}, {.from = pages.resume_link()});
    CHECK_THROWS_AS(rest.begin() == rest.end(), bb::pagination_error);
    CHECK(script.requests().size() == 1);
}

TEST_CASE("a page that comes after a retry is a page like any other", "[pagination]") {
    unit::fake_time time;
    scripted script;
    script.reply(200, key_page(1, 1, page_url(2))).reply(503).fail(bb::transport_error("gone"));
    script.reply(200, key_page(2, 1));
    const bb::client api{script, {}, time.options()};
    CHECK(labels(api.each(bb::ssh_keys::list{"me"})) == numbers(1, 2));
    CHECK(script.requests().size() == 4);
    CHECK(script.requests()[3].url == page_url(2));
    CHECK(time.waits().size() == 2);
}

TEST_CASE("an error tells the attempts of its own page", "[pagination]") {
    unit::fake_time time;
    scripted script;
    script.reply(200, key_page(1, 1, page_url(2))).reply(503).reply(503).reply(503);
    auto keys = bb::client(script, {}, time.options()).each(bb::ssh_keys::list{"me"});
    auto at = keys.begin();
    CHECK(at->label == "1");
    ++at;
    try {
        static_cast<void>(at == keys.end());
        FAIL("no error");
    } catch (const bb::server_error& failure) {
        CHECK(failure.attempts() == 3);
    }
    CHECK(at == keys.end());
}

}  // namespace test_pagination_errors
