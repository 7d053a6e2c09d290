// SPDX-License-Identifier: MIT
// integrations/infisical/service.hpp: what each error body becomes; and what no error, event or printed value shows.
#include <bitbucket/integrations/infisical.hpp>

#include <sstream>

#include "support/catch.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/infisical_requests.hpp"

namespace test_infisical_errors {

namespace bb = bitbucket;
namespace ic = bitbucket::infisical_connections;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using client = unit::infisical_client;

namespace {

constexpr const char* id = unit::infisical_id;

bb::error failure_of(int status, const std::string& body, const bb::header_list& headers = {}) {
    scripted script;
    script.reply(status, body, headers);
    return unit::infisical_with(script).try_send(ic::create{unit::infisical_draft()}).error();
}

}  // namespace

TEST_CASE("each documented error of Infisical's has its kind, words, code and id, and a hint of its own",
          "[integrations][errors]") {
    using kind = bb::error_kind;
    struct vector {
        int status;
        const char* body;
        kind expected;
        const char* message;
        const char* code;
        const char* id;
        const char* hint;
    };
    const vector vectors[] = {
        {404, R"({"reqId":"r1","statusCode":404,"message":"Project with ID 'ba3d' not found","error":"NotFound"})",
         kind::not_found, "Project with ID 'ba3d' not found", "NotFound", "r1", ""},
        {429,
         R"({"reqId":"r1","statusCode":429,"message":"Rate limit exceeded. Please try again in 42 seconds",)"
         R"("error":"RateLimitExceeded"})",
         kind::rate_limited, "Rate limit exceeded. Please try again in 42 seconds", "RateLimitExceeded", "r1",
         "Infisical Cloud counts"},
        {400,
         R"({"reqId":"r1","statusCode":400,"message":"An App Connection with the name \"bb\" already exists",)"
         R"("error":"BadRequest"})",
         kind::bad_request, "An App Connection with the name \"bb\" already exists", "BadRequest", "r1",
         "the name is taken"},
        {400,
         R"({"reqId":"r1","statusCode":400,"error":"BadRequest",)"
         R"("message":"Failed to validate credentials: Request failed with status code 401"})",
         kind::bad_request, "Failed to validate credentials: Request failed with status code 401", "BadRequest", "r1",
         "read:user:bitbucket"},
        {401, R"({"reqId":"r1","statusCode":401,"message":"Token missing","error":"UnauthorizedError"})",
         kind::unauthorized, "Token missing", "UnauthorizedError", "r1", "found no token"},
        {403, R"({"reqId":"r1","statusCode":403,"error":"TokenError","message":"Your token has expired."})",
         kind::unauthorized, "Your token has expired.", "TokenError", "r1", "Machine Identities"},
        {403,
         R"({"reqId":"r1","statusCode":403,"error":"PermissionDenied","message":"You are not allowed to create",)"
         R"("details":[{"action":"read","inverted":false,"subject":"app-connections"}]})",
         kind::forbidden, "You are not allowed to create", "PermissionDenied", "r1", "the role of this identity"},
        {403, R"({"reqId":"r1","statusCode":403,"error":"ForbiddenError","message":"no service tokens"})",
         kind::forbidden, "no service tokens", "ForbiddenError", "r1", "not a service token"},
        {500, R"({"reqId":"r1","statusCode":500,"error":"InternalServerError","message":"Something went wrong"})",
         kind::server_error, "Something went wrong", "InternalServerError", "r1", ""},
        {504, R"({"reqId":"r1","statusCode":504,"error":"GatewayTimeoutError","message":"late"})", kind::server_error,
         "late", "GatewayTimeoutError", "r1", ""},
        {404, R"({"message":"Route GET:/api/v1/x not found","error":"Not Found","statusCode":404})", kind::not_found,
         "Route GET:/api/v1/x not found", "Not Found", "", ""},
        {502, "<html><title>Bad gateway</title></html>", kind::server_error, "Bad gateway", "", "", ""}};
    for (const vector& each : vectors) {
        CAPTURE(each.body);
        const bb::error failed = failure_of(each.status, each.body);
        CHECK(failed.kind() == each.expected);
        CHECK(failed.status() == each.status);
        CHECK(failed.message() == each.message);
        CHECK(failed.code() == each.code);
        CHECK(failed.id() == each.id);
        CHECK(failed.fields().empty());
        CHECK(failed.hint().empty() == (*each.hint == '\0'));
        CHECK_THAT(failed.hint(), ContainsSubstring(each.hint));
        CHECK_THAT(failed.hint(), !ContainsSubstring("atlassian") && !ContainsSubstring("bitbucket.org"));
    }
    CHECK(failure_of(403, vectors[6].body).data() ==
          R"([{"action":"read","inverted":false,"subject":"app-connections"}])");
}

TEST_CASE("the issues of a 422 are field problems", "[integrations][errors]") {
    const bb::error failed = failure_of(422, R"({"reqId":"r1","statusCode":422,"error":"ValidationFailure","message":[
     {"code":"custom","message":"name field can only contain lowercase letters","path":["name"]},
     {"code":"too_big","maximum":64,"type":"string","inclusive":true,"exact":false,"message":"name is long","path":["name"]},
     {"validation":"email","code":"invalid_string","message":"Invalid email","path":["credentials","email"]},
     {"code":"invalid_union_discriminator","options":["api-token"],"path":["method"],"message":"Invalid discriminator"},
     {"received":true,"code":"invalid_literal","expected":false,"path":["isPlatformManagedCredentials"],"message":"No"},
     {"code":"invalid_union","unionErrors":[{"issues":[{"code":"invalid_type","expected":"null","received":"string",
       "path":["gatewayId"],"message":"inner"}],"name":"ZodError"}],"path":["list",0,"gatewayId"],"message":"Invalid input"}]})");
    CHECK(failed.kind() == bb::error_kind::bad_request);
    CHECK(failed.message() == "name field can only contain lowercase letters");
    CHECK(failed.code() == "ValidationFailure");
    CHECK(failed.id() == "r1");
    const auto& fields = failed.fields();
    REQUIRE(fields.size() == 5);
    using texts = std::vector<std::string>;
    CHECK(fields[0].name == "name");
    CHECK(fields[0].messages == texts{"name field can only contain lowercase letters", "name is long"});
    CHECK(fields[1].name == "credentials.email");
    CHECK(fields[1].messages == texts{"Invalid email"});
    CHECK(fields[2].name == "method");
    CHECK(fields[3].name == "isPlatformManagedCredentials");
    CHECK(fields[4].name == "list.0.gatewayId");
    CHECK(fields[4].messages == texts{"Invalid input"});
}

