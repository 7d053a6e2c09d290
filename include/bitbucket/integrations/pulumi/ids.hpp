// SPDX-License-Identifier: MIT
// What stands in the paths of Pulumi Cloud: organizations, providers, integrations, repositories. And what all models of
// this folder need.
#pragma once

#include "../../model.hpp"
#include "../../types/ids.hpp"

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

/// A version control provider, spelled as in `integration_summary` and in the paths that name one. The providers' own
/// paths spell two of them with a hyphen, which the operations know.
enum class vcs_provider : std::uint8_t {
    github,
    gitlab,
    bitbucket,
    azure_devops,
    github_enterprise,
    /// The same as `generic`: the vendor's OpenAPI document has this word, the page the other one.
    custom,
    generic
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi

template <>
struct bitbucket::enum_names<bitbucket::pulumi::vcs_provider> {
    static constexpr const char* values[] = {"github", "gitlab", "bitbucket", "azure_devops", "github_enterprise",
                                             "custom", "generic"};
};

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// In the paths of Pulumi Cloud; whether it takes UUIDs there is not documented.
struct pulumi_tag {
    static constexpr bool takes_uuid = false;
};
struct pulumi_organization_tag : pulumi_tag {};
struct pulumi_integration_tag : pulumi_tag {};
struct pulumi_repository_tag : pulumi_tag {};
struct pulumi_provider_tag : pulumi_tag {};
struct pulumi_azure_organization_tag : pulumi_tag {};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail

namespace bitbucket::inline BITBUCKET_ABI::pulumi {

// Found by argument-dependent look-up for the models of this namespace.
using bitbucket::operator==;
using bitbucket::operator<<;

/// A Pulumi organization: its name.
using organization_name = path_id<bitbucket::detail::pulumi_organization_tag>;
/// An integration: the `id` that Pulumi Cloud gave it.
using integration_id = path_id<bitbucket::detail::pulumi_integration_tag>;
/// A repository of a provider: the `id` of a `vcs_repo`, as it came. Braces in it are encoded.
using repository_id = path_id<bitbucket::detail::pulumi_repository_tag>;
/// An Azure DevOps organization: its name.
using azure_devops_organization_name = path_id<bitbucket::detail::pulumi_azure_organization_tag>;

/// A provider in a path: one that is known, the word of an answer, or any other text, e.g. `azure_devops`.
class provider_name : public path_id<bitbucket::detail::pulumi_provider_tag> {
public:
    using path_id::path_id;
    provider_name(vcs_provider known) : path_id(to_string(known)) {}             // NOLINT
    provider_name(const open_enum<vcs_provider>& word) : path_id(word.str()) {}  // NOLINT
};

}  // namespace bitbucket::inline BITBUCKET_ABI::pulumi
