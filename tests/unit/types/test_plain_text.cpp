// SPDX-License-Identifier: MIT
// types/plain_text.hpp, client.hpp: an operation that answers with a text: what it asks for, the body as it came, and
// that errors are still read as JSON.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/json.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_plain_text {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

const bb::workspaces::get_gpg_public_key request{"acme"};
const char* const key =
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZvKIrRYJKwYBBAHaRw8BAQdA\n-----END PGP PUBLIC KEY BLOCK-----\n";

bb::client api_of(const scripted& script) {
    bb::client_options options;
    options.retry = bb::retry_policy::none();
    options.max_body_bytes = 4096;
    return bb::client{script, bb::api_token{"ada@example.org", bb::secret("t0ken")}, options};
}

bb::plain_text answer_to(const std::string& body, const std::string& type = "text/plain") {
    scripted script;
    script.reply(200, body, {{"Content-Type", type}});
    return api_of(script).send(request);
}

}  // namespace

TEST_CASE("a text is asked for as text, JSON as JSON, and a user's own Accept stands", "[plain_text]") {
    scripted script;
    script.reply(200, key, {{"Content-Type", "text/plain"}}).reply(200, "{}").reply(200, key);
    const bb::client api = api_of(script);
    (void)api.send(request);
    (void)api.send(bb::workspaces::get{"acme"});
    bb::workspaces::get_gpg_public_key own = request;
    (void)api.send(own.header("Accept", "application/pgp-keys"));
    const auto sent = script.requests();
    REQUIRE(sent.size() == 3);
    CHECK(sent[0].path() == "/2.0/workspaces/acme/settings/gpg/public-key");
    CHECK(sent[0].headers.value("Accept") == "text/plain, */*;q=0.1");
    CHECK(sent[1].headers.value("Accept") == "application/json");
    CHECK(sent[2].headers.value("Accept") == "application/pgp-keys");
    CHECK(sent[0].body.empty());
    CHECK(sent[0].headers.find("Content-Type") == nullptr);
}

TEST_CASE("the body is the text, byte for byte", "[plain_text]") {
    CHECK(answer_to(key).text == key);
    CHECK(answer_to(std::string(key) + key).text.size() == 2 * std::string(key).size());
    CHECK(answer_to("").text.empty());
    CHECK(answer_to("{\"not\": \"read as JSON\"", "application/json").text == "{\"not\": \"read as JSON\"");
    const std::string odd("\xEF\xBB\xBF a\0b\r\n\xff\x1b[31m \n", 15);
    CHECK(answer_to(odd).text == odd);
    CHECK(bb::plain_text{"a"} == bb::plain_text{"a"});
    CHECK_FALSE(bb::plain_text{"a"} == bb::plain_text{"a "});
}

TEST_CASE("a text comes with status, headers and body, too", "[plain_text]") {
    scripted script;
    script.reply(203, key, {{"Content-Type", "text/plain"}, {"X-Request-Id", "r1"}});
    const auto reply = api_of(script).exchange(request);
    CHECK(reply.status == 203);
    CHECK(reply.value.text == key);
    CHECK(reply.body == key);
    CHECK(reply.headers.value("X-Request-Id") == "r1");
}

TEST_CASE("an error of an operation that answers with a text is read like any other", "[plain_text]") {
    scripted script;
    script.reply(404, R"({"type":"error","error":{"message":"No workspace with identifier 'acme'."}})");
    script.reply(403, "Forbidden", {{"Content-Type", "text/plain"}});
    script.reply(404, key, {{"Content-Type", "text/plain"}});
    const bb::client api = api_of(script);
    const auto unknown = api.try_send(request);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().status() == 404);
    CHECK(unknown.error().message() == "No workspace with identifier 'acme'.");
    const auto refused = api.try_send(request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind() == bb::error_kind::forbidden);
    CHECK_THAT(refused.error().hint(), ContainsSubstring("member of the workspace"));
    CHECK_THROWS_AS(api.send(request), bb::not_found);
}

TEST_CASE("a text that is too long is no text, and neither is one that did not come whole", "[plain_text]") {
    scripted script;
    script.reply(200, std::string(5000, 'x'), {{"Content-Type", "text/plain"}});
    script.fail(bb::transport_error("the connection broke"));
    const bb::client api = api_of(script);
    CHECK(api.try_send(request).error().kind() == bb::error_kind::transport);
    CHECK(api.try_send(request).error().kind() == bb::error_kind::transport);
}

TEST_CASE("a text that is asked for as JSON does not decode, unless it is some", "[plain_text]") {
    scripted script;
    script.reply(200, key, {{"Content-Type", "text/plain"}}).reply(200, R"({"a": 1})");
    const bb::client api = api_of(script);
    CHECK_THROWS_AS(api.send_json(request), bb::decode_error);
    CHECK(api.send_json(request)["a"] == 1);
}

TEST_CASE("an anonymous caller learns that the operation needs a credential", "[plain_text]") {
    scripted script;
    script.reply(401, "");
    const auto reply = bb::client{script}.try_send(request);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().status() == 401);
    CHECK_THAT(reply.error().hint(), ContainsSubstring("this operation needs a credential"));
}

}  // namespace test_plain_text
