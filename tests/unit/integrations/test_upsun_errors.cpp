// SPDX-License-Identifier: MIT
// integrations/upsun/service.hpp: what each error body becomes, which links are followed; and what no error, event or
// printed value shows.
#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/testing/clocks.hpp>

#include <sstream>

#include "support/catch.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/upsun_client.hpp"

namespace test_upsun_errors {

namespace bb = bitbucket;
namespace ui = bitbucket::upsun_integrations;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using client = unit::upsun_client;

namespace {

bb::error failure_of(int status, const std::string& body, const bb::header_list& headers = {}) {
    scripted script;
    script.reply(status, body, headers);
    return unit::upsun_with(script).try_send(ui::create{"p1", {.repository = "acme/site"}}).error();
}

}  // namespace

TEST_CASE("each error body that Upsun's clients meet has its kind and words, and a hint of its own",
          "[integrations][errors]") {
    using kind = bb::error_kind;
    struct vector {
        int status;
        const char* body;
        kind expected;
        const char* message;
        const char* detail;
        const char* fields;
        const char* hint;
    };
    constexpr const char* none = "the server gave no message";
    const vector vectors[] = {
        {403, R"({"title":"Trials are not enabled.","status":403,"detail":"Forbidden."})", kind::forbidden,
         "Trials are not enabled.", "Forbidden.", "", "the user's role in the project"},
        {400, R"({"code":400,"message":"Bad request","detail":{"url":"Required"}})", kind::bad_request, "Bad request",
         "", "url: Required;", ""},
        {400,
         R"({"message":"Bad request","detail":{"repository":["Too long","Unknown"],"app_credentials":{"key":"No"}}})",
         kind::bad_request, "Bad request", "", "repository: Too long, Unknown;app_credentials.key: No;", ""},
        {400, R"({"detail":["The OAuth consumer is invalid."]})", kind::bad_request, "The OAuth consumer is invalid.",
         "", "", "must be private"},
        {400, R"({"message":"Bad request","detail":["One.","Two."]})", kind::bad_request, "Bad request", "One.; Two.",
         "", ""},
        {400, R"({"message":"Bad request","detail":{"error":"The repository is not there."}})", kind::bad_request,
         "Bad request", "The repository is not there.", "", ""},
        {404, R"({"error":"Not found"})", kind::not_found, "Not found", "", "", ""},
        {400, R"({"error":"invalid_grant","error_description":"The token has expired."})", kind::bad_request,
         "invalid_grant", "The token has expired.", "", ""},
        {400, R"({"message":{"a":1},"title":7})", kind::bad_request, "7", "", "", ""},
        {409, "", kind::conflict, none, "", "", ""},
        {401, "", kind::unauthorized, none, "", "", "15 minutes"},
        {401, "<html><title>Unauthorized</title>", kind::unauthorized, "Unauthorized", "", "", "upsun_session"},
        {429, "slow down", kind::rate_limited, "slow down", "", "", ""},
        {503, "{", kind::server_error, none, "", "", ""}};
    for (const vector& each : vectors) {
        CAPTURE(each.body);
        const bb::error failed = failure_of(each.status, each.body);
        CHECK(failed.kind() == each.expected);
        CHECK(failed.message() == each.message);
        CHECK(failed.detail() == each.detail);
        CHECK(failed.code().empty());
        CHECK(failed.id().empty());
        std::string fields;
        for (const auto& field : failed.fields()) {
            fields += field.name + ':';
            for (const std::string& one : field.messages) fields += (&one == &field.messages[0] ? " " : ", ") + one;
            fields += ';';
        }
        CHECK(fields == each.fields);
        CHECK(failed.hint().empty() == (*each.hint == '\0'));
        CHECK_THAT(failed.hint(), ContainsSubstring(each.hint));
        CHECK_THAT(failed.hint(), !ContainsSubstring("itbucket") && !ContainsSubstring("atlassian"));
    }
    CHECK(failure_of(400, vectors[1].body).data() == R"({"url":"Required"})");
}

TEST_CASE("a 401 says whether a token is missing, or a fresh log-in is wanted", "[integrations][errors]") {
    const bb::error fresh = failure_of(
        401, "{}", {{"WWW-Authenticate", R"(Bearer error="insufficient_user_authentication", max_age="5")"}});
    CHECK_THAT(fresh.hint(), ContainsSubstring("a renewed token does not help"));
    scripted script;
    script.reply(401, "{}");
    CHECK_THAT(client{script}.try_send(ui::list{"p1"}).error().hint(), ContainsSubstring("Upsun wants a token"));
}

TEST_CASE("a 429 of Upsun's proves nothing: what may have changed something is not repeated", "[integrations]") {
    bb::client_options options;
    options.clock = bb::testing::no_waiting();
    scripted script;
    script.reply(429, "").reply(429, "").reply(200, "[]");
    const client api{script, bb::service_token<bb::upsun>{bb::secret(unit::upsun_token)}, options};
    const bb::error unclear = api.try_send(ui::remove{"p1", "i"}).error();
    CHECK(unclear.attempts() == 1);
    CHECK(unclear.outcome_unclear());
    CHECK(api.exchange(ui::list{"p1"}).attempts == 2);
}

TEST_CASE("links to the older address and to regional hosts are asked for at the base URL, and no others",
          "[integrations]") {
    scripted script;
    const client api = unit::upsun_with(script);
    bb::link there;
    for (const char* href : {"https://api.upsun.com/projects/p1/integrations/ab12",
                             "https://api.platform.sh/projects/p1/integrations/ab12",
                             "https://eu-2.platform.sh/api/projects/p1/integrations/ab12",
                             "https://eu.eu-2.platform.sh/api/projects/p1/integrations/ab12",
                             "https://eu-5.upsun.com/api/projects/p1/integrations/ab12"}) {
        CAPTURE(href);
        there.href = href;
        script.reply(200, R"({"type":"bitbucket","id":"ab12"})");
        CHECK(api.follow<bb::upsun_bitbucket_integration>(there).id == "ab12");
        CHECK(script.requests().back().url == "https://api.upsun.com/projects/p1/integrations/ab12");
    }
    const std::size_t sent = script.requests().size();
    for (const char* href :
         {"https://eu-2.upsun.com/projects/p1", "https://eu-2.platform.sh/apis/projects/p1",
          "https://platform.sh/api/x", "http://api.upsun.com/projects/p1", "http://eu-2.platform.sh/api/projects/p1",
          "https://evil-platform.sh/api/projects/p1", "https://eu.platform.sh.evil.example/api/projects/p1",
          "https://u@eu-2.platform.sh/api/projects/p1", "https://eu-2.platform.sh:8443/api/projects/p1",
          "https://eu-2.platform.sh/api/%2e%2e%2fx"}) {
        CAPTURE(href);
        there.href = href;
        CHECK(api.try_follow<bb::upsun_bitbucket_integration>(there).error().kind() == bb::error_kind::usage);
    }
    CHECK(script.requests().size() == sent);
}

TEST_CASE("no secret of an integration is shown anywhere", "[integrations][secrets]") {
    const auto seen = std::make_shared<unit::recording_observer>();
    bb::client_options options;
    options.observer = seen;
    scripted script;
    script.reply(400, R"({"detail":{"app_credentials":{"secret":"Too short"}}})").reply(202, "{}");
    const client api = unit::upsun_with(script, options);
    const bb::upsun_app_credentials_draft app{.key = "k", .secret = unit::canary};
    const bb::upsun_addon_credentials_draft addon{.addon_key = "a", .client_key = "c", .shared_secret = unit::canary};
    const bb::upsun_bitbucket_draft draft{.repository = "a/b", .app_credentials = app, .addon_credentials = addon};
    const bb::upsun_bitbucket_edit edit{.app_credentials = app, .addon_credentials = addon};
    const ui::create first{"p1", draft};
    const ui::update second{"p1", "i", edit};
    std::ostringstream shown;
    shown << app << addon << draft << edit << first << second << unit::everything_of(api.try_send(first).error())
          << api.send(second) << seen->all();
    CHECK_THAT(shown.str(), ContainsSubstring("Too short"));
    CHECK(unit::find_canary(shown.str()).empty());
    for (const auto& sent : script.requests()) CHECK_THAT(sent.body, ContainsSubstring(unit::canary));
}

TEST_CASE("the access token is not shown, even where Upsun repeats it", "[integrations][secrets]") {
    const auto seen = std::make_shared<unit::recording_observer>();
    bb::client_options options;
    options.observer = seen;
    options.retry = bb::retry_policy::none();
    for (const std::string& echo : unit::echoes_of(unit::canary)) {
        scripted script;
        script.reply(401, R"({"title":")" + echo + R"(","detail":")" + echo + "\"}");
        script.reply(400, R"({"message":")" + echo + R"(","detail":{")" + echo + R"(":[")" + echo + "\"]}}");
        const client api{script, bb::service_token<bb::upsun>{bb::secret(unit::canary)}, options};
        for (int i = 0; i < 2; ++i)
            CHECK(unit::find_canary(unit::everything_of(api.try_send(ui::list{"p1"}).error())).empty());
    }
    CHECK(unit::find_canary(seen->all()).empty());
}

}  // namespace test_upsun_errors
