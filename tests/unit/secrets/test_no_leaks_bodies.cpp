// SPDX-License-Identifier: MIT
// Servers that repeat what a request's body holds: the sensitive members of write models must not come out of errors and
// events again.
#include <bitbucket/api/deployment_variables.hpp>
#include <bitbucket/api/pipeline_ssh_key_pair.hpp>
#include <bitbucket/api/repository_pipeline_variables.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/integrations/infisical.hpp>
#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/raw_request.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <map>

#include "support/catch.hpp"
#include "support/pulumi_samples.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/infisical_requests.hpp"

namespace test_no_leaks_bodies {

namespace bb = bitbucket;
namespace pulumi = bb::pulumi;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Has what JSON escapes, in the middle and at the end, and characters beyond ASCII.
const std::string hidden =
    "Kan4ri \"Vogel\"\nim\\Bergwerk/\tSch\xC3\xA4"
    "chte \xF0\x9F\x90\xA6 2026\n";
constexpr const char* parts[] = {"Kan4ri", "Vogel", "Bergwerk", "chte", "2026"};

/// The text as a server writes it into JSON.
std::string as_json(std::string_view text) {
    std::string out;
    bb::detail::json_writer(out).string(text);
    return out.substr(1, out.size() - 2);
}

std::vector<std::string> echoes() {
    const std::string json = as_json(hidden);
    std::string slashes = json;
    slashes.replace(slashes.find('/'), 1, "\\/");
    return {json, slashes, bb::detail::escape_beyond_ascii(json, "0123456789abcdef"),
            bb::detail::escape_beyond_ascii(slashes, "0123456789ABCDEF")};
}

/// All that can be seen of what a call with this request becomes.
template <class Client, class Credential, class Request>
std::string seen_of(const Credential& who, const Request& request, const bb::http_response& reply) {
    const unit::fake_time time;
    scripted script;
    script.reply(reply.status, reply.body, reply.headers);
    bb::client_options options = time.options();
    const auto seen = std::make_shared<unit::recording_observer>();
    options.observer = seen;
    options.retry = bb::retry_policy::none();
    const auto out = Client{script, who, options}.try_send(request);
    REQUIRE(script.requests().size() == 1);
    CHECK_THAT(script.requests().front().body, ContainsSubstring(as_json(hidden)));
    return seen->all() + (out ? std::string() : unit::everything_of(out.error()));
}

/// Runs each spelling of a repeated text through a failure.
template <class Client, class Credential, class Request>
void check_request(const Credential& who, const Request& request) {
    CAPTURE(request.about().name);
    REQUIRE(request.problem().empty());
    for (const std::string& echo : echoes())
        for (const std::string& body :
             {R"({"error":{"message":"no )" + echo + R"( !","detail":")" + echo + R"(","data":{"a":")" + echo +
                  R"("},"fields":{"a":[")" + echo + R"("]}},"message":"no )" + echo + R"( !","details":")" + echo +
                  R"(","detail":{"a":[")" + echo +
                  R"("]},"errors":[{"attribute":"a","errorType":"b","customMessage":")" + echo + "\"}]}",
              "no " + echo + " !", "no " + hidden + " !"}) {
            const std::string seen = seen_of<Client>(
                who, request, {400, {{"X-Request-Id", "r1"}, {"Server", bb::detail::base64(hidden)}}, body});
            CAPTURE(body, seen);
            for (const char* part : parts) CHECK_THAT(seen, !ContainsSubstring(part));
            CHECK_THAT(seen, ContainsSubstring("no *** !"));
        }
}

template <class Request>
void check_bitbucket(const Request& request) {
    check_request<bb::client>(bb::access_token{bb::secret("t0ken-of-the-client")}, request);
}
template <class Request>
void check_pulumi(const Request& request) {
    check_request<pulumi::client>(pulumi::token{bb::secret("t0ken-of-the-client")}, request);
}
template <class Request>
void check_infisical(const Request& request) {
    check_request<unit::infisical_client>(bb::service_token<bb::infisical>{bb::secret("t0ken-of-the-client")}, request);
}
template <class Request>
void check_upsun(const Request& request) {
    check_request<bb::client_of<bb::upsun>>(bb::service_token<bb::upsun>{bb::secret("t0ken-of-the-client")}, request);
}

/// Sensitive members wherever a write model can hold them.
struct leaf {
    std::string open;
    bb::settable<std::string> shut;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("open", self.open);
        member.sensitive("shut", self.shut);
    }
};
struct first_kind {
    static constexpr const char* kind = "first";
    std::string shut;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.sensitive("shut", self.shut);
    }
};
struct second_kind {
    static constexpr const char* kind = "second";
    std::string open;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("open", self.open);
    }
};
struct tree {
    std::optional<leaf> one;
    std::vector<leaf> many;
    std::map<std::string, leaf> named;
    bb::one_of<first_kind, second_kind> either;
    std::vector<std::string> all_shut;
    std::optional<leaf> whole;
    long long number = 0;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("one", self.one);
        member("many", self.many);
        member("named", self.named);
        member("either", self.either);
        member.sensitive("all_shut", self.all_shut);
        member.sensitive("whole", self.whole);
        member.sensitive("number", self.number);
    }
};

}  // namespace

