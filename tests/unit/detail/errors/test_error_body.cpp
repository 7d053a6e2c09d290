// SPDX-License-Identifier: MIT
// detail/errors/error_body.hpp, detail/calls/api_failure.hpp: every error body that the live API is known to send, as a reply to a
// client: its class, and where each of its parts is found.
#include <bitbucket/api/repository_permissions.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_error_body {

namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;
using texts = std::vector<std::string>;

namespace {

template <class Operation = bb::users::current>
bb::error failure(int status, std::string body, bb::header_list headers = {}, const Operation& request = {},
                  bb::credentials who = bb::api_token{"me@example.org", bb::secret("t0ken")}) {
    bb::testing::scripted script;
    script.reply(status, std::move(body), std::move(headers));
    const auto reply = bb::client{script, std::move(who), {.retry = bb::retry_policy::none()}}.try_send(request);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().status() == status);
    return reply.error();
}

template <class Error>
bool is_thrown_as(const bb::error& failure) {
    try {
        failure.raise();
    } catch (const Error& caught) {
        return caught.kind() == failure.kind() && std::string(caught.what()) == failure.what();
    } catch (...) {
        return false;
    }
}

}  // namespace

TEST_CASE("1: a removed endpoint, with data in two places", "[errors]") {
    const bb::error gone = failure(
        410,
        R"({"type":"error","error":{"message":"CHANGE-2770 - Functionality has been deprecated","detail":"Please read the changelog entry for more details.","data":{"announcement_url":"https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-2770"}},"data":{"announcement_url":"https://example.org/second"}})");
    CHECK(is_thrown_as<bb::gone>(gone));
    CHECK(gone.message() == "CHANGE-2770 - Functionality has been deprecated");
    CHECK(gone.detail() == "Please read the changelog entry for more details.");
    CHECK(gone.announcement_url() == "https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-2770");
    CHECK(gone.data() ==
          R"({"announcement_url":"https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-2770"})");
    CHECK_THAT(gone.what(), ContainsSubstring("gone: GET /user answered 410: CHANGE-2770"));
}

TEST_CASE("2: a removed endpoint in the older form, with a detail of several lines", "[errors]") {
    const bb::error gone = failure(
        410,
        R"({"type":"error","error":{"message":"Resource removed","detail":"This API is no longer supported.\n\nFor information see x"}})");
    CHECK(is_thrown_as<bb::gone>(gone));
    CHECK(gone.detail() == "This API is no longer supported.\n\nFor information see x");
    CHECK(gone.describe().find('\n') == std::string::npos);
    CHECK_THAT(gone.describe(), ContainsSubstring("detail: This API is no longer supported.  For information see x"));
}

TEST_CASE("3: missing scopes, as an object in detail", "[errors]") {
    const bb::error no = failure(
        403,
        R"({"type":"error","error":{"message":"Your credentials lack one or more required privilege scopes.","detail":{"required":["project"],"granted":["runner:write","account"]}}})");
    CHECK(is_thrown_as<bb::forbidden>(no));
    CHECK(no.required_scopes() == texts{"project"});
    CHECK(no.granted_scopes() == texts{"runner:write", "account"});
    CHECK(no.detail() == R"({"required":["project"],"granted":["runner:write","account"]})");
    CHECK_THAT(no.hint(), ContainsSubstring("the API token lacks the scope read:project:bitbucket: create a new one"));
    CHECK_THAT(no.describe(), ContainsSubstring("hint: the API token lacks the scope read:project:bitbucket"));

    const bb::error two = failure(403, R"({"error":{"detail":{"granted":["b"],"required":["a","b","c"]}}})");
    CHECK_THAT(two.hint(), ContainsSubstring("lacks the scopes a, c: "));
    const bb::error single = failure(403, R"({"error":{"detail":{"required":"project","granted":"account"}}})");
    CHECK(single.required_scopes() == texts{"project"});
    CHECK(single.granted_scopes() == texts{"account"});
}

TEST_CASE("4: fields as lists, as texts, and nested", "[errors]") {
    const bb::error list = failure(
        400,
        R"({"type":"error","error":{"message":"source: branch not found: dummy","fields":{"source":["branch not found: dummy","second"]}}})");
    CHECK(is_thrown_as<bb::bad_request>(list));
    CHECK(list.fields() == std::vector<bb::field_problem>{{"source", {"branch not found: dummy", "second"}}});
    const bb::error text = failure(
        400,
        R"({"type":"error","error":{"message":"Bad request","fields":{"links.avatar":"required key not provided","name":"x"}}})");
    CHECK(text.fields() ==
          std::vector<bb::field_problem>{{"links.avatar", {"required key not provided"}}, {"name", {"x"}}});
    CHECK_THAT(text.describe(), ContainsSubstring("; field links.avatar: required key not provided; field name: x"));
    const bb::error nested =
        failure(400, R"({"error":{"fields":{"owner":{"name":["too long"]},"size":7,"none":null}}})");
    CHECK(nested.fields() == std::vector<bb::field_problem>{{"owner.name", {"too long"}}, {"size", {"7"}}});
}

TEST_CASE("5: nothing at this URL", "[errors]") {
    const bb::error missing = failure(
        404,
        R"({"type":"error","error":{"message":"Resource not found","detail":"There is no API hosted at this URL"}})");
    CHECK(is_thrown_as<bb::not_found>(missing));
    CHECK(missing.message() == "Resource not found");
    CHECK(missing.detail() == "There is no API hosted at this URL");
}

TEST_CASE("6: the pipelines service, without type", "[errors]") {
    const bb::error bad = failure(
        400,
        R"({"error":{"message":"Bad request","detail":"Unexpected response body","data":{"key":"unexpected.response.body","arguments":{}}}})");
    CHECK(is_thrown_as<bb::bad_request>(bad));
    CHECK(bad.message() == "Bad request");
    CHECK(bad.detail() == "Unexpected response body");
    CHECK(bad.data() == R"({"key":"unexpected.response.body","arguments":{}})");
    const bb::error no = failure(
        401,
        R"({"error":{"data":{"arguments":{},"key":"rest-service.rest-service.unauthorized"},"detail":"No authorization provider header specified.","message":"Unauthorized"}})");
    CHECK(is_thrown_as<bb::unauthorized>(no));
    CHECK(no.message() == "Unauthorized");
    CHECK(no.detail() == "No authorization provider header specified.");
    CHECK(no.data() == R"({"arguments":{},"key":"rest-service.rest-service.unauthorized"})");
    const bb::error twice =
        failure(409, R"({"error":{"message":"Conflict","data":{"key":"variable-service.variable.duplicate"}}})");
    CHECK(is_thrown_as<bb::conflict>(twice));
    CHECK_THAT(twice.data(), ContainsSubstring("variable-service.variable.duplicate"));
}

TEST_CASE("7: flat, without error", "[errors]") {
    const bb::error flat = failure(
        400, R"({"key":"environment.name.invalid","message":"The name is not valid","arguments":{"name":"a b"}})");
    CHECK(is_thrown_as<bb::bad_request>(flat));
    CHECK(flat.message() == "The name is not valid");
    CHECK(flat.data() == R"({"name":"a b"})");
    CHECK(failure(400, R"({"key":"environment.name.invalid"})").message() == "environment.name.invalid");
}

TEST_CASE("8: a server error with an id", "[errors]") {
    const bb::error broken =
        failure(500, R"({"error":{"message":"unhashable type: 'list'","id":"1cd96f69baed4023ae43411cd7173245"}})");
    CHECK(is_thrown_as<bb::server_error>(broken));
    CHECK(broken.message() == "unhashable type: 'list'");
    CHECK(broken.id() == "1cd96f69baed4023ae43411cd7173245");
    CHECK_THAT(broken.what(), ContainsSubstring("(error id 1cd96f69baed4023ae43411cd7173245)"));
}

TEST_CASE("9 and 10: plain text", "[errors]") {
    const bb::error limited =
        failure(429, "Rate limit for this resource has been exceeded", {{"Content-Type", "text/plain"}, {"ETag", "e"}});
    CHECK(is_thrown_as<bb::rate_limited>(limited));
    CHECK(limited.message() == "Rate limit for this resource has been exceeded");
    CHECK(limited.headers().value("ETag") == "e");
    const bb::error edge = failure(400, "Bad Request\n");
    CHECK(is_thrown_as<bb::bad_request>(edge));
    CHECK(edge.message() == "Bad Request");
}

TEST_CASE("11 to 13: refusals, with and without a body", "[errors]") {
    const bb::error empty =
        failure(401, "", {{"WWW-Authenticate", "Basic realm=\"Bitbucket.org HTTP\""}, {"server", "envoy"}});
    CHECK(is_thrown_as<bb::unauthorized>(empty));
    CHECK(empty.message() == "the server gave no message");
    CHECK(empty.headers().value("www-authenticate") == "Basic realm=\"Bitbucket.org HTTP\"");
    CHECK(failure(403, R"({"type":"error","error":{"message":"Forbidden"}})").message() == "Forbidden");
    CHECK_THAT(failure(403, R"({"type":"error","error":{"message":"Forbidden"}})").hint(),
               ContainsSubstring("the API token was accepted but may not do this"));
    const bb::error admins = failure(403, R"({"type":"error","error":{"message":"Forbidden"}})", {},
                                     bb::repository_permissions::list_users{"w", "r"});
    CHECK(admins.hint() ==
          "this operation is for the admin of the repository: use the credential of one that has the scope "
          "read:repository:bitbucket");
    CHECK_THAT(
        failure(
            403,
            R"({"type":"error","error":{"message":"Error: This workspace and its content have been deactivated due to inactivity. x"}})")
            .what(),
        ContainsSubstring("deactivated due to inactivity"));
    CHECK(is_thrown_as<bb::bad_request>(failure(400, R"({"type":"error","error":{"message":"Invalid pagelen"}})")));
    CHECK(is_thrown_as<bb::unauthorized>(
        failure(401, R"({"type":"error","error":{"message":"You do not have access to view this workspace."}})")));
    CHECK(is_thrown_as<bb::payment_required>(failure(402, R"({"type":"error","error":{"message":"Upgrade"}})")));
}

TEST_CASE("14: a sentence where an object belongs, in a success", "[errors]") {
    const bb::error plan = failure(
        200,
        R"({"values":["A workspace on a Free plan does not support snippets. Upgrade to..."],"pagelen":30,"page":1})",
        {}, bb::users::list_emails{});
    CHECK(is_thrown_as<bb::decode_error>(plan));
    CHECK(plan.json_path() == "values[0]");
    CHECK_THAT(plan.what(), ContainsSubstring("A workspace on a Free plan does not support snippets"));
}

TEST_CASE("15: XML of a storage, HTML, and a status without any text", "[errors]") {
    const bb::error xml = failure(400,
                                  "<?xml version=\"1.0\"?><Error><Code>InvalidArgument</Code><Message>Only one auth "
                                  "mechanism allowed</Message></Error>");
    CHECK(xml.message() == "Only one auth mechanism allowed");
    const bb::error html = failure(
        503, "<!DOCTYPE html>\n<html><head><title>\n Bitbucket is overloaded </title></head><body>b0dy</body></html>");
    CHECK(is_thrown_as<bb::server_error>(html));
    CHECK(html.message() == "Bitbucket is overloaded");
    CHECK_THAT(html.describe(), !ContainsSubstring("b0dy"));
    CHECK(failure(503, "<html lang=en><titles>x</titles><title lang=\"en\">t</title>").message() == "t");
    CHECK(failure(502, "<html><body><h1>502 Bad Gateway</h1></body></html>").message() == "502 Bad Gateway");
    CHECK(failure(502, "<html><body>x</body></html>").message() == "the server gave no message");
    CHECK(is_thrown_as<bb::server_error>(failure(555, "")));
    CHECK(is_thrown_as<bb::bad_request>(failure(422, "")));
    for (const int status : {199, 301, 302, 304, 307, 405, 406, 412, 415, 416, 418, 499, 600})
        CHECK(is_thrown_as<bb::other_status>(failure(status, "")));
}

TEST_CASE("OAuth's form, whose error is a text", "[errors]") {
    const bb::error grant =
        failure(400, R"({"error_description": "Unsupported grant type: None", "error": "invalid_grant"})");
    CHECK(grant.message() == "invalid_grant");
    CHECK(grant.detail() == "Unsupported grant type: None");
    CHECK(
        failure(
            401,
            R"({"type":"error","error":{"message":"Access token expired. Use your refresh token to obtain a new access token."}})")
            .message() == "Access token expired. Use your refresh token to obtain a new access token.");
}

}  // namespace test_error_body
