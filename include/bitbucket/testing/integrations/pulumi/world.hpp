// SPDX-License-Identifier: MIT
// What a pulumi_sandbox holds: the names of what a new one has, its providers and their integrations, and the shapes of
// its replies. A part of ../pulumi.hpp.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "../../../detail/json/nlohmann_reader.hpp"
#include "../../../transport.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing {

/// The names of what a new `pulumi_sandbox` holds.
struct known_pulumi {
    /// The name of the organization.
    static constexpr const char* organization = "acme";
    /// A token of an administrator, and one of a member, who may only look (403).
    static constexpr const char* admin_token = "pul-4dm1n-0f-acme-2c41";
    /// A token of a member of the organization.
    static constexpr const char* member_token = "pul-m3mb3r-0f-acme-77d0";
    /// The workspace that is connected, and its integration.
    static constexpr const char* connected_workspace = "{0d5a2f6c-8a3f-4c2e-9b6c-5b1d3e7f9a01}";
    /// The integration of `connected_workspace`.
    static constexpr const char* integration = "bb-1";
    /// The workspace that can be connected, with the slug `acme-labs`.
    static constexpr const char* free_workspace = "{7c1e4b90-2d57-4f1a-8c33-1f6a0b9d2e44}";
    /// An integration to which Bitbucket has suspended the access (403 to lists of repositories).
    static constexpr const char* suspended_integration = "bb-2";
};

namespace sandbox_detail::pulumi {

using json = nlohmann::json;

inline http_response reply_of(int status, const json& body) {
    return {status, {{"Content-Type", "application/json"}}, body.dump()};
}
inline http_response failure(int status, const std::string& message) {
    return reply_of(status, {{"code", status}, {"message", message}});
}
inline http_response missing(const std::string& message, const char* attribute) {
    const json problem = {{"resource", "integration"}, {"attribute", attribute}, {"errorType", "required"}};
    return reply_of(400, {{"code", 400}, {"message", message}, {"errors", json::array({problem})}});
}
inline http_response no_route() {
    return {404, {{"Content-Type", "text/plain"}}, "404 page not found\n"};
}
inline http_response wrong_method() {
    return {405, {{"Content-Type", "text/plain"}}, "Method Not Allowed\n"};
}
inline http_response no_content() {
    return {204, {}, {}};
}

/// One provider: the word in its own paths and in those for all, its name in errors, and what it has.
struct provider {
    const char* own_word;
    const char* neutral_word;
    const char* name;
    json integrations;
    json access;
};

inline json bitbucket_of(const std::string& id, const std::string& uuid, const std::string& slug, const char* auth) {
    json out{{"id", id},          {"workspaceUuid", uuid}, {"workspaceSlug", slug}, {"workspaceName", slug},
             {"installed", true}, {"valid", true},         {"authType", auth}};
    for (const char* each : {"disablePRComments", "disableNeoSummaries", "disableDetailedDiff"}) out[each] = false;
    return out;
}

inline std::vector<provider> seeded_providers() {
    const auto parsed = [](const char* text) { return json::parse(text); };
    std::vector<provider> out{
        {"bitbucket", "bitbucket", "BitBucket", json::array(), json::object()},
        {"azure-devops", "azure_devops", "Azure DevOps",
         parsed(R"([{"id":"ado-1","organization":{"name":"acme"},"project":{"id":"p1","name":"Site"},
                     "installed":true,"valid":true}])"),
         parsed(R"({"hasUserToken":true,"hasIntegration":true,"availableOrgs":[{"name":"acme"}]})")},
        {"github", "github", "GitHub App",
         parsed(R"([{"id":"gh-1","installationID":71,"accountName":"acme","isOrganization":true}])"),
         parsed(R"({"hasUserToken":true,"hasIntegration":true,"availableOrgs":["acme"],
                    "integrations":[{"id":"gh-1","canCreateRepo":true}]})")},
        {"github-enterprise",
         "github_enterprise",
         "GitHub Enterprise",
         parsed(R"([{"id":"ghe-1","installationID":72,"accountName":"acme","isSelfHosted":true}])"),
         {}},
        {"gitlab", "gitlab", "GitLab",
         parsed(R"([{"id":"gl-1","gitLabGroupId":9,"groupName":"acme","installed":true,"valid":true}])"),
         parsed(R"({"hasUserToken":true,"availableGroups":[{"id":10,"name":"labs","avatarURL":"",
                    "hasRequiredPermissions":true}]})")}};
    json& connected = out.front().integrations;
    connected.push_back(
        bitbucket_of(known_pulumi::integration, known_pulumi::connected_workspace, "acme", "workspace_token"));
    connected.push_back(
        bitbucket_of(known_pulumi::suspended_integration, "{5f0c7a12-64b8-4d0e-a1c9-93e2d8b7f613}", "acme-old", "pat"));
    return out;
}

inline json::iterator find(provider& of, const std::string& id) {
    return std::find_if(of.integrations.begin(), of.integrations.end(),
                        [&](const json& each) { return each["id"] == id; });
}

}  // namespace sandbox_detail::pulumi
}  // namespace bitbucket::inline BITBUCKET_ABI::testing