TEST_CASE("sensitive members are found wherever a body holds them", "[secrets]") {
    tree all;
    CHECK(bb::detail::build_body(all).secrets == std::vector<std::string>{});
    all.one = leaf{"o", "1"};
    all.many = {leaf{"o", "2"}, leaf{"o", {}}, leaf{"o", "3"}};
    all.named = {{"key", leaf{"o", "4"}}};
    all.either = first_kind{"5"};
    all.all_shut = {"6", "7"};
    all.whole = leaf{"8", "9"};
    CHECK(bb::detail::build_body(all).secrets == std::vector<std::string>{"1", "2", "3", "4", "5", "6", "7", "8", "9"});
    all = {};
    all.either = second_kind{"o"};
    CHECK(bb::detail::build_body(all).secrets.empty());
    CHECK(bb::detail::build_body(std::vector<leaf>{{"o", "1"}, {"o", "2"}}).secrets ==
          std::vector<std::string>{"1", "2"});
}

TEST_CASE("no secret of a body comes out when Bitbucket repeats it", "[secrets]") {
    namespace of_repository = bb::repository_pipeline_variables;
    check_bitbucket(of_repository::create{"acme", "site", {.key = "KEY", .value = hidden}});
    check_bitbucket(of_repository::update{"acme", "site", bb::uuid("v"), {.value = hidden}});
    check_bitbucket(bb::deployment_variables::create{"acme", "site", bb::uuid("e"), {.key = "KEY", .value = hidden}});
    check_bitbucket(
        bb::pipeline_ssh_key_pair::update{"acme", "site", {.private_key = hidden, .public_key = "ssh-ed25519 A"}});
}

TEST_CASE("no secret of a body comes out when another service repeats it", "[integrations][secrets]") {
    check_pulumi(pulumi::bitbucket_integrations::create{
        "acme", {.workspace_uuid = "{w}", .workspace_slug = "w", .workspace_access_token = hidden}});
    pulumi::oauth_completion done = support::pulumi_samples::input(std::type_identity<pulumi::oauth_completion>{});
    done.code = hidden;
    check_pulumi(pulumi::azure_devops::complete_oauth{"acme", done});
    done.code = "c0de";
    done.session_id = hidden;
    check_pulumi(pulumi::azure_devops::complete_oauth{"acme", done});

    const bb::infisical_credentials_draft token{.api_token = hidden, .email = "mia@example.org"};
    check_infisical(bb::infisical_connections::create{{.name = "n", .credentials = token}});
    check_infisical(bb::infisical_connections::update{unit::infisical_id, {.credentials = token}});

    const bb::upsun_app_credentials_draft app{.key = "k", .secret = hidden};
    const bb::upsun_addon_credentials_draft addon{.addon_key = "a", .client_key = "c", .shared_secret = hidden};
    check_upsun(bb::upsun_integrations::create{"p1", {.repository = "acme/site", .app_credentials = app}});
    check_upsun(bb::upsun_integrations::create{"p1", {.repository = "acme/site", .addon_credentials = addon}});
    check_upsun(bb::upsun_integrations::update{"p1", "i", {.app_credentials = app}});
    check_upsun(bb::upsun_integrations::update{"p1", "i", {.addon_credentials = addon}});
}

TEST_CASE("what a success holds stays whole, unless it cannot be read", "[secrets]") {
    const bb::access_token who{bb::secret("t0ken-of-the-client")};
    namespace variables = bb::repository_pipeline_variables;
    const variables::create request{"acme", "site", {.key = "KEY", .value = hidden}};
    scripted script;
    script.reply(201, R"({"key":"KEY","value":")" + as_json(hidden) + "\"}");
    script.reply(201, R"({"key":"KEY","value":")" + as_json(hidden) + "\"");
    script.reply(201, R"({"error":{"message":")" + as_json(hidden) + "\"}}");
    const bb::client api{script, who};
    CHECK(api.send(request).value == hidden);
    for (int i = 0; i < 2; ++i) {
        const std::string seen = unit::everything_of(api.try_send(request).error());
        CAPTURE(seen);
        for (const char* part : parts) CHECK_THAT(seen, !ContainsSubstring(part));
    }
}

TEST_CASE("a value too short to look for tears no holes into messages", "[secrets]") {
    namespace variables = bb::repository_pipeline_variables;
    scripted script;
    const char* body = R"({"error":{"message":"the branch is unknown to the repository"}})";
    script.reply(400, body).reply(400, body);
    const bb::client api{script, bb::access_token{bb::secret("t0ken-of-the-client")}};
    const variables::create first{"acme", "site", {.key = "KEY", .value = "branch"}};
    CHECK(api.try_send(first).error().message() == "the branch is unknown to the repository");
    const variables::create second{"acme", "site", {.key = "KEY", .value = "repository"}};
    CHECK(api.try_send(second).error().message() == "the branch is unknown to the ***");
}

TEST_CASE("a body that takes the place of another has its own secrets", "[secrets]") {
    scripted script;
    const char* body = R"({"error":{"message":"the repository is unknown"}})";
    script.reply(400, body).reply(400, body);
    const bb::client api{script, bb::access_token{bb::secret("t0ken-of-the-client")}};
    bb::raw_request<> request(bb::http_method::post, "/x");
    request.body(bb::pipeline_variable_draft{.key = "KEY", .value = "repository"});
    CHECK(api.try_send(request).error().message() == "the *** is unknown");
    request.body(bb::json_text("{}"));
    CHECK(api.try_send(request).error().message() == "the repository is unknown");
}

}  // namespace test_no_leaks_bodies
