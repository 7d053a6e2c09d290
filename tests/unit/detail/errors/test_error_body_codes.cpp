// SPDX-License-Identifier: MIT
// detail/errors/error_body.hpp: the machine-readable code in its three places, duplicate keys, and the parts of one error that
// stand in several places.
#include <bitbucket/api/current_user.hpp>
#include <bitbucket/bitbucket_cloud.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/detail/calls/api_failure.hpp>
#include <bitbucket/detail/json/nlohmann_reader.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_error_body_codes {

namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;
using texts = std::vector<std::string>;

namespace {

constexpr bb::operation_info info{.name = "things::get", .method = bb::http_method::get, .path = "/things/{thing}"};

bb::error failure(std::string body, int status = 400) {
    return bb::detail::api_failure(&bb::detail::read_with_nlohmann, bb::bitbucket_cloud, {status, {}, std::move(body)},
                                   info, {});
}

}  // namespace

TEST_CASE("OAuth's error is the code, and the message where there is no other", "[errors]") {
    const bb::error grant =
        failure(R"({"error_description": "Unsupported grant type: None", "error": "invalid_grant"})");
    CHECK(grant.code() == "invalid_grant");
    CHECK(grant.message() == "invalid_grant");
    CHECK(grant.detail() == "Unsupported grant type: None");
    CHECK(failure(R"({"error":"invalid_grant"})").code() == "invalid_grant");
    const bb::error both = failure(R"({"error":"invalid_client","message":"Unknown consumer"})");
    CHECK(both.code() == "invalid_client");
    CHECK(both.message() == "Unknown consumer");
}

TEST_CASE("the pipelines service's key is the code, in data and flat", "[errors]") {
    CHECK(failure(R"({"error":{"message":"Bad request","data":{"key":"unexpected.response.body","arguments":{}}}})")
              .code() == "unexpected.response.body");
    const bb::error twice = failure(
        R"({"error":{"data":{"arguments":{"key":"NAME"},"key":"variable-service.variable.duplicate"},"message":"Conflict"}})",
        409);
    CHECK(twice.code() == "variable-service.variable.duplicate");
    CHECK(twice.message() == "Conflict");
    CHECK(failure(R"({"error":{"data":{"key":"variable-service.variable.not-found"}}})", 404).message() ==
          "variable-service.variable.not-found");

    const bb::error flat =
        failure(R"({"key":"environment.name.invalid","message":"The name is not valid","arguments":{"key":"x"}})");
    CHECK(flat.code() == "environment.name.invalid");
    CHECK(flat.message() == "The name is not valid");
    CHECK(flat.data() == R"({"key":"x"})");
}

TEST_CASE("where the API gives no code there is none", "[errors]") {
    for (const char* body : {"", "Bad Request", R"({"type":"error","error":{"message":"Forbidden"}})",
                             R"({"error":{"fields":{"key":"bad"}}})", R"({"error":{"data":{"inner":{"key":"x"}}}})",
                             R"({"error":{"data":["key"]}})", R"({"error":{"key":"x"}})", R"({"key":null,"error":{}})",
                             "<Error><Code>InvalidArgument</Code><Message>m</Message></Error>"}) {
        CAPTURE(body);
        CHECK(failure(body).code().empty());
    }
}

TEST_CASE("of duplicate keys the last wins", "[errors]") {
    CHECK(failure(R"({"error":{"message":"old","message":"new","id":"1","id":"2"}})").message() == "new");
    CHECK(failure(R"({"error":{"message":"m","id":"1","id":"2"}})").id() == "2");
    CHECK(failure(R"({"message":"old","message":"new"})").message() == "new");
    CHECK(failure(R"({"key":"old","key":"new"})").code() == "new");
    CHECK(failure(R"({"error":{"message":"first"},"error":{"message":"second"}})").message() == "second");
    CHECK(failure(R"({"error":{"data":{"a":1},"data":[2]}})").data() == "[2]");
    CHECK(failure(R"({"error":{"detail":"text","detail":["list"]}})").detail() == R"(["list"])");
    CHECK(failure(R"({"error":{"detail":["list"],"detail":"text"}})").detail() == "text");
    const bb::error scopes =
        failure(R"({"error":{"detail":{"required":["a"],"granted":["b"]},"detail":{"required":["c"]}}})", 403);
    CHECK(scopes.required_scopes() == texts{"c"});
    CHECK(scopes.granted_scopes().empty());
}

TEST_CASE("the error's own parts win over what stands beside it, in any order", "[errors]") {
    for (
        const char* body :
        {R"({"message":"outer","data":{"from":"outer"},"error":{"message":"inner","data":{"from":"inner"}}})",
         R"({"error":{"message":"inner","data":{"from":"inner"}},"message":"outer","data":{"from":"outer"}})",
         R"({"arguments":[],"error":{"data":{"from":"inner"},"message":"inner"},"message":"outer","arguments":[1]})"}) {
        CAPTURE(body);
        CHECK(failure(body).message() == "inner");
        CHECK(failure(body).data() == R"({"from":"inner"})");
    }
    // The address of an announcement is found in either data; the first one counts.
    CHECK(failure(R"({"error":{"message":"m"},"data":{"announcement_url":"https://x"}})", 410).announcement_url() ==
          "https://x");
    CHECK(failure(R"({"data":{"announcement_url":"https://x"},"error":{"data":{"announcement_url":"https://y"}}})", 410)
              .announcement_url() == "https://x");
}

TEST_CASE("a removed endpoint tells the announcement and the successor", "[errors]") {
    bb::testing::scripted script;
    script.reply(
        410,
        R"({"type":"error","error":{"message":"CHANGE-2770 - Functionality has been deprecated","data":{"announcement_url":"https://developer.atlassian.com/changelog#CHANGE-2770"}}})");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    const bb::current_user::list_workspace_permissions retired;
#pragma GCC diagnostic pop
    const bb::client api{script, bb::api_token{"me@example.org", bb::secret("t0ken")}};
    const auto reply = api.try_send(retired);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind() == bb::error_kind::gone);
    CHECK(reply.error().announcement_url() == "https://developer.atlassian.com/changelog#CHANGE-2770");
    CHECK(reply.error().hint() == "the vendor has retired this operation: use GET /user/workspaces");
    CHECK_THAT(reply.error().describe(), ContainsSubstring("hint: the vendor has retired this operation"));
}

}  // namespace test_error_body_codes
