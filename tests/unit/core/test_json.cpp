// SPDX-License-Identifier: MIT
// json.hpp: send_json, parse_json and make_json_text.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/json.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_json {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

bb::client client_of(const scripted& script, std::size_t depth = 128) {
    bb::client_options options = unit::fake_time().options();
    options.max_json_depth = depth;
    return bb::client{script, bb::anonymous{}, options};
}

}  // namespace

TEST_CASE("send_json gives the whole reply", "[json]") {
    scripted script;
    script.reply(200, R"({"display_name":"Mia","unknown":[1,2.5,"x",null,{"a":true}],"n":18446744073709551615})");
    const nlohmann::json value = client_of(script).send_json(bb::users::current{});
    CHECK(value["display_name"] == "Mia");
    CHECK(value["unknown"] == nlohmann::json::array({1, 2.5, "x", nullptr, {{"a", true}}}));
    CHECK(value["n"] == 18446744073709551615U);
}

TEST_CASE("send_json of a reply without content is null where none belongs, and an error elsewhere", "[json]") {
    for (const int status : {202, 204, 205}) {
        scripted script;
        script.reply(status).reply(status);
        CHECK(client_of(script).send_json(bb::ssh_keys::remove{"me", "{k}"}).is_null());
        CHECK_THROWS_AS(client_of(script).send_json(bb::users::current{}), bb::decode_error);
    }
}

TEST_CASE("an empty body where there must be one is a decode_error for send_json too", "[json]") {
    scripted script;
    script.reply(200);
    CHECK_THROWS_AS(client_of(script).send_json(bb::users::current{}), bb::decode_error);
}

TEST_CASE("send_json throws what send throws", "[json]") {
    scripted script;
    script.reply(404, R"({"error":{"message":"none"}})");
    CHECK_THROWS_AS(client_of(script).send_json(bb::users::current{}), bb::not_found);
    CHECK_THROWS_AS(client_of(script).send_json(bb::users::get{""}), bb::usage_error);
    bb::cancel_source cancel;
    cancel.cancel();
    CHECK_THROWS_AS(client_of(script).send_json(bb::users::current{}, {.cancel = cancel.token()}), bb::cancelled);
    CHECK(script.requests().size() == 1);
}

TEST_CASE("a decode_error of send_json keeps status, body and operation", "[json]") {
    scripted script;
    script.reply(201, "<html>", {{"ETag", "e"}});
    try {
        static_cast<void>(client_of(script).send_json(bb::users::current{}));
        FAIL("no error");
    } catch (const bb::decode_error& failure) {
        CHECK(failure.status() == 201);
        CHECK(failure.body() == "<html>");
        CHECK(failure.operation() == "GET /user");
        CHECK(failure.attempts() == 1);
        CHECK(failure.headers().value("ETag") == "e");
        CHECK_THAT(failure.what(), ContainsSubstring("syntax error at byte 1"));
    }
}

TEST_CASE("send_json keeps the client's bound of depth", "[json]") {
    scripted script;
    script.reply(200, "[[[]]]").reply(200, "[[[[]]]]").reply(200, std::string(100'000, '['));
    const bb::client api = client_of(script, 3);
    CHECK(api.send_json(bb::users::current{}).dump() == "[[[]]]");
    CHECK_THROWS_AS(api.send_json(bb::users::current{}), bb::decode_error);
    CHECK_THROWS_AS(api.send_json(bb::users::current{}), bb::decode_error);
}

TEST_CASE("parse_json reads any JSON and throws only our error", "[json]") {
    CHECK(bb::parse_json("7") == 7);
    CHECK(bb::parse_json(R"({"a":[1,{"b":null}]})").dump() == R"({"a":[1,{"b":null}]})");
    CHECK(bb::parse_json(R"({"a":1,"a":2})").dump() == R"({"a":2})");
    CHECK(bb::parse_json(" [ ] ").dump() == "[]");
    CHECK(bb::parse_json("\"\xFF\"") == "\xEF\xBF\xBD");
    for (const std::string& bad :
         {std::string(), std::string(" "), std::string("{"), std::string("nul"), std::string("1 2"),
          std::string("{}\0", 3), std::string(100'000, '['), std::string("1e999")}) {
        CAPTURE(bad.substr(0, 10));
        try {
            static_cast<void>(bb::parse_json(bad));
            FAIL("no error");
        } catch (const bb::decode_error& failure) {
            CHECK(failure.message().size() < 200);
        }
    }
}

TEST_CASE("make_json_text writes compact JSON and repairs what is not UTF-8", "[json]") {
    CHECK(bb::make_json_text({{"b", 1}, {"a", {true, nullptr, 2.5, "\xC3\xBC"}}}).str() ==
          "{\"a\":[true,null,2.5,\"\xC3\xBC\"],\"b\":1}");
    CHECK(bb::make_json_text("a\xFF").str() == "\"a\xEF\xBF\xBD\"");
    CHECK(bb::make_json_text(nullptr).str() == "null");
    CHECK(bb::parse_json(bb::make_json_text({{"k", {1, 2}}})) == nlohmann::json{{"k", {1, 2}}});
}

}  // namespace test_json
