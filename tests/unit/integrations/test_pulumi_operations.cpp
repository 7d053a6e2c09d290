// SPDX-License-Identifier: MIT
// Pulumi Cloud: what each of the 36 operations sends, and what its documented success becomes; all of them against the
// vendor's list, word for word.
#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <map>

#include "support/catch.hpp"
#include "support/pulumi_samples.hpp"
#include "unit/support/pulumi_calls.hpp"

namespace test_pulumi_operations {

namespace bb = bitbucket;
namespace pulumi = bb::pulumi;
using bb::testing::scripted;
using support::pulumi_samples;

namespace {

constexpr const char* token = "pul-0123456789abcdef";

/// One operation as the vendor documents it, with the request of its sample.
struct documented {
    /// Verb, path below `integrations`, and `P` for a preview.
    const char* what;
    /// The path of the sample, below the same.
    const char* path;
    const char* body = "";
    int status = 200;
    /// A success as documented. It becomes a value whose JSON has all its members again.
    const char* reply = "";
};

const char* const github_details =
    R"({"id":"gh-1","installationID":71,"accountID":8,"accountName":"acme","avatarUrl":"https://a","isOrganization":true,"isSelfHosted":false,"created":"2026-01-02T03:04:05Z","disablePRComments":false,"disableNeoSummaries":true,"disableDetailedDiff":false,"disableCodeAccessForReviews":true,"disableDraftPRComments":false,"hasMembersPermission":true,"hasContentsPermission":true,"individualAuthEnabled":true,"neoGitHubAppPermissionRequirements":[{"name":"Checks","required":"ReadWrite","actual":"NoAccess","reason":"r","isSufficient":false}],"ghUrls":{"installationUrl":"https://i","configurationUrl":"https://c","permissionsUrl":"https://p","stateParam":"s"}})";
const char* const user =
    R"({"id":"u1","githubLogin":"mia","name":"Mia","email":"mia@example.org","avatarUrl":"https://a","organizations":[{"name":"Acme","githubLogin":"acme","avatarUrl":"https://a","email":"o@example.org","role":"billing-manager"}],"potentialOrganizations":[{"name":"B","githubLogin":"b","role":"potential-member"}],"identities":["github.com"],"siteAdmin":false,"registryAdmin":true,"tokenInfo":{"name":"ci","organization":"acme","team":"t"},"hasMFA":true,"isOrgManaged":false,"isManagedByMultiOrg":false,"isAgent":false})";
const std::string bitbucket_details =
    R"({"id":"bb-1","workspaceUuid":"0d5a2f6c-8a3f-4c2e-9b6c-5b1d3e7f9a01","workspaceSlug":"acme","workspaceName":"Acme","avatarUrl":"https://a","installed":true,"valid":false,"authType":"user_token","authUser":)" +
    std::string(user) + R"(,"disablePRComments":false,"disableNeoSummaries":true,"disableDetailedDiff":false})";
const std::string gitlab_details =
    R"({"id":"gl-1","gitLabGroupId":5000000000,"groupName":"Acme","groupPath":"acme/site","avatarUrl":"https://a","installed":true,"valid":true,"gitLabOrg":{"id":9,"name":"acme","avatarURL":"https://a","hasRequiredPermissions":true},"authUser":)" +
    std::string(user) +
    R"(,"groupAccessTokenExpiration":"2026-12-01T00:00:00Z","disablePRComments":false,"disableNeoSummaries":true,"disableDetailedDiff":false})";
const std::string azure_app =
    R"({"installed":true,"valid":true,"organization":{"id":"o1","name":"acme","accountUrl":"https://dev.azure.com/acme","hasRequiredPermissions":true},"project":{"id":"p1","name":"Site"},"authUser":)" +
    std::string(user) + R"(,"disablePRComments":false,"disableNeoSummaries":true,"disableDetailedDiff":false})";

std::string listed(const std::string& item, const char* more = "") {
    return R"({"integrations":[)" + item + "]" + more + "}";
}

const std::string texts[] = {listed(bitbucket_details), listed(gitlab_details),
                             listed(github_details, R"(,"installationUrl":"https://i")")};

/// In the order of `operations + provider_operations`.
const std::vector<documented>& all() {
    static const std::vector<documented> rows{
        {"GET ", "", "", 200,
         R"({"integrations":[{"id":"i","vcsProvider":"azure_devops","hasIndividualAccess":true,"name":"n","avatarUrl":"https://a","host":"h","baseUrl":"https://b"},{"id":"j","vcsProvider":"generic","hasIndividualAccess":false}]})"},
        {"GET /{provider}/{integrationId}/repos P", "/bitbucket/bb-1/repos", "", 200,
         R"({"repos":[{"id":"{r}","owner":"acme","name":"site"}],"nextPageToken":"2"})"},
        {"GET /{provider}/{integrationId}/repos/{repoId}/branches P", "/bitbucket/bb-1/repos/%7Brepo-1%7D/branches", "",
         200, R"({"branches":[{"name":"main","isProtected":true}]})"},
        {"GET /{provider}/{integrationId}/repos/destinations P", "/bitbucket/bb-1/repos/destinations", "", 200,
         R"({"repos":[{"id":"{r}","owner":"acme","name":"site"}],"nextPageToken":"more"})"},
        {"GET /bitbucket P", "/bitbucket", "", 200, texts[0].c_str()},
        {"POST /bitbucket P", "/bitbucket",
         R"({"workspaceUuid":"{7c1e4b90-2d57-4f1a-8c33-1f6a0b9d2e44}","workspaceSlug":"acme-labs","workspaceAccessToken":"ATCTT3kan4ri-of-the-workspace-51"})",
         204},
        {"GET /bitbucket/{integrationId} P", "/bitbucket/bb-1", "", 200, bitbucket_details.c_str()},
        {"PATCH /bitbucket/{integrationId} P", "/bitbucket/bb-1",
         R"({"disablePRComments":true,"disableDetailedDiff":false})", 204},
        {"DELETE /bitbucket/{integrationId} P", "/bitbucket/bb-1", "", 204},
        {"GET /bitbucket/access-status P", "/bitbucket/access-status", "", 200,
         R"({"hasUserToken":true,"availableWorkspaces":[{"uuid":"{u}","name":"Acme","slug":"acme","avatarUrl":"https://a"}]})"},
        {"GET /azure-devops", "/azure-devops", "", 200,
         R"({"integrations":[{"id":"ado-1","organization":{"name":"acme"},"project":{"id":"p1","name":"Site"},"valid":true,"disablePRComments":true,"disableNeoSummaries":true,"disableDetailedDiff":true,"disableCodeAccessForReviews":true}],"installationUrl":"https://i"})"},
        {"POST /azure-devops P", "/azure-devops",
         R"({"organizationName":"acme","projectId":"p2","disablePRComments":true})", 204},
        {"GET /azure-devops/{integrationId}", "/azure-devops/ado-1", "", 200, azure_app.c_str()},
        {"PATCH /azure-devops/{integrationId}", "/azure-devops/ado-1",
         R"({"disablePRComments":true,"disableDetailedDiff":false})", 204},
        {"DELETE /azure-devops/{integrationId}", "/azure-devops/ado-1", "", 204},
        {"GET /azure-devops/access-status", "/azure-devops/access-status", "", 200,
         R"({"hasUserToken":true,"hasIntegration":false,"availableOrgs":[{"name":"acme"}]})"},
        {"POST /azure-devops/oauth/initiate P", "/azure-devops/oauth/initiate",
         R"({"provider":{"name":"azure","azure":{"apiName":"ado"}}})", 200, R"({"url":"https://u","sessionID":"s"})"},
        {"POST /azure-devops/oauth/complete P", "/azure-devops/oauth/complete",
         R"({"provider":{"name":"azure","azure":{"apiName":"ado"}},"sessionID":"session-1","code":"0.AXo-c0de"})", 200,
         "{}"},
        {"GET /azure-devops/setup/organizations P", "/azure-devops/setup/organizations", "", 200,
         R"([{"id":"o1","name":"acme","accountUrl":"https://a","hasRequiredPermissions":true},{"name":"b"}])"},
        {"GET /azure-devops/setup/organizations/{adoOrgName}/projects P",
         "/azure-devops/setup/organizations/acme/projects", "", 200, R"([{"id":"p1","name":"Site"}])"},
        {"GET /github", "/github", "", 200, texts[2].c_str()},
        {"POST /github P", "/github", "", 200, R"({"installationUrl":"https://i"})"},
        {"GET /github/{integrationId}", "/github/gh-1", "", 200, github_details},
        {"PATCH /github/{integrationId}", "/github/gh-1",
         R"({"disableNeoSummaries":true,"disableCodeAccessForReviews":true})", 204},
        {"DELETE /github/{integrationId}", "/github/gh-1", "", 204},
        {"GET /github/access-status", "/github/access-status", "", 200,
         R"({"hasUserToken":true,"hasIntegration":true,"availableOrgs":["acme"],"integrations":[{"id":"gh-1","canCreateRepo":true}]})"},
        {"GET /github-enterprise", "/github-enterprise", "", 200, texts[2].c_str()},
        {"GET /github-enterprise/{integrationId}", "/github-enterprise/ghe-1", "", 200, github_details},
        {"PATCH /github-enterprise/{integrationId}", "/github-enterprise/ghe-1",
         R"({"disableNeoSummaries":true,"disableCodeAccessForReviews":true})", 204},
        {"DELETE /github-enterprise/{integrationId}", "/github-enterprise/ghe-1", "", 204},
        {"GET /gitlab", "/gitlab", "", 200, texts[1].c_str()},
        {"POST /gitlab P", "/gitlab", R"({"gitLabGroupId":10,"useUserGitLabAuth":true})", 204},
        {"GET /gitlab/{integrationId}", "/gitlab/gl-1", "", 200, gitlab_details.c_str()},
        {"PATCH /gitlab/{integrationId}", "/gitlab/gl-1", R"({"disablePRComments":true,"disableDetailedDiff":false})",
         204},
        {"DELETE /gitlab/{integrationId}", "/gitlab/gl-1", "", 204},
        {"GET /gitlab/access-status", "/gitlab/access-status", "", 200,
         R"({"hasUserToken":true,"availableGroups":[{"id":9,"name":"acme","avatarURL":"https://a","hasRequiredPermissions":true}]})"},
    };
    return rows;
}

}  // namespace

static_assert(pulumi::operations.size() == 10 && pulumi::provider_operations.size() == 26);

TEST_CASE("each operation sends what the vendor documents, and its success becomes a value", "[pulumi]") {
    REQUIRE(all().size() == pulumi_samples::operations.size());
    const std::string root = "/api/console/orgs/{orgName}/integrations";
    auto row = all().begin();
    for (const unit::pulumi_call& call : unit::pulumi_calls()) {
        const documented& wanted = *row++;
        const bb::operation_info& info = *call.info;
        CAPTURE(info.name, wanted.what);
        CHECK(std::string(to_string(info.method)) + ' ' + std::string(info.path.str().substr(root.size())) +
                  (info.stage == bb::lifecycle::preview ? " P" : "") ==
              wanted.what);
        CHECK(info.path.str().substr(0, root.size()) == root);
        CHECK(info.belongs_to == &bb::pulumi_cloud);

        scripted script;
        script.reply(wanted.status, wanted.reply);
        const pulumi::client api{script, pulumi::token{bb::secret(token)}};
        const unit::pulumi_outcome reply = call.send(api);
        REQUIRE_FALSE(reply.failure);
        CHECK(reply.status == wanted.status);
        if (reply.has_value) CHECK(reply.json == wanted.reply);

        const auto sent = script.requests().at(0);
        CHECK(sent.method == info.method);
        CHECK(sent.url == "https://api.pulumi.com/api/console/orgs/acme/integrations" + std::string(wanted.path));
        CHECK(sent.body == wanted.body);
        CHECK(sent.headers.value("Authorization") == std::string("token ") + token);
        CHECK(sent.headers.value("Accept") == "application/vnd.pulumi+8");
        CHECK(sent.headers.value("Content-Type") == "application/json");
    }
}

TEST_CASE("names of operations and requests are there once", "[pulumi]") {
    std::map<std::string, int> seen;
    for (const bb::operation_info& each : pulumi_samples::operations) {
        ++seen[each.name];
        ++seen[std::string(to_string(each.method)) + ' ' + std::string(each.path.str())];
    }
    CHECK(seen.size() == 72);
}

TEST_CASE("a self-hosted installation has its own address, and a request may ask for another version", "[pulumi]") {
    scripted script;
    script.reply(200, R"({"integrations":[]})");
    const pulumi::client api{
        script, pulumi::token{bb::secret(token)}, {.base_url = "https://pulumi.example.org/service"}};
    (void)api.send(pulumi::integrations::list{"acme"}.header("Accept", "application/json"));
    CHECK(script.requests()[0].url == "https://pulumi.example.org/service/api/console/orgs/acme/integrations");
    CHECK(script.requests()[0].headers.value("Accept") == "application/json");
}

}  // namespace test_pulumi_operations
