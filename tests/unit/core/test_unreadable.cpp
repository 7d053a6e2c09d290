// SPDX-License-Identifier: MIT
// client.hpp, pagination.hpp: a success that cannot be read never looks empty. Bodies that are missing, error objects that
// come with a 2xx, pages without values, links that are not texts, and characters that do not exist.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/user_properties.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/json.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/key_pages.hpp"

namespace test_unreadable {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

bb::error error_of(int status, std::string body) {
    scripted script;
    script.reply(status, std::move(body));
    const auto reply = bb::client(script).try_send(bb::repositories::get{"acme", "site"});
    REQUIRE_FALSE(reply);
    return reply.error();
}

/// The labels that come before the error of a walk over these pages, and the error.
std::pair<std::vector<int>, std::optional<bb::error>> walked(std::vector<std::string> pages, int status = 200) {
    scripted script;
    for (std::string& page : pages) script.reply(&page == &pages.back() ? status : 200, std::move(page));
    std::vector<int> labels;
    try {
        for (const bb::ssh_account_key& key : bb::client(script).each(bb::ssh_keys::list{"me"}))
            labels.push_back(std::stoi(key.label));
    } catch (const bb::error& failure) {
        return {labels, failure};
    }
    return {labels, std::nullopt};
}

}  // namespace

TEST_CASE("a success without a body is not an empty model", "[unreadable]") {
    for (const int status : {200, 201, 202, 203, 204, 205, 299}) {
        CAPTURE(status);
        const bb::error failure = error_of(status, "");
        CHECK(failure.kind() == bb::error_kind::decode);
        CHECK(failure.status() == status);
        CHECK_THAT(failure.message(), ContainsSubstring(status == 202 ? "not done yet" : "no body"));
        scripted script;
        script.reply(status);
        CHECK_THROWS_AS(bb::client(script).send_json(bb::repositories::get{"acme", "site"}), bb::decode_error);
    }
    scripted script;
    script.reply(204);
    CHECK_NOTHROW(bb::client(script).send(bb::ssh_keys::remove{"me", "{key}"}));
}

TEST_CASE("a success that holds an error object is an error in its words", "[unreadable]") {
    const bb::error failure = error_of(200, R"({"type":"error","error":{"message":"upstream timed out"}})");
    CHECK(failure.kind() == bb::error_kind::decode);
    CHECK(failure.status() == 200);
    CHECK_THAT(failure.what(), ContainsSubstring("the reply is an error: upstream timed out"));
    CHECK_FALSE(failure.outcome_unclear());

    for (const char* body : {R"({"error":{"message":"upstream timed out"}})", R"({"error":"upstream timed out"})",
                             R"({"slug":"x","error":{"message":"upstream timed out"},"type":"error"})"}) {
        CAPTURE(body);
        CHECK_THAT(error_of(200, body).message(), ContainsSubstring("upstream timed out"));
        const auto [labels, walk] = walked({body});
        REQUIRE(walk);
        CHECK_THAT(walk->message(), ContainsSubstring("upstream timed out"));
        scripted script;
        script.reply(200, body);
        CHECK_THROWS_AS(bb::client(script).send(bb::ssh_keys::remove{"me", "{key}"}), bb::decode_error);
    }
    // What only looks so.
    for (const char* body : {R"({"slug":"error"})", R"({"slug":"x","error":null})", R"({"project":{"error":{}}})"}) {
        CAPTURE(body);
        scripted script;
        script.reply(200, body);
        CHECK(bb::client(script).try_send(bb::repositories::get{"acme", "site"}));
    }
    // An application property is the user's own JSON.
    scripted script;
    script.reply(200, R"({"error":{"message":"mine"}})");
    CHECK(bb::client(script).send(bb::user_properties::get{"me", "app", "name"}).value.str() ==
          R"({"error":{"message":"mine"}})");
}

TEST_CASE("a page without values ends a walk with an error, after the items before it", "[unreadable]") {
    const std::string first = unit::key_page(1, 3, unit::page_url(2));
    for (const char* second : {"{}", R"({"values":null})", R"({"error":"login required"})",
                               R"({"pagelen":100,"page":2,"size":250})", R"({"values":[],"values":null})"}) {
        CAPTURE(second);
        const auto [labels, failure] = walked({first, second});
        CHECK(labels == unit::numbers(1, 3));
        REQUIRE(failure);
        CHECK(failure->kind() == bb::error_kind::decode);
    }
    const auto [labels, pending] = walked({first, R"({"status":"PENDING"})"}, 202);
    REQUIRE(pending);
    CHECK(pending->json_path() == "values");
    CHECK(labels == unit::numbers(1, 3));
    // An empty list is an end.
    CHECK_FALSE(walked({first, R"({"values":[]})"}).second);
    CHECK_FALSE(walked({first, R"({"values":null,"values":[]})"}).second);
}

TEST_CASE("a next link that is not a text is an error after the items of its page", "[unreadable]") {
    for (const char* next : {"7", "true", R"({"href":"https://api.bitbucket.org/2.0/user"})", "[]"}) {
        CAPTURE(next);
        const auto [labels, failure] = walked({R"({"values":[{"label":"1"}],"next":)" + std::string(next) + '}'});
        CHECK(labels == unit::numbers(1, 1));
        REQUIRE(failure);
        CHECK(failure->kind() == bb::error_kind::pagination);
        CHECK_THAT(failure->message(), ContainsSubstring("a link is a text"));
    }
    CHECK_FALSE(walked({R"({"values":[],"next":null})"}).second);
}

TEST_CASE("a character that does not exist costs that character", "[unreadable]") {
    const struct {
        const char* text;
        std::string read;
    } rows[] = {{"a\\ud83d", "a\xEF\xBF\xBD"},
                {"\\ude00b",
                 "\xEF\xBF\xBD"
                 "b"},
                {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
                {"\\ud83d\\ud83d\\ude00", "\xEF\xBF\xBD\xF0\x9F\x98\x80"},
                {"a\xFF"
                 "b",
                 "a\xEF\xBF\xBD"
                 "b"},
                {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
                {"\\\\ud83d", "\\ud83d"}};
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const std::string page = R"({"values":[{"label":")" + std::string(row.text) + R"(","other":")" +
                                 std::string(row.text) + R"("},{"label":"2"}]})";
        scripted script;
        script.reply(200, page).reply(200, page);
        const bb::client api(script);
        const std::vector<bb::ssh_account_key> keys = api.collect(bb::ssh_keys::list{"me"});
        REQUIRE(keys.size() == 2);
        CHECK(keys[0].label == row.read);
        CHECK(keys[1].label == "2");
        const nlohmann::json all = api.send_json(bb::ssh_keys::list{"me"});
        CHECK(all["values"][0]["other"] == row.read);
    }
    // What is not JSON stays so.
    for (const char* body : {R"({"slug":"a\ud83d)", R"({"slug":"a\ud83d"x})", R"({"slug":"\x"})"}) {
        CAPTURE(body);
        CHECK(error_of(200, body).kind() == bb::error_kind::decode);
    }
}

}  // namespace test_unreadable
