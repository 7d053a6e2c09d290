// SPDX-License-Identifier: MIT
// service.hpp, client_of: everything that differs from one service to another, held against an invented one.
#include <bitbucket/api/users.hpp>
#include <bitbucket/testing/clocks.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/harbor.hpp"

namespace test_service {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr const char* canary = "s3cr3tHarborT0ken";

harbor::client client_with(const scripted& script, bb::client_options options = {}) {
    return harbor::client{script, harbor::token{bb::secret(canary)}, std::move(options)};
}

class changing_token final : public bb::token_source {
public:
    explicit changing_token(const bb::service* of) : of_(of) {}
    [[nodiscard]] const bb::service* belongs_to() const noexcept override { return of_; }
    bb::secret token(const bb::call_options&) override { return bb::secret("f1rst"); }
    bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override { return bb::secret("s3cond"); }

private:
    const bb::service* of_;
};

bb::error failure_of(int status, const char* body) {
    scripted script;
    script.reply(status, body);
    bb::client_options once;
    once.retry = bb::retry_policy::none();
    return client_with(script, once).try_send(harbor::get_ship{"ark"}).error();
}

}  // namespace

TEST_CASE("a request has the address, the scheme and the headers of its service", "[service]") {
    scripted script;
    script.reply(200, R"({"name": "Ark"})").reply(200, "{}");
    const auto api = client_with(script);
    CHECK(api.send(harbor::get_ship{"ark"}).name == "Ark");
    api.send(harbor::rename_ship{"ark", {.name = "Argo"}});

    const auto sent = script.requests();
    CHECK(sent[0].url == "https://api.harbor.example/v1/ships/ark");
    CHECK(sent[0].headers.value("Authorization") == std::string("token ") + canary);
    CHECK(sent[0].headers.value("Accept") == "application/vnd.harbor+8");
    CHECK(sent[0].headers.value("X-Harbor-Version") == "8");
    CHECK(sent[0].headers.find("Content-Type") == nullptr);
    CHECK(sent[1].headers.value("Content-Type") == "application/json");
    CHECK(sent[1].body == R"({"name":"Argo"})");
}

TEST_CASE("a request's own header wins over the service's", "[service]") {
    scripted script;
    script.reply(200, "{}");
    client_with(script).send(harbor::get_ship{"ark"}.header("X-Harbor-Version", "9").header("Accept", "text/x"));
    CHECK(script.requests()[0].headers.value("X-Harbor-Version") == "9");
    CHECK(script.requests()[0].headers.value("Accept") == "text/x");
}

TEST_CASE("options without a base URL never lead to another service", "[service]") {
    const bb::client_options shared{.max_walk_pages = 7};
    scripted script;
    script.reply(200, "{}").reply(200, "{}");
    client_with(script, shared).send(harbor::get_ship{"ark"});
    bb::client{script, bb::access_token{bb::secret("t0ken")}, shared}.send(bb::users::current{});
    CHECK_THAT(script.requests()[0].url, Catch::Matchers::StartsWith("https://api.harbor.example/v1/"));
    CHECK_THAT(script.requests()[1].url, Catch::Matchers::StartsWith("https://api.bitbucket.org/2.0/"));
}

TEST_CASE("a credential whose service is known at run time only is not sent to another", "[service]") {
    const scripted script;
    const auto refusal = [](const auto& api, const auto& request) {
        const bb::error failed = api.try_send(request).error();
        CHECK(failed.kind() == bb::error_kind::usage);
        CHECK(failed.nothing_sent());
        return std::string(failed.message());
    };
    const bb::credentials for_bitbucket = bb::access_token{bb::secret(canary)};
    const bb::credentials for_harbor = harbor::token{bb::secret(canary)};
    const auto source_for = [](const bb::service* of) { return bb::credentials(std::make_shared<changing_token>(of)); };

    CHECK(refusal(harbor::client{script, for_bitbucket}, harbor::get_ship{"ark"}) ==
          "the credential is for Bitbucket Cloud, and is not sent to Harbor");
    CHECK(refusal(bb::client{script, for_harbor}, bb::users::current{}) ==
          "the credential is for Harbor, and is not sent to Bitbucket Cloud");
    CHECK_THAT(refusal(harbor::client{script, source_for(nullptr)}, harbor::get_ship{"ark"}),
               ContainsSubstring("is for Bitbucket Cloud"));
    CHECK_THAT(refusal(bb::client{script, source_for(&harbor::api)}, bb::users::current{}),
               ContainsSubstring("is for Harbor"));
    CHECK_THAT(refusal(harbor::client{script, source_for(&harbor::other)}, harbor::get_ship{"ark"}),
               ContainsSubstring("is for Quay"));
    CHECK(script.requests().empty());
}

TEST_CASE("who has no credential, or a user and password, may be anybody's", "[service]") {
    scripted script;
    script.reply(200, "{}").reply(200, "{}");
    harbor::client{script}.send(harbor::get_ship{"ark"});
    harbor::client{script, bb::basic{"mia", bb::secret("pass")}}.send(harbor::get_ship{"ark"});
    CHECK(script.requests()[0].headers.find("Authorization") == nullptr);
    CHECK(script.requests()[1].headers.value("Authorization") == "Basic bWlhOnBhc3M=");
}

