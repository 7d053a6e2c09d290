// SPDX-License-Identifier: MIT
// The same as test_secret_holders.cpp for integrations/: finds every public type there that holds a secret, or what is
// printed as ***, and prints one of each.
#include <bitbucket/integrations/infisical.hpp>
#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/integrations/upsun_session.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "support/pulumi_samples.hpp"
#include "unit/support/infisical_requests.hpp"
#include "unit/support/secret_holders.hpp"

namespace test_secret_holders_integrations {

namespace bb = bitbucket;
using unit::canary;
using unit::holder;
using unit::of;

namespace {

std::vector<holder> all_of_infisical() {
    namespace ic = bb::infisical_connections;
    constexpr const char* id = unit::infisical_id;
    const bb::infisical_credentials_draft hidden{.api_token = canary, .email = canary};
    const bb::infisical_connection_draft draft{.name = "n", .credentials = hidden};
    const bb::infisical_connection_edit edit{.credentials = hidden};
    bb::infisical_connection shown;
    shown.credentials.email = canary;
    shown.credentials_hash = canary;
    bb::infisical_connection_reply one;
    one.app_connection = shown;
    bb::infisical_connection_list all;
    all.app_connections = {shown};
    return {of("infisical_connection", shown),
            of("infisical_connection_draft", draft),
            of("infisical_connection_edit", edit),
            of("infisical_connection_list", all),
            of("infisical_connection_reply", one),
            of("infisical_connections::create", ic::create{draft}),
            of("infisical_connections::get", ic::get{id}),
            of("infisical_connections::get_by_name", ic::get_by_name{"n"}),
            of("infisical_connections::list", ic::list{}),
            of("infisical_connections::remove", ic::remove{id}),
            of("infisical_connections::update", ic::update{id, edit}),
            of("infisical_credentials_draft", hidden),
            of("infisical_shown_credentials", shown.credentials)};
}

std::vector<holder> all_of_pulumi() {
    namespace pulumi = bb::pulumi;
    const pulumi::bitbucket_setup_request setup{
        .workspace_uuid = "{w}", .workspace_slug = "w", .workspace_access_token = std::string(canary)};
    pulumi::oauth_completion done = support::pulumi_samples::input(std::type_identity<pulumi::oauth_completion>{});
    done.session_id = canary;
    done.code = canary;
    const pulumi::github_app_urls urls{canary, canary, canary, canary};
    pulumi::github_integration_details details;
    details.gh_urls = urls;
    pulumi::app_integration_list<pulumi::github_integration_details> all;
    all.integrations = {details};
    all.installation_url = canary;
    const auto begin = support::pulumi_samples::input(std::type_identity<pulumi::oauth_initiation>{});
    return {of("pulumi::app_integration_list", all),
            of("pulumi::azure_devops::complete_oauth", pulumi::azure_devops::complete_oauth{"acme", done}),
            of("pulumi::azure_devops::initiate_oauth", pulumi::azure_devops::initiate_oauth{"acme", begin}),
            of("pulumi::azure_devops::list", pulumi::azure_devops::list{"acme"}),
            of("pulumi::bitbucket_integrations::create", pulumi::bitbucket_integrations::create{"acme", setup}),
            of("pulumi::bitbucket_setup_request", setup),
            of("pulumi::github::get", pulumi::github::get{"acme", "gh-1"}),
            of("pulumi::github::list", pulumi::github::list{"acme"}),
            of("pulumi::github::start_setup", pulumi::github::start_setup{"acme"}),
            of("pulumi::github_app_urls", urls),
            of("pulumi::github_enterprise::get", pulumi::github_enterprise::get{"acme", "ghe-1"}),
            of("pulumi::github_enterprise::list", pulumi::github_enterprise::list{"acme"}),
            of("pulumi::github_integration_details", details),
            of("pulumi::github_setup", pulumi::github_setup{canary}),
            of("pulumi::oauth_completion", done),
            of("pulumi::oauth_session", pulumi::oauth_session{canary, canary})};
}

std::vector<holder> all_of_upsun() {
    namespace ui = bb::upsun_integrations;
    const bb::upsun_app_credentials_draft app{.key = "k", .secret = canary};
    const bb::upsun_addon_credentials_draft addon{.addon_key = "a", .client_key = "c", .shared_secret = canary};
    const bb::upsun_bitbucket_draft draft{
        .repository = "acme/site", .app_credentials = app, .addon_credentials = addon};
    const bb::upsun_bitbucket_edit edit{.app_credentials = app, .addon_credentials = addon};
    return {of("upsun_addon_credentials_draft", addon),
            of("upsun_app_credentials_draft", app),
            of("upsun_bitbucket_draft", draft),
            of("upsun_bitbucket_edit", edit),
            of("upsun_integrations::create", ui::create{"p1", draft}),
            of("upsun_integrations::update", ui::update{"p1", "i", edit}),
            of("upsun_session", bb::upsun_session{bb::testing::scripted{}, bb::secret(canary)})};
}

}  // namespace

TEST_CASE("every public type of an integration that holds a secret is printed here", "[integrations][secrets]") {
    std::vector<holder> all = all_of_infisical();
    for (const std::vector<holder>& more : {all_of_pulumi(), all_of_upsun()})
        all.insert(all.end(), more.begin(), more.end());
    unit::check_holders(all, [](std::string_view path) { return path.starts_with("integrations/"); });
}

}  // namespace test_secret_holders_integrations
