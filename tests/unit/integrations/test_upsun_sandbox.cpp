// SPDX-License-Identifier: MIT
// testing/integrations/upsun.hpp: the double keeps integrations, and fails where Upsun fails.
#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/integrations/upsun_session.hpp>
#include <bitbucket/raw_request.hpp>
#include <bitbucket/testing/integrations/upsun.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"

namespace test_upsun_sandbox {

namespace bb = bitbucket;
namespace ui = bitbucket::upsun_integrations;
using bb::testing::upsun_sandbox;
using client = bb::client_of<bb::upsun>;

TEST_CASE("the double keeps integrations, and has Upsun's contradicting defaults", "[integrations][sandbox]") {
    const upsun_sandbox box;
    const unit::fake_time time;
    bb::client_options options = time.options();
    options.retry = bb::retry_policy::none();
    const bb::upsun_session session{
        box, bb::secret(upsun_sandbox::api_token), {.retry = options.retry, .clock = time.source()}};
    const client api{box, session, options};
    const char* project = upsun_sandbox::project;
    CHECK(api.send(ui::get{project, upsun_sandbox::webhook}).kind() == "webhook");
    const auto made = api.send(ui::create{
        project,
        {.repository = "acme/site", .fetch_branches = false, .app_credentials = {{.key = "k", .secret = "s"}}}});
    REQUIRE(made.integration() != nullptr);
    const std::string id = made.integration()->id;
    CHECK(made.integration()->prune_branches == false);
    CHECK(made.integration()->build_pull_requests == true);
    CHECK(made.integration()->app_credentials.value().key == "k");
    REQUIRE(made.activities().size() == 1);
    CHECK_FALSE(made.activities()[0].has_ended());
    const auto work = api.send(ui::get_activity{project, made.activities()[0].id});
    CHECK(work.has_ended());
    CHECK(work.result == bb::upsun_activity_result::success);

    const auto changed = api.send(ui::update{project, id, {.fetch_branches = true, .app_credentials = nullptr}});
    CHECK(changed.integration()->fetch_branches == true);
    CHECK_FALSE(changed.integration()->app_credentials.has_value());
    CHECK(changed.integration()->updated_at.has_value());
    const auto found = api.send(ui::get{project, id});
    CHECK(*found.get_if<bb::upsun_bitbucket_integration>() == *changed.integration());
    CHECK(api.send(ui::remove{project, id}).integration()->id == id);
    CHECK(api.try_send(ui::get{project, id}).error().message() == "Not found");

    const auto refusal = [&](const auto& request) { return api.try_send(request).error(); };
    CHECK(refusal(ui::create{
                      project,
                      {.repository = "a/b", .app_credentials = {{.key = upsun_sandbox::bad_consumer, .secret = "s"}}}})
              .message() == "The OAuth consumer is invalid.");
    CHECK(refusal(ui::list{"other"}).kind() == bb::error_kind::forbidden);
    CHECK(refusal(ui::get_activity{project, "none"}).kind() == bb::error_kind::not_found);

    // Without the library's care Upsun refuses its own default.
    const auto bare = bb::raw_request<bb::json_text>(bb::http_method::post, "/projects/{}/integrations", {project})
                          .body(bb::json_text(R"({"type":"bitbucket","repository":"a/b","fetch_branches":false})"));
    const bb::error contradiction = refusal(bare);
    CHECK(contradiction.status() == 400);
    CHECK(contradiction.fields().at(0).name == "prune_branches");
}

}  // namespace test_upsun_sandbox
