// SPDX-License-Identifier: MIT
// Pulumi Cloud: what its error bodies become, which hint they get, and what a 429 to a write means.
#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "support/pulumi_samples.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/pulumi_calls.hpp"

namespace test_pulumi_errors {

namespace bb = bitbucket;
namespace pulumi = bb::pulumi;
using bb::error_kind;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using support::pulumi_samples;

namespace {

const pulumi::bitbucket_integrations::get get_one{"acme", "bb-9"};
const auto create_one = support::integration_sample<pulumi_samples, pulumi::bitbucket_integrations::create>();

pulumi::client client_with(const scripted& script, bb::client_options options = {}) {
    return pulumi::client{script, pulumi::token{bb::secret("pul-0123456789abcdef")}, std::move(options)};
}

/// A client that gets one reply.
pulumi::client client_with_one(int status, const char* body, const char* type) {
    scripted script;
    script.reply(status, body, {{"Content-Type", type}});
    bb::client_options once;
    once.retry = bb::retry_policy::none();
    return client_with(script, once);
}

/// The failure, whose hint never speaks of Bitbucket's own pages.
bb::error checked(std::optional<bb::error> failure) {
    REQUIRE(failure);
    for (const char* others : {"atlassian", "bitbucket.org", "API token", "Bitbucket"})
        CHECK_THAT(failure->hint(), !ContainsSubstring(others));
    return *failure;
}

/// The error that a reply becomes.
template <class Operation>
bb::error failure_of(const Operation& request, int status, const char* body, const char* type = "application/json") {
    const auto reply = client_with_one(status, body, type).try_send(request);
    return checked(reply ? std::optional<bb::error>() : reply.error());
}
bb::error failure_of(const unit::pulumi_call& call, int status, const char* body, const char* type) {
    return checked(call.send(client_with_one(status, body, type)).failure);
}

}  // namespace

TEST_CASE("each documented error is read: kind, message, fields, data, hint", "[pulumi][errors]") {
    struct row {
        int status;
        const char* body;
        error_kind kind;
        const char* message;
        /// A part of the hint; null where there is none.
        const char* hint;
    };
    const row rows[] = {
        {404, R"({"code":404,"message":"BitBucket integration not found"})", error_kind::not_found,
         "BitBucket integration not found", nullptr},
        {401, R"({"code":401,"message":"Unauthorized: No credentials provided or are invalid."})",
         error_kind::unauthorized, "Unauthorized: No credentials provided or are invalid.",
         "make a new one at app.pulumi.com/account/tokens"},
        {400,
         R"({"code":400,"message":"Missing or invalid BitBucket workspace","errors":[{"resource":"integration","attribute":"workspaceUuid","errorType":"required"}]})",
         error_kind::bad_request, "Missing or invalid BitBucket workspace", nullptr},
        {409, R"({"code":409,"message":"BitBucket integration already exists for this workspace"})",
         error_kind::conflict, "BitBucket integration already exists for this workspace", "use the one that is there"},
        {403, R"({"code":403,"message":"VCS provider access is suspended."})", error_kind::forbidden,
         "VCS provider access is suspended.", "the provider has suspended the access of Pulumi Cloud"},
        {403, R"({"code":403,"message":"no"})", error_kind::forbidden, "no", "Pulumi Cloud accepted the token"},
        {404, "404 page not found\n", error_kind::not_found, "404 page not found",
         "the operation is in preview, so Pulumi Cloud may have changed it"},
        {429, R"({"code":429,"message":"slow down"})", error_kind::rate_limited, "slow down", "wait minutes"},
        {502, "<html><head><title>502 Bad Gateway</title></head>", error_kind::server_error, "502 Bad Gateway",
         nullptr},
        {502, "<html>", error_kind::server_error, "the server gave no message", nullptr},
        {500, "", error_kind::server_error, "the server gave no message", nullptr},
    };
    for (const row& each : rows) {
        CAPTURE(each.status, each.body);
        const bb::error failed =
            failure_of(get_one, each.status, each.body, *each.body == '{' ? "application/json" : "text/plain");
        CHECK(failed.kind() == each.kind);
        CHECK(failed.status() == each.status);
        CHECK(failed.message() == each.message);
        // The body's code is the status, and no machine code.
        CHECK(failed.code().empty());
        if (each.hint == nullptr)
            CHECK(failed.hint().empty());
        else
            CHECK_THAT(failed.hint(), ContainsSubstring(each.hint));
    }
}

TEST_CASE("the problems of an error body are fields, in the words that say most, and are kept whole",
          "[pulumi][errors]") {
    const bb::error failed = failure_of(
        create_one, 400,
        R"({"code":400,"message":"bad","documentationUrl":"https://www.pulumi.com/docs/x","errors":[)"
        R"({"resource":"integration","attribute":"workspaceUuid","errorType":"required"},)"
        R"({"customMessage":"too many words","errorType":"custom","resource":"integration","attribute":"workspaceSlug"},)"
        R"({"resource":"organization","errorType":"neo_org_cap_exhausted"}]})");
    CHECK(failed.message() == "bad");
    REQUIRE(failed.fields().size() == 3);
    CHECK(failed.fields()[0].name == "workspaceUuid");
    CHECK(failed.fields()[0].messages == std::vector<std::string>{"required"});
    CHECK(failed.fields()[1].name == "workspaceSlug");
    CHECK(failed.fields()[1].messages == std::vector<std::string>{"too many words"});
    CHECK(failed.fields()[2].name.empty());
    CHECK(failed.fields()[2].messages == std::vector<std::string>{"neo_org_cap_exhausted"});
    CHECK_THAT(std::string(failed.data()), ContainsSubstring(R"({"resource":"organization","errorType":"neo_org)"));
    CHECK(failed.announcement_url() == "https://www.pulumi.com/docs/x");
}

TEST_CASE("every operation tells who may do it, and what is in preview is not called retired", "[pulumi][errors]") {
    std::size_t for_admins = 0;
    for (const unit::pulumi_call& call : unit::pulumi_calls()) {
        CAPTURE(call.info->name);
        const std::string refused = failure_of(call, 403, R"({"code":403,"message":"no"})", "application/json").hint();
        const bool writes = *call.info->privilege != '\0';
        for_admins += writes ? 1U : 0U;
        CHECK_THAT(refused, ContainsSubstring(writes ? "for the admin of the Pulumi organization" : "Pulumi Cloud"));
        // Whatever the vendor answers to something that it has changed.
        for (const int status : {404, 410})
            CHECK_THAT(failure_of(call, status, "404 page not found", "text/plain").hint(),
                       !ContainsSubstring("retired"));
        const bool is_preview = call.info->stage == bb::lifecycle::preview;
        const std::string gone = failure_of(call, 404, "404 page not found", "text/plain").hint();
        CHECK_THAT(gone, ContainsSubstring("check the base URL"));
        CHECK((gone.find("in preview") != std::string::npos) == is_preview);
    }
    CHECK(for_admins == 14);
}

TEST_CASE("without a token the hint says where to get one", "[pulumi][errors]") {
    scripted script;
    script.reply(401, R"({"code":401,"message":"Unauthorized"})");
    CHECK(pulumi::client{script}.try_send(get_one).error().hint() ==
          "Pulumi Cloud wants a token: give the client one, from app.pulumi.com/account/tokens");
}

TEST_CASE("a 429 to a write proves nothing: it is not repeated, and the error says so", "[pulumi][retry]") {
    for (const unit::pulumi_call& call : unit::pulumi_calls()) {
        CAPTURE(call.info->name);
        const unit::fake_time time;
        scripted script;
        for (int i = 0; i < 8; ++i) script.reply(429, R"({"code":429,"message":"slow down"})", {{"Retry-After", "1"}});
        const bb::error failed = call.send(client_with(script, time.options())).failure.value();
        CHECK(failed.kind() == error_kind::rate_limited);
        const bool reads = call.info->method == bb::http_method::get;
        CHECK(failed.outcome_unclear() == !reads);
        CHECK((script.requests().size() == 1) == !reads);
        CHECK((failed.hint().find("look before you send it again") != std::string::npos) == !reads);
    }
}

TEST_CASE("a 429 to a read is repeated after the time that the reply names", "[pulumi][retry]") {
    const unit::fake_time time;
    scripted script;
    script.reply(429, "{}", {{"Retry-After", "30"}}).reply(200, R"({"integrations":[]})");
    const auto api = client_with(script, time.options());
    CHECK(api.send(pulumi::integrations::list{"acme"}).integrations.empty());
    CHECK(time.waits() == std::vector<long long>{30'000});
}

}  // namespace test_pulumi_errors
