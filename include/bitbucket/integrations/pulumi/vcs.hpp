// SPDX-License-Identifier: MIT
// Integrations with version control as the operations for all providers show them: summaries, repositories, branches. And
// the envelopes in which Pulumi Cloud sends lists.
// https://www.pulumi.com/docs/reference/cloud-rest-api/vcs-integrations/
#pragma once

#include "ids.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// All integrations of one kind at once: these lists have no pages. A reply without the list is a `decode_error`.
template <class T>
struct integration_list {
    std::vector<T> integrations;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.needed("integrations", self.integrations);
    }
};

/// The same for providers whose app is installed in the browser.
template <class T>
struct app_integration_list {
    std::vector<T> integrations;
    /// Where a user installs the app for another account; empty if it is not told. It may hold a state that nobody else
    /// should use, so it is printed as ***.
    std::string installation_url;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.needed("integrations", self.integrations);
        member.sensitive("installationUrl", self.installation_url);
    }
};

/// What is the same for integrations of all providers.
/// https://www.pulumi.com/docs/reference/cloud-rest-api/schema/vcsintegrationsummary/
struct integration_summary {
    std::string id;
    open_enum<pulumi::vcs_provider> vcs_provider;
    /// Whether the caller has an OAuth token for this provider.
    std::optional<bool> has_individual_access;
    /// The name of the account at the provider; empty if it is not told.
    std::string name;
    std::string avatar_url;
    /// Only of self-hosted providers, e.g. GitHub Enterprise.
    std::string host;
    std::string base_url;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("vcsProvider", self.vcs_provider);
        member("hasIndividualAccess", self.has_individual_access);
        member("name", self.name);
        member("avatarUrl", self.avatar_url);
        member("host", self.host);
        member("baseUrl", self.base_url);
    }
};

/// A repository at a provider.
/// https://www.pulumi.com/docs/reference/cloud-rest-api/schema/vcsrepo/
struct vcs_repo {
    /// For `repository_id`.
    std::string id;
    /// The organization or user that it belongs to; at Bitbucket the workspace.
    std::string owner;
    std::string name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("owner", self.owner);
        member("name", self.name);
    }
};

/// A page of repositories. `next` is the token of the next page; empty on the last one.
struct vcs_repo_page {
    using item_type = vcs_repo;

    std::vector<vcs_repo> values;
    std::string next;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.needed("repos", self.values);
        member.link("nextPageToken", self.next);
    }
};

/// The repositories under which the caller can create others. No way to ask for more of them is documented, so this is no
/// page; a token that is not empty says that there are more.
struct vcs_repo_destinations {
    std::vector<vcs_repo> repos;
    std::string next_page_token;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.needed("repos", self.repos);
        member("nextPageToken", self.next_page_token);
    }
};

/// A branch of a repository.
/// https://www.pulumi.com/docs/reference/cloud-rest-api/schema/vcsbranch/
struct vcs_branch {
    std::string name;
    std::optional<bool> is_protected;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("isProtected", self.is_protected);
    }
};

/// The branches of a repository, all at once.
struct vcs_branch_list {
    std::vector<vcs_branch> branches;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member.needed("branches", self.branches);
    }
};

/// A change to the comments on pull requests; members that are not set stay as they are. One with nothing set is legal and
/// changes nothing.
struct integration_edit {
    settable<bool> disable_pr_comments = {};
    /// Summaries of deployments by Neo, the vendor's AI.
    settable<bool> disable_neo_summaries = {};
    /// Differences property by property.
    settable<bool> disable_detailed_diff = {};

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("disablePRComments", self.disable_pr_comments);
        member("disableNeoSummaries", self.disable_neo_summaries);
        member("disableDetailedDiff", self.disable_detailed_diff);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi
