// SPDX-License-Identifier: MIT
// Integrations of Pulumi Cloud with Bitbucket: the integration, what the caller could connect, and the write model to
// connect a workspace. The change of an integration is `integration_edit`.
// https://www.pulumi.com/docs/reference/cloud-rest-api/schema/bitbucketintegrationdetails/
#pragma once

#include "user.hpp"
#include "vcs.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// What an integration shows Bitbucket.
enum class bitbucket_auth_type : std::uint8_t {
    /// An access token of the workspace.
    workspace_token,
    /// The OAuth token of a user.
    user_token,
    /// A personal access token.
    pat
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi

template <>
struct bitbucket::enum_names<bitbucket::pulumi::bitbucket_auth_type> {
    static constexpr const char* values[] = {"workspace_token", "user_token", "pat"};
};

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// A Bitbucket workspace that is connected to a Pulumi organization.
struct bitbucket_integration_details {
    std::string id;
    /// As Pulumi Cloud writes it; whether with braces is not documented. `uuid(…)` of two such texts compares without
    /// regard to braces.
    std::string workspace_uuid;
    std::string workspace_slug;
    std::string workspace_name;
    std::string avatar_url;
    /// Whether it is complete and works.
    std::optional<bool> installed;
    /// Whether Bitbucket accepts its credential now. One that does not is removed and created again.
    std::optional<bool> valid;
    open_enum<bitbucket_auth_type> auth_type;
    /// Whose OAuth token it uses, if it uses one.
    std::optional<user> auth_user;
    std::optional<bool> disable_pr_comments;
    std::optional<bool> disable_neo_summaries;
    std::optional<bool> disable_detailed_diff;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("workspaceUuid", self.workspace_uuid);
        member("workspaceSlug", self.workspace_slug);
        member("workspaceName", self.workspace_name);
        member("avatarUrl", self.avatar_url);
        member("installed", self.installed);
        member("valid", self.valid);
        member("authType", self.auth_type);
        member("authUser", self.auth_user);
        member("disablePRComments", self.disable_pr_comments);
        member("disableNeoSummaries", self.disable_neo_summaries);
        member("disableDetailedDiff", self.disable_detailed_diff);
    }
};

/// A workspace that the caller could connect.
struct bitbucket_workspace {
    std::string uuid;
    std::string name;
    std::string slug;
    std::string avatar_url;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("uuid", self.uuid);
        member("name", self.name);
        member("slug", self.slug);
        member("avatarUrl", self.avatar_url);
    }
};

/// What the caller has at Bitbucket, as Pulumi Cloud knows it.
struct bitbucket_access_status {
    /// Whether the caller has let Pulumi Cloud in with OAuth, which `use_user_auth` needs.
    std::optional<bool> has_user_token;
    std::vector<bitbucket_workspace> available_workspaces;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("hasUserToken", self.has_user_token);
        member("availableWorkspaces", self.available_workspaces);
    }
};

/// A workspace to connect, either with a token or as the caller.
struct bitbucket_setup_request {
    /// Sent as it is: take it from `bitbucket_access_status`, or from Bitbucket. Must not be empty.
    required<std::string> workspace_uuid;
    /// Must not be empty.
    required<std::string> workspace_slug;
    /// Whether to act with the OAuth token that the caller has given Pulumi Cloud. The only way on plans of Bitbucket
    /// without workspace access tokens.
    settable<bool> use_user_auth = {};
    /// An access token of the workspace, with the scopes `repository:admin`, `repository:write`, `pullrequest:write` and
    /// `webhook`, or a personal one. Never answered, and printed as ***. Needed unless `use_user_auth` is true, and
    /// refused if it is.
    settable<std::string> workspace_access_token = {};

    [[nodiscard]] std::string problem() const {
        const std::optional<std::string>& token = workspace_access_token.value();
        if (token.has_value() && token->empty()) return "workspaceAccessToken must not be empty";
        const bool as_user = use_user_auth.value().value_or(false);
        if (as_user && token.has_value())
            return "workspaceAccessToken must not be given together with useUserAuth: the integration acts either with "
                   "the token or as the user";
        if (!as_user && !token.has_value()) return "workspaceAccessToken must be given unless useUserAuth is true";
        return {};
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("workspaceUuid", self.workspace_uuid);
        member("workspaceSlug", self.workspace_slug);
        member("useUserAuth", self.use_user_auth);
        member.sensitive("workspaceAccessToken", self.workspace_access_token);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi
