// SPDX-License-Identifier: MIT
// The integrations of an Upsun project: the one with Bitbucket whole, all others as the text that came.
// https://docs.upsun.com/integrations/source/bitbucket.html
#pragma once

#include "../../one_of.hpp"
#include "../../types/link.hpp"
#include "../../types/open_enum.hpp"
#include "../../types/timestamp.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The resources that a new service of an environment starts with.
enum class upsun_init_resources : std::uint8_t { default_, manual, minimum, parent };

template <>
struct enum_names<upsun_init_resources> {
    static constexpr const char* values[] = {"default", "manual", "minimum", "parent"};
};

/// What Upsun shows of an OAuth consumer. Its secret is never returned.
struct upsun_app_credentials {
    std::string key;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("key", self.key);
    }
};

/// What Upsun shows of the credentials of its add-on. Their shared secret is never returned.
struct upsun_addon_credentials {
    std::string addon_key;
    std::string client_key;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("addon_key", self.addon_key);
        member("client_key", self.client_key);
    }
};

/// The integration of a project with a repository on Bitbucket Cloud.
struct upsun_bitbucket_integration {
    /// What `type` says.
    static constexpr const char* kind = "bitbucket";

    /// The identifier used in paths.
    std::string id;
    /// `bitbucket`.
    std::string type;
    std::optional<timestamp> created_at;
    std::optional<timestamp> updated_at;
    std::string role;
    /// `workspace/repository`.
    std::string repository;
    /// Whether branches become environments; then nobody merges or branches in Upsun itself.
    std::optional<bool> fetch_branches;
    /// Whether environments go when their branches do.
    std::optional<bool> prune_branches;
    std::optional<bool> build_pull_requests;
    /// Whether the environment of a pull request begins with the data of its parent.
    std::optional<bool> pull_requests_clone_parent_data;
    /// Whether it gets that data again at every build.
    std::optional<bool> resync_pull_requests;
    open_enum<upsun_init_resources> environment_init_resources;
    std::optional<upsun_app_credentials> app_credentials;
    std::optional<upsun_addon_credentials> addon_credentials;
    /// HAL links. `self` is absolute and often on a regional host, the others are relative; see docs/integrations.md.
    bitbucket::links links;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("id", self.id);
        member("type", self.type);
        member("created_at", self.created_at);
        member("updated_at", self.updated_at);
        member("role", self.role);
        member("repository", self.repository);
        member("fetch_branches", self.fetch_branches);
        member("prune_branches", self.prune_branches);
        member("build_pull_requests", self.build_pull_requests);
        member("pull_requests_clone_parent_data", self.pull_requests_clone_parent_data);
        member("resync_pull_requests", self.resync_pull_requests);
        member("environment_init_resources", self.environment_init_resources);
        member("app_credentials", self.app_credentials);
        member("addon_credentials", self.addon_credentials);
        member("_links", self.links);
    }
};

/// An integration of any kind. There are 18 kinds, e.g. `github`, `webhook`, `health.email`; all but Bitbucket Cloud's are
/// an `unknown_kind` with their whole text, which may hold secrets and is not printed.
using upsun_integration = one_of<upsun_bitbucket_integration>;

}  // namespace bitbucket::inline BITBUCKET_ABI
