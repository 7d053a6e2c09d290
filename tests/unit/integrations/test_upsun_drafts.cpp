// SPDX-License-Identifier: MIT
// integrations/upsun/integration_draft.hpp: what is refused before anything is sent, and what is sent with it.
#include <bitbucket/integrations/upsun.hpp>

#include "support/catch.hpp"
#include "unit/support/upsun_client.hpp"

namespace test_upsun_drafts {

namespace bb = bitbucket;
namespace ui = bitbucket::upsun_integrations;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using client = unit::upsun_client;

TEST_CASE("prune_branches is never left to a default that contradicts fetch_branches", "[integrations]") {
    const auto sent = [](bb::settable<bool> fetch, bb::settable<bool> prune) {
        const ui::create made{"p1", {.repository = "a/b", .fetch_branches = fetch, .prune_branches = prune}};
        const ui::update changed{"p1", "i", {.fetch_branches = fetch, .prune_branches = prune}};
        CHECK(made.problem().empty() == changed.problem().empty());
        if (!made.problem().empty()) return made.problem();
        const std::string start = R"({"type":"bitbucket","repository":"a/b")";
        CHECK(made.body().starts_with(start));
        const std::string rest = made.body().substr(start.size());
        CHECK(changed.body() == '{' + (rest.starts_with(',') ? rest.substr(1) : rest));
        return rest;
    };
    CHECK(sent({}, {}) == "}");
    CHECK(sent(true, {}) == R"(,"fetch_branches":true})");
    CHECK(sent({}, true) == R"(,"prune_branches":true})");
    CHECK(sent(false, {}) == R"(,"fetch_branches":false,"prune_branches":false})");
    CHECK(sent(false, false) == R"(,"fetch_branches":false,"prune_branches":false})");
    CHECK(sent(true, false) == R"(,"fetch_branches":true,"prune_branches":false})");
    CHECK_THAT(sent(false, true), ContainsSubstring("prune_branches needs fetch_branches"));
    CHECK_THAT(sent(false, nullptr), ContainsSubstring("prune_branches must not be null"));
    CHECK_THAT(sent(nullptr, {}), ContainsSubstring("fetch_branches must not be null"));
}

TEST_CASE("what Upsun cannot take is refused before anything is sent", "[integrations]") {
    const scripted script;
    const client api = unit::upsun_with(script);
    const auto refused = [&](const auto& request, const char* words) {
        const bb::error failure = api.try_send(request).error();
        CAPTURE(words);
        CHECK(failure.kind() == bb::error_kind::usage);
        CHECK_THAT(failure.message(), ContainsSubstring(words));
    };
    for (const char* name : {"site", "a/b/c", "/site", "acme/", "https://bitbucket.org/acme/site", "/"}) {
        refused(ui::create{"p1", {.repository = name}}, "repository must be workspace/repository");
        refused(ui::update{"p1", "i", {.repository = name}}, "repository must be workspace/repository");
    }
    refused(ui::create{"p1", {.repository = ""}}, "'repository' must not be empty");
    refused(ui::update{"p1", "i", {.repository = nullptr}}, "repository must not be null");
    refused(ui::update{"p1", "i", {.type = nullptr}}, "type must not be null");
    refused(ui::update{"p1", "i", {.build_pull_requests = nullptr}}, "build_pull_requests must not be null");
    refused(ui::create{"p1", {.repository = "a/b", .app_credentials = {{.key = "k", .secret = ""}}}},
            "'app_credentials.secret' must not be empty");
    refused(ui::create{"p1",
                       {.repository = "a/b",
                        .addon_credentials = {{.addon_key = "a", .client_key = "", .shared_secret = "s"}}}},
            "'addon_credentials.client_key' must not be empty");
    refused(ui::get{"", "i"}, "projectId");
    refused(ui::get{"p1", ".."}, "integrationId");
    CHECK(script.requests().empty());
    CHECK(ui::update{"p1", "i", {.type = bb::upsun_integration_type::bitbucket}}.body() == R"({"type":"bitbucket"})");
}

}  // namespace test_upsun_drafts