TEST_CASE("an error body is read by the rules of its service", "[service][errors]") {
    const bb::error plain = failure_of(404, R"({"reqId":"r1","message":"no such ship","problem":"NotFound"})");
    CHECK(plain.message() == "no such ship");
    CHECK(plain.code() == "NotFound");
    CHECK(plain.id() == "r1");

    // The name of an issue may follow its message, and the body may break off.
    const bb::error issues = failure_of(
        422, R"({"message":[{"message":"too long","path":["crew",0,"name"]},{"path":["name"],"message":"taken"}]})");
    CHECK(issues.kind() == bb::error_kind::bad_request);
    CHECK(issues.message() == "too long");
    REQUIRE(issues.fields().size() == 2);
    CHECK(issues.fields()[0].name == "crew.0.name");
    CHECK(issues.fields()[1].messages == std::vector<std::string>{"taken"});
    const bb::error broken = failure_of(422, R"({"message":[{"path":["name"],"message":"tak)");
    CHECK(broken.message() == "tak");
    CHECK(broken.fields()[0].name == "name");

    // Bitbucket's shapes mean nothing here.
    CHECK(failure_of(400, R"({"error":{"message":"x"}})").message() == "the server gave no message");
}

TEST_CASE("hints speak of the service, never of Bitbucket", "[service][errors]") {
    for (const int status : {401, 403}) {
        const std::string hint = failure_of(status, "{}").hint();
        CHECK_THAT(hint, ContainsSubstring("Harbor"));
        CHECK_THAT(hint, ContainsSubstring("harbor.example/tokens"));
        CHECK_THAT(hint, !ContainsSubstring("itbucket") && !ContainsSubstring("atlassian"));
    }
    scripted script;
    script.reply(401, "{}");
    CHECK_THAT(harbor::client{script}.try_send(harbor::get_ship{"ark"}).error().hint(),
               ContainsSubstring("Harbor wants a token"));
}

TEST_CASE("a refused token may be a 403 with a code: it is renewed, and an unauthorized error", "[service]") {
    scripted script;
    script.reply(403, R"({"problem":"TokenError","message":"old"})").reply(200, R"({"name":"Ark"})");
    const bb::credentials source(std::make_shared<changing_token>(&harbor::api));
    CHECK(harbor::client{script, source}.send(harbor::get_ship{"ark"}).name == "Ark");
    CHECK(script.requests()[1].headers.value("Authorization") == "token s3cond");

    CHECK(failure_of(403, R"({"problem":"TokenError"})").kind() == bb::error_kind::unauthorized);
    CHECK(failure_of(403, R"({"problem":"Other"})").kind() == bb::error_kind::forbidden);
}

namespace {

inline constexpr bb::service by_status{
    .name = "Pier", .base_url = "https://pier.example", .errors = harbor::errors, .refused_token = {403}};
struct get_pier : bb::request<get_pier, bb::path<>, void> {
    static constexpr bb::operation_info info{
        .name = "get_pier", .method = bb::http_method::get, .path = "/pier", .belongs_to = &by_status};
    using request::request;
};

}  // namespace

TEST_CASE("a refused token may be a status alone, whatever the code of the body", "[service]") {
    for (const char* body : {R"({"problem":"Any"})", "{}", ""}) {
        scripted script;
        script.reply(403, body).reply(204).reply(403, body);
        const bb::credentials source(std::make_shared<changing_token>(&by_status));
        const bb::client_of<by_status> api{script, source};
        CHECK(api.try_send(get_pier{}).has_value());
        CHECK(script.requests().size() == 2);
        const bb::client_of<by_status> constant{script, bb::service_token<by_status>{bb::secret(canary)}};
        CHECK(constant.try_send(get_pier{}).error().kind() == bb::error_kind::unauthorized);
    }
}

TEST_CASE("a 429 that proves nothing is not repeated where it may have changed something", "[service][retry]") {
    bb::client_options options;
    options.clock = bb::testing::no_waiting();
    scripted script;
    script.reply(429, "{}").reply(429, "{}").reply(200, "{}");
    const auto api = client_with(script, options);
    const bb::error unclear = api.try_send(harbor::rename_ship{"ark", {.name = "Argo"}}).error();
    CHECK(unclear.kind() == bb::error_kind::rate_limited);
    CHECK(unclear.outcome_unclear());
    CHECK(unclear.attempts() == 1);
    CHECK(client_with(script, options).exchange(harbor::get_ship{"ark"}).attempts == 2);
}

TEST_CASE("a success may have a member error where the service does not say that it is one", "[service]") {
    scripted script;
    script.reply(200, R"({"error":"none","name":"Ark"})");
    CHECK(client_with(script).send(harbor::get_ship{"ark"}).name == "Ark");
}

TEST_CASE("links of answers stay with the service, and have no alias of Bitbucket's", "[service]") {
    scripted script;
    script.reply(200, R"({"name":"Ark"})");
    const auto api = client_with(script);
    bb::link there;
    there.href = "https://api.harbor.example/v1/ships/ark";
    CHECK(api.follow<harbor::ship>(there).name == "Ark");
    for (const char* elsewhere : {"https://bitbucket.org/api/2.0/ships/ark", "https://api.bitbucket.org/2.0/user"}) {
        there.href = elsewhere;
        CHECK(api.try_follow<harbor::ship>(there).error().kind() == bb::error_kind::usage);
    }
}

TEST_CASE("a token of a service is nowhere in what a failure says", "[service][secrets]") {
    scripted script;
    script.reply(401, std::string(R"({"message":"bad )") + canary + R"("})");
    const bb::error failed = client_with(script).try_send(harbor::get_ship{"ark"}).error();
    for (const std::string& text : {failed.describe(), failed.message(), failed.body()})
        CHECK_THAT(text, !ContainsSubstring(canary));
    const bb::error empty =
        harbor::client{script, harbor::token{bb::secret("")}}.try_send(harbor::get_ship{"a"}).error();
    CHECK(empty.message() == "service_token: the secret must not be empty");
}

}  // namespace test_service
