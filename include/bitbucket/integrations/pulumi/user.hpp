// SPDX-License-Identifier: MIT
// A user of Pulumi Cloud, as integrations name whose credential they act with.
// https://www.pulumi.com/docs/reference/cloud-rest-api/schema/user/
#pragma once

#include "ids.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// What a user may be in an organization.
enum class organization_role : std::uint8_t {
    none,
    member,
    admin,
    potential_member,
    stack_collaborator,
    billing_manager
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi

template <>
struct bitbucket::enum_names<bitbucket::pulumi::organization_role> {
    static constexpr const char* values[] = {
        "none", "member", "admin", "potential-member", "stack-collaborator", "billing-manager"};
};

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// An organization, and what the user is in it.
/// https://www.pulumi.com/docs/reference/cloud-rest-api/schema/organizationsummarywithrole/
struct organization_summary_with_role {
    std::string name;
    /// Its name in paths, wherever it came from.
    std::string github_login;
    std::string avatar_url;
    std::string email;
    open_enum<organization_role> role;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("githubLogin", self.github_login);
        member("avatarUrl", self.avatar_url);
        member("email", self.email);
        member("role", self.role);
    }
};

/// Which token of a machine this is; the token itself is never answered.
struct token_info {
    std::string name;
    std::string organization;
    std::string team;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("organization", self.organization);
        member("team", self.team);
    }
};

/// A user of Pulumi Cloud.
struct user {
    std::string id;
    /// The log-in name, wherever the account came from.
    std::string github_login;
    std::string name;
    std::string email;
    std::string avatar_url;
    std::vector<organization_summary_with_role> organizations;
    std::vector<organization_summary_with_role> potential_organizations;
    /// The kinds of accounts that the user can log in with.
    std::vector<std::string> identities;
    std::optional<bool> site_admin;
    std::optional<bool> registry_admin;
    /// Only of tokens of machines.
    std::optional<pulumi::token_info> token_info;
    std::optional<bool> has_mfa;
    std::optional<bool> is_org_managed;
    std::optional<bool> is_managed_by_multi_org;
    std::optional<bool> is_agent;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("githubLogin", self.github_login);
        member("name", self.name);
        member("email", self.email);
        member("avatarUrl", self.avatar_url);
        member("organizations", self.organizations);
        member("potentialOrganizations", self.potential_organizations);
        member("identities", self.identities);
        member("siteAdmin", self.site_admin);
        member("registryAdmin", self.registry_admin);
        member("tokenInfo", self.token_info);
        member("hasMFA", self.has_mfa);
        member("isOrgManaged", self.is_org_managed);
        member("isManagedByMultiOrg", self.is_managed_by_multi_org);
        member("isAgent", self.is_agent);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi
