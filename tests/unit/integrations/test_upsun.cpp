// SPDX-License-Identifier: MIT
// integrations/upsun.hpp: what each operation sends and returns.
#include <bitbucket/integrations/upsun.hpp>

#include <functional>
#include <iterator>
#include <sstream>

#include "support/catch.hpp"
#include "unit/support/upsun_client.hpp"

namespace test_upsun {

namespace bb = bitbucket;
namespace ui = bitbucket::upsun_integrations;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using client = unit::upsun_client;

namespace {

// One operation without its type.
struct row {
    const char* name;
    const char* method;
    const char* target;
    const char* body;
    int status;
    const char* reply;
    std::function<std::string(const client&)> call;
};

std::string shown(const bb::upsun_change& change) {
    return change.integration() == nullptr ? "none" : change.integration()->id;
}
std::string shown(const bb::upsun_integration& one) {
    const auto* held = one.get_if<bb::upsun_bitbucket_integration>();
    return held == nullptr ? "none" : held->id;
}

const std::vector<row>& rows() {
    static const std::vector<row> all = {
        {"upsun_integrations::list", "GET", "/projects/p1/integrations", "", 200,
         R"([{"type":"github","id":"x"},{"id":"ab12","type":"bitbucket"}])",
         [](const client& api) { return shown(api.send(ui::list{"p1"}).at(1)); }},
        {"upsun_integrations::create", "POST", "/projects/p1/integrations",
         R"({"type":"bitbucket","repository":"acme/site","build_pull_requests":true,)"
         R"("environment_init_resources":"parent","app_credentials":{"key":"k","secret":"s"},"addon_credentials":null})",
         202, R"({"status":"Accepted","code":202,"_embedded":{"entity":{"id":"ab12","type":"bitbucket"}}})",
         [](const client& api) {
             return shown(api.send(ui::create{"p1",
                                              {.repository = "acme/site",
                                               .build_pull_requests = true,
                                               .environment_init_resources = bb::upsun_init_resources::parent,
                                               .app_credentials = {{.key = "k", .secret = "s"}},
                                               .addon_credentials = nullptr}}));
         }},
        {"upsun_integrations::get", "GET", "/projects/p1/integrations/ab12", "", 200,
         R"({"id":"ab12","type":"bitbucket"})",
         [](const client& api) { return shown(api.send(ui::get{"p1", "ab12"})); }},
        {"upsun_integrations::update", "PATCH", "/projects/p1/integrations/ab12",
         R"({"resync_pull_requests":false,"addon_credentials":{"addon_key":"a","client_key":"c","shared_secret":"s"}})",
         200, R"({"id":"ab12","type":"bitbucket"})",
         [](const client& api) {
             return shown(api.send(
                 ui::update{"p1",
                            "ab12",
                            {.resync_pull_requests = false,
                             .addon_credentials = {{.addon_key = "a", .client_key = "c", .shared_secret = "s"}}}}));
         }},
        {"upsun_integrations::remove", "DELETE", "/projects/p1/integrations/ab12", "", 202,
         R"({"status":"Accepted","code":202,"_embedded":{"entity":{"id":"ab12","type":"bitbucket"},"activities":[]}})",
         [](const client& api) { return shown(api.send(ui::remove{"p1", "ab12"})); }},
        {"upsun_integrations::get_activity", "GET", "/projects/p1/activities/a%2F1", "", 200,
         R"({"id":"a/1","integration":"ab12"})",
         [](const client& api) { return api.send(ui::get_activity{"p1", "a/1"}).integration; }}};
    return all;
}

}  // namespace

TEST_CASE("each operation of Upsun's sends what the vendor documents, and reads the answer", "[integrations]") {
    REQUIRE(std::size(ui::operations) == rows().size());
    const bb::operation_info* info = ui::operations.begin();
    for (const row& each : rows()) {
        CAPTURE(each.name);
        scripted script;
        script.reply(each.status, each.reply);
        CHECK(each.call(unit::upsun_with(script)) == "ab12");
        const auto sent = script.requests().at(0);
        CHECK(std::string(to_string(sent.method)) == each.method);
        CHECK(sent.url == std::string("https://api.upsun.com") + each.target);
        CHECK(sent.body == each.body);
        CHECK(sent.headers.value("Authorization") == std::string("Bearer ") + unit::upsun_token);
        CHECK(sent.headers.value("Accept") == "application/json");
        CHECK((sent.headers.find("Content-Type") == nullptr) == (*each.body == '\0'));
        CHECK(info->name == std::string(each.name));
        CHECK((info++)->belongs_to == &bb::upsun);
    }
}

TEST_CASE("an integration with Bitbucket is read whole, with null dates and unknown words", "[integrations]") {
    scripted script;
    script.reply(200, R"({"created_at":"2023-11-07T05:31:56Z","updated_at":null,"type":"bitbucket","role":"r",
        "fetch_branches":true,"prune_branches":false,"environment_init_resources":"huge","repository":"acme/site",
        "build_pull_requests":true,"pull_requests_clone_parent_data":false,"resync_pull_requests":true,"id":"ab12",
        "app_credentials":{"key":"k"},"addon_credentials":{"addon_key":"a","client_key":"c"},
        "_links":{"self":{"href":"https://eu-2.platform.sh/api/x","meta":{"get":{"a":[1,{"b":2}]}}},
        "#validate":{"href":"/api/x/validate"}}})",
                 {{"Content-Type", "application/hal+json; charset=utf-8"}});
    const auto whole = unit::upsun_with(script).send(ui::get{"p1", "ab12"});
    const auto* found = whole.get_if<bb::upsun_bitbucket_integration>();
    REQUIRE(found != nullptr);
    CHECK(found->created_at == bb::timestamp("2023-11-07T05:31:56Z"));
    CHECK_FALSE(found->updated_at.has_value());
    CHECK(found->type == "bitbucket");
    CHECK(found->role == "r");
    CHECK(found->repository == "acme/site");
    CHECK(found->fetch_branches == true);
    CHECK(found->prune_branches == false);
    CHECK(found->build_pull_requests == true);
    CHECK(found->pull_requests_clone_parent_data == false);
    CHECK(found->resync_pull_requests == true);
    CHECK(found->environment_init_resources.str() == "huge");
    CHECK_FALSE(found->environment_init_resources.known().has_value());
    CHECK(found->app_credentials.value().key == "k");
    CHECK(found->addon_credentials.value().addon_key == "a");
    CHECK(found->addon_credentials.value().client_key == "c");
    CHECK(found->links.href("self") == "https://eu-2.platform.sh/api/x");
    CHECK(found->links.href("#validate") == "/api/x/validate");

    script.reply(200, R"({"type":"bitbucket","app_credentials":null,"addon_credentials":null,
        "environment_init_resources":"default","created_at":null})");
    const auto bare = unit::upsun_with(script).send(ui::get{"p1", "ab12"});
    CHECK_FALSE(bare.get_if<bb::upsun_bitbucket_integration>()->app_credentials.has_value());
    CHECK_FALSE(bare.get_if<bb::upsun_bitbucket_integration>()->created_at.has_value());
    CHECK(bare.get_if<bb::upsun_bitbucket_integration>()->environment_init_resources ==
          bb::upsun_init_resources::default_);
}

TEST_CASE("integrations of other kinds keep their text, and do not show it", "[integrations][secrets]") {
    scripted script;
    script.reply(200, R"([{"type":"webhook","id":"w","shared_key":"s3cret"},{"type":"bitbucket_server","id":"b"},
        {"id":"ab12","type":"bitbucket"}])");
    const auto all = unit::upsun_with(script).send(ui::list{"p1"});
    REQUIRE(all.size() == 3);
    CHECK(all[0].kind() == "webhook");
    CHECK(all[0].get_if<bb::unknown_kind>()->text.str() == R"({"type":"webhook","id":"w","shared_key":"s3cret"})");
    CHECK(all[1].holds<bb::unknown_kind>());
    CHECK(all[2].holds<bb::upsun_bitbucket_integration>());
    std::ostringstream out;
    out << all[0];
    CHECK_THAT(out.str(), !ContainsSubstring("s3cret"));
}

TEST_CASE("a change answers with the entity and its activities, or with the object itself", "[integrations]") {
    scripted script;
    script.reply(202, R"({"status":"Accepted","code":202,"_embedded":{"entity":{"id":"ab12","type":"bitbucket"},
        "activities":[{"id":"k1","type":"integration.bitbucket.fetch","state":"in_progress","result":null,
        "completion_percent":40,"created_at":"2026-01-01T00:00:00Z","started_at":null,"timings":{"wait":0.5},
        "text":"t","description":null,"integration":"ab12"},{"id":"k2","state":"complete","result":"failure"},
        {"id":"k3","state":"cancelled"},{"id":"k4","state":"new","result":"odd"}]}})");
    script.reply(201, R"({"id":"cd34","type":"bitbucket","repository":"a/b"})");
    script.reply(202, R"({"status":"Accepted","code":202,"_embedded":{"entity":{"id":"w","type":"webhook"}}})");
    script.reply(200, R"({"status":"OK","code":200,"_embedded":{"activities":[]}})");
    const client api = unit::upsun_with(script);
    const ui::create request{"p1", {.repository = "a/b"}};

    const auto full = api.send(request);
    CHECK(full.status == "Accepted");
    CHECK(full.code == 202);
    CHECK(full.integration()->id == "ab12");
    REQUIRE(full.activities().size() == 4);
    const bb::upsun_activity& first = full.activities()[0];
    CHECK(first.type == "integration.bitbucket.fetch");
    CHECK(first.state == bb::upsun_activity_state::in_progress);
    CHECK(first.result.empty());
    CHECK(first.completion_percent == 40);
    CHECK_FALSE(first.started_at.has_value());
    CHECK(*first.timings.find("wait") == 0.5);
    CHECK(first.integration == "ab12");
    CHECK_FALSE(first.has_ended());
    CHECK(full.activities()[1].has_ended());
    CHECK(full.activities()[1].result == bb::upsun_activity_result::failure);
    CHECK(full.activities()[2].has_ended());
    CHECK_FALSE(full.activities()[3].has_ended());

    const auto bare = api.send(request);
    REQUIRE(bare.integration() != nullptr);
    CHECK(bare.integration()->id == "cd34");
    CHECK(bare.integration()->repository == "a/b");
    CHECK(bare.activities().empty());
    const auto other = api.send(request);
    CHECK(other.integration() == nullptr);
    CHECK(other.embedded.entity.kind() == "webhook");
    CHECK(api.send(request).integration() == nullptr);
}

}  // namespace test_upsun
