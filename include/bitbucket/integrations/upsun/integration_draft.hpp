// SPDX-License-Identifier: MIT
// The write models of Upsun's integration with Bitbucket: what creates it, and what changes it. Upsun's API refuses
// members that it does not know, and has defaults that contradict each other; the rules here see to both.
// https://docs.upsun.com/integrations/source/bitbucket.html
#pragma once

#include "integration.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// The kind of integration that these write models make.
enum class upsun_integration_type : std::uint8_t { bitbucket };

template <>
struct enum_names<upsun_integration_type> {
    static constexpr const char* values[] = {"bitbucket"};
};

/// An OAuth consumer of the workspace. It must be private, must have some callback URL, and needs the permission to
/// administer repositories. Upsun takes neither API tokens nor access tokens in its place.
struct upsun_app_credentials_draft {
    required<std::string> key;
    /// Never printed, and never returned.
    required<std::string> secret;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("key", self.key);
        member.sensitive("secret", self.secret);
    }
};

/// The credentials of Upsun's add-on.
struct upsun_addon_credentials_draft {
    required<std::string> addon_key;
    required<std::string> client_key;
    /// Never printed, and never returned.
    required<std::string> shared_secret;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("addon_key", self.addon_key);
        member("client_key", self.client_key);
        member.sensitive("shared_secret", self.shared_secret);
    }
};

namespace detail {

/// What is wrong with the name of a repository; empty if nothing is.
inline std::string upsun_repository_problem(std::string_view name) {
    const std::size_t slash = name.find('/');
    const bool has_parts = slash != std::string_view::npos && slash > 0 && slash + 1 < name.size();
    if (has_parts && name.find('/', slash + 1) == std::string_view::npos) return {};
    return "repository must be workspace/repository, with exactly one slash";
}

/// What is wrong with the switches of a draft or an edit; empty if nothing is.
template <class Switches>
std::string upsun_switch_problem(const Switches& of) {
    struct row {
        const char* name;
        bool is_null;
    };
    const row rows[] = {{"fetch_branches", of.fetch_branches.is_null()},
                        {"prune_branches", of.prune_branches.is_null()},
                        {"build_pull_requests", of.build_pull_requests.is_null()},
                        {"pull_requests_clone_parent_data", of.pull_requests_clone_parent_data.is_null()},
                        {"resync_pull_requests", of.resync_pull_requests.is_null()},
                        {"environment_init_resources", of.environment_init_resources.is_null()}};
    for (const row& each : rows)
        if (each.is_null) return std::string(each.name) + " must not be null: leave it out";
    if (of.prune_branches.value() == true && of.fetch_branches.value() == false)
        return "prune_branches needs fetch_branches: without fetching there is nothing to prune";
    return {};
}

/// The same draft or edit with `prune_branches: false` beside `fetch_branches: false`. The server's default for
/// `prune_branches` is true whatever `fetch_branches` is, and it then refuses its own default.
template <class Switches>
Switches with_consistent_branches(Switches of) {
    if (of.fetch_branches.value() == false && !of.prune_branches.is_set()) of.prune_branches = false;
    return of;
}

}  // namespace detail

/// A new integration with a repository on Bitbucket Cloud. The project is then in step with that repository, whose
/// branches may overwrite the project's code.
struct upsun_bitbucket_draft {
    /// `workspace/repository`.
    required<std::string> repository;
    upsun_integration_type type = upsun_integration_type::bitbucket;
    /// Whether branches become environments; the server's default is true.
    settable<bool> fetch_branches = {};
    /// Whether environments go when their branches do; needs `fetch_branches`. The server's default is true. Where
    /// `fetch_branches` is false and this is left out, false is sent.
    settable<bool> prune_branches = {};
    /// The server's default is true.
    settable<bool> build_pull_requests = {};
    settable<bool> pull_requests_clone_parent_data = {};
    /// Makes sense only with `build_pull_requests`; the server's default is false.
    settable<bool> resync_pull_requests = {};
    settable<upsun_init_resources> environment_init_resources = {};
    settable<upsun_app_credentials_draft> app_credentials = {};
    settable<upsun_addon_credentials_draft> addon_credentials = {};

    [[nodiscard]] std::string problem() const {
        std::string out = detail::upsun_repository_problem(repository.value());
        return out.empty() ? detail::upsun_switch_problem(*this) : out;
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("repository", self.repository);
        member("fetch_branches", self.fetch_branches);
        member("prune_branches", self.prune_branches);
        member("build_pull_requests", self.build_pull_requests);
        member("pull_requests_clone_parent_data", self.pull_requests_clone_parent_data);
        member("resync_pull_requests", self.resync_pull_requests);
        member("environment_init_resources", self.environment_init_resources);
        member("app_credentials", self.app_credentials);
        member("addon_credentials", self.addon_credentials);
    }
};

/// A change to an integration; members that are not set stay as they are. Upsun's document calls `type` and `repository`
/// required here too, but its own command line sends only what changes.
struct upsun_bitbucket_edit {
    /// Only for a server that insists on it.
    settable<upsun_integration_type> type = {};
    /// `workspace/repository`.
    settable<std::string> repository = {};
    settable<bool> fetch_branches = {};
    /// Needs `fetch_branches`. Where that is set to false and this is left out, false is sent.
    settable<bool> prune_branches = {};
    settable<bool> build_pull_requests = {};
    settable<bool> pull_requests_clone_parent_data = {};
    settable<bool> resync_pull_requests = {};
    settable<upsun_init_resources> environment_init_resources = {};
    /// Null removes them.
    settable<upsun_app_credentials_draft> app_credentials = {};
    /// Null removes them.
    settable<upsun_addon_credentials_draft> addon_credentials = {};

    [[nodiscard]] std::string problem() const {
        if (type.is_null()) return "type must not be null: leave it out";
        if (repository.is_null()) return "repository must not be null: leave it out";
        std::string out;
        if (repository.value()) out = detail::upsun_repository_problem(*repository.value());
        return out.empty() ? detail::upsun_switch_problem(*this) : out;
    }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("repository", self.repository);
        member("fetch_branches", self.fetch_branches);
        member("prune_branches", self.prune_branches);
        member("build_pull_requests", self.build_pull_requests);
        member("pull_requests_clone_parent_data", self.pull_requests_clone_parent_data);
        member("resync_pull_requests", self.resync_pull_requests);
        member("environment_init_resources", self.environment_init_resources);
        member("app_credentials", self.app_credentials);
        member("addon_credentials", self.addon_credentials);
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