TEST_CASE("who has no token, and who may not look into Bitbucket, is told so", "[integrations][errors]") {
    scripted script;
    script.reply(401, R"({"message":"Token missing","error":"UnauthorizedError"})");
    CHECK_THAT(client{script}.try_send(ic::list{}).error().hint(),
               ContainsSubstring("Infisical wants the access token"));
    script.reply(403, R"({"error":"ForbiddenError","message":"x"})");
    CHECK_THAT(unit::infisical_with(script).try_send(ic::workspaces{id}).error().hint(),
               ContainsSubstring("a machine identity may not ask"));
    script.reply(400, R"({"error":"BadRequest","message":"x"})");
    CHECK_THAT(unit::infisical_with(script).try_send(ic::remove{id}).error().hint(), ContainsSubstring("secret syncs"));
}

TEST_CASE("neither token nor e-mail address of a connection is shown anywhere", "[integrations][secrets]") {
    const auto seen = std::make_shared<unit::recording_observer>();
    bb::client_options options;
    options.observer = seen;
    scripted script;
    script.reply(422, R"({"message":[{"path":["credentials","email"],"message":"Invalid email"}]})")
        .reply(200, unit::one_infisical_connection());
    const client api = unit::infisical_with(script, options);
    const bb::infisical_credentials_draft hidden{.api_token = unit::canary, .email = unit::canary_user};
    const ic::create first{{.name = "n", .credentials = hidden}};
    const ic::update second{id, {.credentials = hidden}};
    std::ostringstream shown;
    shown << hidden << first << second << bb::infisical_connection_draft{.name = "n", .credentials = hidden}
          << bb::infisical_connection_edit{.credentials = hidden} << unit::everything_of(api.try_send(first).error());
    api.send(second);
    const bb::infisical_credentials_draft wrong{.api_token = std::string(256, 'x') + unit::canary,
                                                .email = unit::canary_user};
    shown << unit::everything_of(api.try_send(ic::create{{.name = "n", .credentials = wrong}}).error()) << seen->all();
    CHECK(unit::find_canary(shown.str()).empty());
    CHECK_THAT(shown.str(), !ContainsSubstring(unit::canary_user));
    for (const auto& sent : script.requests()) CHECK_THAT(sent.body, ContainsSubstring(unit::canary));
}

TEST_CASE("Infisical's limit is read, shown and waited for", "[integrations][limits]") {
    const unit::fake_time time;
    const auto seen = std::make_shared<unit::recording_observer>();
    bb::client_options options = time.options();
    options.observer = seen;
    options.retry.total_time = std::chrono::minutes(2);
    scripted script;
    script.reply(429, R"({"reqId":"r1","statusCode":429,"message":"Rate limit exceeded","error":"RateLimitExceeded"})",
                 {{"x-ratelimit-limit", "60"}, {"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "42"}});
    script.reply(200, unit::one_infisical_connection(),
                 {{"x-ratelimit-limit", "60"}, {"x-ratelimit-remaining", "59"}, {"x-ratelimit-reset", "60"}});
    const client api{script, bb::service_token<bb::infisical>{bb::secret(unit::infisical_token)}, options};
    const auto done = api.exchange(ic::get{id});
    CHECK(time.waits() == std::vector<long long>{42'000});
    CHECK(done.limit() == bb::rate_limit{.limit = 60, .remaining = 59, .reset = 60});
    for (const char* shown : {"x-ratelimit-limit: 60", "x-ratelimit-remaining: 0", "x-ratelimit-reset: 42"})
        CHECK_THAT(seen->all(), ContainsSubstring(shown));

    script.reply(429, "{}", {{"x-ratelimit-reset", "9"}});
    const bb::error failed = unit::infisical_with(script).try_send(ic::get{id}).error();
    CHECK(bb::rate_limit::of(failed.headers(), bb::infisical).reset == 9);
}

TEST_CASE("the token of the client is not shown, even where Infisical repeats it", "[integrations][secrets]") {
    const auto seen = std::make_shared<unit::recording_observer>();
    bb::client_options options;
    options.observer = seen;
    options.retry = bb::retry_policy::none();
    for (const std::string& echo : unit::echoes_of(unit::canary)) {
        scripted script;
        script.reply(403, R"({"error":"TokenError","reqId":")" + echo + R"(","message":")" + echo + "\"}");
        script.reply(422, R"({"message":[{"path":[")" + echo + R"("],"message":")" + echo + R"("}],"details":{"a":")" +
                              echo + "\"}}");
        const client api{script, bb::service_token<bb::infisical>{bb::secret(unit::canary)}, options};
        for (int i = 0; i < 2; ++i)
            CHECK(unit::find_canary(unit::everything_of(api.try_send(ic::list{}).error())).empty());
    }
    CHECK(unit::find_canary(seen->all()).empty());
}

}  // namespace test_infisical_errors
