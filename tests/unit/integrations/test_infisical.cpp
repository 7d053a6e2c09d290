// SPDX-License-Identifier: MIT
// integrations/infisical.hpp: what each operation sends and returns.
#include <bitbucket/integrations/infisical.hpp>

#include <functional>
#include <iterator>
#include <sstream>

#include "support/catch.hpp"
#include "unit/support/infisical_requests.hpp"

namespace test_infisical {

namespace bb = bitbucket;
namespace ic = bitbucket::infisical_connections;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using client = unit::infisical_client;

namespace {

constexpr const char* id = unit::infisical_id;

// One operation without its type.
struct row {
    const char* name;
    const char* method;
    std::string target;
    std::string body;
    std::string reply;
    std::function<std::string(const client&)> call;
};

std::string shown(const bb::infisical_connection_reply& reply) {
    return reply.app_connection.id + ' ' + reply.app_connection.name;
}

const std::vector<row>& rows() {
    static const std::string root = "/api/v1/app-connections/bitbucket";
    static const std::string mine = std::string(id) + " my-connection";
    static const std::string at = root + '/' + id;
    static const std::vector<row> all = {
        {"infisical_connections::create", "POST", root,
         R"({"name":"my-connection","method":"api-token","credentials":{"apiToken":"ATATT3x","email":"mia@example.org"}})",
         unit::one_infisical_connection(),
         [](const client& api) { return shown(api.send(ic::create{unit::infisical_draft()})); }},
        {"infisical_connections::list", "GET", root + "?projectId=p%201", "",
         R"({"appConnections":[{"id":")" + std::string(id) + R"(","name":"my-connection"}]})",
         [](const client& api) {
             const auto all_of_it = api.send(ic::list{}.project_id("p 1"));
             return all_of_it.app_connections.at(0).id + ' ' + all_of_it.app_connections.at(0).name;
         }},
        {"infisical_connections::available", "GET", root + "/available", "",
         R"({"appConnections":[{"id":")" + std::string(id) + R"(","name":"my-connection","projectId":null}]})",
         [](const client& api) {
             const auto all_of_it = api.send(ic::available{});
             return all_of_it.app_connections.at(0).id + ' ' + all_of_it.app_connections.at(0).name;
         }},
        {"infisical_connections::get", "GET", at, "", unit::one_infisical_connection(),
         [](const client& api) { return shown(api.send(ic::get{id})); }},
        {"infisical_connections::get_by_name", "GET", root + "/connection-name/my-connection?projectId=p1", "",
         unit::one_infisical_connection(),
         [](const client& api) { return shown(api.send(ic::get_by_name{"my-connection"}.project_id("p1"))); }},
        {"infisical_connections::update", "PATCH", at, R"({"name":"my-connection","description":null})",
         unit::one_infisical_connection(),
         [](const client& api) {
             return shown(api.send(ic::update{id, {.name = "my-connection", .description = nullptr}}));
         }},
        {"infisical_connections::remove", "DELETE", at, "", unit::one_infisical_connection(),
         [](const client& api) { return shown(api.send(ic::remove{id})); }},
        {"infisical_connections::workspaces", "GET", at + "/workspaces?search=my", "",
         R"({"workspaces":[{"slug":"my-connection"}]})",
         [](const client& api) {
             return std::string(id) + ' ' + api.send(ic::workspaces{id}.search("my")).workspaces.at(0).slug;
         }},
        {"infisical_connections::repositories", "GET", at + "/repositories?workspaceSlug=acme&search=my", "",
         R"({"repositories":[{"slug":"my-connection","full_name":"acme/my-connection","uuid":"{1}"}]})",
         [](const client& api) {
             return std::string(id) + ' ' +
                    api.send(ic::repositories{id, "acme"}.search("my")).repositories.at(0).full_name.substr(5);
         }},
        {"infisical_connections::environments", "GET", at + "/environments?workspaceSlug=acme&repositorySlug=site", "",
         R"({"environments":[{"slug":"s","name":"my-connection","uuid":"{1}"}]})", [](const client& api) {
             return std::string(id) + ' ' + api.send(ic::environments{id, "acme", "site"}).environments.at(0).name;
         }}};
    return all;
}

}  // namespace

TEST_CASE("each operation of Infisical's sends what the vendor documents, and reads the answer", "[integrations]") {
    REQUIRE(std::size(ic::operations) == rows().size());
    const bb::operation_info* info = ic::operations.begin();
    for (const row& each : rows()) {
        CAPTURE(each.name);
        scripted script;
        script.reply(200, each.reply);
        CHECK(each.call(unit::infisical_with(script)) == std::string(id) + " my-connection");
        const auto sent = script.requests().at(0);
        CHECK(std::string(to_string(sent.method)) == each.method);
        CHECK(sent.url == "https://us.infisical.com" + each.target);
        CHECK(sent.body == each.body);
        CHECK(sent.headers.value("Authorization") == std::string("Bearer ") + unit::infisical_token);
        CHECK(sent.headers.value("Accept") == "application/json");
        CHECK((sent.headers.find("Content-Type") == nullptr) == each.body.empty());
        CHECK(info->name == std::string(each.name));
        CHECK((info++)->belongs_to == &bb::infisical);
    }
}

TEST_CASE("a region, an instance of one's own and a sub-organisation are a matter of the client", "[integrations]") {
    for (const char* base : {bb::infisical_eu_url, "https://secrets.acme.example"}) {
        scripted script;
        script.reply(200, unit::one_infisical_connection());
        bb::client_options options;
        options.base_url = base;
        unit::infisical_with(script, options).send(ic::get{id}.header("x-infisical-org", "acme-labs"));
        CHECK(script.requests()[0].url == std::string(base) + "/api/v1/app-connections/bitbucket/" + id);
        CHECK(script.requests()[0].headers.value("x-infisical-org") == "acme-labs");
    }
}

TEST_CASE("a connection is read whole, with null and absent members", "[integrations]") {
    scripted script;
    script.reply(200,
                 R"({"appConnection":{"id":"i","name":"n","description":null,"app":"bitbucket","method":"api-token",
        "version":3,"orgId":"o","createdAt":"2023-11-07T05:31:56Z","updatedAt":"2023-11-07T05:31:57Z",
        "credentials":{"email":"mia@example.org"},"credentialsHash":"abc","isPlatformManagedCredentials":null,
        "gatewayId":null,"gatewayPoolId":"g","projectId":"p","project":{"name":"P","id":"p","type":"secret-manager",
        "slug":"ps"},"isAutoRotationEnabled":false,"new":1}})");
    const auto found = unit::infisical_with(script).send(ic::get{id}).app_connection;
    CHECK(found.description.empty());
    CHECK(found.method == bb::infisical_bitbucket_method::api_token);
    CHECK(found.version == 3);
    CHECK(found.org_id == "o");
    CHECK(found.created_at == bb::timestamp("2023-11-07T05:31:56Z"));
    CHECK(found.updated_at == bb::timestamp("2023-11-07T05:31:57Z"));
    CHECK(found.credentials.email == "mia@example.org");
    CHECK(found.credentials_hash == "abc");
    CHECK_FALSE(found.is_platform_managed_credentials.has_value());
    CHECK(found.gateway_id.empty());
    CHECK(found.gateway_pool_id == "g");
    CHECK(found.project.value().slug == "ps");
    CHECK(found.is_auto_rotation_enabled == false);
    std::ostringstream out;
    out << found;
    CHECK_THAT(out.str(), !ContainsSubstring("mia@") && !ContainsSubstring("abc"));
}

TEST_CASE("an answer without its envelope is no empty connection", "[integrations]") {
    scripted script;
    script.reply(200, R"({"appConnection":"gone"})").reply(200, R"({"appConnections":{}})").reply(200, "");
    CHECK(unit::infisical_with(script).try_send(ic::get{id}).error().kind() == bb::error_kind::decode);
    CHECK(unit::infisical_with(script).try_send(ic::list{}).error().kind() == bb::error_kind::decode);
    CHECK(unit::infisical_with(script).try_send(ic::get{id}).error().kind() == bb::error_kind::decode);
}

}  // namespace test_infisical
